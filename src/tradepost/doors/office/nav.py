"""The navigation, declared once. A role sees what it may use; a page that is not built yet is not shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Place:
    """A page people go to. `may` is the verb that opens it, `key` the second key after `g`."""

    label: Text
    url_name: str
    icon: str
    may: str = ""
    key: str = ""
    words: Text = ""
    also: str = ""
    """Another list whose pages belong to it."""


@dataclass(frozen=True, slots=True)
class NavGroup:
    label: Text
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class NavItem:
    place: Place
    url: str
    active: bool


NAV: tuple[NavGroup, ...] = (
    NavGroup(
        "",
        (
            Place(_("Today"), "office:today", "sun", "", "t", _("dashboard")),
            Place(
                _("Handheld"),
                "office:handheld",
                "smartphone",
                "inventory.move_stock",
                "h",
                _("scanner phone"),
            ),
        ),
    ),
    NavGroup(
        _("Sell"),
        (
            Place(_("Quotes"), "office:quotes", "file-pen-line", "sales.read", "q"),
            Place(_("Orders"), "office:orders", "shopping-basket", "sales.read", "o"),
            Place(_("Shipments"), "office:shipments", "truck", "fulfilment.read", "s"),
            Place(_("Returns"), "office:returns", "undo-2", "returns.read", "r"),
            Place(
                _("Disputes"),
                "office:disputes",
                "message-square-warning",
                "service.read",
                "d",
                _("complaint claim"),
            ),
        ),
    ),
    NavGroup(
        _("Master data"),
        (
            Place(_("Customers"), "office:customers", "users", "parties.read", "c"),
            Place(_("Items"), "office:items", "package", "catalog.read", "i"),
            Place(_("Prices"), "office:price_lists", "tags", "pricing.read", "p"),
            Place(_("Stock"), "office:stock", "warehouse", "inventory.read", "k", also="office:lots"),
        ),
    ),
    NavGroup(
        _("Buy"),
        (
            Place(_("Purchase orders"), "office:purchase_orders", "clipboard-list", "purchasing.read", "b"),
            Place(_("Receipts"), "office:receipts", "package-check", "purchasing.read", "w"),
            Place(_("Suppliers"), "office:suppliers", "factory", "parties.read", "u"),
            Place(_("Reorder"), "office:reorder", "refresh-cw", "planning.read", "e"),
        ),
    ),
    NavGroup(
        _("Money"),
        (
            Place(_("Invoices"), "office:invoices", "receipt-text", "billing.read", "v"),
            Place(_("Payments"), "office:payments", "banknote", "billing.read", "m"),
        ),
    ),
    NavGroup(
        _("See"),
        (
            Place(_("Reports"), "office:reports", "chart-column", "reports.read", "a"),
            Place(
                _("Imports"),
                "office:import_new",
                "upload",
                "imports.bring_file",
                "f",
                _("file CSV Excel spreadsheet"),
            ),
            Place(_("Mails"), "office:mails", "mail", "mails.read", "l", _("e-mail messages sent")),
            Place(_("Settings"), "office:settings", "settings", "access.read", ","),
        ),
    ),
)

CREATE: tuple[Place, ...] = (
    Place(_("New order"), "office:order_new", "shopping-basket", "sales.place_order", "o", _("enter order")),
    Place(_("New quote"), "office:quote_new", "file-pen-line", "sales.make_quote", "q", _("offer")),
    Place(_("New customer"), "office:customer_new", "users", "parties.create_customer", "c"),
    Place(_("New item"), "office:item_new", "package", "catalog.create_item", "i", _("article product")),
    Place(
        _("New purchase order"),
        "office:purchase_order_new",
        "clipboard-list",
        "purchasing.order_from_supplier",
        "b",
    ),
    Place(_("New count"), "office:count_new", "clipboard-list", "counting.plan_count", "k", _("stock take")),
    Place(_("New transfer"), "office:transfer_new", "truck", "transfers.draft_transfer", "t"),
    Place(_("New supplier"), "office:supplier_new", "factory", "parties.create_supplier", "u"),
    Place(_("Record payment"), "office:payment_new", "banknote", "billing.record_payment", "m"),
)


def _url(place: Place) -> str:
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return ""


def _open(by: By, places: tuple[Place, ...], path: str = "") -> Iterator[NavItem]:
    for place in places:
        if place.may and not access_queries.may(by, place.may):
            continue
        if url := _url(place):
            yield NavItem(place, url, _within(path, url, place))


def _within(path: str, url: str, place: Place) -> bool:
    if place.url_name == "office:today":
        return path == url
    return path.startswith((url, reverse(place.also)) if place.also else url)


def nav_of(by: By, path: str) -> list[tuple[Text, list[NavItem]]]:
    """The groups with the places this person may open, the present one marked."""
    groups = [(group.label, list(_open(by, group.places, path))) for group in NAV]
    return [(label, items) for label, items in groups if items]


def creatable(by: By) -> list[NavItem]:
    """What this person may make new."""
    return list(_open(by, CREATE))
