"""The prices that stand under the keys of a version's changes, and the changes told when those move."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.pricing.queries.standing import STANDING_AMOUNT, STANDING_ID, stands

# What a change may change of a price: all but its key.
SAID = "amount, valid_until, counted, mix, is_net, quota"


def said_of(row: str) -> str:
    """The changeable columns of a row under its short name."""
    return ", ".join(f"{row}.{name}" for name in SAID.split(", "))


def forget_prices(price_ids: Sequence[UUID]) -> list[UUID]:
    """Delete prices, with what was used of their quotas; gives the list of each. The history keeps them."""
    if not price_ids:
        return []
    sql.run("delete from pricing_quota where price_row_id = any(%s::uuid[])", [list(price_ids)])
    gone = sql.rows(
        """delete from pricing_price_row where id = any(%s::uuid[])
           returning price_list_id, coalesce(item_id, category_id, brand_id)""",
        [list(price_ids)],
    )
    lists = [list_id for list_id, _ in gone]
    look_anew(sorted(set(lists)), [subject_id for _, subject_id in gone])
    return lists


def look_anew(
    price_list_ids: Sequence[UUID],
    subject_ids: Sequence[UUID | None] | None,
    *,
    version_id: UUID | None = None,
) -> None:
    """Tell the changes that wait in versions what they would change now: of these items, categories and brands,
    or (None) of all; of one version, or of all that are not active yet."""
    for list_id in price_list_ids:
        sql.run(
            f"""with waiting as (
                  select w.id, w.item_id, w.category_id, w.brand_id, w.unit, w.minimum_quantity, w.kind, w.valid_from
                  from pricing_version_row w join pricing_version v on v.id = w.of_id
                  where v.price_list_id = %(list)s::uuid and v.state in ('draft', 'scheduled')
                    and (%(version)s::uuid is null or v.id = %(version)s::uuid)
                    and (%(subjects)s::uuid[] is null or w.item_id = any(%(subjects)s::uuid[])
                         or w.category_id = any(%(subjects)s::uuid[])
                         or w.brand_id = any(%(subjects)s::uuid[]))),
                found as (
                  select w.id, {STANDING_ID} as row_id, {STANDING_AMOUNT} as amount
                  from waiting w {stands("%(list)s::uuid")})
                update pricing_version_row w set price_row_id = f.row_id, old_amount = f.amount
                from found f where f.id = w.id
                  and (w.price_row_id, w.old_amount) is distinct from (f.row_id, f.amount)""",  # noqa: S608 constants only
            {
                "list": list_id,
                "version": version_id,
                "subjects": None if subject_ids is None else [one for one in subject_ids if one],
            },
        )
