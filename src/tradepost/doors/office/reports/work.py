"""Open orders and backorders."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import OpenOrder
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import leading
from tradepost.doors.office.reports.forms import today
from tradepost.doors.office.reports.table import Asked, Report, Table
from tradepost.render.screens.columns import Column

MOST = 10_000


def open_orders(by: By, asked: Asked) -> Table:
    now = today(by)
    lead = leading(by, "ordered_lines", "sales.read")

    def lines(row: OpenOrder) -> str:
        return lead(order=row.order_id, open="yes")

    columns = (
        Column("number", _("Order"), "code", link=lambda row: address("order", row.order_id)),
        Column("customer_name", _("Customer"), link=lambda row: address("customer", row.customer_id)),
        Column("placed_at", _("Placed"), "moment", priority=3),
        Column("requested_on", _("Wanted"), "day", priority=2),
        Column(
            "promised_on",
            _("Promised"),
            "day",
            tone=lambda row: "bad" if row.promised_on and row.promised_on < now else "",
        ),
        Column("state", _("State"), "state", value=lambda row: "held" if row.held else "", priority=2),
        Column("open_quantity", _("Open"), "quantity", link=lines),
        Column(
            "backordered",
            _("Backordered"),
            "quantity",
            priority=2,
            link=lines,
            tone=lambda row: "bad" if row.backordered else "",
        ),
        Column("open_net", _("Open net"), "money", link=lines),
    )
    return Table(columns, reports_queries.open_orders(by, limit=MOST))


def backorders(by: By, asked: Asked) -> Table:
    now = today(by)
    lead, comes = leading(by, "ordered_lines", "sales.read"), leading(by, "supplies", "inventory.read")
    columns = (
        Column("sku", _("Item"), "code", link=lambda row: address("item", row.item_id)),
        Column("name", _("Name"), priority=2),
        Column("order_number", _("Order"), "code", link=lambda row: address("order", row.order_id)),
        Column("customer_name", _("Customer")),
        Column("needed_on", _("Needed"), "day", tone=lambda row: "bad" if row.needed_on < now else ""),
        Column("quantity", _("Backordered"), "quantity", link=lambda row: lead(line=row.order_line_id)),
        Column(
            "incoming",
            _("Incoming"),
            "quantity",
            priority=2,
            link=lambda row: comes(item=row.item_id, warehouse=row.warehouse_id),
        ),
        Column("next_on", _("Next delivery"), "day", priority=2),
    )
    return Table(columns, reports_queries.backorders(by, limit=MOST))


REPORTS = (
    Report(
        "open_orders",
        gettext_lazy("Open orders"),
        gettext_lazy("Confirmed and not wholly shipped, the earliest wanted first."),
        "sales.read",
        open_orders,
        empty=gettext_lazy("Everything is shipped."),
        icon="shopping-basket",
    ),
    Report(
        "backorders",
        gettext_lazy("Backorders"),
        gettext_lazy("What customers wait for and nobody has ordered yet."),
        "sales.read",
        backorders,
        empty=gettext_lazy("Nobody waits in vain."),
        icon="triangle-alert",
    ),
)
