"""Buying as JSON. Prices are costs: null for those who may not see them."""

from tradepost.domain.catalog.rules.weights import milli_of
from tradepost.domain.purchasing.commands import ReceiptInput
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    CountFrom0,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    Price,
    Quantity,
    Weight,
    Word,
    Yes,
    about,
    new,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape

HIDDEN = "null for those who see no costs."


class OfferIn(In):
    """What a supplier sells."""

    supplier_id: Id = about("The supplier.", AN_ID)
    item_id: Id = about("Our item.", AN_ID)
    price: Price = about("Per `unit`, in the supplier's currency.", "6.20")
    supplier_sku: text(80) = about("Their number of it.", "A-500", "")  # type: ignore[valid-type]
    unit: Word = about("The unit they sell; empty: the base unit.", "case", "")
    pack: Count | None = about("Base units in a pack; null: as the unit says.", None, None)
    minimum_quantity: Count = about("The least they sell, in base units.", 12, 1)
    lead_days: whole(0, 3650) | None = about("Days until it comes; null: as usual with them.", 14, None)  # type: ignore[valid-type]
    preferred: Yes = about("Bought here when nothing else is said.", True, False)


class OffersIn(In):
    """What suppliers sell."""

    offers: list[OfferIn] = about(
        "An offer of the same supplier and item is replaced.", min_length=1, max_length=5000
    )


class OffersSet(Shape):
    """What was written."""

    changed: int = about("How many offers are new or different.", 12)


class OfferOut(Shape):
    """What a supplier sells."""

    FROM = {
        "supplier_name": "supplier.party.name",
        "currency": "supplier.currency",
        "sku": "item.sku",
        "name": "item.name",
    }

    id: IdOut = about("The offer.")
    supplier_id: IdOut = about("The supplier.")
    supplier_name: str = about("Their name.", "Teehaus Nord")
    item_id: IdOut = about("Our item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    supplier_sku: str = about("Their number of it.", "A-500")
    unit: str = about("The unit they sell.", "case")
    pack: int = about("Base units in a pack.", 12)
    minimum_quantity: int = about("The least they sell, in base units.", 12)
    price: AmountOut | None = about(f"Per unit; {HIDDEN}")
    currency: str = about("Of the price.", "EUR")
    lead_days: int | None = about("Days until it comes; null: as usual with them.", 14)
    preferred: bool = about("Bought here when nothing else is said.")


class PurchaseLineIn(In):
    """A line as typed. What is left out is found in the supplier's offers."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How many of `unit`.", "10")
    unit: Word = about("The unit; empty: as the supplier sells it.", "case", "")
    unit_price: Price | None = about("Per unit; null: as they offer it.", "6.20", None)
    expected_on: Day | None = about("When it should come.", "2031-05-18", None)
    id: Id | None = about("Your id for the line.", None, None)


class PurchaseOrderIn(In):
    """A purchase order."""

    id: Id | None = about("Your id for it: sent twice, it is one order.", AN_ID, None)
    supplier_id: Id = about("From whom.", AN_ID)
    lines: list[PurchaseLineIn] = about("What is ordered.", min_length=1, max_length=5000)
    warehouse_id: Id | None = about("Where it arrives; null: the first warehouse.", None, None)
    expected_on: Day | None = about("When it should come; null: after the usual days.", "2031-05-18", None)
    note: Note = about("For the supplier.", None, "")
    send: Yes = about("Approved and sent at once; false: a draft.", True, True)


class PurchaseOrderChange(In):
    """New values for a draft; what is left out stays."""

    lines: list[PurchaseLineIn] = new(
        "All lines anew; what they leave out is found as for a new order.", min_length=1, max_length=5000
    )
    warehouse_id: Id = new("Where it arrives.", AN_ID)
    expected_on: Day = new("When it should come: the lines that name no day, or all.", "2031-05-18")
    supplier_reference: Word = new("Their number.", "AB-99812")
    note: Note = new("For the supplier.", "ring before noon")


class AcknowledgedIn(In):
    """What the supplier confirmed of a line."""

    line_id: Id = about("The line.", AN_ID)
    quantity: CountFrom0 | None = about("Base units; null: as ordered.", 108, None)
    expected_on: Day | None = about("When it comes; null: as ordered.", "2031-05-20", None)


class AcknowledgeIn(In):
    """What the supplier confirmed."""

    lines: list[AcknowledgedIn] = about(
        "Lines that are not named are confirmed as ordered.", None, [], max_length=5000
    )
    supplier_reference: Word = about("Their number.", "AB-99812", "")


class PurchaseCutIn(In):
    """How much of a line."""

    line_id: Id = about("A line of this order.", AN_ID)
    quantity: Count = about("Base units.", 12)


class PurchaseCutsIn(In):
    """What shall not come."""

    lines: list[PurchaseCutIn] = about("Which lines, and how much.", min_length=1, max_length=5000)


class CountedIn(In):
    """What was counted of a line."""

    line_id: Id = about("The purchase order's line.", AN_ID)
    counted: CountFrom0 = about("Base units that arrived, damaged ones too.", 120)
    damaged: CountFrom0 = about("Of these, damaged: they go to quarantine.", 2, 0)
    place_id: Id | None = about("Where it was put; null: the first bin.", None, None)
    lot_code: text(80) = about("The lot.", None, "")  # type: ignore[valid-type]
    expires_on: Day | None = about("The last day of a new lot.", None, None)
    best_before_on: Day | None = about("Until when a new lot is best.", None, None)
    supplier_lot: text(80) = about("The supplier's own code of a new lot.", None, "")  # type: ignore[valid-type]
    reason: text(500) = about("Why it differs from the order.", "box was wet", "")  # type: ignore[valid-type]
    weight: Weight | None = about(
        "What all counted weighs, in the line's unit, if it is paid by that.", "44.38", None
    )

    @property
    def given(self) -> ReceiptInput:
        """For the command, the weight in thousandths."""
        milli = None if self.weight is None else milli_of(self.weight)
        return ReceiptInput(**self.model_dump(exclude={"weight"}), weight_milli=milli)


class ReceiptIn(In):
    """A delivery."""

    id: Id | None = about("Your id for it: sent twice, it is one delivery.", AN_ID, None)
    lines: list[CountedIn] = about("What was counted.", min_length=1, max_length=5000)
    delivery_note: Word = about("The supplier's number of it.", "LS-5512", "")
    last: Yes = about("Nothing more will come: the rest is short.", False, False)
    allow_over: Yes = about("Take more than was ordered, beyond the tolerance.", False, False)
    as_weighed: Yes = about("The weights are right, though further off than the item allows.", False, False)


class VarianceCloseIn(In):
    """How a difference was settled."""

    note: text(1000, 1) = about("In words.", "credit note G-4411 received")  # type: ignore[valid-type]


class SendBackIn(In):
    """Damaged goods that go back to the supplier."""

    id: Id | None = about("Your id for it: sent twice, it is done once.", AN_ID, None)
    variance_ids: list[Id] = about(
        "Which differences; empty: all damaged ones that are open.", None, [], max_length=1000
    )
    note: text(1000) = about("What was said to the supplier.", "box was wet", "")  # type: ignore[valid-type]


class PurchaseOrderRow(Shape):
    """A purchase order in a list."""

    id: IdOut = about("The order.")
    number: str = about("The number people say.", "PO-1042")
    state: str = about(
        "What people decided.", "sent", json_schema_extra={"enum": list(PURCHASE_ORDER.states)}
    )
    supplier_id: IdOut = about("From whom.")
    supplier_name: str = about("Their name as it was that day.", "Teehaus Nord")
    supplier_reference: str = about("Their number.", "AB-99812")
    warehouse_id: IdOut = about("Where it arrives.")
    currency: str = about("Of all amounts.", "EUR")
    total: AmountOut | None = about(f"The sum of the lines; {HIDDEN}")
    expected_on: DayOut = about("When it should come.")
    lines_count: int = about("How many lines.", 3)
    ordered_quantity: int = about("Base units ordered.", 360)
    received_quantity: int = about("Base units received.", 0)
    open_quantity: int = about("Base units still to come.", 360)
    ordered_at: MomentOut | None = about("When it was sent.")
    closed_at: MomentOut | None = about("When it was done.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class PurchaseLineOut(Shape):
    """A line of a purchase order; counters in base units."""

    id: IdOut = about("The line; also its supply in stock.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("As it was that day.", "TEA-1")
    name: str = about("As it was that day.", "Assam, 500 g")
    supplier_sku: str = about("Their number of it.", "A-500")
    typed_quantity: NumberOut = about("As typed, in `unit`.")
    unit: str = about("The unit.", "case")
    unit_price: AmountOut | None = about(f"Per unit; {HIDDEN}")
    net: AmountOut | None = about(f"Of the line; {HIDDEN}")
    expected_on: DayOut = about("When it should come.")
    ordered: int = about("Ordered.", 120)
    acknowledged: int | None = about("Confirmed by the supplier.", 108)
    received: int = about("Received.", 0)
    rejected: int = about("Received, and damaged.", 0)
    over: int = about("Received beyond what was ordered.", 0)
    billed: int = about("Billed by the supplier.", 0)
    cancelled: int = about("Will not come.", 12)
    open: int = about("Still to come.", 108)
    weighed: bool = about(
        "Paid by what it weighs when it comes: `typed_quantity` is what it should weigh, the price is of that.",
        False,
    )


class PurchaseOrderOut(PurchaseOrderRow):
    """A purchase order with its lines."""

    note: str = about("For the supplier.")
    lines: list[PurchaseLineOut] = about("By position.")


class ReceiptRow(Shape):
    """A delivery in a list."""

    FROM = {
        "purchase_order_number": "purchase_order.number",
        "supplier_name": "purchase_order.supplier_name",
        "warehouse_id": "purchase_order.warehouse_id",
    }

    id: IdOut = about("The delivery.")
    number: str = about("The number people say.", "RC-1042")
    state: str = about("posted.", "posted")
    purchase_order_id: IdOut = about("What was ordered.")
    purchase_order_number: str = about("Its number.", "PO-1042")
    supplier_name: str = about("From whom.", "Teehaus Nord")
    warehouse_id: IdOut = about("Where it arrived.")
    delivery_note: str = about("The supplier's number of it.", "LS-5512")
    received_at: MomentOut = about("When it arrived.")
    lines_count: int = about("How many lines.", 3)
    counted_quantity: int = about("Base units.", 120)
    damaged_quantity: int = about("Of these, damaged.", 2)
    is_last: bool = about("Whether nothing more was to come.")
    value: AmountOut | None = about(f"Base currency; {HIDDEN}")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class ReceiptLineOut(Shape):
    """What was counted of a line, in base units."""

    FROM = {
        "sku": "line.sku",
        "name": "line.name",
        "place_code": "place.code",
        "lot_code": lambda row: row.lot.code if row.lot else "",
    }

    id: IdOut = about("The row.")
    position: int = about("From 1.", 1)
    line_id: IdOut = about("The purchase order's line.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    expected: int = about("Was still to come.", 120)
    counted: int = about("Arrived.", 120)
    damaged: int = about("Of these, damaged.", 2)
    place_code: str = about("Where it was put.", "MAIN")
    lot_code: str = about("The lot; empty: none.")
    weight: NumberOut | None = about("What it weighs, in the order line's unit; null: paid by the piece.")
    value: AmountOut | None = about(f"Base currency; {HIDDEN}")


class ReceiptOut(ReceiptRow):
    """A delivery with what was counted."""

    lines: list[ReceiptLineOut] = about("By position.")


class VarianceOut(Shape):
    """A difference between a delivery and its order."""

    FROM = {
        "receipt_id": "receipt_line.receipt_id",
        "purchase_line_id": "receipt_line.line_id",
        "item_id": "receipt_line.item_id",
        "sku": "receipt_line.line.sku",
    }

    id: IdOut = about("The difference.")
    receipt_id: IdOut = about("The delivery.")
    purchase_line_id: IdOut = about("The purchase order's line.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    kind: str = about("short, over, damaged, ...", "damaged")
    quantity: int = about("Base units.", 2)
    state: str = about("open or closed.", "open")
    reason: str = about("What was said at the dock.", "box was wet")
    note: str = about("How it was settled.")
    sent_back: bool = about("Whether the goods went back to the supplier, not to be paid.", False)
    made_at: MomentOut = about("When it was found.")
    closed_at: MomentOut | None = about("When it was settled.")
    version: int = about("Counts the changes; the number in the ETag.", 1)
