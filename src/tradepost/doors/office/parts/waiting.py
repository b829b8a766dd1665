"""Which customers wait for the goods of a document: a card of the first, and the way to all of them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import WaitingOrders
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section

WAITING = (
    Column("order_number", gettext_lazy("Order"), "code", link=lambda row: address("order", row.order_id)),
    Column("customer_name", gettext_lazy("Customer"), priority=2),
    Column("sku", gettext_lazy("Item"), "code"),
    Column("quantity", gettext_lazy("Quantity"), "quantity"),
    Column("needed_on", gettext_lazy("Needed"), "day"),
    Column("expected_on", gettext_lazy("Expected"), "day", tone=lambda row: "bad" if row.is_late else ""),
)
NOBODY = WaitingOrders([], 0, 0, 0, [])


def waiting_for(by: By, source_id: UUID) -> WaitingOrders:
    """The customers' lines that wait for it, for those who may read orders; else nobody. One statement."""
    if not access_queries.may(by, "sales.read"):
        return NOBODY
    return reports_queries.waiting_orders(by, source_id)


def waiting_section(
    by: By, source_id: UUID, found: WaitingOrders, title: Any = "", empty: Any = ""
) -> Iterator[Section]:
    """Where anybody waits, or where it is said that nobody does."""
    if not found.rows and not empty:
        return
    cut = found.lines > len(found.rows) and access_queries.may(by, "inventory.read")
    yield Section(
        title or _("Customers who wait for it"),
        WAITING,
        found.rows,
        empty,
        link=f"{address('wanted')}?source={source_id}" if cut else "",
        link_label=_("All lines that wait"),
        count=found.lines,
    )
