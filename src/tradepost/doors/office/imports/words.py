"""What kinds of files and their fields are called, what they are for, and what an example of each looks like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.doors.files.back.done import USED
from tradepost.doors.files.fields import EMPTY
from tradepost.render.sentences import said

Text = str | Promise


@dataclass(frozen=True, slots=True)
class KindWords:
    """`example` is a whole file, as it may be brought in."""

    label: Text
    icon: str
    what: Text
    names: Text
    example: str


KIND_WORDS: Mapping[str, KindWords] = {
    "customers": KindWords(
        _("Customers"),
        "users",
        _("Who buys from you: names, addresses, terms, credit limits, groups."),
        _("The number names a customer, or the name where there is no number."),
        "Number,Name,Group,Tax number,E-mail,Phone,Address,Postal code,City,Country,Terms days,Credit limit\n"
        "C-1001,Harbour Cafe,Gastronomy,DE136695976,order@harbour-cafe.example,+49 40 123456,Am Kai 7,20457,"
        "Hamburg,DE,14,2500\n"
        "C-1002,Corner Store Meyer,Retail,,meyer@corner-store.example,,Ringstr. 12,50667,Köln,DE,30,\n",
    ),
    "suppliers": KindWords(
        _("Suppliers"),
        "factory",
        _("Who you buy from: names, addresses, terms, lead times."),
        _("The number names a supplier, or the name where there is no number."),
        "Number,Name,E-mail,Address,Postal code,City,Country,Currency,Terms days,Lead days,Minimum order\n"
        "S-1,Highland Tea Estates,sales@highland-tea.example,Garden Road 1,KY16,St Andrews,GB,EUR,30,21,500\n",
    ),
    "items": KindWords(
        _("Items"),
        "package",
        _("What you sell: names, barcodes, units, list prices, who delivers it at which price."),
        _("The SKU names an item."),
        "SKU,Name,Category,Base unit,GTIN,Units per case,List price,Supplier,Supplier price,Tracking\n"
        "TEA-100,Green tea 100 g,Tea,piece,4006381333931,12,6.90,S-1,3.10,none\n"
        "CUP-2,Cup 0.2 l,Dishes,piece,,6,4.50,,,none\n",
    ),
    "substitutes": KindWords(
        _("Substitutes"),
        "replace",
        _("What is offered instead of an item that is short."),
        _("SKU and substitute name a row."),
        "SKU,Substitute,Rank,Both ways,Valid from,Valid until,Note\n"
        "TEA-100,TEA-250,1,no,,,Larger bag\nCUP-2,CUP-3,1,yes,2026-01-01,,New model\n",
    ),
    "prices": KindWords(
        _("Prices"),
        "tags",
        _("What customers pay: list prices, prices from a quantity, prices for a time."),
        _("SKU, unit, quantity and first day name a price."),
        "SKU,Price,Unit,Minimum quantity,Valid from,Valid until\n"
        "TEA-100,6.90,piece,1,,\nTEA-100,6.40,piece,24,,\n",
    ),
    "tax_rules": KindWords(
        _("Tax rates"),
        "percent",
        _("What is owed where: rates of countries, regions and postal codes, parts that add up."),
        _("The place, part, classes and first day name a rate."),
        "Country,Region,Postal code,Part,Rate,Valid from\n"
        "US,CA,,,7.25,2026-01-01\nUS,CA,9410,county,1.375,2026-01-01\n",
    ),
    "tax_exemptions": KindWords(
        _("Tax exemptions"),
        "badge-percent",
        _("Certificates of customers who owe no tax: where, on which goods, from when until when."),
        _("Customer, certificate, place and goods name one."),
        "Customer,Certificate,Country,Region,Item class,Valid from,Valid until,Note\n"
        "C-1001,NY-48219,US,NY,,2026-01-01,2029-01-01,\n",
    ),
    "stock": KindWords(
        _("Opening stock"),
        "warehouse",
        _("What lies in the warehouse when the books begin, and what it cost."),
        _("SKU, place and lot name what lies there."),
        "SKU,Quantity,Unit cost,Place,Lot,Expires on\nTEA-100,240,3.10,,,\nCUP-2,60,1.80,,,\n",
    ),
    "orders": KindWords(
        _("Open orders"),
        "shopping-basket",
        _("What customers ordered and have not got yet; one row is one line of an order."),
        _("The order's number names it: rows with the same one are one order, kept whole or not at all."),
        "Order,Customer,SKU,Quantity,Unit,Unit price,Ordered on,Requested on,Customer PO\n"
        "2041,C-1001,TEA-100,24,piece,,2026-01-15,2026-02-01,PO-77\n"
        "2041,C-1001,CUP-2,12,piece,4.20,2026-01-15,2026-02-01,PO-77\n",
    ),
}

FIELD_WORDS: Mapping[str, Text] = {
    "number": _("Number"),
    "name": _("Name"),
    "tax_number": _("Tax number"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "website": _("Web address"),
    "language": _("Language"),
    "currency": _("Currency"),
    "terms_days": _("Days to pay"),
    "contact": _("Contact"),
    "contact_title": _("Contact's title"),
    "line1": _("Address"),
    "line2": _("Address, second line"),
    "city": _("City"),
    "region": _("Region"),
    "postal_code": _("Postal code"),
    "country": _("Country"),
    "shipping_line1": _("Delivery address"),
    "shipping_line2": _("Delivery address, second line"),
    "shipping_city": _("Delivery city"),
    "shipping_region": _("Delivery region"),
    "shipping_postal_code": _("Delivery postal code"),
    "shipping_country": _("Delivery country"),
    "terms_discount_percent": _("Cash discount %"),
    "terms_discount_days": _("Days of cash discount"),
    "credit_limit": _("Credit limit"),
    "group": _("Group"),
    "group_id": _("Group"),
    "parent": _("Branch of"),
    "parent_id": _("Branch of"),
    "shares_limit": _("Shares the limit of the parent"),
    "tax_class": _("Tax class"),
    "rate": _("Rate, %"),
    "code": _("Code"),
    "part": _("Part"),
    "customer_class": _("Class of customers"),
    "item_class": _("Class of goods"),
    "needs_tax_number": _("With a tax number only"),
    "legal_text": _("On papers"),
    "certificate": _("Certificate"),
    "discount_percent": _("Discount %"),
    "ship_complete": _("Ships complete"),
    "minimum_fill_percent": _("Least of a line, %"),
    "minimum_shelf_days": _("Days goods must last"),
    "blocked": _("Blocked"),
    "lead_days": _("Lead time, days"),
    "minimum_order": _("Minimum order"),
    "sku": _("SKU"),
    "description": _("Description"),
    "category": _("Category"),
    "category_id": _("Category"),
    "brand": _("Brand"),
    "percent_off": _("Percent off"),
    "base_unit": _("Base unit"),
    "tracking": _("Tracking"),
    "weight_g": _("Weight in g"),
    "volume_ml": _("Volume in ml"),
    "costing": _("Costing"),
    "minimum_quantity": _("Minimum quantity"),
    "increment": _("In steps of"),
    "sold_by": _("Sold only by the"),
    "round_to": _("Comes in whole ones of"),
    "rounding": _("Other quantities are"),
    "most_quantity": _("Most for a customer"),
    "most_days": _("within days"),
    "gtin": _("GTIN, barcode"),
    "case_quantity": _("Units per case"),
    "list_price": _("List price"),
    "price_list": _("Price list"),
    "supplier": _("Supplier's number"),
    "supplier_sku": _("Supplier's item code"),
    "supplier_price": _("Supplier's price"),
    "discontinued": _("Discontinued"),
    "substitute": _("Substitute"),
    "rank": _("Rank"),
    "both_ways": _("Both ways"),
    "price": _("Price"),
    "unit": _("Unit"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "quantity": _("Quantity"),
    "unit_cost": _("Cost per unit"),
    "place": _("Place"),
    "lot": _("Lot"),
    "expires_on": _("Expires on"),
    "best_before_on": _("Best before"),
    "order": _("Order"),
    "customer": _("Customer's number"),
    "unit_price": _("Price per unit"),
    "ordered_on": _("Ordered on"),
    "requested_on": _("Wanted on"),
    "customer_po": _("Customer's PO number"),
    "freight": _("Freight"),
    "note": _("Note"),
}

VERDICT_WORDS: Mapping[str, Text] = {
    "made": _("New"),
    "changed": _("Changed"),
    "same": _("As it is"),
    "refused": _("Refused"),
}


def field_word(name: str) -> str:
    """What a field is called on the page."""
    return str(FIELD_WORDS.get(name, name.replace("_", " ")))


_PLACES = {name: place for place, name in enumerate(FIELD_WORDS)}


def place_of(name: str) -> int:
    """Where a field stands among the others."""
    return _PLACES.get(name, len(_PLACES))


USE_WORDS: tuple[Text, ...] = (
    _("buyers"), _("categories"), _("expected deliveries"), _("files"), _("fixed bins"), _("notes"),
    _("credit notes"), _("planning runs"), _("reorder rules"), _("the stock ledger"), _("warehouses"),
    _("deliveries into stores"),
    _("goods out of stores"), _("statements to suppliers"), _("rules for lots"), _("templates of quotes"),
    _("templates of orders"), _("blanket orders"), _("standing orders"), _("branches"), _("versions of prices"),
    _("least margins"), _("charges"), _("changes"), _("substitutes"), _("kits"),
)  # fmt: skip
"""What refers to a record, as `uses_of` calls it, where no list has the same noun."""


_FIELD = re.compile(rf"(?:(?<=[.!?]) |^)({'|'.join(FIELD_WORDS)})(?:: | (?={re.escape(EMPTY)}))")
"""Where a reason begins to tell of a field."""


def reason_words(reason: str) -> str:
    """A row's reason in the reader's language, its fields named as on the page."""
    if reason.startswith(USED):
        uses = reason.removeprefix(USED).removesuffix(".").split(", ")
        return gettext("It is used: %s.") % ", ".join(gettext(use) for use in uses)
    whole, *parts = _FIELD.split(reason)
    told = [said(whole)] if whole else []
    for name, rest in zip(parts[::2], parts[1::2], strict=True):
        word = field_word(name)
        told.append(gettext("%s is empty.") % word if rest == EMPTY else f"{word}: {said(rest)}")
    return " ".join(told)
