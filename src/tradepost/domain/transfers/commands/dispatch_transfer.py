from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotNotUsable, Shipped
from tradepost.domain.inventory.queries import SetAside
from tradepost.domain.inventory.rules import why_stopped
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._stock import enter, hold_both
from tradepost.domain.transfers.events import TransferDispatched
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Transfer, TransferLine


class NothingSent(Refusal):
    """Nothing was picked."""


@command
def dispatch_transfer(
    by: By,
    *,
    transfer_id: UUID,
    picks: Sequence[tuple[UUID, int]] | None = None,
    carrier: str = "",
    tracking_number: str = "",
    expected_on: date | None = None,
) -> Transfer:
    """The goods leave; they are worth what they were, and lie in neither warehouse until they arrive.

    `picks` are base units by what was set aside (None: all of it). What was not picked is free again, and is not
    expected any more. Raises NotAllowed (also for the second of two who send it), NotFound, Invalid, NothingSent,
    LotNotUsable.
    """
    one = queries.transfer_for_update(transfer_id)
    state = TRANSFER.next(one.state, "dispatch")
    lines = [line for line in queries.lines_of(one.id) if line.released]
    hold_both(by, one, {line.item_id for line in lines})
    parts = inventory_queries.set_aside_for(one.id)
    picked = _picked(parts, picks)
    _refuse_stopped(by, parts, picked)
    gone = inventory.ship(by, subject_id=one.id, picks=list(picked.items()), to_kind="transit")
    value = sum((part.value for part in gone), Decimal(0))
    sent = _write_loads(by, gone)
    _leave(by, lines, parts, picked, sent)
    day = expected_on or one.expected_on
    inventory.change_supplies(by, changes=[(line.id, sent.get(line.id, 0), day) for line in lines])
    enter(by, one.id, Ledger.STOCK_IN_TRANSIT, Ledger.STOCK, value)
    save(
        one, state=state, dispatched_at=by.now, expected_on=day, carrier=carrier.strip(),
        tracking_number=tracking_number.strip(), open_quantity=sum(sent.values()), open_value=value,
    )  # fmt: skip
    left = sum(line.released for line in lines) - one.open_quantity
    told = (one.number, one.open_quantity, left, value, day, one.carrier, one.tracking_number)
    publish(by, TransferDispatched(one.id, *told))
    return one


def _picked(parts: Sequence[SetAside], picks: Sequence[tuple[UUID, int]] | None) -> dict[UUID, int]:
    """Base units to send by reserve, those above 0. Raises Invalid, NothingSent."""
    there = {part.reserve_id: part.quantity for part in parts}
    asked = list(there.items()) if picks is None else list(picks)
    picked: dict[UUID, int] = {}
    wrong: dict[str, str] = {}
    for row, (reserve_id, quantity) in enumerate(asked):
        most = there.get(reserve_id)
        if most is None or reserve_id in picked:
            wrong[f"picks.{row}.reserve_id"] = "This is not set aside for this transfer."
        elif not 0 <= quantity <= most:
            wrong[f"picks.{row}.quantity"] = f"Only {most} are set aside here."
        else:
            picked[reserve_id] = quantity
    if wrong:
        raise Invalid("Some of this cannot be sent. Correct the marked lines.", fields=wrong)
    if not any(picked.values()):
        raise NothingSent("Nothing was picked. Cancel the transfer if nothing shall be sent.")
    return {reserve_id: quantity for reserve_id, quantity in picked.items() if quantity}


def _refuse_stopped(by: By, parts: Sequence[SetAside], picked: Mapping[UUID, int]) -> None:
    for part in parts:
        why = why_stopped(part.lot_state, part.expires_on, by.now.date())
        if why and part.reserve_id in picked:
            raise LotNotUsable(
                f"Lot {part.lot_code} is not usable ({why}), and may not leave. Send the transfer without it:"
                f" say 0 at {part.place_code}.",
                lot=part.lot_code,
                state=why,
            )


def _write_loads(by: By, gone: Sequence[Shipped]) -> dict[UUID, int]:
    """A load for each line and lot; gives the base units sent of each line. Two statements."""
    loads: dict[tuple[UUID, UUID | None], tuple[int, Decimal]] = {}
    sent: dict[UUID, int] = {}
    for part in gone:
        quantity, value = loads.get((part.demand_id, part.lot_id), (0, Decimal(0)))
        loads[part.demand_id, part.lot_id] = (quantity + part.quantity, value + part.value)
        sent[part.demand_id] = sent.get(part.demand_id, 0) + part.quantity
    sql.run(
        """insert into transfers_load
             (id, line_id, lot_id, sent, received, damaged, stayed, lost, value, open_value)
           select id, line_id, lot_id, sent, 0, 0, 0, 0, value, value
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::numeric[])
             as t(id, line_id, lot_id, sent, value)""",
        [
            new_ids(by.now, len(loads)),
            [line_id for line_id, _ in loads],
            [lot_id for _, lot_id in loads],
            [quantity for quantity, _ in loads.values()],
            [value for _, value in loads.values()],
        ],
    )
    sql.run(
        """update transfers_line n set sent = t.sent
           from unnest(%s::uuid[], %s::bigint[]) as t(id, sent) where n.id = t.id""",
        [list(sent), list(sent.values())],
    )
    return sent


def _leave(
    by: By,
    lines: Sequence[TransferLine],
    parts: Sequence[SetAside],
    picked: Mapping[UUID, int],
    sent: Mapping[UUID, int],
) -> None:
    """What was not picked is free again."""
    rest = [(part.reserve_id, part.quantity - picked.get(part.reserve_id, 0)) for part in parts]
    rest = [one for one in rest if one[1]]
    if not rest:
        return
    inventory.unreserve(by, reserves=rest)
    cuts = [(line.id, line.released - sent.get(line.id, 0)) for line in lines]
    inventory.cut_demands(by, cuts=[cut for cut in cuts if cut[1]])
