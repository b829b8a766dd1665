"""Which columns each paper has, how each is written, and which may be left out when empty."""

from __future__ import annotations

from dataclasses import dataclass

from tradepost.render.papers.documents import Kind


@dataclass(frozen=True)
class Column:
    """A column of lines.

    `field` names the line's attribute ("" for one filled by hand). `kind` is text, code, place, quantity,
    price, money, percent, day, item (name over note), tick or blank. `most_mm` is its greatest width: it
    takes less when its longest entry needs less.
    """

    name: str
    kind: str
    field: str = ""
    most_mm: float = 26

    @property
    def by_hand(self) -> bool:
        return self.kind in {"tick", "blank"}

    @property
    def right(self) -> bool:
        return self.kind in {"quantity", "price", "money", "percent"}


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("tick", "tick", most_mm=7),
        Column("position", "text", "position", 12),
        Column("place", "place", "place", 30),
        Column("code", "code", "code", 30),
        Column("their_code", "code", "their_code", 28),
        Column("name", "item", "name"),
        Column("lot", "code", "lot", 26),
        Column("ordered", "quantity", "ordered", 20),
        Column("quantity", "quantity", "quantity", 22),
        Column("open", "quantity", "open", 20),
        Column("unit", "text", "unit", 18),
        Column("price", "price", "price", 24),
        Column("gross_price", "price", "gross_price", 24),
        Column("discount", "percent", "discount", 16),
        Column("tax", "percent", "tax", 16),
        Column("amount", "money", "amount", 28),
        Column("day", "day", "day", 24),
        Column("number", "code", "number", 34),
        Column("due_on", "day", "due_on", 24),
        Column("debit", "money", "debit", 28),
        Column("credit", "money", "credit", 28),
        Column("balance", "money", "balance", 28),
        Column("picked", "blank", most_mm=18),
        Column("received", "blank", most_mm=19),
        Column("damaged", "blank", most_mm=19),
        Column("found_lot", "blank", most_mm=30),
        Column("counted", "blank", most_mm=26),
    )
}

PRICED = ("position", "code", "name", "quantity", "unit", "price", "gross_price", "discount", "tax", "amount")

PAPER_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.QUOTE: PRICED,
    Kind.ORDER_CONFIRMATION: ("position", "code", "name", "day", *PRICED[3:]),
    Kind.INVOICE: PRICED,
    Kind.CREDIT_NOTE: PRICED,
    Kind.PURCHASE_ORDER: ("position", "their_code", "code", "name", "day", *PRICED[3:]),
    Kind.PICK_LIST: ("tick", "place", "code", "name", "lot", "quantity", "unit", "picked"),
    Kind.PACKING_SLIP: ("position", "code", "their_code", "name", "lot", "ordered", "quantity", "unit"),
    Kind.DELIVERY_NOTE: (
        "position",
        "code",
        "their_code",
        "name",
        "lot",
        "ordered",
        "quantity",
        "open",
        "unit",
    ),
    Kind.STATEMENT: ("day", "number", "name", "due_on", "debit", "credit", "balance"),
    Kind.RETURN_SLIP: ("position", "code", "name", "lot", "quantity", "unit"),
    Kind.DISPUTE: ("position", "code", "name", "quantity", "unit"),
    Kind.COUNTING_SHEET: ("position", "place", "code", "name", "lot", "quantity", "unit", "counted"),
    Kind.NEW_DATES: ("position", "code", "name", "quantity", "unit", "due_on", "day"),
    Kind.TRANSFER_NOTE: ("position", "code", "name", "lot", "quantity", "unit", "received", "damaged"),
    Kind.STORE_STATEMENT: (
        "day",
        "number",
        "their_code",
        "code",
        "name",
        "lot",
        "quantity",
        "unit",
        "price",
        "amount",
    ),
    Kind.RECEIVING_SHEET: (
        "tick",
        "code",
        "their_code",
        "name",
        "quantity",
        "unit",
        "received",
        "damaged",
        "found_lot",
    ),
}

SIGNATURES: dict[Kind, tuple[str, ...]] = {
    Kind.PICK_LIST: ("picked_by", "checked_by", "date"),
    Kind.PACKING_SLIP: ("packed_by", "date"),
    Kind.DELIVERY_NOTE: ("received", "date"),
    Kind.PURCHASE_ORDER: ("ordered_by", "date"),
    Kind.RETURN_SLIP: ("packed_by", "date"),
    Kind.RECEIVING_SHEET: ("received_by", "checked_by", "date"),
    Kind.TRANSFER_NOTE: ("received_by", "date"),
    Kind.COUNTING_SHEET: ("counted_by", "counted_at"),
}

WORKSHEETS = frozenset({Kind.PICK_LIST, Kind.RECEIVING_SHEET, Kind.COUNTING_SHEET})
"""Papers that stay in the house: no letterhead and no address window, large codes, room to write."""

CARRIED = frozenset(
    {
        Kind.QUOTE,
        Kind.ORDER_CONFIRMATION,
        Kind.INVOICE,
        Kind.CREDIT_NOTE,
        Kind.PURCHASE_ORDER,
        Kind.STORE_STATEMENT,
    }
)
"""Papers whose lines add up, so that the sum is carried from page to page."""
