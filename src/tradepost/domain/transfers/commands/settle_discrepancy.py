from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory import rules as inventory_rules
from tradepost.domain.inventory.commands import AdjustInput, LostInput, ReceivedInput
from tradepost.domain.transfers import queries, rules
from tradepost.domain.transfers.commands._progress import Progress, record
from tradepost.domain.transfers.commands._stock import enter, hold_both
from tradepost.domain.transfers.events import DiscrepancySettled
from tradepost.domain.transfers.flows import DISCREPANCY
from tradepost.domain.transfers.models import Discrepancy


class NotThereToSend(Refusal):
    """Less is free in the sending warehouse than was sent too much."""


@command
def settle_discrepancy(
    by: By,
    *,
    discrepancy_id: UUID,
    outcome: str,
    reason: str = "",
    quantity: int | None = None,
    place_id: UUID | None = None,
) -> Discrepancy:
    """Say what became of it, of all or of some; of the rest one more discrepancy stays open.

    Missing goods `arrived` after all, `stayed` in the sending warehouse, or are `lost`: a loss in the books. Surplus
    was `sent` too much, so that it is missing there, or was `found`: a gain. `place_id`: where it lies (the first
    bin, or where it was put). Raises NotAllowed (also for the second of two who settle it), NotFound, Invalid,
    NotThereToSend, SerialElsewhere.
    """
    one = queries.discrepancy_for_update(discrepancy_id)
    state = DISCREPANCY.next(one.state, "settle")
    part = one.quantity if quantity is None else quantity
    _refuse_bad(one, outcome, reason, part, place_id)
    hold_both(by, one.transfer, [one.item_id])
    if part < one.quantity:
        _keep_rest(by, one, part)
    place = place_id or one.place_id
    said = ". ".join(text for text in (f"Transfer {one.transfer.number}", reason.strip()) if text)
    settle = _missing if one.kind == "missing" else _surplus
    one.value = settle(by, one, outcome, place, said)
    one.state, one.outcome, one.reason = state, outcome, reason.strip()
    one.settled_at, one.settled_by = by.now, by.actor
    one.save(update_fields=["quantity", "value", "state", "outcome", "reason", "settled_at", "settled_by"])
    one.version += 1
    told = (one.kind, outcome, one.quantity, one.value, one.reason)
    publish(by, DiscrepancySettled(one.transfer_id, one.id, *told))
    return one


def _refuse_bad(one: Discrepancy, outcome: str, reason: str, part: int, place_id: UUID | None) -> None:
    wrong: dict[str, str] = {}
    if outcome not in rules.OUTCOMES[one.kind]:
        wrong["outcome"] = f"One of {', '.join(rules.OUTCOMES[one.kind])}."
    if not 0 < part <= one.quantity:
        wrong["quantity"] = f"Between 1 and {one.quantity}."
    if outcome != "arrived" and not reason.strip():
        wrong["reason"] = "Say why."
    here = one.transfer.from_warehouse_id if outcome == "stayed" else one.transfer.to_warehouse_id
    if place_id and not queries.places_within(here, {place_id}):
        wrong["place_id"] = "Not in this warehouse."
    if wrong:
        raise Invalid("This cannot be settled so. Correct the marked fields.", fields=wrong)


def _keep_rest(by: By, one: Discrepancy, part: int) -> None:
    """The rest as a discrepancy of its own, as old as the first."""
    Discrepancy.objects.create(
        id=new_id(by.now),
        transfer_id=one.transfer_id,
        load_id=one.load_id,
        kind=one.kind,
        item_id=one.item_id,
        lot_id=one.lot_id,
        place_id=one.place_id,
        quantity=one.quantity - part,
        made_at=one.made_at,
    )
    one.quantity = part


def _missing(by: By, one: Discrepancy, outcome: str, place: UUID | None, said: str) -> Decimal:
    """It is not on its way any more; gives what it is worth."""
    load, transfer = one.load, one.transfer
    assert load is not None
    worth = rules.worth(load.value, load.sent, load.gone, one.quantity, settings.BASE_CURRENCY)
    came = Progress(load.id, value=worth, **{_COUNTED[outcome]: one.quantity})
    record([came])
    save(
        transfer,
        open_quantity=transfer.open_quantity - one.quantity,
        open_value=transfer.open_value - worth,
    )
    if outcome == "lost":
        inventory.lose_in_transit(
            by,
            posting_id=new_id(by.now),
            subject_id=transfer.id,
            warehouse_id=transfer.to_warehouse_id,
            lines=[LostInput(one.item_id, one.quantity, worth, one.lot_id)],
            reason=said,
        )
        enter(by, transfer.id, Ledger.STOCK_LOSS, Ledger.STOCK_IN_TRANSIT, worth)
        return worth
    inventory.receive(
        by,
        subject_id=transfer.id,
        warehouse_id=transfer.from_warehouse_id if outcome == "stayed" else transfer.to_warehouse_id,
        lines=[ReceivedInput(one.item_id, one.quantity, worth, place_id=place, lot_id=one.lot_id)],
        from_kind="transit",
    )
    enter(by, transfer.id, Ledger.STOCK, Ledger.STOCK_IN_TRANSIT, worth)
    return worth


_COUNTED = {"arrived": "received", "stayed": "stayed", "lost": "lost"}


def _surplus(by: By, one: Discrepancy, outcome: str, place: UUID | None, said: str) -> Decimal:
    """It is in the books where it lies; gives what it is worth."""
    transfer = one.transfer
    where = place or inventory_queries.first_place(transfer.to_warehouse_id, "bin")
    worth = _taken_from_sender(by, one, said) if outcome == "sent" else None
    if worth is None and one.load is not None:
        worth = rules.worth(one.load.value, one.load.sent, 0, one.quantity, settings.BASE_CURRENCY)
    found = inventory.adjust(
        by,
        posting_id=new_id(by.now),
        subject_id=transfer.id,
        warehouse_id=transfer.to_warehouse_id,
        lines=[AdjustInput(one.item_id, where, one.quantity, one.lot_id, worth)],
        reason=said,
        kind="transfer",
    )
    if outcome == "found":
        enter(by, transfer.id, Ledger.STOCK, Ledger.STOCK_LOSS, found.value)
    return found.value


def _taken_from_sender(by: By, one: Discrepancy, said: str) -> Decimal:
    """It left with the others unseen; gives what it was worth there. Raises NotThereToSend."""
    transfer = one.transfer
    there = queries.free_of(transfer.from_warehouse_id, one.item_id, one.lot_id)
    taken, missing = inventory_rules.spread(one.quantity, there)
    if missing:
        raise NotThereToSend(
            f"Only {one.quantity - missing} are free in the sending warehouse."
            " Count them there, or settle it as found.",
            free=one.quantity - missing,
        )
    gone = inventory.adjust(
        by,
        posting_id=new_id(by.now),
        subject_id=transfer.id,
        warehouse_id=transfer.from_warehouse_id,
        lines=[AdjustInput(one.item_id, where, -quantity, one.lot_id) for where, quantity in taken],
        reason=said,
        kind="transfer",
    )
    return -gone.value
