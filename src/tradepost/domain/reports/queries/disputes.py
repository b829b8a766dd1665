"""What may have come of a dispute: credit notes, returns and orders made since it was opened."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing.queries import INVOICES
from tradepost.domain.returns.queries import RETURNS
from tradepost.domain.sales.queries import ORDERS
from tradepost.domain.service.models import Dispute
from tradepost.domain.service.rules import LED_TO, Reference

MOST = 20
"""The newest of each kind."""


@dataclass(frozen=True, slots=True)
class LedTo:
    """A document that may have settled a dispute. A return has no amount."""

    kind: str
    id: UUID
    number: str
    state: str
    amount: Decimal | None = None
    currency: str = ""

    @property
    def reference(self) -> Reference:
        return Reference(self.kind, self.id, self.number)


def may_have_led_to(by: By, dispute: Dispute) -> list[LedTo]:
    """What this person may read of it, made on the day of the dispute or later, the newest first; three statements.

    Credit notes and returns of the dispute's order, credit notes of the customer that name no invoice, and other
    orders of theirs.
    """
    since = datetime.combine(dispute.opened_at.astimezone(UTC).date(), time(), UTC)
    found: list[LedTo] = []
    if access_queries.may(by, "billing.read"):
        notes = INVOICES.rows(by).filter(
            kind="credit_note", customer_id=dispute.customer_id, made_at__gte=since
        )
        notes = notes.filter(Q(order_id=dispute.order_id) | Q(order_id=None)).order_by("-made_at", "-id")
        found += [LedTo("invoice", n.pk, n.number, "", n.total, n.currency) for n in notes[:MOST]]
    if access_queries.may(by, "returns.read"):
        back = RETURNS.rows(by).filter(order_id=dispute.order_id, made_at__gte=since)
        found += [LedTo("return", r.pk, r.number, r.state) for r in back.order_by("-made_at", "-id")[:MOST]]
    if access_queries.may(by, "sales.read"):
        others = ORDERS.rows(by).filter(customer_id=dispute.customer_id, placed_at__gte=since)
        others = others.exclude(pk=dispute.order_id).exclude(state="cancelled").order_by("-placed_at", "-id")
        found += [LedTo("order", o.pk, o.number, o.state, o.total, o.currency) for o in others[:MOST]]
    return found


def led_to(by: By, dispute: Dispute, document_id: UUID) -> Reference:
    """One of these, by its id. Raises Invalid for anything else."""
    for one in may_have_led_to(by, dispute):
        if one.id == document_id:
            return one.reference
    kinds = ", ".join(sorted({kind for names in LED_TO.values() for kind in names}))
    raise Invalid(
        f"{dispute.number} did not lead to this. Name one of these of the same customer, made since: {kinds}.",
        fields={"led_to": "Not a document that came of it."},
    )
