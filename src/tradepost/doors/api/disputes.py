"""Disputes: open, change, ask, take up, settle, reopen."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.service import commands as service
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.commands import DisputeLineInput
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute
from tradepost.domain.service.queries import DISPUTES
from tradepost.domain.service.rules import KINDS, OUTCOMES, READ_BY, REASONS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Count,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    about,
    new,
    one_of,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Disputes"])
MOST_LINES = 5000
Said = text(2000, 1)
Words = text(2000)


class DisputeLineIn(In):
    """How much of a line of the document is in dispute."""

    line_id: Id = about("The order's, shipment's or invoice's own line.", AN_ID)
    quantity: Count = about("Base units; at most what the line has.", 2)


class DisputeIn(In):
    """What a customer does not agree with."""

    id: Id | None = about("Your id for it: sent twice, it is one dispute.", AN_ID, None)
    kind: one_of(*KINDS) = about("What it is about.", "order")  # type: ignore[valid-type]
    document_id: Id = about("The order, shipment or invoice.", AN_ID)
    reason: one_of(*REASONS) = about("What is wrong.", "damaged")  # type: ignore[valid-type]
    said: Said = about("What the customer says.", "Two boxes came broken.")  # type: ignore[valid-type]
    lines: list[DisputeLineIn] = about(
        "Lines of the document; none: the whole.", None, [], max_length=MOST_LINES
    )
    amount: Amount | None = about(
        "With tax, in the document's currency, at most what it is worth; null: what the lines are worth.",
        None,
        None,
    )
    owner_id: Id | None = about("Who cares for it; a user who may settle disputes.", None, None)
    due_on: Day | None = about(
        "When an answer is due; null: in so many working days as the settings say.", None, None
    )


class DisputeChangeIn(In):
    """What changes of a dispute that is not settled; what is left out stays."""

    reason: one_of(*REASONS) | None = new("What is wrong.", "missing")  # type: ignore[valid-type]
    said: Said | None = new("What the customer says.", "One box is missing.")  # type: ignore[valid-type]
    lines: list[DisputeLineIn] | None = new(
        "All lines anew; they propose the amount, where none is given.", max_length=MOST_LINES
    )
    amount: Amount | None = new("With tax, in the document's currency.", "12.50")
    owner_id: Id | None = new("Who cares for it; null: nobody.")
    due_on: Day | None = new("When an answer is due.", "2031-05-04")


class AskIn(In):
    """What the customer was asked."""

    question: Said = about("In words.", "Which of the boxes are broken?")  # type: ignore[valid-type]


class TakeUpIn(In):
    """What the customer answered."""

    answer: Words = about("In words.", "The two with cups.", "")  # type: ignore[valid-type]


class SettleDisputeIn(In):
    """How it ended."""

    outcome: one_of(*OUTCOMES) = about("In one word.", "explained")  # type: ignore[valid-type]
    explanation: Said = about(
        "In a sentence: what the customer was told.", "The boxes were whole when they left."
    )  # type: ignore[valid-type]
    led_to_id: Id | None = about("What came of it: one of the documents under `led-to`.", None, None)


class ReopenIn(In):
    """Why it was not over."""

    why: Said = about("In words.", "The customer sent photos.")  # type: ignore[valid-type]


class DisputeRow(Shape):
    """A dispute in a list."""

    FROM = {"owner_name": lambda one: one.owner.get_full_name() if one.owner else ""}

    id: IdOut = about("The dispute.")
    number: str = about("The number people say.", "DSP-1007")
    state: str = about(
        "open: ours to answer; waiting: for the customer.",
        "open",
        json_schema_extra={"enum": list(DISPUTE.states)},
    )
    customer_id: IdOut = about("Who does not agree.")
    customer_name: str = about("Their name.", "Café Blum")
    order_id: IdOut = about("The order it belongs to.")
    kind: str = about("What it is about.", "order", json_schema_extra={"enum": list(KINDS)})
    document_id: IdOut = about("The order, shipment or invoice.")
    document_number: str = about("Its number.", "SO-1042")
    reason: str = about("What is wrong.", "damaged", json_schema_extra={"enum": list(REASONS)})
    said: str = about("What the customer says.", "Two boxes came broken.")
    amount: AmountOut = about("In dispute, with tax.")
    currency: str = about("Of the amount.", "EUR")
    lines_count: int = about("How many lines; 0: the whole document.", 1)
    owner_id: IdOut | None = about("Who cares for it.")
    owner_name: str = about("Their name; empty: nobody.", "Mara Blum")
    due_on: DayOut = about("When an answer is due.")
    question: str = about("What the customer was asked last.", "Which of the boxes are broken?")
    asked_at: MomentOut | None = about("Since when it is the customer's turn; null: it is not.")
    outcome: str = about(
        "How it ended; empty: it has not.", "explained", json_schema_extra={"enum": ["", *OUTCOMES]}
    )
    explanation: str = about("In a sentence.", "The boxes were whole when they left.")
    led_to_kind: str = about("The kind of document that came of it; invoice: a credit note.", "invoice")
    led_to_id: IdOut | None = about("That document.")
    led_to_number: str = about("Its number.", "CN-000012")
    opened_at: MomentOut = about("When it was written down.")
    settled_at: MomentOut | None = about("When it ended.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class DisputeLineOut(Shape):
    """How much of a line is in dispute, in base units."""

    id: IdOut = about("The dispute's line.")
    position: int = about("From 1.", 1)
    line_id: IdOut = about("The document's own line.")
    item_id: IdOut | None = about("The item.")
    sku: str = about("As on the document.", "TEA-1")
    name: str = about("As on the document.", "Assam, 500 g")
    quantity: int = about("In dispute.", 2)
    of_quantity: int = about("On the document.", 12)
    worth: AmountOut = about("Of what is in dispute, with tax.")


class DisputeOut(DisputeRow):
    """A dispute with its lines."""

    lines: list[DisputeLineOut] = about("By position; none: it is about the whole document.")


class LedToOut(Shape):
    """A document that may have come of a dispute."""

    kind: str = about(
        "invoice is a credit note.", "invoice", json_schema_extra={"enum": ["invoice", "return", "order"]}
    )
    id: IdOut = about("The document.")
    number: str = about("Its number.", "CN-000012")
    amount: AmountOut | None = about("What it is about, with tax; null for a return.")
    currency: str = about("Of the amount.", "EUR")


NO_ANSWER = TakeUpIn()
lists(router, "/disputes", DISPUTES, name="list_disputes", needs="service.read", gives=DisputeRow)


def _whole(one: Dispute) -> dict[str, Any]:
    return DisputeOut.plain(one, lines=service_queries.dispute_lines(one.id))


def _lines(lines: list[DisputeLineIn]) -> list[DisputeLineInput]:
    return [DisputeLineInput(line.line_id, line.quantity) for line in lines]


@changes(
    router,
    "POST",
    "/disputes",
    needs="service.open_dispute",
    gives=DisputeOut,
    status=201,
    at="/api/v1/disputes/{id}",
    keyed=True,
)
def open_dispute(by: By, body: DisputeIn) -> dict[str, Any]:
    """Write down that a customer does not agree. Who cares for it, and until when, is said by those who answer."""
    access_queries.require(by, READ_BY[body.kind])
    if body.owner_id or body.due_on:
        access_queries.require(by, "service.change_dispute")
    given = body.model_dump(exclude={"id", "lines"})
    made = service.open_dispute(by, dispute_id=body.id or new_id(by.now), lines=_lines(body.lines), **given)
    return _whole(made)


@reads(router, "/disputes/{dispute_id}", needs="service.read", gives=DisputeOut)
def get_dispute(by: By, dispute_id: Id) -> dict[str, Any]:
    """One dispute with its lines."""
    return _whole(service_queries.dispute(by, dispute_id))


@reads(router, "/disputes/{dispute_id}/led-to", needs="service.read", gives=list[LedToOut])
def list_led_to(by: By, dispute_id: Id) -> list[dict[str, Any]]:
    """What may have come of it: credit notes, returns and orders of this customer since it was opened."""
    found = reports_queries.may_have_led_to(by, service_queries.dispute(by, dispute_id))
    return [LedToOut.plain(one) for one in found]


@changes(
    router,
    "PATCH",
    "/disputes/{dispute_id}",
    needs="service.change_dispute",
    gives=DisputeOut,
    within=DISPUTES,
)
def change_dispute(by: By, dispute_id: Id, body: DisputeChangeIn) -> dict[str, Any]:
    """Change owner, day, amount, reason, words or lines."""
    given = body.model_dump(exclude_unset=True, exclude={"lines"})
    without = ["owner_id"] if given.get("owner_id", "") is None else []
    lines = None if body.lines is None else _lines(body.lines)
    return _whole(service.change_dispute(by, dispute_id=dispute_id, lines=lines, without=without, **given))


@changes(
    router,
    "POST",
    "/disputes/{dispute_id}/ask",
    needs="service.ask_customer",
    gives=DisputeOut,
    within=DISPUTES,
)
def ask_customer(by: By, dispute_id: Id, body: AskIn) -> dict[str, Any]:
    """It is the customer's turn: nobody here owes an answer until it is taken up."""
    return _whole(service.ask_customer(by, dispute_id=dispute_id, question=body.question))


@changes(
    router,
    "POST",
    "/disputes/{dispute_id}/take-up",
    needs="service.take_up",
    gives=DisputeOut,
    within=DISPUTES,
)
def take_up_dispute(by: By, dispute_id: Id, body: TakeUpIn = NO_ANSWER) -> dict[str, Any]:
    """The customer has answered: it is our turn again, with new days for it."""
    return _whole(service.take_up(by, dispute_id=dispute_id, answer=body.answer))


@changes(
    router,
    "POST",
    "/disputes/{dispute_id}/settle",
    needs="service.settle_dispute",
    gives=DisputeOut,
    within=DISPUTES,
)
def settle_dispute(by: By, dispute_id: Id, body: SettleDisputeIn) -> dict[str, Any]:
    """Say how it ended. Neither money nor goods move by it."""
    reference = None
    if body.led_to_id:
        reference = reports_queries.led_to(by, service_queries.dispute(by, dispute_id), body.led_to_id)
    made = service.settle_dispute(
        by, dispute_id=dispute_id, outcome=body.outcome, explanation=body.explanation, led_to=reference
    )
    return _whole(made)


@changes(
    router,
    "POST",
    "/disputes/{dispute_id}/reopen",
    needs="service.reopen_dispute",
    gives=DisputeOut,
    within=DISPUTES,
)
def reopen_dispute(by: By, dispute_id: Id, body: ReopenIn) -> dict[str, Any]:
    """It was not over: open again, with new days for an answer."""
    return _whole(service.reopen_dispute(by, dispute_id=dispute_id, why=body.why))
