"""What kinds of rows and their fields are called; what a value says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.doors.office.access.words import ROLE_WORDS
from tradepost.doors.office.mails.words import KIND_WORDS, LANGUAGE_WORDS

KINDS = {
    "customer": gettext_lazy("Customer"),
    "supplier": gettext_lazy("Supplier"),
    "party": gettext_lazy("Name and numbers"),
    "address": gettext_lazy("Address"),
    "supplier_item": gettext_lazy("Supplier’s offer"),
    "item": gettext_lazy("Item"),
    "unit": gettext_lazy("Packing"),
    "code": gettext_lazy("Code"),
    "substitute": gettext_lazy("Substitute"),
    "kit_part": gettext_lazy("Part of the kit"),
    "reorder_rule": gettext_lazy("Reorder rule"),
    "price_list": gettext_lazy("Price list"),
    "price_row": gettext_lazy("Price"),
    "discount": gettext_lazy("Discount"),
    "promotion": gettext_lazy("Promotion"),
    "promotion_part": gettext_lazy("Item of the set"),
    "charge": gettext_lazy("Charge rule"),
    "user": gettext_lazy("User"),
    "grant": gettext_lazy("Role"),
    "warehouse": gettext_lazy("Warehouse"),
    "zone": gettext_lazy("Zone"),
    "place": gettext_lazy("Place"),
    "company": gettext_lazy("Company"),
    "tax_rule": gettext_lazy("Tax rule"),
    "tax_exemption": gettext_lazy("Tax exemption"),
    "calendar": gettext_lazy("Calendar"),
    "closed_days": gettext_lazy("Closed days"),
    "carrier": gettext_lazy("Carrier"),
    "transit": gettext_lazy("Transit days"),
    "warehouse_days": gettext_lazy("Days of the warehouse"),
    "template": gettext_lazy("Text of a mail"),
    "contact": gettext_lazy("Contact"),
    "customer_group": gettext_lazy("Customer group"),
    "category": gettext_lazy("Category"),
    "brand": gettext_lazy("Brand"),
    "price_list_for": gettext_lazy("Who buys by a list"),
    "floor": gettext_lazy("Least margin"),
    "lot_rule": gettext_lazy("How lots are taken"),
    "rate": gettext_lazy("Exchange rate"),
    "fixed_bin": gettext_lazy("Fixed bin"),
    "terms_text": gettext_lazy("Text of terms"),
    "lost_reason": gettext_lazy("Reason of a lost quote"),
    "cancel_reason": gettext_lazy("Reason to cancel"),
    "reason": gettext_lazy("Reason of a correction"),
    "factor_role": gettext_lazy("Role with a second factor"),
}
FIELDS = {
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "language": gettext_lazy("Language"),
    "since": gettext_lazy("Since"),
    "account": gettext_lazy("Account"),
    "is_open": gettext_lazy("Offered"),
    "max_quantity": gettext_lazy("At most"),
    "customer_id": gettext_lazy("Customer"),
    "item_id": gettext_lazy("Item"),
    "place_id": gettext_lazy("Place"),
    "rank": gettext_lazy("Rank"),
    "rate": gettext_lazy("Rate"),
    "same_lot": gettext_lazy("The lot they had before comes first"),
    "one_lot": gettext_lazy("No second lot beside the first"),
    "age": gettext_lazy("Age of lots"),
    "price_list_id": gettext_lazy("Price list"),
    "number": gettext_lazy("Number"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "website": gettext_lazy("Website"),
    "tax_number": gettext_lazy("Tax number"),
    "state": gettext_lazy("State"),
    "currency": gettext_lazy("Currency"),
    "credit_limit": gettext_lazy("Credit limit"),
    "terms_days": gettext_lazy("Payment terms, days"),
    "terms_month_end": gettext_lazy("Days count from the end of the month"),
    "terms_parts": gettext_lazy("Instalments"),
    "deposit_percent": gettext_lazy("Before delivery, %"),
    "parent_id": gettext_lazy("Branch of"),
    "shares_limit": gettext_lazy("Shares the credit limit"),
    "overdue_days": gettext_lazy("Held when overdue, days"),
    "discount_percent": gettext_lazy("Discount, %"),
    "rep_id": gettext_lazy("Sales rep"),
    "group_id": gettext_lazy("Group"),
    "tax_class": gettext_lazy("Tax"),
    "tax_rounding": gettext_lazy("Tax is rounded"),
    "line1": gettext_lazy("Street"),
    "line2": gettext_lazy("Second line"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("City"),
    "country": gettext_lazy("Country"),
    "sku": gettext_lazy("SKU"),
    "description": gettext_lazy("Description"),
    "category_id": gettext_lazy("Category"),
    "brand_id": gettext_lazy("Brand"),
    "amount": gettext_lazy("Price"),
    "percent": gettext_lazy("Percent"),
    "valid_from": gettext_lazy("From day"),
    "valid_until": gettext_lazy("Until before day"),
    "unit_cost": gettext_lazy("Cost"),
    "lead_days": gettext_lazy("Lead time, days"),
    "role": gettext_lazy("Role"),
    "scope_kind": gettext_lazy("Limited to"),
    "scope_id": gettext_lazy("Limited to which"),
    "is_active": gettext_lazy("May sign in"),
    "code": gettext_lazy("Code"),
    "note": gettext_lazy("Note"),
    "reorder_point": gettext_lazy("Reorder point"),
    "order_up_to": gettext_lazy("Order up to"),
    "logo": gettext_lazy("Logo"),
    "kind": gettext_lazy("Kind"),
    "zone_id": gettext_lazy("Zone"),
    "pick_sequence": gettext_lazy("Picking walk"),
    "receives_into": gettext_lazy("Deliveries go"),
    "closed_at": gettext_lazy("Closed"),
    "weekdays": gettext_lazy("Works on"),
    "first_on": gettext_lazy("First day"),
    "last_on": gettext_lazy("Last day"),
    "yearly": gettext_lazy("Every year"),
    "calendar_id": gettext_lazy("Calendar"),
    "carrier_id": gettext_lazy("Carrier"),
    "warehouse_id": gettext_lazy("Warehouse"),
    "postal_prefix": gettext_lazy("Postal codes beginning with"),
    "days": gettext_lazy("Working days"),
    "ended_at": gettext_lazy("Ended"),
    "handling_days": gettext_lazy("Handling, working days"),
    "receiving_days": gettext_lazy("Receiving, working days"),
    "cutoff_at": gettext_lazy("Cut-off"),
    "counted": gettext_lazy("Counts together"),
    "mix": gettext_lazy("Mixed group"),
    "is_net": gettext_lazy("Net price"),
    "quota": gettext_lazy("Quota"),
    "minimum_value": gettext_lazy("From a value of"),
    "on_agreed": gettext_lazy("Also on agreed prices"),
    "buy_quantity": gettext_lazy("Bought, base units"),
    "gift_item_id": gettext_lazy("Free item"),
    "bundle_price": gettext_lazy("Price of the set"),
    "bundle_percent": gettext_lazy("Percent off the set"),
    "gift_quantity": gettext_lazy("Free, base units"),
    "repeats": gettext_lazy("Each time again"),
    "most": gettext_lazy("At most"),
    "is_exclusive": gettext_lazy("Given alone"),
    "priority": gettext_lazy("Priority"),
    "both_ways": gettext_lazy("Both ways"),
    "quantity": gettext_lazy("Quantity"),
    "position": gettext_lazy("Place in the list"),
    "retired_on": gettext_lazy("Retired from day"),
    "certificate": gettext_lazy("Certificate"),
    "region": gettext_lazy("Region"),
    "item_class": gettext_lazy("Goods"),
    "customer_class": gettext_lazy("Customers"),
    "part": gettext_lazy("Part"),
    "legal_text": gettext_lazy("On papers"),
    "needs_tax_number": gettext_lazy("Asks for a tax number"),
}
DOORS = {
    "office": gettext_lazy("office"),
    "api": gettext_lazy("API"),
    "": gettext_lazy("Tradepost itself"),
}


def field_word(name: str) -> str:
    return str(FIELDS.get(name) or name.removesuffix("_id").replace("_", " ").capitalize())


def value_words(name: str, value: Any, names: Mapping[str, str]) -> str:
    """A value as people read it; an empty one is a dash."""
    if value is None or value in ("", []):
        return "–"
    if value is True or value is False:
        return _("yes") if value else _("no")
    if name == "role":
        return str(ROLE_WORDS.get(str(value), value))
    if name == "logo":
        return _("a picture")
    if isinstance(value, Decimal | int):
        return str(localize(Decimal(value).normalize()))
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def row_words(row: Mapping[str, Any], row_id: str, names: Mapping[str, str]) -> str:
    """What a row is called: its own name, else by what it belongs to."""
    if row_id in names:
        return names[row_id]
    for name in ("name", "sku", "code", "number", "line1", "role", "country"):
        if row.get(name):
            return value_words(name, row[name], names)
    for name in (
        "other_id",
        "part_id",
        "item_id",
        "customer_id",
        "supplier_id",
        "party_id",
        "category_id",
        "brand_id",
        "carrier_id",
        "warehouse_id",
        "group_id",
        "price_list_id",
    ):
        if row.get(name):
            return value_words(name, row[name], names)
    if row.get("kind") in KIND_WORDS and row.get("language") in LANGUAGE_WORDS:
        return f"{KIND_WORDS[row['kind']]}, {LANGUAGE_WORDS[row['language']]}"
    return str(row.get("currency") or "")
