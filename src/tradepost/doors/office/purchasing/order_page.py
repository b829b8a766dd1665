"""The page of a purchase order: what was ordered, what came, who waits for it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import (
    AnnouncedPackage,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
    Variance,
)
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import WaitingOrders
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import MOST
from tradepost.doors.office.parts.waiting import waiting_for, waiting_section
from tradepost.doors.office.purchasing.announced import OF_ORDER
from tradepost.doors.office.purchasing.landed_screens import LANDED, landed_of, landed_verb, subjects_of
from tradepost.doors.office.purchasing.why import with_why
from tradepost.doors.office.purchasing.words import VARIANCE_KINDS
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Notice,
    Paper,
    Section,
    Stage,
    Total,
    Verb,
)
from tradepost.render.states import look_of


def _in_base(line: PurchaseOrderLine) -> str:
    if line.unit == line.item.base_unit:
        return ""
    pieces = {"count": number_text(line.ordered), "unit": line.item.base_unit}
    return _("%(count)s %(unit)s, about") % pieces if line.weighed else f"{pieces['count']} {pieces['unit']}"


LINES = (
    Column("position", "#", "number", priority=3),
    Column(
        "sku",
        gettext_lazy("Item"),
        "code",
        link=lambda row: address("item", row.item_id),
        note=lambda row: row.name,
    ),
    Column("supplier_sku", gettext_lazy("Their number"), "code", priority=3),
    Column("typed_quantity", gettext_lazy("Ordered"), "quantity", unit="unit", note=_in_base),
    Column("received", gettext_lazy("Received"), "quantity", unit="item.base_unit", priority=2),
    Column(
        "rejected",
        gettext_lazy("Damaged"),
        "quantity",
        priority=3,
        tone=lambda row: "bad" if row.rejected else "",
    ),
    Column("open", gettext_lazy("To come"), "quantity", unit="item.base_unit"),
    Column("cancelled", gettext_lazy("Cancelled"), "quantity", priority=3),
    Column("expected_on", gettext_lazy("Expected"), "day", why=lambda row: row.why_expected),
)
SELDOM = frozenset({"rejected", "cancelled", "supplier_sku"})
COSTS = (
    Column(
        "unit_price",
        gettext_lazy("Price"),
        "price",
        currency="purchase_order.currency",
        why=lambda row: row.why_price,
    ),
    Column("net", gettext_lazy("Net"), "money", currency="purchase_order.currency", priority=2),
)
VARIANCES = (
    Column(
        "receipt_line.line.sku", gettext_lazy("Item"), "code", link=lambda row: address("variance", row.pk)
    ),
    Column(
        "kind",
        gettext_lazy("Difference"),
        value=lambda row: VARIANCE_KINDS.get(row.kind, row.kind),
        note=lambda row: row.reason,
    ),
    Column("quantity", gettext_lazy("Quantity"), "quantity"),
    Column("state", gettext_lazy("State"), "state"),
    Column(
        "sent_back", gettext_lazy("Sent back"), "flag", value=lambda row: row.sent_back or None, priority=2
    ),
    Column("note", gettext_lazy("Settled by"), priority=2),
)


def received_standing(order: PurchaseOrder) -> str:
    """ "", partly_received or received: of what was not cancelled."""
    if not order.received_quantity:
        return ""
    return "partly_received" if order.open_quantity else "received"


def purchase_order_page(by: By, order: PurchaseOrder) -> DocumentPage:
    """At most thirteen statements, however many lines."""
    may = access_queries.may
    with_cost = may(by, "catalog.read_cost")
    today = timezone.localtime(by.now).date()
    lines = purchasing_queries.lines_of(order.pk)
    with_why(order, lines)
    receipts = purchasing_queries.receipts_of(order.pk)
    variances = purchasing_queries.variances_of([order.pk]) if receipts else []
    landed = landed_of(by, order.pk) if receipts else []
    packages = purchasing_queries.packages_of(order.pk) if order.ordered_at else []
    waiting = waiting_for(by, order.pk)
    hit = reports_queries.lines_hit(by, order.pk) if _may_move(by, order) else {}
    badges = [Badge(standing)] if (standing := received_standing(order)) else []
    if is_late(order, today):
        badges.append(Badge("late"))
    about = _("about: some lines are paid as weighed") if any(line.weighed for line in lines) else ""
    totals = (Total(_("Total"), order.total, order.currency, strong=True, note=about),) if with_cost else ()
    return DocumentPage(
        kind=_("Purchase order"),
        title=order.number,
        subtitle=order.supplier_name,
        subtitle_url=address("supplier", order.supplier_id),
        state=order.state,
        badges=badges,
        back_url=address("purchase_orders"),
        back_label=_("Purchase orders"),
        verbs=list(_verbs(by, order)),
        notices=[*_notices(order, waiting, variances, today), *_hit(order, hit)],
        facts=_facts(order),
        related=_related(order, receipts, waiting),
        sections=[
            Section(_("Lines"), _columns(lines, with_cost=with_cost), lines, totals=totals),
            *_packages(order, packages),
            *([Section(_("Differences"), VARIANCES, variances)] if variances else []),
            *waiting_section(by, order.pk, waiting),
            *([Section(_("Landed costs"), LANDED, landed)] if landed else []),
        ],
        timeline=timeline(
            {
                order.pk: Subject(),
                **{one.pk: Subject(one.number, address("receipt", one.pk)) for one in receipts},
                **subjects_of(landed),
            }
        ),
        papers=list(_papers(order)),
        mail_url=mail_url(by, "purchase_order", order.pk, ready=order.state not in ("draft", "cancelled")),
        version=order.version,
        subject=("purchase_order", order.pk),
    )


def _packages(order: PurchaseOrder, packages: Sequence[AnnouncedPackage]) -> list[Section]:
    """What the supplier announced, by its SSCC; nothing is said where nothing is."""
    link = f"{address('announced_packages')}?purchase_order={order.pk}"
    title = _("Announced packages")
    return (
        [Section(title, OF_ORDER, packages, link=link, link_label=_("All of them"), name="announced")]
        if packages
        else []
    )


def _columns(lines: Sequence[PurchaseOrderLine], *, with_cost: bool) -> tuple[Column, ...]:
    """Damage, cancellations and the supplier's numbers only where there are any."""
    shown = [
        column
        for column in LINES
        if column.key not in SELDOM or any(getattr(line, column.key) for line in lines)
    ]
    return (*shown, *COSTS) if with_cost else tuple(shown)


def is_late(order: PurchaseOrder, today: date) -> bool:
    """At the supplier, something to come, and the day has passed."""
    at_supplier = order.state in PURCHASE_ORDER.sources("close")
    return at_supplier and order.open_quantity > 0 and order.expected_on < today


def _verbs(by: By, order: PurchaseOrder) -> Iterator[Verb]:
    may, pk, allowed = access_queries.may, order.pk, PURCHASE_ORDER.allowed(order.state)
    if "approve" in allowed and may(by, "purchasing.approve"):
        yield Verb("approve", _("Approve"), address("purchase_order_approve", pk), strong=True, icon="check")
    if order.state == PURCHASE_ORDER.initial and may(by, "purchasing.change_purchase_order"):
        yield Verb(
            "edit", _("Edit"), address("purchase_order_edit", pk), method="get", icon="pencil", key="l"
        )
    if "send" in allowed and may(by, "purchasing.send"):
        says = _("From now on stock expects these goods, and customers are promised them.")
        yield Verb(
            "send",
            _("Mark as sent"),
            address("purchase_order_send", pk),
            strong=True,
            confirm=says,
            icon="send",
        )
    if "close" in allowed and may(by, "purchasing.receive"):
        yield Verb(
            "receive",
            _("Receive"),
            address("purchase_order_receive", pk),
            strong=True,
            method="get",
            icon="package-check",
        )
    if "acknowledge" in allowed and may(by, "purchasing.acknowledge"):
        yield Verb(
            "acknowledge",
            _("Supplier confirmed"),
            address("purchase_order_acknowledge", pk),
            method="get",
            icon="check-check",
        )
    yield from landed_verb(by, address("purchase_order_landed", pk), order.received_quantity)
    if "cancel" in allowed and order.open_quantity and may(by, "purchasing.cancel_lines"):
        yield Verb(
            "cut", _("Cancel quantities"), address("purchase_order_cut", pk), method="get", icon="scissors"
        )
    if "cancel" in allowed and not order.received_quantity and may(by, "purchasing.cancel"):
        final = _("Nothing of it will come. Customers who were promised it wait for other supply.")
        yield Verb(
            "cancel",
            _("Cancel the order"),
            address("purchase_order_cancel", pk),
            confirm=final,
            danger=True,
            icon="ban",
        )


def _papers(order: PurchaseOrder) -> Iterator[Paper]:
    yield Paper(_("Purchase order"), address("purchase_order_pdf", order.pk))
    if order.open_quantity:
        yield Paper(_("Receiving sheet"), address("receiving_sheet_pdf", order.pk))


def _notices(
    order: PurchaseOrder, waiting: WaitingOrders, variances: Sequence[Variance], today: date
) -> list[Notice]:
    found = []
    if is_late(order, today):
        days = (today - order.expected_on).days
        text = ngettext("Expected %(n)s day ago.", "Expected %(n)s days ago.", days) % {"n": days}
        found.append(Notice(text, "warn", _("Late.")))
    if waiting.late_orders:
        text = ngettext(
            "%(n)s customer order needs these goods earlier than they come: %(numbers)s.",
            "%(n)s customer orders need these goods earlier than they come: %(numbers)s.",
            waiting.late_orders,
        ) % {"n": number_text(waiting.late_orders), "numbers": ", ".join(waiting.late_numbers)}
        found.append(Notice(text, "bad", _("Too late.")))
    count = sum(one.state == "open" for one in variances)
    if count:
        text = ngettext("%(n)s difference is not settled.", "%(n)s differences are not settled.", count) % {
            "n": count
        }
        found.append(Notice(text, "warn"))
    return found


def _may_move(by: By, order: PurchaseOrder) -> bool:
    """Stock expected it at some time, so that customers were told days by it."""
    return order.ordered_at is not None and access_queries.may(by, "sales.read")


def _hit(order: PurchaseOrder, hit: Mapping[str, int]) -> Iterator[Notice]:
    """How many customers' lines have another day than told by it, and the way to exactly those."""
    count = sum(hit.values())
    if not count:
        return
    text = ngettext(
        "%(n)s line of customers has another day than they were told: %(what)s.",
        "%(n)s lines of customers have another day than they were told: %(what)s.",
        count,
    )
    what = ", ".join(f"{number_text(n)} × {look_of(move).label}" for move, n in sorted(hit.items()))
    link = f"{address('moved_dates')}?purchase_order={order.pk}"
    words = {"n": number_text(count), "what": what}
    yield Notice(text % words, "warn", _("Dates moved."), link=link, link_label=_("These lines"))


def _facts(order: PurchaseOrder) -> tuple[FactGroup, ...]:
    return (
        FactGroup(
            _("Supplier"),
            (
                Fact(_("Their reference"), order.supplier_reference, "code", edit="supplier_reference"),
                Fact(_("Number"), order.supplier.number, "code"),
                Fact(_("Currency"), order.currency),
            ),
            f"{address('purchase_orders')}?supplier={order.supplier_id}",
            _("All orders there"),
        ),
        FactGroup(
            _("Delivery"),
            (
                Fact(_("Expected"), order.expected_on, "day", edit="expected_on"),
                Fact(_("To"), order.warehouse.name, link=address("warehouse", order.warehouse_id)),
                Fact(_("Received"), _share(order), "progress"),
            ),
        ),
        FactGroup(
            _("Order"),
            (
                Fact(_("Entered"), order.made_at, "moment"),
                Fact(_("Sent"), order.ordered_at, "moment"),
                Fact(_("Note"), order.note, edit="note", hides=True),
            ),
        ),
    )


def _share(order: PurchaseOrder) -> object:
    wanted = order.received_quantity + order.open_quantity
    return order.received_quantity / wanted if wanted else None


def _related(order: PurchaseOrder, receipts: Sequence[Receipt], waiting: WaitingOrders) -> tuple[Stage, ...]:
    """The order, what came of it, and the customers' orders that wait for the rest, the earliest need first."""
    came = [
        Node(one.number, address("receipt", one.pk), note=one.delivery_note, key=f"r{place}", after=("here",))
        for place, one in enumerate(receipts)
    ]
    by_order = {one.order_id: one for one in reversed(waiting.rows)}
    wait = [
        Node(
            one.order_number, address("order", pk), "late" if one.is_late else "", one.customer_name,
            key=f"o{place}", after=("here",),
        )
        for place, (pk, one) in enumerate(reversed(by_order.items()))
    ][:MOST]  # fmt: skip
    here = Node(order.number, state=order.state, current=True, key="here")
    stages = (Stage(_("Purchase order"), (here,)), Stage(_("Receipts"), came))
    return (*stages, Stage(_("Orders that wait"), wait, waiting.orders)) if wait else stages
