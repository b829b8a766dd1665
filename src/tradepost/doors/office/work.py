"""What needs somebody today, as groups of counts; each leads to the list that holds exactly these."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.reports.queries import Today
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.document import Text

SOON_DAYS = 30
"""A lot that expires within so many days needs somebody."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: `may` opens its list, `act` is what is done about it.

    `query` filters the list; {today}, {tomorrow} and {soon} are put in. Tones as for notices.
    """

    count: str
    label: Text
    page: str
    query: str
    may: str
    act: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The work of one part of the house; `roles` see it first."""

    title: Text
    icon: str
    tasks: tuple[Task, ...]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownTask:
    label: Text
    count: int
    url: str
    tone: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    title: Text
    icon: str
    tasks: list[ShownTask]

    @property
    def open(self) -> int:
        """What this person can do something about."""
        return sum(task.count for task in self.tasks if task.is_mine)


GROUPS = (
    Group(
        _("Selling"),
        "shopping-basket",
        (
            Task(
                "orders_to_confirm",
                _("Orders to confirm"),
                "orders",
                "state=draft&state=submitted",
                "sales.read",
                "sales.confirm_order",
            ),
            Task(
                "orders_held",
                _("Orders on hold"),
                "orders",
                "held=yes&state=confirmed",
                "sales.read",
                "sales.release_hold",
                "warn",
            ),
            Task(
                "orders_late",
                _("Orders running late"),
                "orders",
                "due=..{today}",
                "sales.read",
                "fulfilment.release_order",
                "bad",
            ),
            Task(
                "lines_backordered",
                _("Lines without supply"),
                "backorders",
                "",
                "sales.read",
                "purchasing.order_from_supplier",
                "warn",
            ),
            Task(
                "quotes_waiting",
                _("Quotes without an answer"),
                "quotes",
                "state=sent",
                "sales.read",
                "sales.accept_quote",
            ),
        ),
        frozenset({"sales", "rep"}),
    ),
    Group(
        _("Warehouse"),
        "truck",
        (
            Task(
                "orders_to_release",
                _("Orders to release"),
                "to_release",
                "",
                "fulfilment.release_order",
                "fulfilment.release_order",
            ),
            Task(
                "shipments_to_pick",
                _("Shipments to pick"),
                "shipments",
                "state=planned&state=picking",
                "fulfilment.read",
                "fulfilment.record_picks",
            ),
            Task(
                "shipments_to_send",
                _("Packed, to be sent"),
                "shipments",
                "state=packed",
                "fulfilment.read",
                "fulfilment.ship_shipment",
            ),
            Task(
                "purchases_due",
                _("Deliveries due today"),
                "purchase_orders",
                "to_come=yes&expected={today}..{tomorrow}",
                "purchasing.read",
                "purchasing.receive",
            ),
            Task(
                "returns_expected",
                _("Returns on their way"),
                "returns",
                "state=authorised",
                "returns.read",
                "returns.receive_return",
            ),
            Task(
                "returns_to_inspect",
                _("Returns to inspect"),
                "returns",
                "state=received",
                "returns.read",
                "returns.inspect_return",
            ),
            Task(
                "lots_expiring",
                _("Lots that expire soon"),
                "expiring_lots",
                "until={soon}",
                "inventory.read",
                "fulfilment.correct_stock",
                "warn",
            ),
        ),
        frozenset({"warehouse"}),
    ),
    Group(
        _("Buying"),
        "clipboard-list",
        (
            Task(
                "items_to_reorder",
                _("Items to reorder"),
                "reorder",
                "",
                "planning.read",
                "planning.order_proposals",
            ),
            Task(
                "purchases_to_send",
                _("Purchase orders to send"),
                "purchase_orders",
                "state=draft&state=approved",
                "purchasing.read",
                "purchasing.send",
            ),
            Task(
                "purchases_late",
                _("Late deliveries"),
                "purchase_orders",
                "to_come=yes&expected=..{today}",
                "purchasing.read",
                "purchasing.acknowledge",
                "bad",
            ),
            Task(
                "variances_open",
                _("Differences to settle"),
                "variances",
                "state=open",
                "purchasing.read",
                "purchasing.close_variance",
                "warn",
            ),
        ),
        frozenset({"purchasing"}),
    ),
    Group(
        _("Money"),
        "banknote",
        (
            Task(
                "shipments_to_invoice",
                _("Shipments to invoice"),
                "to_invoice",
                "",
                "billing.invoice_shipment",
                "billing.invoice_shipment",
            ),
            Task(
                "invoices_overdue",
                _("Overdue invoices"),
                "invoices",
                "kind=invoice&due_on=..{today}&open=yes",
                "billing.read",
                "billing.record_payment",
                "bad",
            ),
            Task(
                "payments_unmatched",
                _("Payments to match"),
                "payments",
                "unmatched=yes&deposit=no",
                "billing.read",
                "billing.allocate",
            ),
            Task(
                "returns_to_decide",
                _("Returns to decide"),
                "returns",
                "state=requested",
                "returns.read",
                "returns.authorise_return",
            ),
            Task(
                "returns_to_settle",
                _("Returns to credit"),
                "returns",
                "state=inspected",
                "returns.read",
                "returns.settle_return",
            ),
        ),
        frozenset({"billing"}),
    ),
)


def more_counts(by: By, today: date) -> dict[str, int]:
    """What planning and the expiry days add: one statement per warehouse, and one."""
    may = access_queries.may
    found = {}
    if may(by, "planning.read") and "customer" not in by.scope and "rep" not in by.scope:
        pictures = (planning_queries.pictures(one.pk) for one in inventory_queries.visible_warehouses(by))
        found["items_to_reorder"] = sum(len(lacking) for lacking in pictures)
    if may(by, "inventory.read") and "rep" not in by.scope:
        found["lots_expiring"] = len(
            inventory_queries.expiring_lots(by, today + timedelta(days=SOON_DAYS + 1))
        )
    return found


def groups_of(by: By, counts: Today, today: date) -> list[ShownGroup]:
    """The groups with what this person may see, their own role's first."""
    more = more_counts(by, today)
    ordered = sorted(GROUPS, key=lambda group: not group.roles & by.roles)
    shown = [ShownGroup(one.title, one.icon, list(_tasks(by, one, counts, more, today))) for one in ordered]
    return [group for group in shown if group.tasks]


def _tasks(by: By, group: Group, counts: Today, more: dict[str, int], today: date) -> Iterator[ShownTask]:
    days = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "soon": today + timedelta(days=SOON_DAYS),
    }
    for task in group.tasks:
        url = address(task.page)
        count = more.get(task.count, getattr(counts, task.count, None))
        if count is None or not url or not access_queries.may(by, task.may):
            continue
        query = task.query.format(**days)
        mine = access_queries.may(by, task.act)
        yield ShownTask(
            task.label, count, f"{url}?{query}" if query else url, task.tone if count else "", mine
        )
