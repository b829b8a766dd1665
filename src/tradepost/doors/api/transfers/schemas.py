"""What is sent and answered about transfers."""

from typing import Any

from tradepost.domain.transfers.flows import DISCREPANCY, TRANSFER
from tradepost.domain.transfers.rules import ALL_OUTCOMES, KINDS, MOST, MOST_LINES
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    Quantity,
    Word,
    Yes,
    about,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape


class TransferLineIn(In):
    """What to send."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How many of `unit`.", "2")
    unit: Word = about("One of the item's units; empty: its base unit.", "case", "")
    lot_id: Id | None = about("Where it must be this lot; null: what expires first.", None, None)


_LINES: Any = {"min_length": 1, "max_length": MOST_LINES}


class TransferIn(In):
    """A transfer as it is written down."""

    id: Id | None = about("Your id for it: sent twice, it is one transfer.", AN_ID, None)
    from_warehouse_id: Id = about("Where the goods are.", AN_ID)
    to_warehouse_id: Id = about("Where they shall go.", AN_ID)
    lines: list[TransferLineIn] = about("What to send.", **_LINES)
    expected_on: Day | None = about("When it shall arrive; null: today.", "2031-05-04", None)
    note: text(500) = about("For the people who send and receive.", "For the fair", "")  # type: ignore[valid-type]


class TransferChangeIn(In):
    """What changes of a draft; what is left out stays."""

    from_warehouse_id: Id | None = about("Where the goods are.", None, None)
    to_warehouse_id: Id | None = about("Where they shall go.", None, None)
    lines: list[TransferLineIn] | None = about("All lines anew.", None, None, **_LINES)
    expected_on: Day | None = about("When it shall arrive.", None, None)
    note: text(500) | None = about("For the people who send and receive.", None, None)  # type: ignore[valid-type]


class ReleaseTransferIn(In):
    """How the goods are set aside."""

    send_what_is_free: Yes = about("Where less is free than asked, send less.", True, False)


class TransferPickIn(In):
    """What was picked of what is set aside in one place and lot."""

    reserve_id: Id = about("As listed under /set-aside.", AN_ID)
    quantity: whole(0, MOST) = about("Base units; what is left is free again.", 12)  # type: ignore[valid-type]


class DispatchTransferIn(In):
    """What leaves."""

    picks: list[TransferPickIn] | None = about("Null: all that is set aside.", None, None, max_length=5000)
    carrier: text(80) = about("Who carries it.", "Own lorry", "")  # type: ignore[valid-type]
    tracking_number: text(80) = about("Their number of it.", "", "")  # type: ignore[valid-type]
    expected_on: Day | None = about("When it shall arrive; null: as before.", None, None)


class ArrivedLoadIn(In):
    """What was counted of one load."""

    load_id: Id = about("As listed under /loads.", AN_ID)
    counted: whole(0, MOST) = about("Base units.", 12)  # type: ignore[valid-type]
    damaged: whole(0, MOST) = about("Of these, not fit for sale: they go to quarantine.", 0, 0)  # type: ignore[valid-type]
    place_id: Id | None = about("Where it was put; null: the first bin.", None, None)


class UnsentGoodsIn(In):
    """What arrived and was not sent."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("Base units.", 3)
    lot_id: Id | None = about("Its lot.", None, None)
    place_id: Id | None = about("Where it stands; null: the first bin.", None, None)


class TransferArrivalIn(In):
    """What arrived of a transfer."""

    id: Id | None = about("Your id for it: sent twice, it counts once.", AN_ID, None)
    lines: list[ArrivedLoadIn] = about("What was on its way.", None, [], max_length=5000)
    unsent: list[UnsentGoodsIn] = about("What was not: it becomes a discrepancy.", None, [], max_length=1000)
    is_last: Yes = about("Nothing more will come: the rest is missing.", False, False)
    note: text(500) = about("What there was to say.", "One carton was open", "")  # type: ignore[valid-type]


class TransferDelayIn(In):
    """When it comes instead."""

    expected_on: Day = about("The new day.", "2031-05-06")
    reason: text(500) = about("Why.", "Snow", "")  # type: ignore[valid-type]


class CancelTransferIn(In):
    """Why nothing comes of it."""

    reason: text(500, 1) = about("In words.", "Sold here")  # type: ignore[valid-type]


class SettleDiscrepancyIn(In):
    """What became of the goods."""

    outcome: one_of(*ALL_OUTCOMES) = about(  # type: ignore[valid-type]
        "Missing goods arrived after all, stayed where they were, or are lost; surplus was sent too much, or found.",
        "lost",
    )
    reason: text(500) = about("Why; may be empty where it arrived.", "The driver lost a carton", "")  # type: ignore[valid-type]
    quantity: Count | None = about("Base units; null: all of it. The rest stays open.", None, None)
    place_id: Id | None = about("Where it lies; null: the first bin, or where it was put.", None, None)


class TransferOut(Shape):
    """A transfer."""

    id: IdOut = about("The transfer.")
    number: str = about("The number people say.", "TRF-1000001")
    from_warehouse_id: IdOut = about("Where the goods are, or were.")
    to_warehouse_id: IdOut = about("Where they go.")
    state: str = about(
        "What people decided.", "in_transit", json_schema_extra={"enum": list(TRANSFER.states)}
    )
    expected_on: DayOut = about("When it shall arrive.")
    note: str = about("For the people who send and receive.")
    carrier: str = about("Who carries it.", "Own lorry")
    tracking_number: str = about("Their number of it.")
    lines_count: int = about("How many lines.", 3)
    open_quantity: int = about("Base units on their way now.", 24)
    open_value: AmountOut | None = about("What they are worth; null for those who see no costs.")
    made_at: MomentOut = about("When it was written down.")
    released_at: MomentOut | None = about("When the goods were set aside.")
    dispatched_at: MomentOut | None = about("When they left.")
    received_at: MomentOut | None = about("When nothing more was to come.")
    cancelled_at: MomentOut | None = about("When it was cancelled.")
    cancelled_reason: str = about("Why it was cancelled.")
    version: int = about("Counts the changes; the number in the ETag.", 3)


class TransferLineOut(Shape):
    """A line of a transfer; counters in base units."""

    FROM = {
        "sku": "item.sku",
        "name": "item.name",
        "lot_code": lambda line: line.lot.code if line.lot else "",
    }

    id: IdOut = about("The line.")
    transfer_id: IdOut = about("The transfer.")
    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    lot_id: IdOut | None = about("The lot that was chosen.")
    lot_code: str = about("Its code; empty: none was chosen.")
    typed_quantity: NumberOut = about("As typed, in `unit`.")
    unit: str = about("The unit that was typed.", "case")
    quantity: int = about("What was wanted.", 24)
    released: int = about("Set aside.", 24)
    sent: int = about("Left.", 24)
    received: int = about("Arrived, with what is damaged.", 20)
    damaged: int = about("Of these, in quarantine.", 0)
    stayed: int = about("Never left after all.", 0)
    lost: int = about("Lost on the way.", 0)
    to_come: int = about("On their way.", 4)


class TransferLoadOut(Shape):
    """What left of one line in one lot; base units."""

    FROM = {
        "item_id": "line.item_id",
        "sku": "line.item.sku",
        "lot_code": lambda load: load.lot.code if load.lot else "",
    }

    id: IdOut = about("The load.")
    line_id: IdOut = about("Its line.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    sent: int = about("Left.", 24)
    received: int = about("Arrived, with what is damaged.", 20)
    damaged: int = about("Of these, in quarantine.", 0)
    stayed: int = about("Never left after all.", 0)
    lost: int = about("Lost on the way.", 0)
    to_come: int = about("On their way.", 4)


class SetAsideOut(Shape):
    """What is set aside in one place and lot, to be picked."""

    reserve_id: IdOut = about("Names it when it is sent.")
    line_id: IdOut = about("The line it is for.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    place_code: str = about("Where it lies.", "A-01-03")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    quantity: int = about("Base units.", 12)


class DiscrepancyOut(Shape):
    """Goods that were sent and did not arrive, or arrived and were not sent."""

    FROM = {"sku": "item.sku", "lot_code": lambda one: one.lot.code if one.lot else ""}

    id: IdOut = about("The discrepancy.")
    transfer_id: IdOut = about("The transfer.")
    kind: str = about("What is wrong.", "missing", json_schema_extra={"enum": list(KINDS)})
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    place_id: IdOut | None = about("Where surplus stands; null: the first bin.")
    quantity: int = about("Base units.", 4)
    state: str = about("Whether it is settled.", "open", json_schema_extra={"enum": list(DISCREPANCY.states)})
    outcome: str = about("What became of it.", "lost", json_schema_extra={"enum": ["", *ALL_OUTCOMES]})
    reason: str = about("Why.")
    value: AmountOut | None = about("What settling it was worth; null for those who see no costs.")
    made_at: MomentOut = about("When it was found.")
    settled_at: MomentOut | None = about("When it was settled.")
    settled_by: str = about("Who settled it.", "Olga Brandt")
    version: int = about("Counts the changes.", 1)
