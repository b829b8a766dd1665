from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.transfers import queries, rules
from tradepost.domain.transfers.commands._finish import finish
from tradepost.domain.transfers.commands._progress import Progress, record
from tradepost.domain.transfers.commands._stock import enter
from tradepost.domain.transfers.events import TransferReceived
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLoad, TransferReceipt


class NothingArrived(Refusal):
    """Nothing was counted."""


@dataclass(frozen=True, slots=True)
class ArrivedInput:
    """What was counted of one load, base units; `damaged` is part of it. No place: the first bin."""

    load_id: UUID
    counted: int
    damaged: int = 0
    place_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnsentInput:
    """Base units that arrived with it and were not sent, by the books."""

    item_id: UUID
    quantity: int
    lot_id: UUID | None = None
    place_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    load: TransferLoad
    place_id: UUID | None
    arrived: rules.Arrived
    good_value: Decimal
    damaged_value: Decimal


@command(once="receipt_id", again=queries.transfer_of_receipt)
def receive_transfer(
    by: By,
    *,
    receipt_id: UUID,
    transfer_id: UUID,
    lines: Sequence[ArrivedInput],
    unsent: Sequence[UnsentInput] = (),
    is_last: bool = False,
    note: str = "",
) -> Transfer:
    """Take in what arrived, as often as some of it comes. Damaged goods go to quarantine.

    What is more than was on its way becomes a discrepancy; so does, with `is_last`, what is still missing. When all
    is there the transfer is received. Raises NotAllowed, NotFound, Invalid (every bad line), NothingArrived; sent
    twice it counts once.
    """
    one = queries.transfer_for_update(transfer_id)
    TRANSFER.next(one.state, "receive")
    loads = {load.id: load for load in queries.loads_of(one.id)}
    _refuse_bad(one, loads, lines, unsent)
    inventory.hold_stock(
        by, warehouse_id=one.to_warehouse_id, item_ids={load.line.item_id for load in loads.values()}
    )
    taken = [_taken(loads, line) for line in lines if line.counted]
    if not taken and not unsent:
        raise NothingArrived("Nothing was counted. If nothing more will come, finish the transfer.")
    TransferReceipt.objects.create(
        id=receipt_id, transfer=one, note=note.strip(), actor=by.actor, made_at=by.now
    )
    value = _take_in(by, one, taken)
    surplus = _write_surplus(by, one, taken, unsent)
    units = sum(part.arrived.taken for part in taken)
    save(one, open_quantity=one.open_quantity - units, open_value=one.open_value - value)
    damaged = sum(part.arrived.damaged for part in taken)
    publish(by, TransferReceived(one.id, receipt_id, units, damaged, surplus, one.open_quantity))
    if is_last or not one.open_quantity:
        finish(by, one)
    return one


def _refuse_bad(
    one: Transfer,
    loads: dict[UUID, TransferLoad],
    lines: Sequence[ArrivedInput],
    unsent: Sequence[UnsentInput],
) -> None:
    wrong: dict[str, str] = {}
    for row, line in enumerate(lines):
        if line.load_id not in loads:
            wrong[f"lines.{row}.load_id"] = "This was not sent with this transfer."
        if not 0 <= line.counted <= rules.MOST:
            wrong[f"lines.{row}.counted"] = "Give what arrived, 0 or more."
        if not 0 <= line.damaged <= line.counted:
            wrong[f"lines.{row}.damaged"] = "Damaged is part of what was counted."
    lots = queries.lots_by_id([line.lot_id for line in unsent if line.lot_id])
    known = queries.traded([(line.item_id, "") for line in unsent]) if unsent else []
    for row, (other, item) in enumerate(zip(unsent, known, strict=True)):
        if item is None:
            wrong[f"unsent.{row}.item_id"] = "There is no such item."
        if not 0 < other.quantity <= rules.MOST:
            wrong[f"unsent.{row}.quantity"] = "Give what arrived, more than 0."
        if other.lot_id and lots.get(other.lot_id) != other.item_id:
            wrong[f"unsent.{row}.lot_id"] = "This item has no such lot."
    named = [*(line.place_id for line in lines), *(other.place_id for other in unsent)]
    places = {place_id for place_id in named if place_id}
    if places - queries.places_within(one.to_warehouse_id, places):
        wrong["place_id"] = "This place is not in the warehouse that receives."
    if wrong:
        raise Invalid("This cannot be taken in yet. Correct the marked lines.", fields=wrong)


def _taken(loads: dict[UUID, TransferLoad], line: ArrivedInput) -> _Taken:
    """What a count means for its load, which is brought forward so that a second count of it goes on from there."""
    load = loads[line.load_id]
    arrived = rules.arrived(load.to_come, line.counted, line.damaged)
    good, damaged = (
        rules.worth(load.value, load.sent, gone, part, settings.BASE_CURRENCY)
        for gone, part in ((load.gone, arrived.good), (load.gone + arrived.good, arrived.damaged))
    )
    load.received += arrived.taken
    return _Taken(load, line.place_id, arrived, good, damaged)


def _take_in(by: By, one: Transfer, taken: Sequence[_Taken]) -> Decimal:
    """Post it into the warehouse and the books, and count it; gives what it is worth."""
    goods = [part for part in taken if part.arrived.taken]
    if not goods:
        return Decimal(0)
    quarantine = inventory_queries.first_place(one.to_warehouse_id, "quarantine") if any(
        part.arrived.damaged for part in goods
    ) else None  # fmt: skip
    lines: list[ReceivedInput] = []
    progress: dict[UUID, Progress] = {}
    for part in goods:
        load, came = part.load, part.arrived
        item_id, line_id = load.line.item_id, load.line_id
        for quantity, worth, place in (
            (came.good, part.good_value, part.place_id),
            (came.damaged, part.damaged_value, quarantine),
        ):
            if quantity:
                lines.append(ReceivedInput(item_id, quantity, worth, line_id, quantity, place, load.lot_id))
        before = progress.get(load.id, Progress(load.id))
        progress[load.id] = Progress(
            load.id,
            received=before.received + came.taken,
            damaged=before.damaged + came.damaged,
            value=before.value + part.good_value + part.damaged_value,
        )
    inventory.receive(
        by, subject_id=one.id, warehouse_id=one.to_warehouse_id, lines=lines, from_kind="transit"
    )
    record(list(progress.values()))
    value = sum((line.value for line in lines), Decimal(0))
    enter(by, one.id, Ledger.STOCK, Ledger.STOCK_IN_TRANSIT, value)
    return value


def _write_surplus(by: By, one: Transfer, taken: Sequence[_Taken], unsent: Sequence[UnsentInput]) -> int:
    """What nobody had sent; gives how much."""
    found: list[tuple[UUID | None, UUID, UUID | None, UUID | None, int]] = [
        (part.load.id, part.load.line.item_id, part.load.lot_id, part.place_id, part.arrived.surplus)
        for part in taken
        if part.arrived.surplus
    ]
    found += [(None, line.item_id, line.lot_id, line.place_id, line.quantity) for line in unsent]
    Discrepancy.objects.bulk_create(
        Discrepancy(
            id=pk,
            transfer=one,
            load_id=load_id,
            kind="surplus",
            item_id=item_id,
            lot_id=lot_id,
            place_id=place_id,
            quantity=quantity,
            made_at=by.now,
        )
        for pk, (load_id, item_id, lot_id, place_id, quantity) in zip(
            new_ids(by.now, len(found)), found, strict=True
        )
    )
    return sum(row[-1] for row in found)
