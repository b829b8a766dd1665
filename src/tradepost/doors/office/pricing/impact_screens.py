"""The lists behind what a version of prices would do: customers, what each of them buys, open documents."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.inventory.screens import item_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import customer_names
from tradepost.doors.office.pricing.version_screens import version_names
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen

_NOTHING = Empty(
    _("Nothing would change"), _("What a version would do is worked out on its page."), icon="scale"
)
_VERSION = FilterField("version", url=later("price_version_lookup"), text_of=version_names)
_CUSTOMER = FilterField("customer", url=later("customer_lookup"), text_of=customer_names)
DOCUMENT_WORDS = {"quote": _("Quote"), "order": _("Order")}


def behind(name: str, version_id: Any, **more: Any) -> str:
    """The list behind a figure of a version."""
    return f"{address(name)}?version={version_id}" + "".join(f"&{key}={value}" for key, value in more.items())


def _customer(row: Any) -> str:
    return f"{row.customer.party.name}"


_AMOUNTS = (
    Column("before", _("Now"), "money", currency="impact.currency", sort="before"),
    Column("after", _("Then"), "money", currency="impact.currency"),
    Column("more", _("More"), "money", currency="impact.currency", sort="more"),
    Column("share", _("Change"), "percent", value=lambda row: row.more / row.before if row.before else None),
)
CUSTOMER_COLUMNS = (
    Column(
        "customer.party.name", _("Customer"), value=_customer, note=lambda row: row.customer.number,
        link=lambda row: behind("impact_rows", row.impact.version_id, customer=row.customer_id),
    ),
    Column("items", _("Items"), "number"),
    *_AMOUNTS,
)  # fmt: skip
DOCUMENT_COLUMNS = (
    Column("number", _("Document"), "code", link=lambda row: address(row.kind, row.document_id)),
    Column("kind", _("Kind"), value=lambda row: DOCUMENT_WORDS[row.kind]),
    Column("state", _("State"), "state"),
    Column("customer.party.name", _("Customer"), value=_customer, priority=2,
           link=lambda row: address("customer", row.customer_id)),
    Column("lines", _("Lines"), "number"),
    *_AMOUNTS,
)  # fmt: skip
IMPACT_CUSTOMERS = ListScreen(
    name="impact_customers",
    title=_("Who would pay what more"),
    noun=_("customers"),
    listing=reports_queries.IMPACT_CUSTOMERS,
    may="pricing.read",
    search_hint=_("Name, number"),
    columns=CUSTOMER_COLUMNS,
    filters=(_VERSION, _CUSTOMER, FilterField("dearer", _("Dearer")), FilterField("cheaper", _("Cheaper"))),
    empty=_NOTHING,
)
IMPACT_ROWS = ListScreen(
    name="impact_rows",
    title=_("What they buy, at the prices then"),
    noun=_("rows"),
    listing=reports_queries.IMPACT_ROWS,
    may="pricing.read",
    search_hint=_("SKU, name"),
    columns=(
        Column("item.sku", _("Item"), "code", note=lambda row: row.item.name,
               link=lambda row: address("item", row.item_id)),
        Column("customer.party.name", _("Customer"), value=_customer, note=lambda row: row.customer.number,
               link=lambda row: address("customer", row.customer_id)),
        Column("quantity", _("In 12 months"), "quantity", unit="unit"),
        Column("old_price", _("Price now"), "price", currency="impact.currency"),
        Column("new_price", _("Price then"), "price", currency="impact.currency",
               note=lambda row: _("no price") if row.new_price is None else ""),
        *_AMOUNTS,
    ),
    filters=(
        _VERSION, _CUSTOMER,
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("dearer", _("Dearer")), FilterField("cheaper", _("Cheaper")),
        FilterField("without", _("Without a price")),
    ),
    empty=_NOTHING,
)  # fmt: skip
IMPACT_DOCUMENTS = ListScreen(
    name="impact_documents",
    title=_("Open quotes and orders with other prices"),
    noun=_("documents"),
    listing=reports_queries.IMPACT_DOCUMENTS,
    may="pricing.read",
    search_hint=_("Number, customer"),
    columns=DOCUMENT_COLUMNS,
    filters=(_VERSION, _CUSTOMER, FilterField("kind", choices=tuple(DOCUMENT_WORDS.items()))),
    empty=_NOTHING,
)
