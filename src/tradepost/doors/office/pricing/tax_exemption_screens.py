"""The list of tax exemptions."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.exemptions import COLUMNS
from tradepost.doors.office.parts.filters import CUSTOMER
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb

_SHOWN = (
    COLUMNS[0],
    Column("customer.party.name", _("Customer"), link=lambda row: address("customer", row.customer_id)),
    *COLUMNS[1:],
)
TAX_EXEMPTIONS = ListScreen(
    name="tax_exemptions",
    title=_("Tax exemptions"),
    noun=_("tax exemptions"),
    listing=pricing_queries.TAX_EXEMPTIONS,
    may="pricing.read",
    search_hint=_("Certificate, customer"),
    columns=_SHOWN,
    filters=(CUSTOMER, FilterField("ends", _("Ends"))),
    verbs=(
        ListVerb(
            _("New exemption"),
            later("tax_exemption_new"),
            "plus",
            strong=True,
            may="pricing.keep_tax_exemption",
        ),
        ListVerb(_("Tax rules"), later("tax_rules"), "percent"),
    ),
    empty=Empty(
        _("No tax exemption yet"),
        _(
            "A customer with a certificate owes no tax, from one day to another, for a place or for some goods."
        ),
        _("Enter a certificate"),
        later("tax_exemption_new"),
        "percent",
    ),
)
EXEMPTIONS_TO_RENEW = ListScreen(
    name="exemptions_to_renew",
    title=_("Tax exemptions to renew"),
    noun=_("tax exemptions"),
    listing=reports_queries.EXEMPTIONS_TO_RENEW,
    may="pricing.read",
    search_hint=_("Certificate, customer"),
    columns=_SHOWN,
    filters=(CUSTOMER, FilterField("ends", _("Ends"))),
    verbs=(ListVerb(_("All exemptions"), later("tax_exemptions"), "badge-percent"),),
    empty=Empty(
        _("No tax exemption to renew"),
        _(
            "Here stand certificates that end within 30 days, and those that have ended while their customer has open "
            "orders, until another one covers them."
        ),
        icon="badge-percent",
    ),
)
