"""What is wrong with what people typed: quantities, prices, discounts. Sentences by field; "" or {} is nothing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tradepost.domain.pricing.rules.choosing import COUNTED
from tradepost.domain.pricing.rules.discounts import DISCOUNT_KINDS

_HUNDRED = Decimal(100)
_TOO_DEAR = Decimal(10) ** 12
_MOST_UNITS = 10**9


class Fault(str):
    """What is wrong with a field, in a sentence; its stable code, and what would be right instead ("": unknown)."""

    code: str
    fix: str

    def __new__(cls, sentence: str, code: str, fix: str = "") -> "Fault":
        made = super().__new__(cls, sentence)
        made.code, made.fix = code, fix
        return made


def faults_of_typed(unit_price: Decimal | None, discount: Decimal | None) -> dict[str, Fault]:
    """What is wrong with a typed price and a typed discount, by field."""
    faults = {}
    if unit_price is not None and not (unit_price.is_finite() and 0 <= unit_price < _TOO_DEAR):
        faults["unit_price"] = Fault("A price is 0 or more.", "bad-price")
    elif unit_price is not None and unit_price != round(unit_price, 6):
        rounded = f"{round(unit_price, 6):f}"
        faults["unit_price"] = Fault("A price has at most six decimal places.", "bad-price", rounded)
    if discount is not None and not (discount.is_finite() and 0 <= discount <= _HUNDRED):
        faults["discount_percent"] = Fault("A discount is between 0 and 100 percent.", "bad-discount")
    elif discount is not None and discount != round(discount, 4):
        rounded = f"{round(discount, 4):f}"
        faults["discount_percent"] = Fault(
            "A discount has at most four decimal places.", "bad-discount", rounded
        )
    return faults


def faults_of_price(
    amount: Decimal,
    kind: str,
    minimum_quantity: int,
    valid_from: date | None,
    valid_until: date | None,
    counted: str = "line",
    mix: str = "",
    quota: int | None = None,
) -> dict[str, str]:
    """What is wrong with a price row, by field."""
    faults = {}
    if kind not in ("fixed", "percent"):
        faults["kind"] = "A price is fixed, or percent off the list price."
    if wrong := faults_of_typed(amount, amount if kind == "percent" else None):
        faults["amount"] = next(iter(wrong.values()))
    if minimum_quantity < 1:
        faults["minimum_quantity"] = "The least quantity is 1."
    if counted not in COUNTED:
        faults["counted"] = "What counts is the line, the item, or a mixed group."
    if mix and counted != "mix":
        faults["mix"] = "Only what counts as a mixed group has one."
    if quota is not None and quota < 1:
        faults["quota"] = "A quota is 1 or more; leave it empty for any number."
    return faults | faults_of_days(valid_from, valid_until)


def faults_of_days(valid_from: date | None, valid_until: date | None) -> dict[str, str]:
    """What is wrong with a validity, by field."""
    if valid_from and valid_until and valid_from >= valid_until:
        return {"valid_until": "It ends before it begins."}
    return {}


def faults_of_discount(
    kind: str,
    percent: Decimal,
    minimum_value: Decimal,
    *,
    for_goods: bool,
    valid_from: date | None,
    valid_until: date | None,
) -> dict[str, str]:
    """What is wrong with a discount rule, by field; `for_goods`: it names an item, a category or a brand."""
    faults = {}
    if kind not in DISCOUNT_KINDS:
        faults["kind"] = "A discount is on lines, or on the whole order."
    if wrong := faults_of_typed(None, percent):
        faults["percent"] = next(iter(wrong.values()))
    elif not percent:
        faults["percent"] = "Give a percentage above 0."
    if not (minimum_value.is_finite() and 0 <= minimum_value < _TOO_DEAR):
        faults["minimum_value"] = "A value is 0 or more."
    elif minimum_value and kind != "order":
        faults["minimum_value"] = "Only a discount on the whole order asks for a value."
    if for_goods and kind == "order":
        faults["item_id"] = "A discount on the whole order is for all goods."
    return faults | faults_of_days(valid_from, valid_until)


def faults_of_promotion(
    buy_quantity: int,
    minimum_value: Decimal,
    gift_quantity: int,
    most: int | None,
    *,
    repeats: bool,
    valid_from: date | None,
    valid_until: date | None,
) -> dict[str, str]:
    """What is wrong with a promotion, by field."""
    faults = {}
    if not (minimum_value.is_finite() and 0 <= minimum_value < _TOO_DEAR):
        faults["minimum_value"] = "A value is 0 or more."
    elif bool(minimum_value) == bool(buy_quantity):
        faults["buy_quantity"] = "Say how much must be bought: a quantity, or a value."
    elif repeats and minimum_value:
        faults["repeats"] = "Only a quantity is given for again and again."
    if buy_quantity < 0:
        faults["buy_quantity"] = "A quantity is 1 or more."
    if gift_quantity < 1:
        faults["gift_quantity"] = "Give away 1 or more."
    if most is not None and most < gift_quantity:
        faults["most"] = "At least as much as is given once."
    return faults | faults_of_days(valid_from, valid_until)


MOST_PARTS = 20


def faults_of_bundle(
    parts: Sequence[tuple[str, int]],
    price: Decimal | None,
    percent: Decimal | None,
    most: int | None,
    *,
    asks_more: bool,
    currency: str,
    valid_from: date | None,
    valid_until: date | None,
) -> dict[str, str]:
    """What is wrong with a set of goods, (item, base units) each, by field; `asks_more`: what free goods ask for."""
    faults = {}
    items = {item for item, _ in parts}
    if len(items) < 2 or len(items) < len(parts) or len(parts) > MOST_PARTS:
        faults["parts"] = f"Name 2 to {MOST_PARTS} different items, or an item that comes free."
    elif any(not 1 <= quantity <= _MOST_UNITS for _, quantity in parts):
        faults["parts"] = "Of each item 1 base unit or more."
    elif asks_more:
        faults["parts"] = (
            "A set asks for its items only: leave item, category, brand, quantity and value out."
        )
    if (price is None) == (percent is None):
        faults["bundle_price"] = "Say what a set costs, or how many per cent less."
    elif price is not None and not (
        price.is_finite() and 0 <= price < _TOO_DEAR and price == round(price, 4)
    ):
        faults["bundle_price"] = "A price is 0 or more, with at most four decimal places."
    elif price is not None and not currency:
        faults["currency"] = "Say in which currency."
    elif percent is not None and not (
        percent.is_finite() and 0 < percent <= _HUNDRED and percent == round(percent, 4)
    ):
        faults["bundle_percent"] = "A percentage is above 0, at most 100, with at most four decimal places."
    if most is not None and most < 1:
        faults["most"] = "1 set or more."
    return faults | faults_of_days(valid_from, valid_until)


def ending(valid_from: date | None, valid_until: date | None, day: date) -> str:
    """What becomes of a price that shall hold no more from `day`: "end", "remove", or "" (it ended by then)."""
    if valid_until is not None and valid_until <= day:
        return ""
    return "remove" if valid_from is not None and valid_from >= day else "end"
