from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.commands import _receipt
from tradepost.domain.purchasing.commands._supply import is_at_supplier, refresh
from tradepost.domain.purchasing.events import Received, VariancesFound
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine, Receipt

LONGEST_REASON = 500


class NotOnOrder(Refusal):
    """The purchase order is not at the supplier: nothing of it can arrive."""


class NothingReceived(Refusal):
    """Nothing was counted, and it is not said to be the last delivery."""


class MoreThanOrdered(Refusal):
    """More arrived than was ordered and the tolerance allows; `facts["lines"]` says by how much per line."""


@dataclass(frozen=True, slots=True)
class ReceiptInput:
    """What was counted of a line, in base units; `damaged` is part of `counted` and goes to quarantine.

    A line may be named several times, once per lot or place. No place: the warehouse's main bin. `reason` is why it
    differs from the order (torn, wet, not on the truck): the differences that it makes bear it. `weight_milli`: what
    all counted weighs, in thousandths of the line's unit, where it is paid by that.
    """

    line_id: UUID
    counted: int
    damaged: int = 0
    place_id: UUID | None = None
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None
    supplier_lot: str = ""
    reason: str = ""
    weight_milli: int | None = None

    @property
    def tells_lot(self) -> bool:
        """Whether anything is said that only a lot has."""
        return bool(self.lot_code or self.expires_on or self.best_before_on or self.supplier_lot)


@command(once="receipt_id", again=queries.receipt_by_id)
def receive(
    by: By,
    *,
    receipt_id: UUID,
    purchase_order_id: UUID,
    lines: Sequence[ReceiptInput],
    delivery_note: str = "",
    last: bool = False,
    allow_over: bool = False,
    as_weighed: bool = False,
) -> Receipt:
    """Take a delivery in: stock, books, variances. `last`: nothing more will come, the rest is short.

    The order closes itself when nothing is to come. Goods that are paid by weight are worth what they weigh. Raises
    NotFound, NotOnOrder, NothingReceived, MoreThanOrdered (beyond the tolerance, unless `allow_over`),
    UnlikelyWeight (further from what they should weigh than their item allows, unless `as_weighed`), Invalid.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    ordered = {line.id: line for line in queries.lines_of(purchase_order_id)}
    rate = accounts_queries.rate_on(order.currency, by.now.date())
    main, quarantine = queries.dock_of(order.warehouse_id)

    taken = _decide(order, ordered, lines, last, allow_over)
    if not as_weighed:
        _receipt.refuse_unlikely(ordered, lines)
    values = rules.in_base_currency([part.net for part in taken], rate, settings.BASE_CURRENCY)

    # Lots are stock's own rows, and made before ours: the receipt's lines point at them.
    lots = inventory.ensure_lots(by, lots=_lots(ordered, lines))
    counts = _receipt.join(ordered, lines, taken, values, lots, main)
    receipt = _receipt.write(by, receipt_id, order, counts, delivery_note=delivery_note, last=last)
    variances = _receipt.write_variances(by, counts)
    _receipt.count(taken)
    refresh(by, order)

    demands = _post_stock(by, receipt, order, counts, quarantine)
    _post_books(by, receipt)

    publish(
        by,
        Received(
            receipt.id, receipt.number, order.id, receipt.counted_quantity, receipt.damaged_quantity, demands
        ),
    )
    if variances:
        kinds = sorted({variance.kind for variance in variances})
        publish(by, VariancesFound(receipt.id, order.id, [variance.id for variance in variances], kinds))
    return receipt


def _decide(
    order: PurchaseOrder,
    ordered: dict[UUID, PurchaseOrderLine],
    lines: Sequence[ReceiptInput],
    last: bool,
    allow_over: bool,
) -> list[rules.Taken]:
    """What the delivery means, or a refusal."""
    if not is_at_supplier(order):
        raise NotOnOrder(
            f"{order.number} is {order.state}: only an order that was sent can be received.",
            state=order.state,
        )
    _refuse_bad_counts(ordered, lines)
    if not last and not any(line.counted for line in lines):
        raise NothingReceived("Nothing was counted. Count something, or say that nothing more will come.")
    found = [
        rules.OpenLine(
            line.id, line.ordered, line.received, line.over, line.cancelled, line.net, line.unit_price
        )
        for line in ordered.values()
    ]
    counts = [rules.Count(line.line_id, line.counted, line.damaged, line.weight_milli) for line in lines]
    taken = rules.take(found, counts, currency=order.currency, last=last)
    over = {} if allow_over else rules.beyond_tolerance(found, taken)
    if over:
        line = ordered[next(iter(over))]
        raise MoreThanOrdered(
            f"{over[line.id]} more of {line.sku} arrived than the {line.ordered} that were ordered. "
            "Count again, refuse the surplus, or take it in explicitly.",
            lines={str(line_id): surplus for line_id, surplus in over.items()},
        )
    return taken


def _refuse_bad_counts(ordered: dict[UUID, PurchaseOrderLine], lines: Sequence[ReceiptInput]) -> None:
    wrong: dict[str, str] = {}
    for row, line in enumerate(lines):
        if line.line_id not in ordered:
            wrong[f"lines.{row}.line_id"] = "This line is not of the order."
            continue
        item = ordered[line.line_id].item
        if line.counted < 0:
            wrong[f"lines.{row}.counted"] = "Must not be negative."
        if not 0 <= line.damaged <= max(line.counted, 0):
            wrong[f"lines.{row}.damaged"] = "Between 0 and what was counted."
        if item.is_traced and line.counted > 0 and not line.lot_code:
            wrong[f"lines.{row}.lot_code"] = (
                "Say the lot: this item is tracked by lot."
                if item.tracking == "lot"
                else "Say the serial number: each piece of this item has its own."
            )
        if item.tracking == "serial" and line.counted > 1:
            wrong[f"lines.{row}.counted"] = (
                "One piece for each serial number: count each on a line of its own."
            )
        if says := _receipt.wrong_weight(ordered[line.line_id], line.counted, line.weight_milli):
            wrong[f"lines.{row}.weight"] = says
        if len(line.reason) > LONGEST_REASON:
            wrong[f"lines.{row}.reason"] = f"At most {LONGEST_REASON} characters."
        if not item.is_traced and line.tells_lot:
            wrong[f"lines.{row}.lot_code"] = "Leave the lot out: this item is not tracked by lot."
    if wrong:
        raise Invalid("The count cannot be taken. Correct the marked lines.", fields=wrong)


def _lots(ordered: dict[UUID, PurchaseOrderLine], lines: Sequence[ReceiptInput]) -> list[inventory.LotInput]:
    return [
        inventory.LotInput(
            ordered[line.line_id].item_id,
            line.lot_code,
            line.expires_on,
            line.best_before_on,
            line.supplier_lot,
        )
        for line in lines
        if line.lot_code
    ]


def _post_stock(
    by: By, receipt: Receipt, order: PurchaseOrder, counts: Sequence[_receipt.Counted], quarantine: UUID
) -> list[UUID]:
    """Good units to their place, damaged ones to quarantine; what is short is expected no more."""
    arrived = [
        part for count in counts for part in _receipt.arrivals(count, quarantine, settings.BASE_CURRENCY)
    ]
    short = [(count.line.id, 0, count.line.expected_on) for count in counts if count.taken.short]
    if arrived and short:
        touched = {count.line.item_id for count in counts}
        inventory.hold_stock(by, warehouse_id=order.warehouse_id, item_ids=touched)
    if arrived:
        inventory.receive(by, subject_id=receipt.id, warehouse_id=order.warehouse_id, lines=arrived)
    return list(inventory.change_supplies(by, changes=short)) if short else []


def _post_books(by: By, receipt: Receipt) -> None:
    """Stock rises by the worth of what was counted; it is owed to the supplier, though not billed yet."""
    entry = accounts.EntryInput(
        entry_id=new_id(by.now),
        kind="receipt",
        subject_id=receipt.id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            accounts.PostingInput(account=Ledger.STOCK, amount=receipt.value),
            accounts.PostingInput(account=Ledger.RECEIVED_NOT_BILLED, amount=Decimal(-receipt.value)),
        ],
    )
    accounts.post(by, entries=[entry])
