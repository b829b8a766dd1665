"""The list of standing orders, the tables of their page, and their calendar in words."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import StandingOrder
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset, SumField


def rhythm_text(found: StandingOrder) -> str:
    """`every 2 weeks on Monday`, `every month on day 15`, `every month on the last working day`."""
    count = {"n": found.every}
    if found.kind == "weekly":
        words = {**count, "day": WEEKDAYS[(found.weekday or 1) - 1]}
        return ngettext("every week on %(day)s", "every %(n)s weeks on %(day)s", found.every) % words
    if found.kind == "month_end":
        return (
            ngettext(
                "every month on the last working day",
                "every %(n)s months on the last working day",
                found.every,
            )
            % count
        )
    words = {**count, "day": found.day}
    return ngettext("every month on day %(day)s", "every %(n)s months on day %(day)s", found.every) % words


STANDING_ORDERS = ListScreen(
    name="standing_orders",
    title=_("Standing orders"),
    noun=_("standing orders"),
    listing=sales_queries.STANDING_ORDERS,
    may="sales.read",
    search_hint=_("Name, customer"),
    sums=(SumField("standing_orders", _("Standing orders"), "number"),),
    columns=(
        Column("name", _("Template"), link=lambda s: address("standing_order", s.pk), sort="name"),
        Column("customer.party.name", _("Customer"), sort="customer"),
        Column("state", _("State"), "state", sort="state"),
        Column("rhythm", _("Calendar"), value=rhythm_text, priority=2),
        Column("next_on", _("Next on"), "day"),
        Column("made_at", _("Made"), "moment", sort="made_at", priority=3),
    ),
    filters=(FilterField("state"), CUSTOMER, FilterField("next"), FilterField("failed")),
    presets=(Preset(_("Active"), "state=active"), Preset(_("Could not be made"), "failed=yes")),
    empty=Empty(
        _("No standing orders yet"),
        _("A template of a customer that is ordered by a calendar. Open a template and choose “Standing order”."),
        _("Customers"),
        later("customers"),
        "repeat",
    ),
)  # fmt: skip

TO_COME = (
    Column("due_on", _("Day"), "day"),
    Column("state", _("State"), "state"),
    Column("wanted_on", _("Wanted"), "day"),
    Column("make_on", _("Made"), "day", priority=2),
)
DATES = (
    Column("due_on", _("Day"), "day"),
    Column("number", _("Order"), "code", link=lambda row: row["url"]),
    Column("state", _("State"), "state"),
    Column("reason", _("Reason"), priority=2),
    Column("at", _("Moment"), "moment", priority=3),
)
