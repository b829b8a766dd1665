from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_ids
from tradepost.domain.pricing.commands._standing import SAID, said_of
from tradepost.domain.pricing.commands._versions import draft_for_update, tell_prices


@command
def end_version_prices(by: By, *, version_id: UUID, price_ids: Sequence[UUID]) -> int:
    """These prices of the list hold no more once the version is activated. Gives how many changes it has now.

    Raises NotFound, NotAllowed.
    """
    version = draft_for_update(version_id)
    wanted = list(dict.fromkeys(price_ids))
    ended = sql.run(
        f"""insert into pricing_version_row (id, of_id, item_id, category_id, brand_id, unit, minimum_quantity,
                                             kind, valid_from, {SAID}, is_gone, price_row_id, old_amount)
            select t.id, %s::uuid, r.item_id, r.category_id, r.brand_id, r.unit, r.minimum_quantity, r.kind,
                   r.valid_from, {said_of("r")}, true, r.id, r.amount
            from unnest(%s::uuid[], %s::uuid[]) as t(id, price_row_id) join pricing_price_row r on r.id = t.price_row_id
            where r.price_list_id = %s::uuid order by r.id
            on conflict (of_id, item_id, category_id, brand_id, unit, minimum_quantity, kind, valid_from)
            do update set is_gone = true, amount = excluded.amount""",  # noqa: S608 constants only
        [version_id, new_ids(by.now, len(wanted)), wanted, version.price_list_id],
    )
    if ended < len(wanted):
        raise NotFound("One of these prices does not stand in this list any more. Load the list again.")
    return tell_prices(by, version, ended)
