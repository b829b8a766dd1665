"""The steps of the first day. Whether one is done is read from the books: nothing is ticked off, nothing can lie."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Beginnings
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.document import Text

DISMISSED = "tradepost_first_day"
"""A cookie: whoever put the page aside, on this device, is not sent there again."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a step: a page, and what its button says."""

    label: Text
    page: str
    query: str = ""

    @property
    def url(self) -> str:
        return address(self.page) + self.query


@dataclass(frozen=True, slots=True)
class Step:
    """`found` is the field of Beginnings that says it is done; `may` is what it takes."""

    found: str
    title: Text
    why: Text
    may: str
    ways: tuple[Way, ...]
    icon: str
    is_optional: bool = False


STEPS: tuple[Step, ...] = (
    Step(
        "company",
        _("Say who you are"),
        _("Name, address, tax number and bank account stand on every paper that leaves the house."),
        "parties.set_company",
        (Way(_("Company"), "company"),),
        "building-2",
    ),
    Step(
        "tax_rule",
        _("Set the tax rules"),
        _(
            "They decide which tax an invoice bears, by country and kind of goods. Without any, none is charged."
        ),
        "pricing.set_tax_rules",
        (Way(_("Tax rules"), "tax_rules"),),
        "percent",
        is_optional=True,
    ),
    Step(
        "warehouse",
        _("Make a warehouse"),
        _(
            "Stock needs a place to lie in. One is enough to begin with; bins and docks come when you want them."
        ),
        "inventory.create_warehouse",
        (Way(_("Warehouses"), "warehouses"),),
        "warehouse",
    ),
    Step(
        "customer",
        _("Bring in customers"),
        _("An order is somebody's. From a spreadsheet all at once, with addresses and terms."),
        "parties.create_customer",
        (
            Way(_("From a file"), "import_new", "?kind=customers"),
            Way(_("Enter one"), "customer_new"),
        ),
        "users",
    ),
    Step(
        "item",
        _("Bring in items"),
        _("What you sell: SKU, name, unit and barcode. A column with the list price brings that in too."),
        "catalog.create_item",
        (Way(_("From a file"), "import_new", "?kind=items"), Way(_("Enter one"), "item_new")),
        "package",
    ),
    Step(
        "price_list",
        _("Set prices"),
        _("Without a price an order line has to be priced by hand."),
        "pricing.set_prices",
        (Way(_("From a file"), "import_new", "?kind=prices"), Way(_("Price lists"), "price_lists")),
        "tags",
    ),
    Step(
        "stock",
        _("Take in the opening stock"),
        _("What lies there today and what it cost: from here on stock, promises and margins are right."),
        "purchasing.take_opening_stock",
        (Way(_("From a file"), "import_new", "?kind=stock"), Way(_("Type it"), "opening_stock")),
        "boxes",
    ),
    Step(
        "order",
        _("Enter the first order"),
        _("Confirming it promises the stock: nobody else can be sold the same goods."),
        "sales.place_order",
        (Way(_("New order"), "order_new"), Way(_("Open orders from a file"), "import_new", "?kind=orders")),
        "shopping-basket",
    ),
    Step(
        "released",
        _("Release it to the warehouse"),
        _("Bins are set aside, and a pick list says who takes what from where."),
        "fulfilment.release_order",
        (Way(_("To release"), "to_release"),),
        "clipboard-list",
    ),
    Step(
        "shipment",
        _("Pick, pack and ship it"),
        _("The goods leave stock, their cost is booked, and the invoice can be written."),
        "fulfilment.ship_shipment",
        (Way(_("Shipments"), "shipments"),),
        "truck",
    ),
    Step(
        "colleague",
        _("Invite colleagues"),
        _("Everybody signs in as themselves and sees what their role needs."),
        "access.create_user",
        (Way(_("Users"), "users"),),
        "user-plus",
        is_optional=True,
    ),
)


@dataclass(frozen=True, slots=True)
class ShownStep:
    step: Step
    number: int
    is_done: bool
    is_next: bool
    ways: tuple[Way, ...]


def steps_of(by: By, found: Beginnings) -> list[ShownStep]:
    """The steps that this person may do, each with whether the books show it; the first open one is the next."""
    shown: list[ShownStep] = []
    has_next = False
    mine = [step for step in STEPS if access_queries.may(by, step.may)]
    for number, step in enumerate(mine, 1):
        is_done = bool(getattr(found, step.found))
        is_next = not is_done and not step.is_optional and not has_next
        has_next = has_next or is_next
        ways = tuple(way for way in step.ways if address(way.page))
        shown.append(ShownStep(step, number, is_done, is_next, ways))
    return shown


def is_first_day(found: Beginnings) -> bool:
    """Nothing was shipped yet, and there is next to nothing to look at elsewhere."""
    return not found.shipment and not (found.customer and found.item and found.order)


def leads_to_start(request: HttpRequest, by: By, found: Beginnings) -> bool:
    """Whether this person begins the day there instead of on an empty page."""
    return is_first_day(found) and may_start(by) and DISMISSED not in request.COOKIES


def may_start(by: By) -> bool:
    """The first day is the owner's: who may say who the company is."""
    return access_queries.may(by, "parties.set_company")


def beginnings() -> Any:
    """What the books show."""
    return reports_queries.beginnings()
