"""Dates that moved: the lines, the notice to a customer as it would be written, and that it was told otherwise."""

from collections.abc import Sequence
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.access.queries import require
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS
from tradepost.domain.reports.queries import MOVED_DATES
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import MOVES
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import DayOut, Id, IdOut, about
from tradepost.doors.api.fields import text as limited
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape
from tradepost.render.letters import about as about_document
from tradepost.render.letters import offer, worded

router = Router(tags=["Orders"])


class MovedLine(Shape):
    """An order's line whose day is another than the one told."""

    id: IdOut = about("The line.")
    order_id: IdOut = about("Its order.")
    order_number: str = about("The order's number.", "SO-1042")
    customer_id: IdOut = about("Who waits.")
    customer_name: str = about("Their name.", "Café Blum")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    open: int = about("Base units not shipped.", 24)
    promised_on: DayOut | None = about("The day told so far; null: none.")
    new_on: DayOut | None = about("The day now; null: part of it has no supply.")
    move: str = about("What happened.", "slipped", json_schema_extra={"enum": list(MOVES)})
    purchase_order_id: IdOut | None = about(
        "What brings the last of it; null: stock, nothing, or not yours to see."
    )


class NewDatesOut(Shape):
    """What a customer is to be told, and the mail as it would be offered to whoever sends it."""

    customer_id: IdOut = about("The customer.")
    lines: list[MovedLine] = about("Their lines whose day moved.")
    mark: str = about("Changes with the days; send it back with what you decide.", "5f0c")
    to: str = about("Addresses; empty: nobody there has one.", "ann@bar.example")
    language: str = about("Of the customer.", "de")
    title: str = about("The subject.", "New delivery dates from Our Company")
    text: str = about("Plain text, before the signature.", "Dear Ann,")


class DatesToldIn(In):
    """That the customer knows, without a mail."""

    mark: limited(64) = about("The mark of what you looked at.", "5f0c")  # type: ignore[valid-type]
    reason: limited(500) = about("How they know, or why nobody tells them.", "By phone.")  # type: ignore[valid-type]


def _rows(by: By, rows: Sequence[Any]) -> list[dict[str, Any]]:
    sources = {row.source_id for row in rows if row.source_id}
    seen = PURCHASE_ORDERS.rows(by).in_bulk(list(sources)) if sources else {}
    return [
        MovedLine.plain(
            row,
            order_number=row.order.number,
            customer_id=row.order.customer_id,
            customer_name=row.order.customer_name,
            purchase_order_id=row.source_id if row.source_id in seen else None,
        )
        for row in rows
    ]


lists(
    router,
    "/moved-dates",
    MOVED_DATES,
    name="list_moved_dates",
    needs="sales.read",
    gives=MovedLine,
    write=_rows,
)


def _new_dates(by: By, customer_id: Any) -> dict[str, Any]:
    rows = sales_queries.moved_of_customer(by, parties_queries.customer(by, customer_id).pk)
    empty = {"mark": "", "to": "", "language": "", "title": "", "text": ""}
    found = {"customer_id": customer_id, "lines": _rows(by, rows), **empty}
    if rows:
        letter = about_document(by, "new_dates", customer_id)
        offered = offer(letter)
        words = worded(letter, letter.language, contact=offered.contact, sender=by.actor)
        found |= {"mark": letter.mark, "to": offered.to, "language": letter.language}
        found |= {"title": words.title, "text": words.text}
    return NewDatesOut.plain(None, **found)


@reads(router, "/customers/{customer_id}/new-dates", needs="sales.read", gives=NewDatesOut)
def get_new_dates(by: By, customer_id: Id) -> dict[str, Any]:
    """What a customer is to be told. POST /mails with the kind `new_dates` sends it."""
    require(by, "sales.tell_new_dates")
    return _new_dates(by, customer_id)


@changes(
    router, "POST", "/customers/{customer_id}/new-dates/told", needs="sales.tell_new_dates", gives=NewDatesOut
)
def tell_new_dates(by: By, customer_id: Id, body: DatesToldIn) -> dict[str, Any]:
    """They know, or need not: the new days are the told ones from now on, without a mail."""
    found = about_document(by, "new_dates", customer_id)
    if body.mark != found.mark:
        raise sales.MovedAgain("The dates moved again meanwhile. Look at them once more, then tell them.")
    sales.tell_new_dates(by, days=found.days, reason=body.reason)
    return _new_dates(by, customer_id)
