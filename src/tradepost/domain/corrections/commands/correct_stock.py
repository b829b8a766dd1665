from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.corrections import queries
from tradepost.domain.corrections.commands._post import post
from tradepost.domain.corrections.commands._understood import CorrectionInput, understood
from tradepost.domain.corrections.commands._worth import may_post, worths
from tradepost.domain.corrections.events import CorrectionAsked
from tradepost.domain.corrections.models import Correction
from tradepost.domain.corrections.rules import Why
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import AdjustInput, NotEnoughStock

LONGEST_NOTE = 1000


@command(once="correction_id", again=queries.correction_by_id)
def correct_stock(
    by: By,
    *,
    correction_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[CorrectionInput],
    reason: str = "counted",
    note: str = "",
) -> Correction:
    """Bring stock and books to what lies there, for a reason: its code, whose account bears what is gone or found.

    Up to the limit of who says so it is posted at once; above it waits for somebody who may approve, and nothing
    is posted. Lines that change nothing are left out. Raises Invalid (each bad line, an unknown reason, nothing that
    differs), NotEnoughStock, SerialElsewhere. Sent twice, the second returns the same correction.
    """
    home = inventory_queries.visible_warehouse(by, warehouse_id)
    why = queries.open_reason(reason)
    if len(note) > LONGEST_NOTE:
        raise Invalid("This note is too long.", fields={"note": f"At most {LONGEST_NOTE} characters."})
    wanted = understood(by, home.pk, why, lines)
    # Under their locks nothing of these items moves: what they are worth now is what is posted.
    inventory.hold_stock(by, warehouse_id=home.pk, item_ids={line.item_id for line in wanted})
    values = worths(home.pk, wanted)
    one = _write(by, correction_id, home.pk, why, note.strip(), wanted, values)
    if may_post(by, values):
        post(by, one, wanted)
        return one
    _refuse_short(wanted)
    publish(by, CorrectionAsked(one.id, one.number, home.pk, one.kind, one.reason_name, one.lines_count))
    return one


def _write(
    by: By,
    correction_id: UUID,
    warehouse_id: UUID,
    why: Why,
    note: str,
    lines: Sequence[AdjustInput],
    values: Sequence[Decimal],
) -> Correction:
    one = Correction(
        id=correction_id,
        number=cheap_numbers("correction")[0],
        warehouse_id=warehouse_id,
        kind=why.kind,
        reason_code=why.code,
        reason_name=why.name,
        account=str(why.account),
        note=note,
        lines_count=len(lines),
        found_value=sum((value for value in values if value > 0), ZERO),
        lost_value=-sum((value for value in values if value < 0), ZERO),
        asked_at=by.now,
        asked_by_id=by.actor_id,
        asked_by=by.actor,
    )
    one.save(force_insert=True)
    sql.run(
        """insert into corrections_line (correction_id, position, place_id, item_id, lot_id, quantity, value)
           select %s, n, place_id, item_id, lot_id, quantity, value
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::numeric[]) with ordinality
             as t(place_id, item_id, lot_id, quantity, value, n) order by n""",
        [
            one.pk,
            [line.place_id for line in lines],
            [line.item_id for line in lines],
            [line.lot_id for line in lines],
            [line.delta for line in lines],
            list(values),
        ],
    )
    return one


def _refuse_short(lines: Sequence[AdjustInput]) -> None:
    """What waits must be there now, as it must be when it is posted."""
    for place, sku, free in queries.short_shelves(lines):
        raise NotEnoughStock(
            f"Only {free} can be taken from there; the rest is not there or is set aside for picking.",
            place=place,
            sku=sku,
            free=free,
        )
