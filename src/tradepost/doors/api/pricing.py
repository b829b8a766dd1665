"""Price lists, who buys by them, their prices; the tax table."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.pricing.models import PriceList
from tradepost.domain.pricing.queries import PRICE_LISTS, PRICES
from tradepost.domain.pricing.rules import COUNTED
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    Country,
    Currency,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Name,
    NumberOut,
    Percent,
    Price,
    Word,
    Yes,
    about,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])
Kind = one_of("fixed", "percent")


class PriceListIn(In):
    """A price list to be made."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    name: Name = about("Its name.", "Cafés 2026")
    currency: Currency = about("Of all its prices.", "EUR")
    is_base: Yes = about("Whether it holds the list prices of its currency.", False, False)
    includes_tax: Yes = about(
        "Whether its fixed prices include the tax that a buyer owes; list prices do not.", False, False
    )


class BuyersIn(In):
    """Who buys by a list."""

    customer_ids: list[Id] = about("Customers.", None, [], max_length=1000)
    group_ids: list[Id] = about("Customer groups.", None, [], max_length=1000)
    rank: whole(1, 1000) = about("The list of the lowest rank is asked first.", 1, 1)  # type: ignore[valid-type]


class BuyerOut(Shape):
    """A customer or a group that buys by a list."""

    customer_id: IdOut | None = about("The customer.")
    group_id: IdOut | None = about("Or the group.")
    rank: int = about("The list of the lowest rank is asked first.", 1)


class PriceListChange(In):
    """New values for a price list; what is left out stays."""

    name: Name = new("Its name.", "Cafés 2027")
    includes_tax: Yes = new("Whether its prices include tax; said while it has none.")


class PriceListRow(Shape):
    """A price list."""

    id: IdOut = about("The list.")
    name: str = about("Its name.", "Cafés 2026")
    currency: str = about("Of all its prices.", "EUR")
    is_base: bool = about("Whether it holds the list prices of its currency.")
    includes_tax: bool = about("Whether its fixed prices include the tax that a buyer owes.", False)
    retired_on: DayOut | None = about("The first day on which it prices nothing; null: it is in use.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class PriceListOut(PriceListRow):
    """A price list and who buys by it."""

    buyers: list[BuyerOut] = about("First rank first.")


class PriceIn(In):
    """A price. Its key is item, category or brand, unit, minimum quantity, first day and kind."""

    item_id: Id | None = about("The item; or give `category_id` or `brand_id`.", AN_ID, None)
    category_id: Id | None = about("A category: a percentage off the list price of its items.", None, None)
    brand_id: Id | None = about("A brand: likewise.", None, None)
    unit: Word = about("Per which unit; empty: the base unit.", None, "")
    minimum_quantity: Count = about("From so many base units on.", 1, 1)
    kind: Kind = about("fixed: an amount; percent: off the list price.", "fixed", "fixed")
    amount: Price = about(
        "The amount per unit, with tax where the list includes it, or the percentage.", "9.90"
    )
    valid_from: Day | None = about("The first day; null: ever since.", "2031-05-01", None)
    valid_until: Day | None = about("The first day it does not hold; null: for good.", None, None)
    counted: one_of(*COUNTED) = about(  # type: ignore[valid-type]
        "What reaches the minimum: one line, all lines of the item, or all lines of a mixed group.",
        "line",
        "line",
    )
    mix: Word = about(
        "The mixed group: items with the same word in this list count together; empty: of a category or brand, all.",
        None, "",
    )  # fmt: skip
    is_net: Yes = about("Whether no discount comes off it any more.", False, False)
    quota: Count | None = about("So many base units may be sold at it; null: any number.", 1000, None)


class PricesIn(In):
    """Prices to be set."""

    prices: list[PriceIn] = about("Up to 5,000 prices.", min_length=1, max_length=5000)


class PricesSet(Shape):
    """What was set."""

    changed: int = about("How many prices are new or different.", 12)


class PricesEndIn(In):
    """Prices that shall hold no more."""

    price_ids: list[Id] = about("Which ones, of any lists.", min_length=1, max_length=5000)
    ends_on: Day | None = about("The first day they do not hold; null: today.", "2031-05-01", None)


class PricesEnded(Shape):
    """What was ended."""

    changed: int = about("How many prices got an end or were removed.", 12)


class PriceRowOut(Shape):
    """A price."""

    id: IdOut = about("The price.")
    price_list_id: IdOut = about("Its list.")
    item_id: IdOut | None = about("The item; or a category or brand.")
    category_id: IdOut | None = about("The category.")
    brand_id: IdOut | None = about("The brand.")
    unit: str = about("Per which unit; empty: the base unit.")
    minimum_quantity: int = about("From so many base units on.", 1)
    kind: str = about("fixed or percent.", "fixed")
    amount: AmountOut = about("The amount per unit, or the percentage.")
    includes_tax: bool = about("Whether the amount includes the tax that a buyer owes.", False)
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it does not hold; null: for good.")
    counted: str = about("What reaches the minimum: line, item or mix.", "line")
    mix: str = about("The mixed group whose items count together.")
    is_net: bool = about("Whether no discount comes off it any more.")
    quota: int | None = about("So many base units may be sold at it; null: any number.", 1000)
    used: int | None = about("What confirmed orders took of the quota; null: nothing yet.", 240)


class TaxRuleIn(In):
    """A tax rule; an empty word means any."""

    code: text(20, 1) = about("What it is called on an invoice.", "S")  # type: ignore[valid-type]
    rate: Percent = about("Percent.", "19")
    country: Country = about("Where it goes, ISO 3166.", "DE", "")
    customer_class: one_of("", "standard", "exempt", "reverse") = about("Of the customer.", "standard", "")  # type: ignore[valid-type]
    item_class: one_of("", "standard", "reduced", "zero") = about("Of the item.", "reduced", "")  # type: ignore[valid-type]
    valid_from: Day | None = about("The first day; null: ever since.", None, None)
    valid_until: Day | None = about("The first day it does not hold; null: for good.", None, None)
    region: text(80) = about("Of the country, as addresses write it.", "CA", "")  # type: ignore[valid-type]
    postal_prefix: text(20) = about("How postal codes begin.", "94", "")  # type: ignore[valid-type]
    part: text(40) = about("Rules of different parts add up.", "county", "")  # type: ignore[valid-type]
    needs_tax_number: Yes = about(
        "Only for customers with a valid tax number of another country than ours; others owe the tax of ours.",
        False, False,
    )  # fmt: skip
    legal_text: text(200) = about("What papers say of it.", "Reverse charge", "")  # type: ignore[valid-type]


class TaxRulesIn(In):
    """Tax rules; where the table is replaced, all of it."""

    rules: list[TaxRuleIn] = about("Of two for the same only one begins on a day.", max_length=2000)


class TaxRuleOut(Shape):
    """A tax rule; an empty word means any."""

    code: str = about("What it is called on an invoice.", "S")
    rate: NumberOut = about("Percent.")
    country: str = about("Where it goes, ISO 3166.", "DE")
    customer_class: str = about("Of the customer.", "standard")
    item_class: str = about("Of the item.", "reduced")
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it does not hold; null: for good.")
    region: str = about("Of the country.", "CA")
    postal_prefix: str = about("How postal codes begin.", "94")
    part: str = about("Rules of different parts add up.", "county")
    needs_tax_number: bool = about("Only for customers with a valid tax number of another country than ours.")
    legal_text: str = about("What papers say of it.", "Reverse charge")


lists(router, "/price-lists", PRICE_LISTS, name="list_price_lists", needs="pricing.read", gives=PriceListRow)
lists(router, "/prices", PRICES, name="list_prices", needs="pricing.read", gives=PriceRowOut)


def _price_list(by: By, price_list_id: UUID) -> dict[str, Any]:
    row: PriceList = pricing_queries.price_list(by, price_list_id)
    return PriceListOut.plain(row, buyers=pricing_queries.buyers_of(by, price_list_id))


@changes(
    router,
    "POST",
    "/price-lists",
    needs="pricing.create_price_list",
    gives=PriceListOut,
    status=201,
    at="/api/v1/price-lists/{id}",
)
def create_price_list(by: By, body: PriceListIn) -> dict[str, Any]:
    """Make an empty price list."""
    given = body.model_dump(exclude={"id"})
    made = pricing.create_price_list(by, price_list_id=body.id or new_id(by.now), **given)
    return _price_list(by, made.id)


@reads(router, "/price-lists/{price_list_id}", needs="pricing.read", gives=PriceListOut)
def get_price_list(by: By, price_list_id: Id) -> dict[str, Any]:
    """One price list and who buys by it."""
    return _price_list(by, price_list_id)


@changes(
    router,
    "PATCH",
    "/price-lists/{price_list_id}",
    needs="pricing.rename_price_list",
    gives=PriceListOut,
    within=PRICE_LISTS,
)
def change_price_list(by: By, price_list_id: Id, body: PriceListChange) -> dict[str, Any]:
    """Rename a price list, or say of one without prices whether they include tax.

    Lines that were priced by it keep the name they know.
    """
    if body.name is not None:
        pricing.rename_price_list(by, price_list_id=price_list_id, name=body.name)
    if body.includes_tax is not None:
        pricing.include_tax(by, price_list_id=price_list_id, includes_tax=body.includes_tax)
    return _price_list(by, price_list_id)


@changes(
    router,
    "POST",
    "/price-lists/{price_list_id}/retire",
    needs="pricing.retire_price_list",
    gives=PriceListOut,
    within=PRICE_LISTS,
)
def retire_price_list(by: By, price_list_id: Id) -> dict[str, Any]:
    """From today it prices nothing; prices and buyers stay for the day it is reinstated."""
    pricing.retire_price_list(by, price_list_id=price_list_id)
    return _price_list(by, price_list_id)


@changes(
    router,
    "POST",
    "/price-lists/{price_list_id}/reinstate",
    needs="pricing.reinstate_price_list",
    gives=PriceListOut,
    within=PRICE_LISTS,
)
def reinstate_price_list(by: By, price_list_id: Id) -> dict[str, Any]:
    """A retired list prices again, with the prices and buyers it had."""
    pricing.reinstate_price_list(by, price_list_id=price_list_id)
    return _price_list(by, price_list_id)


@changes(
    router,
    "POST",
    "/price-lists/{price_list_id}/buyers",
    needs="pricing.assign_price_list",
    gives=PriceListOut,
    within=PRICE_LISTS,
)
def assign_price_list(by: By, price_list_id: Id, body: BuyersIn) -> dict[str, Any]:
    """Let customers and groups buy by a list; said again it changes the rank."""
    pricing_queries.price_list(by, price_list_id)
    pricing.assign_price_list(by, price_list_id=price_list_id, **body.model_dump())
    return _price_list(by, price_list_id)


@changes(
    router,
    "POST",
    "/price-lists/{price_list_id}/prices",
    needs="pricing.set_prices",
    gives=PricesSet,
    within=PRICE_LISTS,
)
def set_prices(by: By, price_list_id: Id, body: PricesIn) -> dict[str, Any]:
    """Add prices to a list, or change those of the same key; all or none."""
    pricing_queries.price_list(by, price_list_id)
    rows = [PriceInput(**price.model_dump()) for price in body.prices]
    return PricesSet.plain(None, changed=pricing.set_prices(by, price_list_id=price_list_id, rows=rows))


@changes(router, "POST", "/prices/end", needs="pricing.end_prices", gives=PricesEnded)
def end_prices(by: By, body: PricesEndIn) -> dict[str, Any]:
    """End prices, all or none; those that had not begun by then are removed.

    Documents keep what they copied. Setting a price again brings it back.
    """
    refuse_unseen(by, PRICES, body.price_ids)
    changed = pricing.end_prices(by, price_ids=body.price_ids, ends_on=body.ends_on)
    return PricesEnded.plain(None, changed=changed)


lists(
    router,
    "/tax-rules",
    pricing_queries.TAX_RULES,
    name="list_tax_rules",
    needs="pricing.read",
    gives=TaxRuleOut,
    says="The tax table.",
)


@changes(router, "PUT", "/tax-rules", needs="pricing.set_tax_rules", gives=list[TaxRuleOut])
def set_tax_rules(by: By, body: TaxRulesIn) -> list[dict[str, Any]]:
    """Replace the tax table; documents keep the code and rate they were made with."""
    pricing.set_tax_rules(by, rules=[TaxRuleInput(**rule.model_dump()) for rule in body.rules])
    return [TaxRuleOut.plain(rule) for rule in pricing_queries.tax_rules()]


@changes(router, "POST", "/tax-rules/keep", needs="pricing.keep_tax_rules", gives=list[TaxRuleOut])
def keep_tax_rules(by: By, body: TaxRulesIn) -> list[dict[str, Any]]:
    """Add rules, or change those that speak of the same from the same day; all others stay.

    What a service of rates says every so often. Gives the rules as they are kept.
    """
    kept = pricing.keep_tax_rules(by, rules=[TaxRuleInput(**rule.model_dump()) for rule in body.rules])
    return [TaxRuleOut.plain(rule) for rule in kept]
