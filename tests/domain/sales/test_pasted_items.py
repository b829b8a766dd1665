"""Which items pasted rows mean, and what is learned of them: among the customer's, our and the suppliers' codes."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Code
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.rules.pasted import Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade():
    trade = Trade.open()
    trade.add_items("TEA-100", "CUP-200", "POT-300", stock=100)
    for sku, name in (("TEA-100", "Assam tea, 250 g"), ("CUP-200", "Tea cup, white"), ("POT-300", "Tea pot")):
        catalog.change_item(trade.by, item_id=trade.items[sku], name=name)
    trade.add_case("CUP-200")
    trade.add_customer()
    catalog.add_code(trade.by, item_id=trade.items["CUP-200"], kind="gtin", code="4006381333931", unit="case")
    return trade


@pytest.fixture
def customer(trade):
    return parties_queries.customer_terms(trade.customers["Café Blum"])


def told(found):
    """What each row means: the SKU and how, or what it may be."""
    return [
        (one.sure.sku, one.sure.how) if one.sure else [(fit.sku, fit.how) for fit in one.fits]
        for one in found
    ]


def test_each_kind_of_code_is_found_and_what_is_alike_is_proposed(trade, customer):
    items = trade.items
    catalog.add_code(
        trade.by, item_id=items["POT-300"], kind="customer", code="X 9", party_id=customer.party_id
    )
    catalog.add_code(trade.by, item_id=items["TEA-100"], kind="supplier", code="SUP-1", party_id=new_id(NOW))
    rows = [
        Row("tea-100"), Row("4006381333931"), Row("x 9"), Row("SUP-1"), Row("", "assam tea, 250 G"),
        Row("CUP-2OO"), Row("", "Asam te"), Row("ZZZ-999"), Row("ZZZ-999", "white cup"), Row("", "", also=("x 9",)),
    ]  # fmt: skip
    assert told(queries.meanings(rows, customer)) == [
        ("TEA-100", "sku"),
        ("CUP-200", "gtin"),
        ("POT-300", "customer"),
        ("TEA-100", "supplier"),
        ("TEA-100", "name"),
        [("CUP-200", "code_like")],
        [("TEA-100", "name_like")],
        [],
        [("CUP-200", "name_like")],
        ("POT-300", "customer"),
    ]


def test_what_they_bought_before_is_surer(trade, customer):
    before = queries.meanings([Row("", "tea pott")], customer)[0].fits
    trade.order(("POT-300", 2), confirm=True)
    after = queries.meanings([Row("", "tea pott")], customer)[0].fits
    assert [fit.bought for fit in before + after][:1] == [False]
    assert (after[0].sku, after[0].bought, after[0].percent) == ("POT-300", True, before[0].percent + 4)


def test_a_thousand_rows_take_as_many_statements_as_one(trade, customer):
    counts = []
    for rows in ([Row("CUP-2O")], [Row(f"CUP-2O{n}", f"tea {n}") for n in range(1000)]):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.meanings(rows, customer)
        counts.append(len(seen))
    assert counts == [3, 3]


def order(trade, *lines, confirm):
    asked = [LineInput(trade.items[sku], D(2), unit, called=called) for sku, unit, called in lines]
    return sales.place_order(
        trade.by, order_id=new_id(NOW), customer_id=trade.customers["Café Blum"], lines=asked, confirm=confirm
    )


def codes():
    return sorted(Code.objects.filter(kind="customer").values_list("code", "item__sku", "unit"))


def test_what_they_call_it_is_learned_once_the_order_is_confirmed(trade, customer):
    placed = order(
        trade, ("CUP-200", "case", "A 77"), ("TEA-100", "", "their tea"), ("POT-300", "", ""), confirm=False
    )
    assert codes() == []
    sales.confirm_order(trade.by, order_id=placed.pk)
    assert codes() == [("A 77", "CUP-200", "case"), ("their tea", "TEA-100", "")]
    (found,) = queries.meanings([Row("a 77")], customer)
    assert (found.sure.sku, found.sure.unit, found.sure.how) == ("CUP-200", "case", "customer")


def test_a_name_of_two_items_and_one_that_stands_teach_nothing(trade, customer):
    order(trade, ("CUP-200", "", "A 77"), confirm=True)
    order(trade, ("TEA-100", "", "a 77"), ("POT-300", "", "B 8"), ("TEA-100", "", "b 8"), confirm=True)
    assert codes() == [("A 77", "CUP-200", "")]


def test_their_number_on_another_order_is_found_until_that_is_cancelled(trade):
    first = trade.order(("TEA-100", 1), customer_po="PO-7")
    mine = trade.customers["Café Blum"]
    assert queries.orders_with_po(trade.by, mine, " po-7 ") == [first]
    assert queries.orders_with_po(trade.by, mine, "PO-7", first.pk) == []
    assert queries.orders_with_po(trade.by, mine, "") == []
    sales.cancel_order(trade.by, order_id=first.pk, reason="Twice")
    assert queries.orders_with_po(trade.by, mine, "PO-7") == []
