"""The lists of price lists and prices."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import (
    ChargeRule,
    DiscountRule,
    MarginFloor,
    PriceRow,
    Promotion,
    PromotionPart,
    VersionRow,
)
from tradepost.doors.office.catalog.screens import brand_names, category_names
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import customer_names
from tradepost.doors.office.parts.with_tax import with_tax_word
from tradepost.doors.office.pricing.discount_form import KINDS
from tradepost.render.formats import money_text, number_text, percent_text
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
        Column("currency", _("Currency"), note=lambda row: with_tax_word(includes_tax=row.includes_tax)),
        Column("is_base", _("List prices"), "flag"),
        Column("retired_on", _("Retired"), "day"),
        Column("made_at", _("Made"), "moment", sort="made", priority=2),
    ),
    filters=(
        FilterField("base", _("List prices")),
        FilterField("with_tax", _("Prices include tax")),
        FilterField("retired", _("Retired")),
    ),
    verbs=(
        ListVerb(
            _("New price list"), later("price_list_new"), "plus", strong=True, may="pricing.create_price_list"
        ),
        ListVerb(_("All prices"), later("prices"), "list"),
        ListVerb(_("Versions"), later("price_versions"), "git-compare"),
        ListVerb(_("Discounts"), later("discounts"), "badge-percent"),
        ListVerb(_("Promotions"), later("promotions"), "gift"),
        ListVerb(_("Charges"), later("charges"), "truck"),
        ListVerb(_("Least margins"), later("margin_floors"), "percent", may="catalog.read_cost"),
        ListVerb(_("Tax rules"), later("tax_rules"), "percent"),
        ListVerb(_("Tax exemptions"), later("tax_exemptions"), "percent"),
    ),
    empty=Empty(
        _("No price list yet"),
        _("The first one holds your list prices. Others hold what customers or groups pay instead."),
        _("Make the price list"),
        later("price_list_new"),
        "tags",
    ),
)


def what(row: PriceRow | VersionRow) -> str:
    """The item, the category or the brand that a price is for."""
    if row.item:
        return row.item.sku
    whole = row.category or row.brand
    return whole.name if whole else ""


def name_of(row: PriceRow | VersionRow) -> str:
    if row.item:
        return row.item.name
    return str(_("the whole brand") if row.brand else _("the whole category"))


def per(row: PriceRow | VersionRow) -> str:
    """The unit a fixed price is for; a percentage has none."""
    if row.kind == "percent":
        return str(_("off the list price"))
    return row.unit or (row.item.base_unit if row.item else str(_("base unit")))


def counted_words(row: PriceRow | VersionRow) -> str:
    """What reaches the quantity, where it is not one line."""
    if row.counted == "item":
        return str(_("of all lines of the item"))
    if row.counted == "mix":
        return _of_mix(row)
    return ""


def _of_mix(row: PriceRow | VersionRow) -> str:
    if row.mix:
        return str(_("of the group %s") % row.mix)
    return str(_("of all lines of the brand") if row.brand_id else _("of all lines of the category"))


def amount_words(row: PriceRow) -> str:
    """Whether the price includes tax, whether it is net of discounts, and what is used of its quota."""
    told = [with_tax_word(includes_tax=True)] if row.includes_tax else []
    told += [str(_("no discount"))] if row.is_net and told else [str(_("net"))] if row.is_net else []
    if row.quota is not None:
        words = {"used": number_text(getattr(row, "used", None) or 0), "quota": number_text(row.quota)}
        told.append(str(_("%(used)s of %(quota)s used") % words))
    return " · ".join(told)


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
        note=lambda row: amount_words(row) if row.kind == "fixed" else "",
    ),
    Column(
        "percent",
        _("Percent"),
        "percent",
        value=lambda row: row.amount / 100 if row.kind == "percent" else None,
        note=lambda row: amount_words(row) if row.kind == "percent" else "",
    ),
    Column("per", _("Per"), value=per),
    Column("minimum_quantity", _("From"), "quantity", unit="item.base_unit", priority=2, note=counted_words),
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
        Column("includes_tax", _("Incl. tax"), "flag", priority=3),
        Column("made_at", _("Set"), "moment", sort="made", priority=3),
    ),
    filters=(
        FilterField("price_list", url=later("price_list_lookup"), text_of=price_list_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
        FilterField("kind", choices=(("fixed", _("fixed price")), ("percent", _("percent off")))),
        FilterField("quota", _("Quota")),
    ),
    presets=(Preset(_("Percent off"), "kind=percent"), Preset(_("With a quota"), "quota=yes")),
    verbs=(ListVerb(_("End them"), later("prices_end"), "calendar-x", bulk=True, may="pricing.end_prices"),),
    empty=Empty(_("No prices yet"), _("Prices stand in price lists."), icon="tags"),
)


def buyer_of(row: ChargeRule | DiscountRule | Promotion) -> str:
    """Who is given a discount, or free goods."""
    if row.customer:
        return row.customer.party.name
    return row.group.name if row.group else str(_("everybody"))


def floor_link(row: MarginFloor) -> str:
    """Where a least margin is changed."""
    about = {"item": row.item_id, "category": row.category_id, "brand": row.brand_id}
    return f"{address('margin_floor_set')}?{urlencode({name: pk or '' for name, pk in about.items()})}"


def goods_of(row: ChargeRule | DiscountRule | Promotion | MarginFloor) -> str:
    """What it is given for, or what must be bought."""
    if row.item:
        return row.item.sku
    if isinstance(row, Promotion) and row.is_bundle:
        return " + ".join(f"{part.quantity} {part.item.sku}" for part in parts_of(row))
    whole = row.category or row.brand
    return whole.name if whole else str(_("all goods"))


def parts_of(row: Promotion) -> list[PromotionPart]:
    """The items of a set, by SKU."""
    return sorted(row.parts.all(), key=lambda part: part.item.sku)


def _of_set(row: Promotion) -> str:
    """What a set costs."""
    if not row.is_bundle:
        return ""
    if row.bundle_price is not None:
        return f"{money_text(row.bundle_price, row.currency)} {row.currency}"
    return percent_text((row.bundle_percent or ZERO) / 100)


def group_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    """Groups of customers by id, as a filter names them."""
    return {str(one.pk): one.name for one in parties_queries.groups() if str(one.pk) in ids}


DISCOUNTS = ListScreen(
    name="discounts",
    title=_("Discounts"),
    noun=_("discounts"),
    listing=pricing_queries.DISCOUNTS,
    may="pricing.read",
    search_hint=_("Name"),
    columns=(
        Column("name", _("Discount"), link=lambda row: address("discount", row.pk), sort="name"),
        Column("percent", _("Percent"), "percent", value=lambda row: row.percent / 100, sort="percent"),
        Column("kind", _("On"), value=lambda row: dict(KINDS)[row.kind]),
        Column("customer", _("Who"), value=buyer_of),
        Column("item", _("Goods"), value=goods_of),
        Column(
            "minimum_value", _("From a value of"), "money", value=lambda row: row.minimum_value or None,
            currency="currency", priority=2,
        ),
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
        ListVerb(_("New discount"), later("discount_new"), "plus", strong=True, may="pricing.keep_discount"),
        ListVerb(_("Promotions"), later("promotions"), "gift"),
        ListVerb(_("Charges"), later("charges"), "truck"),
        ListVerb(_("Price lists"), later("price_lists"), "tags"),
    ),
    empty=Empty(
        _("No discount yet"),
        _("A discount takes a percentage off lines, or off a whole order from a value on."),
        _("Make the discount"),
        later("discount_new"),
        "badge-percent",
    ),
)  # fmt: skip
FLOORS = ListScreen(
    name="margin_floors",
    title=_("Least margins"),
    noun=_("least margins"),
    listing=pricing_queries.FLOORS,
    may="catalog.read_cost",
    columns=(
        Column("item", _("Goods"), value=goods_of, link=floor_link),
        Column("percent", _("Least margin"), "percent", value=lambda row: row.percent / 100, sort="percent"),
        Column("made_at", _("Set"), "moment", sort="made", priority=2),
    ),
    filters=(
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
    ),
    verbs=(
        ListVerb(_("Set a least margin"), later("margin_floor_set"), "plus", strong=True, may="pricing.set_floors"),
        ListVerb(_("Price lists"), later("price_lists"), "tags"),
    ),
    empty=Empty(
        _("No least margin yet"),
        _("An order that earns less than this is held until somebody lets it go. 0 %: not below cost."),
        _("Set a least margin"),
        later("margin_floor_set"),
        "percent",
    ),
)  # fmt: skip
PROMOTIONS = ListScreen(
    name="promotions",
    title=_("Promotions"),
    noun=_("promotions"),
    listing=pricing_queries.PROMOTIONS,
    may="pricing.read",
    search_hint=_("Name"),
    columns=(
        Column("name", _("Promotion"), link=lambda row: address("promotion", row.pk), sort="name"),
        Column("customer", _("Who"), value=buyer_of),
        Column("item", _("Goods"), value=goods_of),
        Column("buy_quantity", _("From"), "quantity", value=lambda row: row.buy_quantity or None,
               note=lambda row: _("each time again") if row.repeats else ""),
        Column(
            "minimum_value", _("From a value of"), "money", value=lambda row: row.minimum_value or None,
            currency="currency", priority=2,
        ),
        Column("gift_item.sku", _("Free item"), "code",
               link=lambda row: address("item", row.gift_item_id) if row.gift_item_id else None),
        Column("gift_quantity", _("Free"), "quantity", unit="gift_item.base_unit",
               value=lambda row: row.gift_quantity or None),
        Column("bundle_price", _("Set"), value=_of_set),
        Column("priority", _("Priority"), "number", sort="priority", priority=3,
               note=lambda row: _("alone") if row.is_exclusive else ""),
        Column("valid_from", _("From day"), "day", priority=2),
        Column("valid_until", _("Before day"), "day", priority=2),
    ),
    filters=(
        FilterField("customer", url=later("customer_lookup"), text_of=customer_names),
        FilterField("group", url=later("group_lookup"), text_of=group_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("gift", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
    ),
    verbs=(
        ListVerb(_("New promotion"), later("promotion_new"), "plus", strong=True, may="pricing.keep_promotion"),
        ListVerb(_("Discounts"), later("discounts"), "badge-percent"),
    ),
    empty=Empty(
        _("No promotion yet"),
        _("A promotion gives goods free with an order, one with each dozen, or makes a set of goods cheaper."),
        _("Make the promotion"),
        later("promotion_new"),
        "gift",
    ),
)  # fmt: skip
