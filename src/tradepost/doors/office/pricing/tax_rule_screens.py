"""The list of all tax rules, however many there are."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.pricing import queries as pricing_queries
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.pricing.tax import SHOWN
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb

ALL_TAX_RULES = ListScreen(
    name="all_tax_rules",
    title=_("All tax rules"),
    noun=_("tax rules"),
    listing=pricing_queries.TAX_RULES,
    may="pricing.read",
    search_hint=_("Country, region, postal code, part"),
    columns=SHOWN,
    filters=(FilterField("begins", _("From day")), FilterField("ends", _("Before day"))),
    verbs=(ListVerb(_("Tax rules"), later("tax_rules"), "percent"),),
    empty=Empty(
        _("No tax rule yet"),
        _(
            "A rule says which tax is owed on goods that go to a place. Many at once come from a file of tax rates."
        ),
        _("Enter tax rules"),
        later("tax_rules"),
        "percent",
    ),
)
