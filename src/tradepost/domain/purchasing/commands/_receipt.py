"""The rows of a receipt, each kind written by one statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_ids
from tradepost.base.numbers import cheap_numbers
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import (
    MOST_WEIGHT,
    expected_milli,
    is_unlikely,
    percent_text,
    shown_weight,
)
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.purchasing.flows import RECEIPT
from tradepost.domain.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
    ReceiptLine,
    Variance,
)
from tradepost.domain.purchasing.rules import Taken, good_value


class Input(Protocol):
    """What a count says about where the goods went."""

    @property
    def place_id(self) -> UUID | None: ...
    @property
    def lot_code(self) -> str: ...
    @property
    def reason(self) -> str: ...


class UnlikelyWeight(Refusal):
    """Goods weigh more or less than their item allows; `facts["lines"]` says what each count should weigh."""


class Weighed(Protocol):
    """A count and what it weighs."""

    @property
    def line_id(self) -> UUID: ...
    @property
    def counted(self) -> int: ...
    @property
    def weight_milli(self) -> int | None: ...


def wrong_weight(line: PurchaseOrderLine, counted: int, milli: int | None) -> str:
    """What is wrong with the weight of a count; empty: nothing."""
    if milli is not None and not line.weighed:
        return "Leave the weight out: this line is paid by the piece."
    if line.weighed and counted > 0 and milli is None:
        return f"Say what they weigh, in {line.unit}: this line is paid by weight."
    if milli is not None and (counted <= 0 or not 0 < milli <= MOST_WEIGHT):
        return "A weight is more than 0, of what was counted."
    return ""


def refuse_unlikely(ordered: Mapping[UUID, PurchaseOrderLine], counts: Sequence[Weighed]) -> None:
    """Raises UnlikelyWeight naming each count that is further from what it should weigh than its item allows."""
    unlikely: dict[str, str] = {}
    first = None
    for number, one in enumerate(counts):
        line = ordered[one.line_id]
        factor = UnitFactor(line.unit_numerator, line.unit_denominator)
        tolerance = line.item.weight_tolerance_percent
        if one.weight_milli is not None and is_unlikely(one.weight_milli, one.counted, factor, tolerance):
            unlikely[str(number)] = f"{shown_weight(expected_milli(one.counted, factor))}"
            first = first or (one, line)
    if first is None:
        return
    one, line = first
    should = next(iter(unlikely.values()))
    raise UnlikelyWeight(
        f"{one.counted} of {line.sku} should weigh about {should} {line.unit}, give or take"
        f" {percent_text(line.item.weight_tolerance_percent)} %. Weigh again, or say that it is right.",
        lines=unlikely,
    )


@dataclass
class Counted:
    """One count with its order line, its meaning, its worth in base currency, place, lot and reason."""

    line: PurchaseOrderLine
    taken: Taken
    value: Decimal
    place_id: UUID
    lot_id: UUID | None
    reason: str = ""
    row: ReceiptLine | None = None


def join(
    ordered: Mapping[UUID, PurchaseOrderLine],
    inputs: Sequence[Input],
    taken: Sequence[Taken],
    values: Sequence[Decimal],
    lots: Mapping[tuple[UUID, str], UUID],
    main: UUID,
) -> list[Counted]:
    """Each count with all that is known of it; lines nobody counted (short) stand at the end."""
    found = []
    for number, (part, value) in enumerate(zip(taken, values, strict=True)):
        line = ordered[part.line_id]
        said = inputs[number] if number < len(inputs) else None
        place = said.place_id if said is not None and said.place_id is not None else main
        lot = lots.get((line.item_id, said.lot_code)) if said is not None else None
        found.append(Counted(line, part, value, place, lot, said.reason.strip() if said is not None else ""))
    return found


def write(
    by: By,
    receipt_id: UUID,
    order: PurchaseOrder,
    counts: Sequence[Counted],
    *,
    delivery_note: str,
    last: bool,
) -> Receipt:
    """The receipt and its lines."""
    receipt = Receipt.objects.create(
        id=receipt_id,
        number=cheap_numbers("receipt")[0],
        purchase_order=order,
        state=RECEIPT.next(RECEIPT.initial, "post"),
        delivery_note=delivery_note,
        received_at=by.now,
        lines_count=len(counts),
        counted_quantity=sum(count.taken.counted for count in counts),
        damaged_quantity=sum(count.taken.damaged for count in counts),
        value=sum((count.value for count in counts), Decimal(0)),
        is_last=last,
        made_at=by.now,
    )
    for position, (row_id, count) in enumerate(
        zip(new_ids(by.now, len(counts)), counts, strict=True), start=1
    ):
        count.row = ReceiptLine(
            id=row_id,
            receipt=receipt,
            position=position,
            line=count.line,
            item_id=count.line.item_id,
            expected=count.taken.expected,
            counted=count.taken.counted,
            damaged=count.taken.damaged,
            place_id=count.place_id,
            lot_id=count.lot_id,
            value=count.value,
            weight_milli=count.taken.milli,
        )
    ReceiptLine.objects.bulk_create([count.row for count in counts if count.row is not None])
    return receipt


def write_variances(by: By, counts: Sequence[Counted]) -> list[Variance]:
    """A row for every way in which a count differs from the order."""
    found = [(count, kind, quantity) for count in counts for kind, quantity in count.taken.variances()]
    rows = [
        Variance(
            id=row_id,
            receipt_line=count.row,
            kind=kind,
            quantity=quantity,
            reason=count.reason,
            made_at=by.now,
        )
        for row_id, (count, kind, quantity) in zip(new_ids(by.now, len(found)), found, strict=True)
    ]
    return Variance.objects.bulk_create(rows)


def count(taken: Sequence[Taken]) -> None:
    """Raise the counters of the order's lines; several counts of one line add up."""
    sql.run(
        """update purchasing_purchase_order_line l
           set received = l.received + t.counted, rejected = l.rejected + t.damaged,
               over = l.over + t.over, cancelled = l.cancelled + t.short
           from (select id, sum(counted)::bigint as counted, sum(damaged)::bigint as damaged,
                        sum(over)::bigint as over, sum(short)::bigint as short
                 from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
                   as t(id, counted, damaged, over, short) group by id) t
           where l.id = t.id""",
        [
            [part.line_id for part in taken],
            [part.counted for part in taken],
            [part.damaged for part in taken],
            [part.over for part in taken],
            [part.short for part in taken],
        ],
    )


def arrivals(count: Counted, quarantine: UUID, currency: str) -> Iterator[inventory.ReceivedInput]:
    """A count as stock takes it in: the good part, then the damaged one, sharing the value exactly."""
    part = count.taken
    good = good_value(count.value, part.counted, part.damaged, currency)
    for quantity, value, supply, place in (
        (part.good, good, part.supply_good, count.place_id),
        (part.damaged, count.value - good, part.supply_damaged, quarantine),
    ):
        if quantity:
            yield inventory.ReceivedInput(
                item_id=count.line.item_id,
                quantity=quantity,
                value=value,
                supply_id=count.line.id,
                supply_quantity=supply,
                place_id=place,
                lot_id=count.lot_id,
                source_id=count.row.id if count.row is not None else None,
            )
