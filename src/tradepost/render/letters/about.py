"""What a mail is about: a document with its paper, its people, and the words its template may name.

One function a kind, `(by, id, days)`; each asks that room's queries, so that nobody mails what they may not see.
`days` are of a statement, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.command import fingerprint
from tradepost.base.errors import Refusal
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.mails.rules import language_of
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import queries as service_queries
from tradepost.render.documents.billing import invoice_paper, statement_paper
from tradepost.render.documents.dates import dates_text, new_dates_paper
from tradepost.render.documents.disputes import answer_of, dispute_paper, reason_text
from tradepost.render.documents.fulfilment import delivery_note_paper
from tradepost.render.documents.purchasing import purchase_order_paper
from tradepost.render.documents.returns import return_slip
from tradepost.render.documents.sales import order_confirmation, quote_paper
from tradepost.render.papers import Paper
from tradepost.render.papers.formats import day_text, money_text
from tradepost.render.papers.texts import text

Days = tuple[date, date] | None


class NotToBeMailed(Refusal):
    """The document is not at the point where its paper may go out."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as a template names it."""

    amount: Decimal
    currency: str


Value = str | date | Sum | Callable[[str], str] | None
"""A callable gives its words in a locale."""


@dataclass(frozen=True, slots=True)
class About:
    """A document as the subject of a mail. `facts` are the words of its kind, before they are put in a language.

    `says` is the document's own verb that mailing it says too, "" when it was sent before. `days` are new days that
    are told by it, per order line.
    """

    kind: str
    subject_id: UUID
    number: str
    name: str
    party_id: UUID
    paper: Paper
    facts: Mapping[str, Value]
    customer_id: UUID | None = None
    supplier_id: UUID | None = None
    warehouse_id: UUID | None = None
    says: str = ""
    days: tuple[tuple[UUID, date | None], ...] = ()

    @property
    def mark(self) -> str:
        """Another one as soon as other days are told: what was written about the old ones does not go unseen."""
        return fingerprint(self.days) if self.days else ""

    @property
    def language(self) -> str:
        """The language of whoever gets it, as far as we write it."""
        return language_of(self.paper.locale)

    def paper_in(self, language: str) -> Paper:
        """The paper in that language, with the customs of the reader's country where it is theirs."""
        return self.paper if language == self.language else replace(self.paper, locale=language)

    def file_name(self, language: str) -> str:
        """What the reader's computer calls the paper."""
        title = self.paper.title or text(f"title.{self.paper.kind}", language)
        return f"{title} {self.number.replace('/', '-')}.pdf"

    def words(self, language: str, *, contact: str, sender: str) -> dict[str, str]:
        """What the template's names stand for."""
        locale = self.paper_in(language).locale
        said = {name: _said(value, locale) for name, value in self.facts.items()}
        return {
            **said,
            "number": self.number,
            "name": self.name,
            "contact": contact or self.name,
            "company": self.paper.company.name,
            "sender": sender,
            "date": day_text(self.paper.issued_on, locale),
        }


def _said(value: Value, locale: str) -> str:
    if isinstance(value, Sum):
        return money_text(value.amount, value.currency, locale, symbol=True)
    if isinstance(value, date):
        return day_text(value, locale)
    if callable(value):
        return value(locale)
    return value or ""


def _today(by: By) -> date:
    return timezone.localtime(by.now).date()


def _quote(by: By, pk: UUID, days: Days) -> About:
    found = sales_queries.quote(by, pk)
    if found.state in ("superseded", "declined", "expired"):
        raise NotToBeMailed(_("This quote does not stand any more. Revise it, and send the revision."))
    paper = quote_paper(found)
    if found.sent_at is None:
        # It is sent by this mail, so it bears today's date.
        paper = replace(paper, issued_on=_today(by))
    return About(
        "quote", pk, str(found), found.customer_name, found.customer.party_id, paper,
        {
            "total": Sum(found.total, found.currency),
            "valid_until": found.valid_until,
            "your_order": found.customer_po,
        },
        customer_id=found.customer_id, says="sales.send_quote" if found.state == "draft" else "",
    )  # fmt: skip


def _order(by: By, pk: UUID, days: Days) -> About:
    found = sales_queries.order(by, pk)
    if found.confirmed_at is None or found.state == "cancelled":
        raise NotToBeMailed(_("There is nothing to confirm yet. Confirm the order first."))
    return About(
        "order", pk, found.number, found.customer_name, found.customer.party_id, order_confirmation(found),
        {
            "total": Sum(found.total, found.currency),
            "your_order": found.customer_po,
            "wanted_on": found.requested_on,
        },
        customer_id=found.customer_id, warehouse_id=found.warehouse_id,
    )  # fmt: skip


def _shipment(by: By, pk: UUID, days: Days) -> About:
    found = fulfilment_queries.shipment(by, pk)
    if not found.picked_total or found.state == "cancelled":
        raise NotToBeMailed(_("Nothing of it is picked yet, so there is no delivery note."))
    order = found.order
    party_id = parties_queries.customer_terms(order.customer_id).party_id
    packages = len(fulfilment_queries.packages(pk))
    return About(
        "shipment", pk, found.number, order.customer_name, party_id, delivery_note_paper(by, found),
        {
            "order": order.number,
            "your_order": order.customer_po,
            "carrier": found.carrier,
            "tracking": found.tracking_number,
            "packages": str(packages or ""),
        },
        customer_id=order.customer_id, warehouse_id=found.warehouse_id,
    )  # fmt: skip


def _invoice(by: By, pk: UUID, days: Days) -> About:
    found = billing_queries.invoice(by, pk)
    facts: dict[str, Value] = {"total": Sum(found.total, found.currency)}
    if found.kind == "credit_note":
        facts |= {"invoice": found.credits.number if found.credits else "", "reason": found.reason}
    else:
        facts |= {
            "open": Sum(found.open_amount, found.currency) if found.open_amount else "",
            "due_on": found.due_on if found.open_amount else "",
            "order": found.order.number if found.order else "",
            "your_order": found.customer_po,
        }
    return About(
        str(found.kind), pk, found.number, found.customer_name, found.customer.party_id, invoice_paper(found),
        facts, customer_id=found.customer_id,
    )  # fmt: skip


def _statement(by: By, pk: UUID, days: Days) -> About:
    customer = parties_queries.customer(by, pk)
    today = _today(by)
    since, until = days or (today.replace(day=1), today + timedelta(days=1))
    found = billing_queries.statement(customer.pk, since, until)
    paper = statement_paper(found, billing_queries.ageing(today, customer.pk, by=by))
    return About(
        "statement", pk, customer.number, customer.party.name, customer.party_id, paper,
        {
            "since": since,
            "until": until - timedelta(days=1),
            "balance": Sum(found.closing, found.currency),
        },
        customer_id=customer.pk,
    )  # fmt: skip


def _purchase_order(by: By, pk: UUID, days: Days) -> About:
    found = purchasing_queries.purchase_order(by, pk)
    if found.state == "draft":
        raise NotToBeMailed(_("Nobody has approved this order yet. Approve it first."))
    if found.state == "cancelled":
        raise NotToBeMailed(_("This order is cancelled."))
    paper = purchase_order_paper(found)
    if found.ordered_at is None:
        paper = replace(paper, issued_on=_today(by))
    return About(
        "purchase_order", pk, found.number, found.supplier_name, found.supplier.party_id, paper,
        {
            "total": Sum(found.total, found.currency),
            "expected_on": found.expected_on,
            "your_reference": found.supplier_reference,
        },
        supplier_id=found.supplier_id, warehouse_id=found.warehouse_id,
        says="purchasing.send" if found.state == "approved" else "",
    )  # fmt: skip


def _return(by: By, pk: UUID, days: Days) -> About:
    found = returns_queries.customer_return(by, pk)
    if found.state == "rejected":
        raise NotToBeMailed(_("This return was rejected: nothing comes back."))
    order = found.order
    return About(
        "return", pk, found.number, order.customer_name, found.customer.party_id, return_slip(found),
        {"order": order.number, "your_order": order.customer_po, "reason": found.reason},
        customer_id=found.customer_id, warehouse_id=found.warehouse_id,
    )  # fmt: skip


def _dispute(by: By, pk: UUID, days: Days) -> About:
    found = service_queries.dispute(by, pk)
    return About(
        "dispute", pk, found.number, found.customer_name, found.customer.party_id, dispute_paper(found),
        {
            "document": found.document_number,
            "your_order": found.order.customer_po,
            "reason": lambda locale: reason_text(found, locale),
            "said": found.said,
            "answer": answer_of(found),
        },
        customer_id=found.customer_id, warehouse_id=found.order.warehouse_id,
    )  # fmt: skip


def _new_dates(by: By, pk: UUID, days: Days) -> About:
    customer = parties_queries.customer(by, pk)
    lines = sales_queries.moved_of_customer(by, pk)
    if not lines:
        raise NotToBeMailed(_("Every date of this customer is as it was told."))
    warehouses = {line.warehouse_id or line.order.warehouse_id for line in lines}
    return About(
        "new_dates", pk, customer.number, customer.party.name, customer.party_id,
        new_dates_paper(customer, lines, _today(by)),
        {"dates": lambda locale: dates_text(lines, locale)},
        customer_id=customer.pk, warehouse_id=warehouses.pop() if len(warehouses) == 1 else None,
        says="sales.tell_new_dates",
        days=tuple((line.pk, line.new_on) for line in lines),  # type: ignore[attr-defined]  # moved_lines adds it
    )  # fmt: skip


ABOUT: dict[str, Callable[[By, UUID, Days], About]] = {
    "quote": _quote,
    "order": _order,
    "shipment": _shipment,
    "invoice": _invoice,
    "credit_note": _invoice,
    "statement": _statement,
    "purchase_order": _purchase_order,
    "return": _return,
    "dispute": _dispute,
    "new_dates": _new_dates,
}


def about(by: By, kind: str, subject_id: UUID, days: Days = None) -> About:
    """A document as the subject of a mail. Raises NotFound, NotToBeMailed."""
    return ABOUT[kind](by, subject_id, days)
