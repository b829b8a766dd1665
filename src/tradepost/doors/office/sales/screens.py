"""The lists of orders and quotes."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from tradepost.doors.office.parts.addresses import address, bulk, later
from tradepost.doors.office.parts.figures import share_of
from tradepost.doors.office.parts.filters import CUSTOMER, REP, blanket_numbers, standing_names
from tradepost.doors.office.parts.row_lines import ORDER_LINES, QUOTE_LINES
from tradepost.doors.office.parts.standing import invoiced_standing, shipped_standing
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField
from tradepost.render.sentences import said


def _until_yesterday() -> str:
    """Before today, as the filter of a day says it; the clock of the door."""
    return f"due=..{timezone.localdate().isoformat()}"


def _this_week() -> str:
    today = timezone.localdate()
    return f"due={today.isoformat()}..{(today + timedelta(days=7)).isoformat()}"


def progress_of(order: Order) -> str:
    """Held first, then how far it is."""
    if order.held:
        return "held"
    return shipped_standing(order) or ("" if order.state != "closed" else invoiced_standing(order))


def shipped_share(order: Order) -> Decimal | None:
    """Of what was not cancelled; nothing to say before it is confirmed."""
    wanted = order.quantity_total - order.cancelled_total
    return share_of(order.shipped_total, wanted) if order.confirmed_at else None


ORDERS = ListScreen(
    name="orders",
    title=_("Orders"),
    noun=_("orders"),
    listing=sales_queries.ORDERS,
    may="sales.read",
    search_hint=_("Number, customer, PO"),
    sums=(
        SumField("total", _("Total")),
        SumField("open_value", _("Not yet invoiced"), currency=settings.BASE_CURRENCY),
        SumField("quantity", _("Pieces"), "quantity"),
    ),
    expands=ORDER_LINES,
    columns=(
        Column("number", _("Number"), "code", link=lambda o: address("order", o.pk), sort="number"),
        Column("customer_name", _("Customer"), sort="customer", note=lambda o: o.customer_po),
        Column("state", _("State"), "state", sort="state"),
        Column("progress", _("Progress"), "state", value=progress_of, priority=2),
        Column("shipped", _("Shipped"), "progress", value=shipped_share, priority=3),
        Column("placed_at", _("Placed"), "moment", sort="placed_at", priority=2),
        Column("requested_on", _("Wanted"), "day", priority=3),
        Column("lines_count", _("Lines"), "number", priority=3),
        Column("total", _("Total"), "money", sort="total"),
    ),
    filters=(
        FilterField("state"),
        CUSTOMER,
        FilterField("placed"),
        FilterField("requested"),
        FilterField("open_at", _("Still open")),
        FilterField("due"),
        FilterField("held"),
        FilterField("backordered"),
        FilterField("unshipped"),
        FilterField("word_wanted"),
        FilterField("blanket", text_of=blanket_numbers),
        FilterField("standing", text_of=standing_names),
        REP,
    ),
    presets=(
        Preset(_("To confirm"), "state=draft&state=submitted"),
        Preset(_("Held"), "held=yes"),
        Preset(_("To ship"), "unshipped=yes"),
        Preset(_("Backordered"), "backordered=yes"),
        Preset(_("Late"), lazy(_until_yesterday, str)()),
        Preset(_("Due this week"), lazy(_this_week, str)()),
    ),
    verbs=(
        ListVerb(_("New order"), later("order_new"), "plus", strong=True, may="sales.place_order", key="c"),
        ListVerb(_("Dates that moved"), later("moved_dates"), "calendar-sync"),
        ListVerb(_("Held orders"), later("holds_list")),
        ListVerb(_("Blanket orders"), later("blankets"), "clipboard-list"),
        ListVerb(_("Standing orders"), later("standing_orders"), "repeat"),
        ListVerb(_("Confirm"), bulk("orders.confirm"), "check", strong=True, bulk=True, may="sales.confirm_order"),
        ListVerb(_("Release to warehouse"), bulk("orders.release"), bulk=True, may="fulfilment.release_order"),
        ListVerb(_("Invoice"), bulk("orders.invoice"), bulk=True, may="billing.invoice_order"),
    ),
    empty=Empty(
        _("No orders yet"),
        _("Orders appear here as soon as one is entered, imported or made from a quote."),
        _("Enter the first order"),
        later("order_new"),
        "shopping-basket",
    ),
)  # fmt: skip

HOLDS = ListScreen(
    name="holds",
    title=_("Held orders"),
    noun=_("holds"),
    listing=sales_queries.HOLDS,
    may="sales.read",
    search_hint=_("Number, customer, PO"),
    sums=(SumField("total", _("Total")),),
    columns=(
        Column("order.number", _("Order"), "code", link=lambda h: address("order", h.order_id)),
        Column("order.customer_name", _("Customer"), sort="customer", priority=2),
        Column("reason", _("Kind"), value=lambda h: HOLD_REASONS.get(h.reason, h.reason), sort="kind"),
        Column("note", _("Why"), value=lambda h: said(h.note)),
        Column("placed_at", _("Since"), "moment", sort="placed", priority=2),
        Column("placed_by", _("By"), priority=3),
        Column("total", _("Total"), "money", value=lambda h: h.order.total, currency="order.currency", sort="total"),
    ),
    filters=(FilterField("kind"), CUSTOMER, FilterField("placed"), REP),
    presets=(
        Preset(_("Credit"), "kind=credit&kind=overdue"),
        Preset(_("Deposit"), "kind=deposit"),
        Preset(_("Price"), "kind=price"),
        Preset(_("Data"), "kind=po&kind=address"),
        Preset(_("By hand"), "kind=manual"),
    ),
    verbs=(
        ListVerb(_("Release hold"), bulk("holds.release"), "check", strong=True, bulk=True,
                 may="sales.release_hold", key="r"),
    ),
    empty=Empty(
        _("Nothing is held"),
        _("Orders that may not go to the warehouse yet stand here, once for each reason."),
        icon="octagon-pause",
    ),
)  # fmt: skip

QUOTES = ListScreen(
    name="quotes",
    title=_("Quotes"),
    noun=_("quotes"),
    listing=sales_queries.QUOTES,
    may="sales.read",
    search_hint=_("Number, customer, PO"),
    sums=(
        SumField("total", _("Total")),
        SumField("net", _("Net")),
        SumField("quotes", _("Quotes"), "number"),
    ),
    expands=QUOTE_LINES,
    columns=(
        Column(
            "number", _("Number"), "code", value=str, link=lambda q: address("quote", q.pk), sort="number"
        ),
        Column("customer_name", _("Customer"), sort="customer", note=lambda q: q.customer_po),
        Column("state", _("State"), "state", sort="state"),
        Column("made_at", _("Made"), "moment", sort="made_at", priority=2),
        Column("valid_until", _("Valid until"), "day", sort="valid_until", priority=2),
        Column("lines_count", _("Lines"), "number", priority=3),
        Column("total", _("Total"), "money", sort="total"),
    ),
    filters=(
        FilterField("state"),
        CUSTOMER,
        FilterField("made"),
        FilterField("sent"),
        FilterField("valid_until"),
        FilterField("lost_for", _("Code of the reason")),
        FilterField("currency"),
        FilterField("current"),
        REP,
    ),
    presets=(
        Preset(_("To send"), "state=draft"),
        Preset(_("Waiting for an answer"), "state=sent"),
        Preset(_("To order"), "state=accepted"),
        Preset(_("Newest revisions"), "current=yes"),
    ),
    verbs=(
        ListVerb(_("New quote"), later("quote_new"), "plus", strong=True, may="sales.make_quote", key="c"),
        ListVerb(_("Templates"), later("quote_templates"), "copy"),
        ListVerb(_("Terms and reasons"), later("quote_words"), "tags"),
        ListVerb(_("Send"), bulk("quotes.send"), strong=True, bulk=True, may="sales.send_quote"),
    ),
    empty=Empty(
        _("No quotes yet"),
        _("A quote offers prices until a day. Once accepted it becomes an order with one click."),
        _("Write the first quote"),
        later("quote_new"),
        "file-pen-line",
    ),
)
