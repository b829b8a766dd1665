"""Disputes: one, many, of a document and of an order."""

from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, Sum, choice, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import roles_that_may
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute, DisputeLine
from tradepost.domain.service.rules import KINDS, OUTCOMES, REASONS

_MISSING = "There is no such dispute. Look for it in the list of disputes."


def dispute(by: By, dispute_id: UUID) -> Dispute:
    """One dispute with its order, customer and owner. Raises NotFound, also when it is not theirs to see."""
    found = _rows(by).select_related("order", "customer__party").filter(pk=dispute_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def dispute_by_id(dispute_id: UUID) -> Dispute:
    """The dispute, whoever asks; for commands that were sent twice."""
    return Dispute.objects.get(pk=dispute_id)


def dispute_for_update(dispute_id: UUID) -> Dispute:
    """The dispute, locked, with its order. Raises NotFound."""
    rows = Dispute.objects.select_for_update(of=("self",), no_key=True).select_related("order")
    found = rows.filter(pk=dispute_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def dispute_lines(dispute_id: UUID) -> list[DisputeLine]:
    """The lines with their item, by position."""
    lines = DisputeLine.objects.filter(dispute_id=dispute_id).select_related("item")
    return list(lines.order_by("position"))


def disputes_of_order(by: By, order_id: UUID) -> list[Dispute]:
    """All disputes about an order, its shipments and its invoices, oldest first."""
    return list(_rows(by).filter(order_id=order_id).order_by("opened_at", "id"))


def disputes_of_document(by: By, document_id: UUID) -> list[Dispute]:
    """All disputes about one document, oldest first."""
    return list(_rows(by).filter(document_id=document_id).order_by("opened_at", "id"))


def carers() -> list[User]:
    """The active users who may care for a dispute, by name."""
    return access_queries.users_with(roles_that_may("service.settle_dispute"))


def _rows(by: By) -> "QuerySet[Dispute]":
    rows = access_queries.scoped(
        Dispute.objects.select_related("owner"), by, rep="customer__rep_id", customer="customer_id"
    )
    if "warehouse" in by.scope:
        rows = rows.filter(order__in=sales_queries.visible_orders(by).values("pk"))
    return rows


def _search(rows: "QuerySet[Dispute]", text: str) -> "QuerySet[Dispute]":
    return rows.filter(having(text) | loosely(text, "said"))


DISPUTES: Listing[Dispute] = Listing(
    name="disputes",
    rows=_rows,
    sorts={
        "number": ("number",),
        "opened": ("opened_at",),
        "due": ("due_on",),
        "customer": ("customer_name",),
        "state": ("state", "due_on"),
        "amount": ("amount",),
    },
    default_sort="due",
    filters={
        "state": choice("State", "state", DISPUTE.states),
        "live": flag("Not settled", ~Q(state="settled")),
        "owner": reference("Who cares for it", "owner_id"),
        "reason": choice("Reason", "reason", REASONS),
        "outcome": choice("Ended", "outcome", OUTCOMES),
        "kind": choice("About", "kind", KINDS),
        "customer": reference("Customer", "customer_id"),
        "order": reference("Order", "order_id"),
        "document": reference("Document", "document_id"),
        "due": day_range("Answer due", "due_on"),
        "opened": day_range("Opened", "opened_at"),
        "settled": day_range("Settled", "settled_at"),
    },
    search=_search,
    sums={"amount": Sum("In dispute", "amount", "currency")},
    subject="pk",
)
