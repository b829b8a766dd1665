from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_ids
from tradepost.domain.pricing.commands._lists import price_list_in_use
from tradepost.domain.pricing.commands._rows import PriceInput, checked_prices
from tradepost.domain.pricing.commands._standing import look_anew
from tradepost.domain.pricing.events import PricesSet


@command
def set_prices(by: By, *, price_list_id: UUID, rows: Sequence[PriceInput]) -> int:
    """Add prices to a list, or change those of the same key; any number of rows in a few statements.

    The key is item, category or brand, unit, minimum quantity, first day and kind; of two rows with one key
    the last counts. Returns the number of rows that were new or changed. Raises NotFound,
    PriceListIsRetired, and Invalid with each bad row as `rows.<n>.<field>`.
    """
    price_list_in_use(price_list_id)
    kept = checked_prices(rows)
    changed = _write(by, price_list_id, kept) if kept else 0
    if changed:
        look_anew([price_list_id], [row.subject_id for row in kept])
        publish(by, PricesSet(price_list_id, changed, len({row.item_id for row in kept} - {None})))
    return changed


def _write(by: By, price_list_id: UUID, rows: list[PriceInput]) -> int:
    return sql.run(
        """insert into pricing_price_row as p (id, price_list_id, amount, item_id, category_id, unit,
                                          minimum_quantity, kind, valid_from, valid_until, counted, mix, is_net,
                                          quota, brand_id, made_at)
           select t.id, %s::uuid, t.amount, t.item_id, t.category_id, t.unit,
                  t.minimum_quantity, t.kind, t.valid_from, t.valid_until, t.counted, t.mix, t.is_net, t.quota,
                  t.brand_id,                   %s::timestamptz
           from unnest(%s::uuid[], %s::numeric[], %s::uuid[], %s::uuid[], %s::text[],
                       %s::bigint[], %s::text[], %s::date[], %s::date[], %s::text[], %s::text[], %s::bool[],
                       %s::bigint[], %s::uuid[])
             as t(id, amount, item_id, category_id, unit, minimum_quantity, kind, valid_from, valid_until,
                  counted, mix, is_net, quota, brand_id)
           order by t.item_id, t.category_id, t.brand_id, t.unit, t.minimum_quantity, t.valid_from, t.kind
           on conflict (item_id, price_list_id, category_id, brand_id, unit, minimum_quantity, valid_from, kind)
           do update set amount = excluded.amount, valid_until = excluded.valid_until, counted = excluded.counted,
             mix = excluded.mix, is_net = excluded.is_net, quota = excluded.quota
           where (p.amount, p.valid_until, p.counted, p.mix, p.is_net, p.quota) is distinct from (
             excluded.amount, excluded.valid_until, excluded.counted, excluded.mix, excluded.is_net, excluded.quota)""",
        [price_list_id, by.now, new_ids(by.now, len(rows)), *sql.columns(rows)],
    )
