"""What comes into a supplier's store, what leaves it, and what the supplier is told."""

from tradepost.domain.purchasing.rules import MOST
from tradepost.domain.purchasing.rules.store import WITHDRAWAL_KINDS
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    about,
    text,
    whole,
)
from tradepost.doors.api.purchasing.schemas import HIDDEN
from tradepost.doors.api.shapes import In, Shape

_LOT = {"lot_code": lambda row: row.lot.code if row.lot else "", "sku": "item.sku", "name": "item.name"}


class StoreLineIn(In):
    """What came of an item, in base units; a further lot or place is a line of its own."""

    item_id: Id = about("The item.", AN_ID)
    quantity: whole(1, MOST) = about("Base units.", 48)  # type: ignore[valid-type]
    lot_code: text(80) = about("The lot or serial number, of items that have one.", None, "")  # type: ignore[valid-type]
    expires_on: Day | None = about("The lot's last day.", None, None)
    best_before_on: Day | None = about("Best before.", None, None)
    supplier_lot: text(80) = about("The supplier's own code of it.", None, "")  # type: ignore[valid-type]
    place_id: Id | None = about("Where it lies; null: where deliveries go.", None, None)


class StoreDeliveryIn(In):
    """A delivery into a supplier's store."""

    id: Id | None = about("Your id for it: sent twice, it is one delivery.", AN_ID, None)
    lines: list[StoreLineIn] = about("What came.", min_length=1, max_length=5000)
    delivery_note: text(80) = about("The supplier's number of it.", "LS-5512", "")  # type: ignore[valid-type]
    note: Note = about("For people.", None, "")


class OfStoreIn(In):
    """Some of an item in a store."""

    item_id: Id = about("The item.", AN_ID)
    quantity: whole(1, MOST) = about("Base units.", 12)  # type: ignore[valid-type]
    lot_id: Id | None = about("The lot; null: whatever came first.", None, None)


class StoreWithdrawalIn(In):
    """What leaves a store."""

    id: Id | None = about("Your id for it: sent twice, it is done once.", AN_ID, None)
    lines: list[OfStoreIn] = about("What leaves.", min_length=1, max_length=5000)
    note: Note = about("For people.", None, "")


class TakeOverIn(StoreWithdrawalIn):
    """What becomes ours."""

    place_id: Id | None = about(
        "Where it lies then, in the warehouse beside; null: where deliveries go.", None, None
    )


class StoreCountedIn(OfStoreIn):
    """What of an item is still in a store."""

    quantity: whole(0, MOST) = about("Base units that were counted.", 10)  # type: ignore[valid-type]
    lot_id: Id | None = about("The lot; null: all lots that no other line names.", None, None)


class StoreCountIn(StoreWithdrawalIn):
    """A count of a store; items that are not named were not counted."""

    lines: list[StoreCountedIn] = about("What is still there.", min_length=1, max_length=5000)  # type: ignore[assignment]


class StoreStatementIn(In):
    """Up to when a supplier is told."""

    id: Id | None = about("Your id for it: sent twice, it is one statement.", AN_ID, None)
    supplier_id: Id = about("The supplier.", AN_ID)
    until_on: Day = about("The last day it tells of: today, or one that is over.", "2031-05-31")
    currency: text(3) = about("Where the supplier's was another one before; empty: theirs.", None, "")  # type: ignore[valid-type]


class StoreDeliveryRow(Shape):
    """A delivery into a supplier's store."""

    id: IdOut = about("The delivery.")
    number: str = about("The number people say.", "SD-1000007")
    warehouse_id: IdOut = about("The store.")
    supplier_id: IdOut = about("Whose goods they are.")
    supplier_name: str = about("Their name as it was that day.", "Teehaus Nord")
    delivery_note: str = about("The supplier's number of it.", "LS-5512")
    note: str = about("For people.")
    lines_count: int = about("How many lines.", 3)
    quantity: int = about("Base units that came.", 48)
    left: int = about("Of these, still the supplier's.", 36)
    came_on: DayOut = about("The day.")
    made_at: MomentOut = about("When it was taken in.")


class StoreLineOut(Shape):
    """What came of an item and lot, in base units."""

    FROM = _LOT

    id: IdOut = about("The line; also what the warehouse beside the store expects.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    quantity: int = about("What came.", 48)
    quantity_left: int = about("Of these, still the supplier's.", 36)


class StoreDeliveryOut(StoreDeliveryRow):
    """A delivery with its lines."""

    lines: list[StoreLineOut] = about("By position.")


class StoreWithdrawalRow(Shape):
    """Goods that left a supplier's store."""

    id: IdOut = about("The document.")
    number: str = about("The number people say.", "SW-1000007")
    kind: str = about(
        "What became of them.", "taken_over", json_schema_extra={"enum": list(WITHDRAWAL_KINDS)}
    )
    warehouse_id: IdOut = about("The store.")
    supplier_id: IdOut = about("Whose goods they were.")
    supplier_name: str = about("Their name as it was that day.", "Teehaus Nord")
    note: str = about("For people.")
    lines_count: int = about("How many lines.", 2)
    quantity: int = about("Base units.", 12)
    currency: str = about("Of the amounts: the supplier's.", "EUR")
    rate: NumberOut | None = about(f"Base currency for one of it, that day; {HIDDEN}")
    amount: AmountOut | None = about(f"What is owed; {HIDDEN}")
    value: AmountOut | None = about(f"The same in base currency; {HIDDEN}")
    statement_id: IdOut | None = about("The statement that told it to the supplier.")
    left_on: DayOut = about("The day it is booked on.")
    made_at: MomentOut = about("When it left.")


class WithdrawnLineOut(Shape):
    """What left of one line of a delivery, in base units."""

    FROM = {**_LOT, "delivery_id": "store_line.delivery_id"}

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    store_line_id: IdOut = about("The delivery's line.")
    delivery_id: IdOut = about("The delivery by which it came.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    supplier_sku: str = about("The supplier's number of it.", "A-500")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    quantity: int = about("Base units.", 12)
    unit: str = about("What the price is for; empty: the base unit.", "case")
    pack: int = about("Base units in that unit.", 12)
    price: AmountOut | None = about(f"Of one such unit that day; {HIDDEN}")
    amount: AmountOut | None = about(f"What is owed; {HIDDEN}")
    value: AmountOut | None = about(f"The same in base currency; {HIDDEN}")


class StoreWithdrawalOut(StoreWithdrawalRow):
    """What left, line by line."""

    lines: list[WithdrawnLineOut] = about("By position.")


class StoreStatementRow(Shape):
    """What a supplier was told became ours."""

    id: IdOut = about("The statement.")
    number: str = about("The number people say.", "ST-1000007")
    supplier_id: IdOut = about("To whom.")
    supplier_name: str = about("Their name as it was that day.", "Teehaus Nord")
    currency: str = about("Of the amount.", "EUR")
    until_on: DayOut = about("The last day it tells of.")
    withdrawals_count: int = about("How many withdrawals.", 4)
    quantity: int = about("Base units.", 60)
    amount: AmountOut = about("What they may bill.")
    made_at: MomentOut = about("When it was made.")


class StatedLineOut(WithdrawnLineOut):
    """A line of a withdrawal, as a statement tells it."""

    FROM = {
        **WithdrawnLineOut.FROM,
        "number": "withdrawal.number",
        "kind": "withdrawal.kind",
        "left_on": "withdrawal.left_on",
        "delivery_note": "store_line.delivery.delivery_note",
    }

    withdrawal_id: IdOut = about("The withdrawal.")
    number: str = about("Its number.", "SW-1000007")
    kind: str = about("taken_over or missing.", "taken_over")
    left_on: DayOut = about("The day.")
    delivery_note: str = about("Of the delivery by which it came.", "LS-5512")


class StoreStatementOut(StoreStatementRow):
    """A statement with all that it tells."""

    lines: list[StatedLineOut] = about("In the order in which it left.")
