"""The documents of a customer: the newest as tables, on the map, and in the timeline of the customer's page."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import queries as service_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.cards import Asked, Card, all_listed
from tradepost.doors.office.parts.standing import (
    dispute_standing,
    invoice_standing,
    payment_standing,
    shipped_standing,
    today_of,
)
from tradepost.doors.office.parts.trail import Trail
from tradepost.render.formats import money_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section

NEWEST = 6
MAPPED = 3
"""So many of each stand on the map and tell in the timeline; the tables have more."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The newest orders and payments, the open quotes and invoices; None: not for this person to read."""

    customer_id: UUID
    today: date
    quotes: Card | None = None
    orders: Card | None = None
    invoices: Card | None = None
    payments: Card | None = None
    disputes: Card | None = None

    def trail(self) -> Trail:
        """The map, from quote to payment, and the subjects of the timeline: the newest of each."""
        found = Trail(self.customer_id)
        stages = (
            (_("Open quotes"), self.quotes, lambda one: (one.pk, str(one), "quote", one.state, "")),
            (_("Newest orders"), self.orders, lambda one: (one.pk, one.number, "order", one.state, "")),
            (_("Open invoices"), self.invoices, self._invoice),
            (_("Newest payments"), self.payments, lambda one: (
                one.pk, one.number, "payment", payment_standing(one), _worth(one.amount, one.currency))),
            (_("Open disputes"), self.disputes, lambda one: (
                one.pk, one.number, "dispute", dispute_standing(one), _worth(one.amount, one.currency))),
        )  # fmt: skip
        for label, card, told in stages:
            if card is not None and (card.rows or card is not self.disputes):
                shown = card.rows[:MAPPED]
                # Invoices come the oldest due first, the others the newest first.
                ordered = shown if card is self.invoices else list(reversed(shown))
                found.add(label, [told(one) for one in ordered], count=card.count, all_url=card.url)
        return found

    def _invoice(self, one: Invoice) -> tuple[UUID, str, str, str, str]:
        return (
            one.pk,
            one.number,
            "invoice",
            invoice_standing(one, self.today),
            _worth(one.total, one.currency),
        )

    def sections(self) -> list[Section]:
        return [
            *([_orders(self.orders)] if self.orders is not None else []),
            *([_quotes(self.quotes)] if self.quotes and self.quotes.rows else []),
            *([_invoices(self, self.invoices)] if self.invoices is not None else []),
            *([_disputes(self.disputes)] if self.disputes and self.disputes.rows else []),
        ]


def documents_of(by: By, pk: UUID) -> Documents:
    """Five statements at most, and one for all that have more."""
    asked: dict[str, Asked] = {}
    of_it = {"customer": [str(pk)]}
    if access_queries.may(by, "sales.read"):
        live = {**of_it, "state": ["draft", "sent", "accepted"]}
        asked["orders"] = Asked(sales_queries.ORDERS, "orders", of_it, NEWEST)
        asked["quotes"] = Asked(sales_queries.QUOTES, "quotes", live, NEWEST)
    if access_queries.may(by, "billing.read"):
        still = {**of_it, "open": ["yes"]}
        asked["invoices"] = Asked(billing_queries.INVOICES, "invoices", still, NEWEST, sort="due_on")
        asked["payments"] = Asked(billing_queries.PAYMENTS, "payments", of_it, MAPPED)
    if access_queries.may(by, "service.read"):
        asked["disputes"] = Asked(service_queries.DISPUTES, "disputes", {**of_it, "live": ["yes"]}, NEWEST)
    return Documents(pk, today_of(by), **all_listed(by, asked))


def _worth(amount: Any, currency: str) -> str:
    return f"{money_text(amount, currency)} {currency}"


def _orders(card: Card) -> Section:
    return Section(
        _("Newest orders"),
        ORDERS,
        card.rows,
        empty=_("No order yet."),
        link=card.url,
        link_label=_("All orders"),
        name="orders",
        count=card.count,
    )


def _quotes(card: Card) -> Section:
    label = _("All open quotes")
    return Section(_("Open quotes"), QUOTES, card.rows, link=card.url, link_label=label, count=card.count)


def _invoices(found: Documents, card: Card) -> Section:
    rows = [
        {
            "number": row.number,
            "url": address("invoice", row.pk),
            "state": invoice_standing(row, found.today),
            "due_on": due.on if (due := row.next_due) else row.due_on,
            "open": -row.open_amount if row.kind == "credit_note" else row.open_amount,
            "currency": row.currency,
        }
        for row in card.rows
    ]
    link, label = card.url, _("All open invoices")
    if not card.is_cut:
        link, label = f"{address('invoices')}?customer={found.customer_id}", _("All invoices")
    return Section(
        _("Open invoices"), INVOICES, rows, empty=_("Nothing is open."), link=link, link_label=label,
        name="invoices", count=card.count,
    )  # fmt: skip


def _disputes(card: Card) -> Section:
    label = _("All open disputes")
    return Section(
        _("Open disputes"),
        DISPUTES,
        card.rows,
        link=card.url,
        link_label=label,
        name="disputes",
        count=card.count,
    )


ORDERS = (
    Column(
        "number", gettext_lazy("Number"), "code", link=lambda o: address("order", o.pk), note=lambda o: o.customer_po
    ),
    Column("state", gettext_lazy("State"), "state"),
    Column(
        "progress", gettext_lazy("Progress"), "state", priority=2,
        value=lambda o: "held" if o.held else shipped_standing(o),
    ),
    Column("placed_at", gettext_lazy("Placed"), "moment", priority=2),
    Column("total", gettext_lazy("Total"), "money"),
)  # fmt: skip
QUOTES = (
    Column("number", gettext_lazy("Number"), "code", value=str, link=lambda q: address("quote", q.pk)),
    Column("state", gettext_lazy("State"), "state"),
    Column("valid_until", gettext_lazy("Valid until"), "day"),
    Column("total", gettext_lazy("Total"), "money"),
)
INVOICES = (
    Column("number", gettext_lazy("Number"), "code", link=lambda row: row["url"]),
    Column("state", gettext_lazy("State"), "state"),
    Column("due_on", gettext_lazy("Due"), "day"),
    Column("open", gettext_lazy("Open"), "money"),
)
DISPUTES = (
    Column(
        "number", gettext_lazy("Number"), "code", link=lambda d: address("dispute", d.pk),
        note=lambda d: d.document_number,
    ),
    Column("state", gettext_lazy("State"), "state", value=dispute_standing),
    Column(
        "owner", gettext_lazy("Who cares for it"), value=lambda d: d.owner.get_full_name() if d.owner else "",
        priority=2,
    ),
    Column("due_on", gettext_lazy("Answer due"), "day"),
    Column("amount", gettext_lazy("In dispute"), "money"),
)  # fmt: skip
