"""Quotes: make, change, send, revise, accept, decline, order."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access.queries import require
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.queries import QUOTES
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.sales.orders import by_rules, refuse_own_terms, whole_order
from tradepost.doors.api.sales.quote_schemas import (
    AcceptIn,
    DeclineIn,
    QuoteChange,
    QuoteChangesOut,
    QuoteIn,
    QuoteOrderIn,
    QuoteOut,
    QuoteRow,
    ReviseIn,
)
from tradepost.doors.api.sales.schemas import OrderOut

router = Router(tags=["Quotes"])
YES, NO, AS_IT_IS, PLAIN = AcceptIn(), DeclineIn(), ReviseIn(), QuoteOrderIn()
lists(router, "/quotes", QUOTES, name="list_quotes", needs="sales.read", gives=QuoteRow)


def _whole(quote: Quote) -> dict[str, Any]:
    lines = sales_queries.quote_lines(quote.id)
    return QuoteOut.plain(quote, lines=lines, options_net=sales_queries.options_of(lines))


def _given(by: By, body: QuoteChange | ReviseIn) -> dict[str, Any]:
    """What a change names, with its lines as the command takes them."""
    given = by_rules(body.model_dump(exclude_unset=True, exclude={"lines", "id"}))
    refuse_own_terms(by, body.lines or [], given.get("order_discount_percent"), freight="freight" in given)
    return {**given, "lines": None if body.lines is None else [line.typed() for line in body.lines]}


@changes(
    router,
    "POST",
    "/quotes",
    needs="sales.make_quote",
    gives=QuoteOut,
    status=201,
    at="/api/v1/quotes/{id}",
)
def make_quote(by: By, body: QuoteIn) -> dict[str, Any]:
    """Make a draft quote at today's prices."""
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    refuse_own_terms(by, body.lines, body.order_discount_percent, freight=body.freight is not None)
    given = body.model_dump(exclude={"id", "lines"})
    lines = [line.typed() for line in body.lines]
    return _whole(sales.make_quote(by, quote_id=body.id or new_id(by.now), lines=lines, **given))


@reads(router, "/quotes/{quote_id}/changes/{other_id}", needs="sales.read", gives=QuoteChangesOut)
def get_quote_changes(by: By, quote_id: Id, other_id: Id) -> dict[str, Any]:
    """What is different in this revision, compared with another one of the same quote."""
    after, before = sales_queries.quote(by, quote_id), sales_queries.quote(by, other_id)
    if after.number != before.number:
        raise NotFound("There is no such quote.")
    lines = [
        {"kind": one.kind, "sku": one.sku, "name": one.name, "fields": _changed(one.fields)}
        for one in sales_queries.changes_between(before.pk, after.pk)
    ]
    terms = _changed(sales_queries.terms_between(before, after))
    return {"before_id": before.pk, "after_id": after.pk, "lines": lines, "terms": terms}


def _changed(fields: Mapping[str, tuple[object, object]]) -> list[dict[str, Any]]:
    return [
        {"field": name, "before": _told(before), "after": _told(after)}
        for name, (before, after) in fields.items()
    ]


def _told(value: object) -> str | None:
    """A value as text: numbers as they are in the API, days as 2026-01-31, yes and no as true and false."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).lower() if isinstance(value, bool) else str(value)


@reads(router, "/quotes/{quote_id}", needs="sales.read", gives=QuoteOut)
def get_quote(by: By, quote_id: Id) -> dict[str, Any]:
    """One revision of a quote with its lines."""
    return _whole(sales_queries.quote(by, quote_id))


@changes(router, "PATCH", "/quotes/{quote_id}", needs="sales.change_quote", gives=QuoteOut, within=QUOTES)
def change_quote(by: By, quote_id: Id, body: QuoteChange) -> dict[str, Any]:
    """Change a draft; its lines are priced again today."""
    return _whole(sales.change_quote(by, quote_id=quote_id, **_given(by, body)))


@changes(router, "POST", "/quotes/{quote_id}/send", needs="sales.send_quote", gives=QuoteOut, within=QUOTES)
def send_quote(by: By, quote_id: Id) -> dict[str, Any]:
    """Mark a quote as sent: from here on it is revised, not changed."""
    return _whole(sales.send_quote(by, quote_id=quote_id))


@changes(
    router,
    "POST",
    "/quotes/{quote_id}/revise",
    needs="sales.revise_quote",
    gives=QuoteOut,
    status=201,
    within=QUOTES,
    at="/api/v1/quotes/{id}",
)
def revise_quote(by: By, quote_id: Id, body: ReviseIn = AS_IT_IS) -> dict[str, Any]:
    """Make the next revision, a draft under the same number; the one before is superseded."""
    revision_id: UUID = body.id or new_id(by.now)
    return _whole(sales.revise_quote(by, quote_id=quote_id, revision_id=revision_id, **_given(by, body)))


@changes(
    router, "POST", "/quotes/{quote_id}/accept", needs="sales.accept_quote", gives=QuoteOut, within=QUOTES
)
def accept_quote(by: By, quote_id: Id, body: AcceptIn = YES) -> dict[str, Any]:
    """The customer said yes."""
    return _whole(sales.accept_quote(by, quote_id=quote_id, **body.model_dump()))


@changes(
    router, "POST", "/quotes/{quote_id}/decline", needs="sales.decline_quote", gives=QuoteOut, within=QUOTES
)
def decline_quote(by: By, quote_id: Id, body: DeclineIn = NO) -> dict[str, Any]:
    """The customer said no."""
    return _whole(sales.decline_quote(by, quote_id=quote_id, **body.model_dump()))


@changes(
    router,
    "POST",
    "/quotes/{quote_id}/order",
    needs="sales.order_quote",
    gives=OrderOut,
    status=201,
    within=QUOTES,
    at="/api/v1/orders/{id}",
)
def order_quote(by: By, quote_id: Id, body: QuoteOrderIn = PLAIN) -> dict[str, Any]:
    """Make an order of an accepted quote, at the offered prices: of all that is left, or of parts of it."""
    if body.confirm:
        require(by, "sales.confirm_order")
    made = sales.order_quote(
        by,
        quote_id=quote_id,
        order_id=body.id or new_id(by.now),
        warehouse_id=body.warehouse_id,
        customer_po=body.customer_po,
        confirm=body.confirm,
        parts=None if body.parts is None else [(one.line_id, one.quantity) for one in body.parts],
    )
    return whole_order(made)
