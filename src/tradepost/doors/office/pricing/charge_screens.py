"""The list of rules of what orders are charged."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import ChargeRule
from tradepost.domain.pricing.rules import PERCENTAGES
from tradepost.doors.office.catalog.screens import brand_names, category_names
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import customer_names
from tradepost.doors.office.pricing.charge_form import BASES, KINDS
from tradepost.doors.office.pricing.screens import buyer_of, goods_of, group_names
from tradepost.render.formats import money_text, percent_text
from tradepost.render.screens.charged import CHARGE_NAMES
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb


def amount_of(row: ChargeRule) -> str:
    """What is charged: money, or per cent."""
    if row.basis in PERCENTAGES:
        return percent_text(row.amount / 100)
    return f"{money_text(row.amount, row.currency, finest=4)} {row.currency}".strip()


def place_of(row: ChargeRule) -> str:
    """Where the goods go."""
    return " ".join(part for part in (row.country, row.region) if part) or str(_("anywhere"))


CHARGES = ListScreen(
    name="charges",
    title=_("Charges"),
    noun=_("charges"),
    listing=pricing_queries.CHARGES,
    may="pricing.read",
    search_hint=_("Name"),
    columns=(
        Column("name", _("Charge rule"), link=lambda row: address("charge", row.pk), sort="name"),
        Column("kind", _("Kind"), value=lambda row: CHARGE_NAMES[row.kind], sort="kind"),
        Column("amount", _("Charged"), value=amount_of, note=lambda row: dict(BASES)[row.basis]),
        Column("customer", _("Who"), value=buyer_of),
        Column("country", _("Where"), value=place_of, priority=2),
        Column("item", _("Goods"), value=goods_of),
        Column(
            "minimum_value", _("From a value of"), "money", value=lambda row: row.minimum_value or None,
            currency="currency", priority=2,
        ),
        Column("below_value", _("Below a value of"), "money", currency="currency", priority=2),
        Column("priority", _("Priority"), "number", sort="priority", priority=3),
        Column("valid_from", _("From day"), "day", priority=2),
        Column("valid_until", _("Before day"), "day", priority=2),
    ),
    filters=(
        FilterField("kind", choices=KINDS),
        FilterField("customer", url=later("customer_lookup"), text_of=customer_names),
        FilterField("group", url=later("group_lookup"), text_of=group_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
    ),
    verbs=(
        ListVerb(_("New charge"), later("charge_new"), "plus", strong=True, may="pricing.keep_charge"),
        ListVerb(_("Discounts"), later("discounts"), "badge-percent"),
        ListVerb(_("Price lists"), later("price_lists"), "tags"),
    ),
    empty=Empty(
        _("No charge yet"),
        _("A charge adds freight or a surcharge to orders: an amount below a value, by weight, or per cent."),
        _("Make the charge"),
        later("charge_new"),
        "truck",
    ),
)  # fmt: skip
