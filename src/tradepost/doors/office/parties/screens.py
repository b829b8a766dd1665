"""The list of customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Customer
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import REP
from tradepost.render.screens.columns import DAYS, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset


@dataclass(frozen=True, slots=True)
class Shown:
    """A customer with its rep's name and what it owes, in base currency."""

    customer: Customer
    rep: str
    owes: Decimal | None

    @property
    def pk(self) -> object:
        return self.customer.pk


def with_debts(by: By, rows: Sequence[Customer]) -> list[Shown]:
    """Two statements more for any number of rows; what is owed only for those who may know."""
    reps = access_queries.names_of([row.rep_id for row in rows if row.rep_id])
    may = access_queries.may(by, "billing.read")
    owed = accounts_queries.receivables([row.pk for row in rows]) if may else {}
    return [Shown(row, reps.get(row.rep_id, "") if row.rep_id else "", owed.get(row.pk)) for row in rows]


CUSTOMERS = ListScreen(
    name="customers",
    title=_("Customers"),
    noun=_("customers"),
    listing=parties_queries.CUSTOMERS,
    may="parties.read",
    search_hint=_("Number, name, city, e-mail, tax number"),
    decorate=with_debts,
    columns=(
        Column("customer.party.name", _("Name"), link=lambda c: address("customer", c.pk), sort="name"),
        Column("customer.number", _("Number"), "code", sort="number"),
        Column(
            "state",
            _("State"),
            "state",
            value=lambda c: "" if c.customer.state == "active" else c.customer.state,
        ),
        Column("customer.group.name", _("Group"), priority=3),
        Column("rep", _("Sold by"), priority=3),
        Column("customer.currency", _("Currency"), "code", priority=3),
        Column("customer.terms_days", _("Terms"), "number", unit=DAYS, priority=3),
        Column(
            "customer.credit_limit",
            _("Credit limit"),
            "money",
            currency=f"={settings.BASE_CURRENCY}",
            priority=2,
        ),
        Column(
            "owes", _("Owes"), "money", value=lambda c: c.owes or None, currency=f"={settings.BASE_CURRENCY}"
        ),
    ),
    filters=(
        FilterField("state"),
        FilterField("group", url=later("group_lookup"), text_of=lambda by, ids: group_names(ids)),
        REP,
        FilterField("limited"),
        FilterField("made"),
    ),
    presets=(Preset(_("Active"), "state=active"), Preset(_("Blocked"), "state=blocked")),
    verbs=(
        ListVerb(
            _("New customer"),
            later("customer_new"),
            "plus",
            strong=True,
            may="parties.create_customer",
            key="c",
        ),
    ),
    empty=Empty(
        _("No customers yet"),
        _("A customer has terms, addresses and a price list. Enter one, or import your list."),
        _("Enter the first customer"),
        later("customer_new"),
        "users",
    ),
)


def group_names(ids: Sequence[str]) -> dict[str, str]:
    """The names of chosen groups, for the sentence of the filter."""
    return {str(group.pk): group.name for group in parties_queries.groups() if str(group.pk) in ids}
