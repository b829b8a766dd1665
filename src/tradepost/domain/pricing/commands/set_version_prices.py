from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_ids
from tradepost.domain.pricing.commands._rows import PriceInput, checked_prices
from tradepost.domain.pricing.commands._standing import look_anew
from tradepost.domain.pricing.commands._versions import draft_for_update, tell_prices


@command
def set_version_prices(by: By, *, version_id: UUID, rows: Sequence[PriceInput]) -> int:
    """Set prices in a draft: they hold once it is activated. A price as it stands already is no change.

    Keys are those of `set_prices`; of two rows with one key the last counts. Gives how many changes the version has
    now. Raises NotFound, NotAllowed, and Invalid with each bad row as `rows.<n>.<field>`.
    """
    version = draft_for_update(version_id)
    kept = checked_prices(rows)
    if kept:
        _write(by, version_id, kept)
        look_anew([version.price_list_id], [row.subject_id for row in kept], version_id=version_id)
    return tell_prices(by, version, len(kept))


def _write(by: By, version_id: UUID, rows: list[PriceInput]) -> None:
    sql.run(
        """insert into pricing_version_row as w (id, of_id, is_gone, amount, item_id, category_id, unit,
                                            minimum_quantity, kind, valid_from, valid_until, counted, mix, is_net,
                                            quota, brand_id)
           select t.id, %s::uuid, false, t.amount, t.item_id, t.category_id, t.unit, t.minimum_quantity, t.kind,
                  t.valid_from, t.valid_until, t.counted, t.mix, t.is_net, t.quota, t.brand_id
           from unnest(%s::uuid[], %s::numeric[], %s::uuid[], %s::uuid[], %s::text[],
                       %s::bigint[], %s::text[], %s::date[], %s::date[], %s::text[], %s::text[], %s::bool[],
                       %s::bigint[], %s::uuid[])
             as t(id, amount, item_id, category_id, unit, minimum_quantity, kind, valid_from, valid_until,
                  counted, mix, is_net, quota, brand_id)
           order by t.item_id, t.category_id, t.brand_id, t.unit, t.minimum_quantity, t.kind, t.valid_from
           on conflict (of_id, item_id, category_id, brand_id, unit, minimum_quantity, kind, valid_from)
           do update set amount = excluded.amount, valid_until = excluded.valid_until, counted = excluded.counted,
             mix = excluded.mix, is_net = excluded.is_net, quota = excluded.quota, is_gone = false""",
        [version_id, new_ids(by.now, len(rows)), *sql.columns(rows)],
    )
