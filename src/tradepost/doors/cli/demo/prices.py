"""What the demonstration company asks: list prices per currency, group and contract lists, breaks, and taxes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tradepost.domain.catalog import commands as catalog
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import FloorInput, PriceInput, TaxRuleInput
from tradepost.doors.cli.demo.company import BASE, Buyer, Company, Good, rate_of

CENT = Decimal("0.01")
CASE_SHARE = Decimal("0.94")
"""A case costs this share of its pieces."""
BREAK_CASES, BREAK_PERCENT = 10, Decimal(9)
CONTRACT_ITEMS = 20

# Percent off the list price for a group of customers, on everything under one category.
GROUP_PERCENTS = {
    "Cafés": {"Coffee": 8, "To go": 6},
    "Restaurants": {"Table": 10, "Kitchen": 7},
    "Hotels": {"Table": 12, "Tea": 8, "Hygiene": 8},
    "Offices": {"Coffee": 4},
    "Caterers": {"To go": 12, "Table": 8},
    "Retailers": {"Coffee": 15, "Tea": 15, "Pantry": 12},
}


def set_taxes(company: Company) -> None:
    """Groceries untaxed, other goods by the customer; nothing is taxed that leaves the country."""
    pricing.set_tax_rules(
        company.owner,
        rules=[
            TaxRuleInput("G", Decimal(0)),
            TaxRuleInput("S", Decimal("6.25"), country="US"),
            TaxRuleInput("Z", Decimal(0), country="US", item_class="zero"),
            TaxRuleInput("E", Decimal(0), country="US", customer_class="exempt"),
            TaxRuleInput("E", Decimal(0), country="US", customer_class="exempt", item_class="zero"),
        ],
    )


def set_list_prices(company: Company) -> None:
    """One list of prices per currency in use."""
    by = company.owner
    for currency in dict.fromkeys([BASE, *sorted({buyer.currency for buyer in company.buyers})]):
        list_id = company.mint(by.now)
        pricing.create_price_list(
            by, price_list_id=list_id, name=f"List prices {currency}", currency=currency, is_base=True
        )
        rows = [row for good in company.goods for row in _listed(good, rate_of(currency))]
        pricing.set_prices(by, price_list_id=list_id, rows=rows)


def _listed(good: Good, rate: Decimal) -> list[PriceInput]:
    price = (good.price / rate).quantize(CENT)
    rows = [PriceInput(price, item_id=good.item_id)]
    if good.per_case > 1:
        case = (price * good.per_case * CASE_SHARE).quantize(CENT)
        rows.append(PriceInput(case, item_id=good.item_id, unit="case"))
    if good.kind.parent in ("To go", "Hygiene") and good.per_case > 1:
        rows.append(
            PriceInput(
                BREAK_PERCENT,
                item_id=good.item_id,
                unit="case",
                minimum_quantity=BREAK_CASES * good.per_case,
                kind="percent",
            )
        )
    return rows


def set_agreed_prices(company: Company) -> None:
    """Group lists by category; contracts with fixed prices for the largest customers."""
    by = company.owner
    for group, percents in GROUP_PERCENTS.items():
        list_id = company.mint(by.now)
        pricing.create_price_list(by, price_list_id=list_id, name=f"{group} prices", currency=BASE)
        rows = [
            PriceInput(Decimal(percent), category_id=company.aisles[parent], kind="percent")
            for parent, percent in percents.items()
        ]
        pricing.set_prices(by, price_list_id=list_id, rows=rows)
        pricing.assign_price_list(by, price_list_id=list_id, group_ids=[company.groups[group]], rank=2)
    for buyer in _largest(company):
        list_id = company.mint(by.now)
        pricing.create_price_list(by, price_list_id=list_id, name=f"Contract {buyer.name}", currency=BASE)
        liked = [good for good in company.goods if good.kind.parent in buyer.trade.likes]
        rows = [
            PriceInput((good.price * Decimal("0.84")).quantize(CENT), item_id=good.item_id)
            for good in company.dice.sample(liked, CONTRACT_ITEMS)
        ]
        pricing.set_prices(by, price_list_id=list_id, rows=rows)
        pricing.assign_price_list(by, price_list_id=list_id, customer_ids=[buyer.customer_id], rank=1)
        company.contracts.add(buyer.customer_id)


def _largest(company: Company) -> list[Buyer]:
    own = [buyer for buyer in company.buyers if buyer.currency == BASE]
    return sorted(own, key=lambda buyer: -buyer.weight)[:6]


SOLD_BY_CASE, MOST_CASES, LEAST_ORDER = 3, 20, Decimal(50)
LEAST_MARGINS = {"To go": 15, "Hygiene": 10}


def set_rules_of_selling(company: Company, moment: datetime) -> None:
    """A few cups by the case, one of them not too many to each; least margins; small retailers order for so much."""
    by = company.owner.at(moment)
    packed = [good for good in company.goods if good.kind.parent == "To go" and good.per_case > 1]
    slow = sorted(packed, key=lambda good: (good.popularity, good.sku))[:SOLD_BY_CASE]
    for good in slow:
        catalog.change_item(by, item_id=good.item_id, sold_by="case", rounding="up")
    for good in slow[:1]:
        catalog.change_item(by, item_id=good.item_id, most_quantity=MOST_CASES * good.per_case, most_days=30)
    floors = [
        FloorInput(Decimal(percent), category_id=company.aisles[parent])
        for parent, percent in LEAST_MARGINS.items()
    ]
    pricing.set_floors(by, floors=floors)
    for buyer in company.buyers[-SOLD_BY_CASE:]:
        parties.change_customer(by, customer_id=buyer.customer_id, least_order=LEAST_ORDER)
