"""Lines of one order priced together, from the database: what counts together, quotas, discount rules."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import DiscountInput, PriceInput, QuotaUsed
from tradepost.domain.pricing.models import DiscountRule, PriceRow, Quota
from tradepost.domain.pricing.queries import (
    DISCOUNTS,
    Asked,
    Basket,
    Head,
    Offer,
    offer_for,
    offers_for_many,
)
from unchanged import unchanged

from .conftest import NOW, TODAY, Shop

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def offer(customer: CustomerTerms, *asked: Asked, discount: str = "0") -> Offer:
    with CaptureQueriesContext(connection) as captured:
        found = offer_for(customer, on=TODAY, asked=asked, head=Head(D(discount)))
    assert len(captured) == 1
    return found


def nets(found: Offer) -> list[D]:
    return [line.net for line in found.lines]


def keep(shop: Shop, name: str, percent: str, **given: Any) -> DiscountRule:
    discount = DiscountInput(name, D(percent), **given)
    return pricing.keep_discount(shop.by, discount_id=new_id(NOW), discount=discount)


def test_lines_of_an_item_of_a_group_and_of_a_category_count_together(shop: Shop) -> None:
    customer = shop.customer()
    shop.list_price(shop.tea, "16", minimum_quantity=10, counted="item")
    two, three = Asked(shop.tea, D(5)), Asked(shop.coffee, D(5))
    assert nets(offer(customer, two, two)) == [D("80.00")] * 2
    assert nets(offer(customer, two, three)) == [D("90.00"), D("48.00")]
    shop.list_price(shop.tea, "15", minimum_quantity=10, counted="mix", mix="Hot")
    shop.list_price(shop.coffee, "9", minimum_quantity=10, counted="mix", mix="Hot")
    found = offer(customer, two, three)
    assert nets(found) == [D("75.00"), D("45.00")]
    assert found.lines[0].trace["winner"] == {
        "list": "List", "kind": "fixed", "amount": "15.000000", "minimum_quantity": 10, "counted": "mix", "reached": 10,
    }  # fmt: skip
    of_drinks = PriceInput(D(50), category_id=shop.drinks, kind="percent", minimum_quantity=12, counted="mix")
    shop.agree(customer, of_drinks)
    assert nets(offer(customer, Asked(shop.tea, D(1), "case"))) == [D("90.00")]
    assert nets(offer(customer, Asked(shop.tea, D(6)), Asked(shop.coffee, D(6)))) == [D("45.00"), D("27.00")]
    assert nets(offer(customer, Asked(shop.tea, D(6)), Asked(shop.coffee, D(5)))) == [D("90.00"), D("45.00")]


def test_a_net_price_is_touched_by_no_discount(shop: Shop) -> None:
    customer = shop.customer(discount_percent=D(5))
    shop.list_price(shop.coffee, "9.60", is_net=True)
    found = offer(customer, Asked(shop.tea, D(1)), Asked(shop.coffee, D(1)), discount="10")
    assert nets(found) == [D("15.39"), D("9.60")]
    told = found.lines[1].trace
    assert (told["is_net"], told["order_discount"], told["discount_losers"]) == (
        True, "net", [{"rule": "", "percent": "5.0000", "why": "net_price"}],
    )  # fmt: skip


def test_discounts_reach_their_customers_goods_and_days(shop: Shop) -> None:
    one, friend = shop.customer("C-1"), shop.customer("C-2", group_id=shop.friends)
    cup = shop.item("CUP")
    shop.list_price(cup, "10")
    keep(shop, "Drinks", "10", category_id=shop.drinks)
    keep(shop, "Of one", "20", customer_id=one.customer_id, item_id=shop.tea)
    keep(shop, "Friends", "30", group_id=shop.friends, currency="EUR")
    keep(shop, "Dollars", "90", currency="USD")
    keep(shop, "Over", "90", valid_until=TODAY)
    keep(shop, "To come", "90", valid_from=TOMORROW)
    asked = [Asked(item, D(1)) for item in (shop.tea, shop.coffee, cup)]

    def given(customer: CustomerTerms) -> list[tuple[D, str | None]]:
        return [
            (line.discount_percent, line.trace.get("discount_rule")) for line in offer(customer, *asked).lines
        ]

    assert given(one) == [(D(20), "Of one"), (D(10), "Drinks"), (D(0), None)]
    assert given(friend) == [(D(30), "Friends")] * 3


def test_the_value_of_the_goods_takes_a_discount_off_all_of_it(shop: Shop) -> None:
    customer = shop.customer()
    keep(shop, "From 1,000", "3", kind="order", minimum_value=D(1000), currency="EUR")
    small, large = offer(customer, Asked(shop.tea, D(55))), offer(customer, Asked(shop.tea, D(56)))
    assert (nets(small), small.value_discount) == ([D("990.00")], "")
    assert (nets(large), large.value_discount, large.value_discount_percent) == (
        [D("977.76")],
        "From 1,000",
        D(3),
    )
    typed = offer(customer, Asked(shop.tea, D(56)), discount="1")
    assert (nets(typed), typed.value_discount) == ([D("997.92")], "")


def test_many_orders_share_what_is_left_of_a_quota(shop: Shop) -> None:
    customer, other = shop.customer("C-1"), shop.customer("C-2")
    keep(shop, "Of the other", "50", customer_id=other.customer_id)
    shop.agree(customer, PriceInput(D(12), item_id=shop.tea, quota=30))
    asked = [Asked(shop.tea, D(20))]
    baskets = [
        Basket(customer, TODAY, asked, takes=False),
        Basket(customer, TODAY, asked, takes=True),
        Basket(customer, TODAY, asked, takes=True),
        Basket(other, TODAY, asked, takes=True),
    ]
    found = offers_for_many(baskets)
    assert [nets(one) for one in found if isinstance(one, Offer)] == [
        [D("240.00")], [D("240.00")], [D("360.00")], [D("180.00")],
    ]  # fmt: skip


def test_a_quota_gives_what_is_left_and_no_more(shop: Shop) -> None:
    list_id = shop.agree(shop.customer(), PriceInput(D(12), item_id=shop.tea, quota=30))
    row = PriceRow.objects.get(price_list_id=list_id).pk
    pricing.record_quota_used(shop.by, uses=[(row, 10), (row, 15)])
    with unchanged("pricing"), pytest.raises(QuotaUsed) as refused:
        pricing.record_quota_used(shop.by, uses=[(row, 6)])
    assert (refused.value.code, refused.value.facts["left"]) == ("quota-used", 5)
    assert "Of TEA only 5 are left at the price of Contract C-1 1, and 6 are asked." in refused.value.message
    pricing.record_quota_freed(shop.by, uses=[(row, 20)])
    pricing.record_quota_used(shop.by, uses=[(row, 25), (new_id(NOW), 1)])
    assert Quota.objects.get().used == 30
    with unchanged("pricing"), pytest.raises(QuotaUsed):
        pricing.record_quota_used(shop.by, uses=[(row, 31)])
    # Without a quota it gives any number.
    pricing.set_prices(shop.by, price_list_id=list_id, rows=[PriceInput(D(12), item_id=shop.tea)])
    pricing.record_quota_used(shop.by, uses=[(row, 1000)])


def test_a_discount_is_kept_changed_once_and_ended(shop: Shop) -> None:
    made = keep(shop, "  Autumn  sale ", "10")
    given = DiscountInput("Autumn sale", D(10))
    with unchanged("pricing"):
        pricing.keep_discount(shop.by, discount_id=made.pk, discount=given)
    changed = pricing.keep_discount(
        shop.by, discount_id=made.pk, discount=DiscountInput("Autumn sale", D(12)), version=1
    )
    assert (changed.name, changed.percent, DiscountRule.objects.get().version) == ("Autumn sale", D(12), 2)
    with unchanged("pricing"), pytest.raises(ChangedMeanwhile):
        pricing.keep_discount(shop.by, discount_id=made.pk, discount=given, version=1)
    later = keep(shop, "Winter", "5", valid_from=TOMORROW)
    with unchanged("pricing"):
        with pytest.raises(Invalid):
            pricing.end_discounts(shop.by, discount_ids=[made.pk], ends_on=TODAY - timedelta(days=2))
        with pytest.raises(NotFound):
            pricing.end_discounts(shop.by, discount_ids=[made.pk, new_id(NOW)])
    assert pricing.end_discounts(shop.by, discount_ids=[made.pk, later.pk]) == 2
    assert [(row.name, row.valid_until) for row in DiscountRule.objects.all()] == [("Autumn sale", TODAY)]
    assert pricing.end_discounts(shop.by, discount_ids=[made.pk]) == 0


def test_discounts_that_make_no_sense_are_refused_by_field(shop: Shop) -> None:
    keep(shop, "Taken", "1")
    nobody = new_id(NOW)
    cases: dict[str, dict[str, Any]] = {
        "name": {"name": "Taken"},
        "percent": {"percent": D(0)},
        "kind": {"kind": "total"},
        "group_id": {"customer_id": shop.customer().customer_id, "group_id": shop.friends},
        "category_id": {"item_id": shop.tea, "category_id": shop.drinks},
        "item_id": {"kind": "order", "item_id": shop.tea},
        "minimum_value": {"minimum_value": D(5), "currency": "EUR"},
        "currency": {"kind": "order", "minimum_value": D(5)},
        "priority": {"priority": -1},
        "valid_until": {"valid_from": TODAY, "valid_until": TODAY},
        "customer_id": {"customer_id": nobody},
    }
    for field, given in cases.items():
        asked: dict[str, Any] = {"name": "New", "percent": D(5), **given}
        with unchanged("pricing"), pytest.raises(Invalid) as refused:
            pricing.keep_discount(shop.by, discount_id=new_id(NOW), discount=DiscountInput(**asked))
        assert list(refused.value.facts["fields"]) == [field]
    rows = {
        "counted": PriceInput(D(1), item_id=shop.tea, counted="pallet"),
        "mix": PriceInput(D(1), item_id=shop.tea, counted="mix", mix=" "),
        "quota": PriceInput(D(1), item_id=shop.tea, quota=0),
    }
    for field, row in rows.items():
        with unchanged("pricing"), pytest.raises(Invalid) as refused:
            pricing.set_prices(shop.by, price_list_id=shop.base, rows=[row])
        assert list(refused.value.facts["fields"]) == [f"rows.0.{field}"]


def test_the_list_of_discounts_costs_the_same_for_one_and_three(shop: Shop) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            for row in DISCOUNTS.page(shop.by).rows:
                str((row.customer and row.customer.party.name, row.group and row.group.name, row.category))
        return len(captured)

    keep(shop, "A", "1", customer_id=shop.customer().customer_id)
    one = statements()
    keep(shop, "B", "1", group_id=shop.friends)
    keep(shop, "C", "1", category_id=shop.drinks)
    assert (statements(), Item.objects.count()) == (one, 2)
