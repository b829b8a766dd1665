"""Returns: one, many, and of an order."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, Sum, choice, day_range, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return, ReturnCredit, ReturnLine

_MISSING = "There is no such return. Look for it in the list of returns."


def customer_return(by: By, return_id: UUID) -> Return:
    """One return with its customer and order. Raises NotFound, also when it is not theirs to see."""
    found = _rows(by).filter(pk=return_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def return_by_id(return_id: UUID) -> Return:
    """The return, whoever asks; for commands that were sent twice."""
    return Return.objects.get(pk=return_id)


def return_for_update(return_id: UUID) -> Return:
    """The locked return. Raises NotFound."""
    found = Return.objects.select_for_update(no_key=True).filter(pk=return_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def return_lines(return_id: UUID) -> list[ReturnLine]:
    """The lines with their item, order line and shipment line, by position."""
    lines = ReturnLine.objects.filter(customer_return_id=return_id)
    lines = lines.select_related("item", "lot", "order_line", "shipment_line__shipment")
    return list(lines.order_by("position"))


def credits_of(return_id: UUID) -> list[ReturnCredit]:
    """What was credited for a return, with the credit notes."""
    rows = ReturnCredit.objects.filter(line__customer_return_id=return_id)
    return list(rows.select_related("credit_note", "line").order_by("id"))


def returns_of(by: By, order_id: UUID) -> list[Return]:
    """All returns of an order, oldest first."""
    return list(_rows(by).filter(order_id=order_id).order_by("made_at", "id"))


def _rows(by: By) -> "QuerySet[Return]":
    rows = Return.objects.select_related("order", "customer")
    return access_queries.scoped(
        rows, by, rep="order__rep_id", customer="customer_id", warehouse="warehouse_id"
    )


def _search(rows: "QuerySet[Return]", text: str) -> "QuerySet[Return]":
    return rows.filter(Q(number__icontains=text) | having(text, "order__found_by") | loosely(text, "reason"))


RETURNS: Listing[Return] = Listing(
    name="returns",
    rows=_rows,
    sorts={
        "number": ("number",),
        "made": ("made_at",),
        "order": ("order__number",),
        "customer": ("order__customer_name",),
        "state": ("state", "made_at"),
        "quantity": ("quantity_total",),
    },
    default_sort="-made",
    filters={
        "state": choice("State", "state", RETURN.states),
        "order": reference("Order", "order_id"),
        "customer": reference("Customer", "customer_id"),
        "made": day_range("Requested", "made_at"),
        "received": day_range("Received", "received_at"),
    },
    search=_search,
    sums={"quantity": Sum("Pieces", "quantity_total")},
    subject="pk",
)
