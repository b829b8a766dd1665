"""Returns: request, authorise, receive, inspect, settle."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog.rules.weights import milli_of
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return
from tradepost.domain.returns.queries import RETURNS
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    Weight,
    Word,
    Yes,
    about,
    one_of,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Returns"])


class ReturnLineIn(In):
    """What comes back of a shipment's line."""

    shipment_line_id: Id = about("The shipment's line.", AN_ID)
    quantity: Count = about("Base units.", 12)
    reason: Word = about("Why.", "broken", "")
    lot_id: Id | None = about("The lot, where the line was shipped from several.", None, None)


class ReturnIn(In):
    """Goods that the customer wants to send back."""

    id: Id | None = about("Your id for it: sent twice, it is one return.", AN_ID, None)
    order_id: Id = about("The order they were shipped for.", AN_ID)
    reason: text(1000, 1) = about("Why.", "broken in transport")  # type: ignore[valid-type]
    note: Note = about("For the people who handle it.", None, "")
    lines: list[ReturnLineIn] = about("What comes back.", min_length=1, max_length=5000)


class ArrivedIn(In):
    """What arrived of a line."""

    line_id: Id = about("The return's line.", AN_ID)
    quantity: Count = about("Base units.", 12)
    disposition: one_of("", "restock", "scrap") = about(  # type: ignore[valid-type]
        "What becomes of it; empty: it waits in quarantine.", "restock", ""
    )
    weight: Weight | None = about(
        "What it weighs, in the order line's unit, if it was billed by that.", "13.2", None
    )


class ArrivedLinesIn(In):
    """What arrived."""

    lines: list[ArrivedIn] = about("Lines that are not named did not come.", min_length=1, max_length=5000)
    as_weighed: Yes = about("The weights are right, though further off than the item allows.", False, False)


class DecisionIn(In):
    """What becomes of a line in quarantine."""

    line_id: Id = about("The return's line.", AN_ID)
    disposition: one_of("restock", "scrap") = about("What becomes of it.", "restock")  # type: ignore[valid-type]


class DecisionsIn(In):
    """What becomes of the goods in quarantine."""

    lines: list[DecisionIn] = about("Every one of them.", min_length=1, max_length=5000)


class RejectIn(In):
    """Why the goods stay with the customer."""

    reason: text(1000, 1) = about("In words.", "used for a year")  # type: ignore[valid-type]


class SettleIn(In):
    """How it is credited."""

    credit_note_id: Id | None = about("Your id for the first credit note.", None, None)


class ReturnRow(Shape):
    """A return in a list, in base units."""

    FROM = {"order_number": "order.number", "customer_name": "order.customer_name"}

    id: IdOut = about("The return.")
    number: str = about("The number people say.", "RT-1007")
    customer_id: IdOut = about("Who sends it.")
    customer_name: str = about("Their name.", "Café Blum")
    order_id: IdOut = about("The order.")
    order_number: str = about("The order's number.", "SO-1042")
    warehouse_id: IdOut = about("Where it arrives.")
    state: str = about("What people decided.", "received", json_schema_extra={"enum": list(RETURN.states)})
    reason: str = about("Why.", "broken in transport")
    note: str = about("For the people who handle it.")
    lines_count: int = about("How many lines.", 1)
    quantity_total: int = about("Announced.", 12)
    received_total: int = about("Arrived.", 12)
    made_at: MomentOut = about("When it was requested.")
    authorised_at: MomentOut | None = about("When it was allowed.")
    received_at: MomentOut | None = about("When it arrived.")
    inspected_at: MomentOut | None = about("When it was decided what becomes of it.")
    settled_at: MomentOut | None = about("When it was credited.")
    rejected_at: MomentOut | None = about("When it was refused.")
    rejected_reason: str = about("Why it was refused.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class ReturnLineOut(Shape):
    """A line of a return, in base units."""

    FROM = {"sku": "order_line.sku", "name": "order_line.name"}

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    shipment_line_id: IdOut = about("The shipment's line.")
    order_line_id: IdOut = about("The order's line.")
    item_id: IdOut = about("The item.")
    sku: str = about("As ordered.", "TEA-1")
    name: str = about("As ordered.", "Assam, 500 g")
    lot_id: IdOut | None = about("The lot.")
    quantity: int = about("Announced.", 12)
    received: int = about("Arrived.", 12)
    credited: int = about("Credited.", 0)
    weight: NumberOut | None = about(
        "What arrived weighs, where it was billed by that, in the order line's unit."
    )
    disposition: str = about("What becomes of it; empty: not decided.", "restock")
    reason: str = about("Why.", "broken")


class ReturnOut(ReturnRow):
    """A return with its lines."""

    value: AmountOut | None = about("What came back cost, base currency; null for those who see no costs.")
    lines: list[ReturnLineOut] = about("By position.")


class ReturnableOut(Shape):
    """What may still come back of a shipment's line, in base units."""

    shipment_line_id: IdOut = about("The shipment's line.")
    order_line_id: IdOut = about("The order's line.")
    item_id: IdOut = about("The item.")
    shipped: int = about("Shipped.", 24)
    returned: int = about("Returned.", 0)
    pending: int = about("Announced, and not here yet.", 0)
    left: int = about("What may still come back.", 24)


lists(
    router,
    "/returns",
    RETURNS,
    name="list_returns",
    needs="returns.read",
    gives=ReturnRow,
    related=("order",),
)
PLAIN = SettleIn()


def _whole(by: By, one: Return) -> dict[str, Any]:
    lines = returns_queries.return_lines(one.id)
    return ReturnOut.plain(one, value=one.value if sees_costs(by) else None, lines=lines)


@changes(
    router,
    "POST",
    "/returns",
    needs="returns.request_return",
    gives=ReturnOut,
    status=201,
    at="/api/v1/returns/{id}",
)
def request_return(by: By, body: ReturnIn) -> dict[str, Any]:
    """Announce goods that come back, named by the lines they were shipped on."""
    sales_queries.order(by, body.order_id)
    made = returns.request_return(
        by,
        return_id=body.id or new_id(by.now),
        order_id=body.order_id,
        reason=body.reason,
        note=body.note,
        lines=[ReturnLineInput(**line.model_dump()) for line in body.lines],
    )
    return _whole(by, made)


@reads(router, "/returns/{return_id}", needs="returns.read", gives=ReturnOut)
def get_return(by: By, return_id: Id) -> dict[str, Any]:
    """One return with its lines."""
    return _whole(by, returns_queries.customer_return(by, return_id))


@reads(router, "/orders/{order_id}/returnable", needs="returns.read", gives=list[ReturnableOut])
def list_returnable(by: By, order_id: Id) -> list[dict[str, Any]]:
    """What may still come back of an order."""
    sales_queries.order(by, order_id)
    return [ReturnableOut.plain(line) for line in returns_queries.returnable(order_id)]


@changes(
    router,
    "POST",
    "/returns/{return_id}/authorise",
    needs="returns.authorise_return",
    gives=ReturnOut,
    within=RETURNS,
)
def authorise_return(by: By, return_id: Id) -> dict[str, Any]:
    """The customer may send it."""
    return _whole(by, returns.authorise_return(by, return_id=return_id))


@changes(
    router,
    "POST",
    "/returns/{return_id}/reject",
    needs="returns.reject_return",
    gives=ReturnOut,
    within=RETURNS,
)
def reject_return(by: By, return_id: Id, body: RejectIn) -> dict[str, Any]:
    """The goods stay with the customer."""
    return _whole(by, returns.reject_return(by, return_id=return_id, reason=body.reason))


@changes(
    router,
    "POST",
    "/returns/{return_id}/receive",
    needs="returns.receive_return",
    gives=ReturnOut,
    within=RETURNS,
)
def receive_return(by: By, return_id: Id, body: ArrivedLinesIn) -> dict[str, Any]:
    """Take in what arrived: on sale, thrown away, or into quarantine."""
    lines = [(line.line_id, line.quantity, line.disposition) for line in body.lines]
    weights = {line.line_id: milli_of(line.weight) for line in body.lines if line.weight is not None}
    made = returns.receive_return(
        by, return_id=return_id, lines=lines, weights=weights, as_weighed=body.as_weighed
    )
    return _whole(by, made)


@changes(
    router,
    "POST",
    "/returns/{return_id}/inspect",
    needs="returns.inspect_return",
    gives=ReturnOut,
    within=RETURNS,
)
def inspect_return(by: By, return_id: Id, body: DecisionsIn) -> dict[str, Any]:
    """Decide what becomes of the goods in quarantine."""
    lines = [(line.line_id, line.disposition) for line in body.lines]
    return _whole(by, returns.inspect_return(by, return_id=return_id, lines=lines))


@changes(
    router,
    "POST",
    "/returns/{return_id}/settle",
    needs="returns.settle_return",
    gives=ReturnOut,
    within=RETURNS,
)
def settle_return(by: By, return_id: Id, body: SettleIn = PLAIN) -> dict[str, Any]:
    """Credit what came back: one credit note per invoice it was billed on."""
    return _whole(by, returns.settle_return(by, return_id=return_id, credit_note_id=body.credit_note_id))
