from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal


class QuotaUsed(Refusal):
    """Less is left of a quota than is to be sold at its price; `facts["left"]` says how much."""


@command
def record_quota_used(by: By, *, uses: Sequence[tuple[UUID, int]]) -> None:
    """Base units that confirmed orders take of prices with a quota: (price, quantity).

    Exact however many confirm at once: what is left is asked and taken in one statement, in the order of the prices.
    A price that has no quota any more gives any number. Raises QuotaUsed.
    """
    wanted: dict[UUID, int] = {}
    for row_id, quantity in uses:
        wanted[row_id] = wanted.get(row_id, 0) + quantity
    asked = [sorted(wanted), [wanted[row_id] for row_id in sorted(wanted)]]
    taken = sql.rows(
        """insert into pricing_quota as q (price_row_id, used)
           select r.id, t.quantity from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity)
             join pricing_price_row r on r.id = t.id
           where t.quantity <= coalesce(r.quota, t.quantity)
           order by r.id
           on conflict (price_row_id) do update set used = q.used + excluded.used
           where q.used + excluded.used
             <= coalesce((select r.quota from pricing_price_row r where r.id = q.price_row_id), q.used + excluded.used)
           returning price_row_id""",
        asked,
    )
    if len(taken) < len(wanted):
        _refuse_missing(asked, [row_id for (row_id,) in taken])


def _refuse_missing(asked: Sequence[object], taken: Sequence[UUID]) -> None:
    """Refuse the first price that had not enough left; one that was removed meanwhile is nobody's quota any more."""
    short = sql.one(
        """select l.name, coalesce(i.sku, c.name, b.name), greatest(0, r.quota - coalesce(q.used, 0)), t.quantity
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity)
             join pricing_price_row r on r.id = t.id join pricing_price_list l on l.id = r.price_list_id
             left join catalog_item i on i.id = r.item_id left join catalog_category c on c.id = r.category_id
             left join catalog_brand b on b.id = r.brand_id
             left join pricing_quota q on q.price_row_id = r.id
           where r.id <> all(%s::uuid[]) order by 1, 2 limit 1""",
        [*asked, list(taken)],
    )
    if short is not None:
        title, what, left, quantity = short
        raise QuotaUsed(
            f"Of {what} only {left} are left at the price of {title}, and {quantity} are asked."
            " Save the lines again: they are priced anew.",
            left=left,
        )
