"""The documents of a customer: the newest as tables, on the map, and in the timeline of the customer's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice, Payment
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, Quote
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.standing import (
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
    quotes: Sequence[Quote] | None = None
    orders: Sequence[Order] | None = None
    invoices: Sequence[Invoice] | None = None
    payments: Sequence[Payment] | None = None

    def trail(self) -> Trail:
        """The map, from quote to payment, and the subjects of the timeline: the newest of each."""
        found = Trail(self.customer_id)
        if self.quotes is not None:
            found.add(
                _("Open quotes"),
                [(one.pk, str(one), "quote", one.state, "") for one in reversed(self.quotes[:MAPPED])],
            )
        if self.orders is not None:
            found.add(
                _("Newest orders"),
                [(one.pk, one.number, "order", one.state, "") for one in reversed(self.orders[:MAPPED])],
            )
        if self.invoices is not None:
            found.add(_("Open invoices"), [
                (one.pk, one.number, "invoice", invoice_standing(one, self.today), _worth(one.total, one.currency))
                for one in self.invoices[:MAPPED]
            ])  # fmt: skip
        if self.payments is not None:
            found.add(_("Newest payments"), [
                (one.pk, one.number, "payment", payment_standing(one), _worth(one.amount, one.currency))
                for one in reversed(self.payments[:MAPPED])
            ])  # fmt: skip
        return found

    def sections(self) -> list[Section]:
        return [
            *([_orders(self)] if self.orders is not None else []),
            *([_quotes(self)] if self.quotes else []),
            *([_invoices(self)] if self.invoices is not None else []),
        ]


def documents_of(by: By, pk: UUID) -> Documents:
    """Four statements at most."""
    found: dict[str, Any] = {}
    of_it = {"customer": [str(pk)]}
    if access_queries.may(by, "sales.read"):
        live = {**of_it, "state": ["draft", "sent", "accepted"]}
        found["orders"] = sales_queries.ORDERS.page(by, filters=of_it, limit=NEWEST).rows
        found["quotes"] = sales_queries.QUOTES.page(by, filters=live, limit=NEWEST).rows
    if access_queries.may(by, "billing.read"):
        still = {**of_it, "open": ["yes"]}
        found["invoices"] = billing_queries.INVOICES.page(by, filters=still, sort="due_on", limit=NEWEST).rows
        found["payments"] = billing_queries.PAYMENTS.page(by, filters=of_it, limit=NEWEST).rows
    return Documents(pk, today_of(by), **found)


def _worth(amount: Any, currency: str) -> str:
    return f"{money_text(amount, currency)} {currency}"


def _orders(found: Documents) -> Section:
    return Section(
        _("Newest orders"),
        ORDERS,
        found.orders or (),
        empty=_("No order yet."),
        link=f"{address('orders')}?customer={found.customer_id}",
        link_label=_("All orders"),
        name="orders",
    )


def _quotes(found: Documents) -> Section:
    link = f"{address('quotes')}?customer={found.customer_id}"
    return Section(_("Open quotes"), QUOTES, found.quotes or (), link=link, link_label=_("All quotes"))


def _invoices(found: Documents) -> Section:
    rows = [
        {
            "number": row.number,
            "url": address("invoice", row.pk),
            "state": invoice_standing(row, found.today),
            "due_on": due.on if (due := row.next_due) else row.due_on,
            "open": -row.open_amount if row.kind == "credit_note" else row.open_amount,
            "currency": row.currency,
        }
        for row in found.invoices or ()
    ]
    link = f"{address('invoices')}?customer={found.customer_id}"
    return Section(
        _("Open invoices"), INVOICES, rows, empty=_("Nothing is open."), link=link, link_label=_("All invoices"),
        name="invoices",
    )  # fmt: skip


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
