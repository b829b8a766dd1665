"""Prices as a customer meets them, from the database."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.models import Unit
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.pricing.queries import Asked, Priced, prices_for
from tradepost.domain.pricing.queries._look_up import _LOOK_UP

from .conftest import NOW, TODAY, Shop

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_a_line_comes_back_whole(shop: Shop) -> None:
    customer = shop.customer()
    assert shop.prices(customer, Asked(shop.tea, D(2), "case")) == [
        Priced(
            item_id=shop.tea,
            sku="TEA",
            name="Tea",
            tracking="none",
            typed_quantity=D(2),
            quantity=24,
            unit="case",
            factor=UnitFactor(12),
            list_price=D(216),
            unit_price=D(216),
            discount_percent=D(0),
            order_discount_percent=D(0),
            net=D("432.00"),
            tax_code="O",
            tax_rate=D(0),
            trace={
                "source": "list",
                "typed": False,
                "quantity": "2",
                "factor": [12, 1],
                "unit_price": "216.000000",
                "discount": "none",
                "net": "432.00",
                "currency": "EUR",
                "winner": {"list": "List", "kind": "fixed", "amount": "18.000000", "minimum_quantity": 1},
                "losers": [],
            },
        )
    ]


def test_a_case_price_is_cheaper_than_twelve_pieces(shop: Shop) -> None:
    shop.list_price(shop.tea, "199", unit="Case")
    customer = shop.customer()
    assert shop.price(customer, shop.tea, 1, "case") == D(199)
    assert shop.price(customer, shop.tea, 1, "CASE") == D(199)
    assert shop.price(customer, shop.tea, 12) == D(18)
    assert shop.price(customer, shop.tea, 1, "piece") == D(18)


def test_a_quantity_break_is_reached_in_pieces_or_cases(shop: Shop) -> None:
    shop.list_price(shop.tea, "16.50", minimum_quantity=48)
    customer = shop.customer()
    assert [shop.price(customer, shop.tea, pieces) for pieces in (47, 48)] == [D(18), D("16.5")]
    assert [shop.price(customer, shop.tea, cases, "case") for cases in (3, 4)] == [D(216), D(198)]


def test_a_contract_that_ended_yesterday_gives_way_and_the_trace_says_so(shop: Shop) -> None:
    customer = shop.customer()
    shop.agree(customer, PriceInput(D(15), item_id=shop.tea, valid_from=YESTERDAY, valid_until=TODAY))
    assert shop.price(customer, shop.tea, on=YESTERDAY) == D(15)
    (line,) = shop.prices(customer, Asked(shop.tea, D(1)))
    assert (line.unit_price, line.list_price) == (D(18), D(18))
    assert line.trace["losers"] == [
        {
            "list": "Contract C-1 1",
            "kind": "fixed",
            "amount": "15.000000",
            "minimum_quantity": 1,
            "valid_from": "2026-03-15",
            "valid_until": "2026-03-16",
            "why": "ended",
        }
    ]


def test_the_list_of_the_lowest_rank_wins_and_only_own_lists_count(shop: Shop) -> None:
    one, other = shop.customer("C-1", group_id=shop.friends), shop.customer("C-2")
    shop.agree(one, PriceInput(D(17), item_id=shop.tea), rank=2)
    for_friends = shop.price_list("Friends")
    pricing.set_prices(
        shop.by,
        price_list_id=for_friends,
        rows=[PriceInput(D(16), item_id=shop.tea), PriceInput(D(9), item_id=shop.coffee)],
    )
    pricing.assign_price_list(shop.by, price_list_id=for_friends, group_ids=[shop.friends], rank=3)
    assert [shop.price(one, shop.tea), shop.price(one, shop.coffee)] == [D(17), D(9)]
    pricing.assign_price_list(shop.by, price_list_id=for_friends, group_ids=[shop.friends], rank=1)
    assert [shop.price(one, shop.tea), shop.price(one, shop.coffee)] == [D(16), D(9)]
    assert [shop.price(other, shop.tea), shop.price(other, shop.coffee)] == [D(18), D("9.6")]


def test_percent_for_a_category_reaches_the_shelves_inside_it(shop: Shop) -> None:
    customer = shop.customer()
    shop.agree(customer, PriceInput(D(10), category_id=shop.drinks, kind="percent"))
    (line,) = shop.prices(customer, Asked(shop.tea, D(1)))
    assert (line.unit_price, line.list_price, line.trace["winner"]["category"]) == (D("16.2"), D(18), True)
    shop.agree(customer, PriceInput(D(20), category_id=shop.hot_drinks, kind="percent"), rank=0)
    assert shop.price(customer, shop.tea) == D("14.4")


def test_lists_in_another_currency_are_silent(shop: Shop) -> None:
    customer = shop.customer(currency="USD")
    with pytest.raises(Invalid) as refusal:
        shop.price(customer, shop.tea)
    assert refusal.value.facts["fields"] == {
        "lines.0.unit_price": "TEA has no price in USD. Type one, or list it."
    }
    dollars = shop.price_list("Dollars", "USD", is_base=True)
    pricing.set_prices(shop.by, price_list_id=dollars, rows=[PriceInput(D("19.50"), item_id=shop.tea)])
    assert shop.price(customer, shop.tea) == D("19.5")


def test_the_customers_discount_is_for_list_prices(shop: Shop) -> None:
    customer = shop.customer(discount_percent=D(5))
    shop.agree(customer, PriceInput(D(9), item_id=shop.coffee))
    lines = shop.prices(
        customer,
        Asked(shop.tea, D(1)),
        Asked(shop.coffee, D(1)),
        Asked(shop.tea, D(1), unit_price=D(17)),
        Asked(shop.tea, D(1), discount_percent=D(12)),
        Asked(shop.coffee, D(1), discount_percent=D(0)),
    )
    assert [(line.unit_price, line.discount_percent, line.trace["discount"]) for line in lines] == [
        (D(18), D(5), "customer"),
        (D(9), D(0), "none"),
        (D(17), D(0), "none"),
        (D(18), D(12), "typed"),
        (D(9), D(0), "typed"),
    ]


def test_a_typed_price_needs_no_list_and_keeps_the_list_price_beside_it(shop: Shop) -> None:
    milk = shop.item("MILK")
    lines = shop.prices(
        shop.customer(), Asked(milk, D(3), unit_price=D("1.05")), Asked(shop.tea, D(1), unit_price=D(11))
    )
    assert [(line.unit_price, line.list_price, line.trace["source"]) for line in lines] == [
        (D("1.05"), None, "typed"),
        (D(11), D(18), "typed"),
    ]


def test_taxes_follow_customer_and_item(shop: Shop) -> None:
    book = shop.item("BOOK", tax_class="reduced")
    shop.list_price(book, "10")
    pricing.set_tax_rules(
        shop.by,
        rules=[
            TaxRuleInput("S", D(19), valid_until=TODAY),
            TaxRuleInput("S", D("20.5"), valid_from=TODAY),
            TaxRuleInput("S", D(7), item_class="reduced"),
            TaxRuleInput("G", D(0), country="CH"),
        ],
    )

    def taxes(
        number: str, country: str, tax_class: str = "standard", on: object = TODAY
    ) -> list[tuple[str, D]]:
        customer = shop.customer(number, country, tax_class=tax_class)
        lines = prices_for(customer, on=on, asked=[Asked(shop.tea, D(1)), Asked(book, D(1))])  # type: ignore[arg-type]
        return [(line.tax_code, line.tax_rate) for line in lines]

    assert taxes("C-1", "DE") == [("S", D("20.5")), ("S", D(7))]
    assert taxes("C-2", "DE", on=YESTERDAY) == [("S", D(19)), ("S", D(7))]
    assert taxes("C-3", "CH") == [("G", D(0))] * 2
    assert taxes("C-4", "DE", "exempt") == [("E", D(0))] * 2
    assert taxes("C-5", "AT", "reverse") == [("AE", D(0))] * 2


def test_every_bad_line_is_named_at_once(shop: Shop) -> None:
    gone, nail = (
        shop.item("GONE", state="discontinued"),
        shop.item("NAIL", minimum_quantity=100, increment=50),
    )
    shop.list_price(nail, "0.02")
    unlisted = shop.item("UNLISTED")
    pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(7), item_class="reduced")])
    Unit.objects.create(item_id=shop.coffee, name="third", numerator=1, denominator=3)
    with pytest.raises(Invalid) as refusal:
        shop.prices(
            shop.customer(),
            Asked(new_id(NOW), D(1)),
            Asked(gone, D(1)),
            Asked(shop.tea, D(1), "pallet"),
            Asked(shop.tea, D("0.5")),
            Asked(shop.tea, D(0), "case"),
            Asked(nail, D(50)),
            Asked(nail, D(120)),
            Asked(unlisted, D(1)),
            Asked(shop.coffee, D(1), "third"),
            Asked(shop.tea, D(1), unit_price=D(-1), discount_percent=D(101)),
            Asked(shop.tea, D("NaN")),
        )
    no_tax = "No tax rule covers standard goods for this customer. Add one."
    fields = {field: text for field, text in refusal.value.facts["fields"].items() if text != no_tax}
    assert fields == {
        "lines.0.item_id": "There is no such item.",
        "lines.1.item_id": "GONE is discontinued. Choose another item.",
        "lines.2.unit": "TEA is not sold by the “pallet”, but by: piece, case.",
        "lines.3.quantity": "0.5 does not make whole base units (one unit is 1).",
        "lines.4.quantity": "The quantity must be more than 0.",
        "lines.5.quantity": "The least is 100 (piece).",
        "lines.6.quantity": "Sold in multiples of 50 (piece): 100 or 150.",
        "lines.7.unit_price": "UNLISTED has no price in EUR. Type one, or list it.",
        "lines.8.quantity": "1 does not make whole base units (one unit is 1/3).",
        "lines.9.unit_price": "A price is 0 or more.",
        "lines.9.discount_percent": "A discount is between 0 and 100 percent.",
        "lines.10.quantity": "Give a number.",
    }
    assert refusal.value.facts["fields"]["lines.3.tax"] == no_tax
    assert refusal.value.message.startswith(
        "11 of 11 lines cannot be priced. The first: There is no such item."
    )


@pytest.mark.parametrize("lines", [1, 3, 1000])
def test_prices_of_any_number_of_lines_take_one_statement(shop: Shop, lines: int) -> None:
    customer = shop.customer(group_id=shop.friends)
    shop.agree(customer, PriceInput(D(10), category_id=shop.drinks, kind="percent"))
    pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(19))])
    asked = [Asked((shop.tea, shop.coffee)[n % 2], D(1 + n)) for n in range(lines)]
    with CaptureQueriesContext(connection) as captured:
        priced = prices_for(customer, on=TODAY, asked=asked)
    assert (len(captured), len(priced)) == (1, lines)


def test_no_lines_ask_nothing(shop: Shop) -> None:
    customer = shop.customer()
    with CaptureQueriesContext(connection) as captured:
        assert prices_for(customer, on=TODAY, asked=[]) == []
    assert len(captured) == 0


def test_rows_of_other_items_are_not_read_however_many_there_are(shop: Shop) -> None:
    sql.run(
        """insert into catalog_item (id, sku, name, description, base_unit, tracking, tax_class,
                                     minimum_quantity, increment, state, made_at, version)
           select gen_random_uuid(), 'X' || n, 'Item ' || n, '', 'piece', 'none', 'standard', 1, 1, 'active',
                  %s, 1 from generate_series(1, 200) n""",
        [NOW],
    )
    sql.run(
        """insert into pricing_price_list (id, name, currency, is_base, made_at, version)
           select gen_random_uuid(), 'Of others ' || n, 'EUR', false, %s, 1 from generate_series(1, 100) n""",
        [NOW],
    )
    sql.run(
        """insert into pricing_price_row (id, price_list_id, item_id, unit, minimum_quantity, kind, amount,
                                          made_at)
           select gen_random_uuid(), l.id, i.id, '', 1, 'fixed', 5, %s
           from catalog_item i cross join pricing_price_list l where i.sku like 'X%%'""",
        [NOW],
    )
    sql.run("analyze")
    asked = {"customer": shop.friends, "group": None, "currency": "EUR", "on": TODAY}
    asked |= {"countries": ["", "DE"], "regions": [""], "prefixes": [""], "classes": ["", "standard"]}
    asked |= {"items": [shop.tea, shop.coffee], "known_at": None}
    (plan,) = sql.rows(f"explain (analyze, format json) {_LOOK_UP}", asked)
    reads = [node for node in _nodes(plan[0][0]["Plan"]) if node.get("Relation Name") == "pricing_price_row"]
    assert {node["Node Type"] for node in reads} <= {"Index Scan", "Bitmap Heap Scan"}
    assert sum(node["Actual Rows"] * node["Actual Loops"] for node in reads) == 2
    assert all(node.get("Rows Removed by Filter", 0) == 0 for node in reads)


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
