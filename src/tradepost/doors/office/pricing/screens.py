"""The lists of price lists and prices."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceRow
from tradepost.doors.office.catalog.screens import category_names
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset

PRICE_LISTS = ListScreen(
    name="price_lists",
    title=_("Price lists"),
    noun=_("price lists"),
    listing=pricing_queries.PRICE_LISTS,
    may="pricing.read",
    search_hint=_("Name"),
    columns=(
        Column("name", _("Price list"), link=lambda row: address("price_list", row.pk), sort="name"),
        Column("currency", _("Currency")),
        Column("is_base", _("List prices"), "flag"),
        Column("retired_on", _("Retired"), "day"),
        Column("made_at", _("Made"), "moment", sort="made", priority=2),
    ),
    filters=(FilterField("base", _("List prices")), FilterField("retired", _("Retired"))),
    verbs=(
        ListVerb(
            _("New price list"), later("price_list_new"), "plus", strong=True, may="pricing.create_price_list"
        ),
        ListVerb(_("All prices"), later("prices"), "list"),
        ListVerb(_("Tax rules"), later("tax_rules"), "percent"),
    ),
    empty=Empty(
        _("No price list yet"),
        _("The first one holds your list prices. Others hold what customers or groups pay instead."),
        _("Make the price list"),
        later("price_list_new"),
        "tags",
    ),
)


def what(row: PriceRow) -> str:
    """The item or the category that a price is for."""
    return row.item.sku if row.item else f"{row.category.name if row.category else ''}"


def name_of(row: PriceRow) -> str:
    return row.item.name if row.item else str(_("the whole category"))


def per(row: PriceRow) -> str:
    """The unit a fixed price is for; a percentage has none."""
    if row.kind == "percent":
        return str(_("off the list price"))
    return row.unit or (row.item.base_unit if row.item else str(_("base unit")))


def price_list_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the price lists chosen in a filter."""
    page = pricing_queries.PRICE_LISTS.page(by, limit=200)
    return {str(row.pk): row.name for row in page.rows if str(row.pk) in values}


ROW_COLUMNS = (
    Column(
        "item.sku",
        _("For"),
        "code",
        value=what,
        link=lambda row: address("item", row.item_id) if row.item_id else None,
        note=name_of,
    ),
    Column(
        "amount",
        _("Price"),
        "price",
        value=lambda row: row.amount if row.kind == "fixed" else None,
        currency="price_list.currency",
    ),
    Column(
        "percent",
        _("Percent"),
        "percent",
        value=lambda row: row.amount / 100 if row.kind == "percent" else None,
    ),
    Column("per", _("Per"), value=per),
    Column("minimum_quantity", _("From"), "quantity", unit="item.base_unit", priority=2),
    Column("valid_from", _("From day"), "day", priority=2),
    Column("valid_until", _("Before day"), "day", priority=2),
)
PRICES = ListScreen(
    name="prices",
    title=_("Prices"),
    noun=_("prices"),
    listing=pricing_queries.PRICES,
    may="pricing.read",
    search_hint=_("SKU, name"),
    columns=(
        ROW_COLUMNS[0],
        Column(
            "price_list.name",
            _("Price list"),
            link=lambda row: address("price_list", row.price_list_id),
            note=lambda row: _("retired") if row.price_list.retired_on else "",
        ),
        *ROW_COLUMNS[1:],
        Column("made_at", _("Set"), "moment", sort="made", priority=3),
    ),
    filters=(
        FilterField("price_list", url=later("price_list_lookup"), text_of=price_list_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("kind", choices=(("fixed", _("fixed price")), ("percent", _("percent off")))),
    ),
    presets=(Preset(_("Percent off"), "kind=percent"),),
    verbs=(ListVerb(_("End them"), later("prices_end"), "calendar-x", bulk=True, may="pricing.end_prices"),),
    empty=Empty(_("No prices yet"), _("Prices stand in price lists."), icon="tags"),
)
