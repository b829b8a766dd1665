"""Setting prices and taxes: in bulk, repeatable, refused as a whole, with an event and a history."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.pricing.commands.create_price_list import PriceListExists
from tradepost.domain.pricing.models import PriceList, PriceListFor, PriceRow, TaxRule
from tradepost.domain.pricing.queries import PRICE_LISTS, PRICES, price_list

from .conftest import NOW, TODAY, Shop


def test_a_list_is_made_once_per_id(shop: Shop) -> None:
    list_id = new_id(NOW)
    for _ in range(2):
        pricing.create_price_list(shop.by, price_list_id=list_id, name="Spring", currency="EUR")
    assert PriceList.objects.filter(name="Spring").count() == 1
    assert [fact.name for fact in feed.about([list_id])] == ["pricing.price_list_created"]


@pytest.mark.parametrize(
    ("name", "currency", "is_base", "refusal"),
    [
        ("List", "EUR", False, PriceListExists),
        ("Other", "EUR", True, PriceListExists),
        ("  ", "EUR", False, Invalid),
        ("Other", "Euro", False, Invalid),
    ],
)
def test_a_list_is_refused(
    shop: Shop, name: str, currency: str, is_base: bool, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        pricing.create_price_list(
            shop.by, price_list_id=new_id(NOW), name=name, currency=currency, is_base=is_base
        )
    assert [found.name for found in PriceList.objects.all()] == ["List"]


def test_prices_set_again_change_and_the_old_ones_are_remembered(shop: Shop) -> None:
    rows = [PriceInput(D(18), item_id=shop.tea), PriceInput(D(10), item_id=shop.coffee)]
    assert pricing.set_prices(shop.by, price_list_id=shop.base, rows=rows) == 1
    assert pricing.set_prices(shop.by, price_list_id=shop.base, rows=rows) == 0
    coffee = PriceRow.objects.get(item_id=shop.coffee)
    assert (coffee.amount, [before.amount for before in coffee.history.all()]) == (D(10), [D("9.6")])
    assert feed.about([shop.base])[0].data == {
        "price_list_id": str(shop.base),
        "rows": 1,
        "items": 2,
    }


def test_of_two_rows_with_one_key_the_last_counts(shop: Shop) -> None:
    rows = [PriceInput(D(1), item_id=shop.tea), PriceInput(D(2), item_id=shop.tea, unit="piece")]
    pricing.set_prices(shop.by, price_list_id=shop.base, rows=rows)
    assert [row.amount for row in PriceRow.objects.filter(item_id=shop.tea)] == [D(2)]


def test_bad_prices_are_all_named_and_nothing_is_written(shop: Shop) -> None:
    before = set(PriceRow.objects.values_list("id", "amount"))
    with pytest.raises(Invalid) as refusal:
        pricing.set_prices(
            shop.by,
            price_list_id=shop.base,
            rows=[
                PriceInput(D(99), item_id=shop.tea),
                PriceInput(D(-1), item_id=shop.tea),
                PriceInput(D(1), item_id=new_id(NOW)),
                PriceInput(D(1)),
                PriceInput(D(1), item_id=shop.tea, unit="pallet"),
                PriceInput(D(101), category_id=shop.drinks, kind="percent"),
                PriceInput(D(1), item_id=shop.tea, minimum_quantity=0, kind="gift"),
                PriceInput(D(1), item_id=shop.tea, valid_from=TODAY, valid_until=TODAY),
                PriceInput(D("0.0000001"), item_id=shop.tea),
                PriceInput(D(1), item_id=shop.tea, category_id=shop.drinks),
            ],
        )
    assert refusal.value.facts["fields"] == {
        "rows.1.amount": "A price is 0 or more.",
        "rows.2.item_id": "Name one item, one category or one brand that exists.",
        "rows.3.item_id": "Name one item, one category or one brand that exists.",
        "rows.4.unit": "It is not sold by the “pallet”.",
        "rows.5.amount": "A discount is between 0 and 100 percent.",
        "rows.6.minimum_quantity": "The least quantity is 1.",
        "rows.6.kind": "A price is fixed, or percent off the list price.",
        "rows.7.valid_until": "It ends before it begins.",
        "rows.8.amount": "A price has at most six decimal places.",
        "rows.9.item_id": "Name one item, one category or one brand that exists.",
    }
    assert set(PriceRow.objects.values_list("id", "amount")) == before


def test_an_unknown_list_is_refused(shop: Shop) -> None:
    with pytest.raises(NotFound):
        pricing.set_prices(shop.by, price_list_id=new_id(NOW), rows=[])
    with pytest.raises(NotFound):
        pricing.assign_price_list(shop.by, price_list_id=new_id(NOW), group_ids=[shop.friends])
    with pytest.raises(Invalid):
        pricing.assign_price_list(shop.by, price_list_id=shop.base, group_ids=[shop.friends], rank=-1)
    assert PriceListFor.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 200])
def test_setting_prices_takes_five_statements_for_any_number_of_rows(shop: Shop, rows: int) -> None:
    prices = [PriceInput(D(17), item_id=shop.tea, minimum_quantity=2 + n) for n in range(rows)]
    with CaptureQueriesContext(connection) as captured:
        pricing.set_prices(shop.by, price_list_id=shop.base, rows=prices)
    said = [query["sql"].split()[0].lower() for query in captured]
    assert said == ["savepoint", "select", "select", "insert", "with", "insert", "release"]


def test_the_tax_table_is_replaced_and_bad_ones_are_refused_whole(shop: Shop) -> None:
    pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(19)), TaxRuleInput("G", D(0), country="CH")])
    pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(20))])
    with pytest.raises(Invalid) as refusal:
        pricing.set_tax_rules(
            shop.by,
            rules=[
                TaxRuleInput("", D(101)),
                TaxRuleInput("S", D(1)),
                TaxRuleInput("S", D(1), country="CH", valid_from=TODAY, valid_until=TODAY),
            ],
        )
    assert set(refusal.value.facts["fields"]) == {
        "rules.0.rate",
        "rules.0.code",
        "rules.1.country",
        "rules.2.valid_until",
    }
    assert [(rule.code, rule.rate) for rule in TaxRule.objects.all()] == [("S", D(20))]


@pytest.mark.parametrize("lists", [1, 3])
def test_lists_of_prices_take_one_statement(shop: Shop, lists: int) -> None:
    for number in range(lists):
        made = shop.price_list(f"Extra {number}")
        pricing.set_prices(shop.by, price_list_id=made, rows=[PriceInput(D(1), item_id=shop.tea)])
    with CaptureQueriesContext(connection) as captured:
        found = [made.name for made in PRICE_LISTS.page(shop.by, search="extra").rows]
        prices = sorted(
            (row.price_list.name, row.item.sku if row.item else "", row.amount)
            for row in PRICES.page(shop.by, search="tea", sort="amount").rows
        )
    assert found == [f"Extra {number}" for number in range(lists)]
    assert prices == [*((f"Extra {number}", "TEA", D(1)) for number in range(lists)), ("List", "TEA", D(18))]
    assert len(captured) == 2


def test_customers_see_no_lists(shop: Shop) -> None:
    buyer = replace(shop.by, scope={"customer": new_id(NOW)})
    assert PRICE_LISTS.page(buyer).rows == []
    assert PRICES.page(buyer).rows == []
    with pytest.raises(NotFound):
        price_list(buyer, shop.base)
    assert price_list(shop.by, shop.base).name == "List"
