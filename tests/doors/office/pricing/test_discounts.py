"""Discounts, and prices that count together, are net or have a quota, in the office."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from desk import Desk, count_of, id_in
from shop import Shop, grid, hidden, minted, open_shop, url
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import DiscountInput, PromotionInput
from tradepost.domain.pricing.models import DiscountRule, PriceRow, Promotion
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_discount_is_made_found_changed_and_ended(shop: Shop) -> None:
    desk = Desk("sales")
    assert "No discount yet" in desk.see(url("discounts"))
    minted_id = hidden(desk.get(url("discount_new")), "discount_id")
    customer = shop.trade.customers["Café Blum"]
    typed: dict[str, Any] = {
        "name": "Tea of the week", "percent": "7,5", "kind": "line", "customer_id": customer,
        "item_id": shop.items["tea"], "priority": "50", "on_agreed": "on", "discount_id": minted_id,
    }  # fmt: skip
    desk.say(url("discount_new"), **typed)
    made = DiscountRule.objects.get()
    assert (made.pk, desk.where) == (id_in(minted_id), url("discount", made.pk))
    assert (made.percent, made.item_id, made.priority, made.on_agreed) == (
        D("7.5"),
        shop.items["tea"],
        50,
        True,
    )
    page = desk.see(url("discount", made.pk))
    for word in ("Tea of the week", "7.5%", "Café Blum", "tea", "Discount set"):
        assert word in page
    assert "Tea of the week" in desk.see(f"{url('discounts')}?customer={customer}&kind=line&q=tea")
    form = desk.get(url("discount_change", made.pk)).content.decode()
    assert "Café Blum" in form
    with unchanged("pricing"):
        refused = desk.client.post(url("discount_change", made.pk), {**typed, "percent": "0", "version": "1"})
        assert (refused.status_code, "above 0" in refused.content.decode()) == (422, True)
        old = desk.client.post(url("discount_change", made.pk), {**typed, "percent": "8", "version": "7"})
        assert "changed by someone else" in old.content.decode()
        nobody = desk.client.post(url("discount_change", made.pk), {**typed, "customer_id": minted()})
        assert "Choose a customer." in nobody.content.decode()
    desk.say(url("discount_change", made.pk), **{**typed, "percent": "8", "version": "1"})
    assert DiscountRule.objects.get().percent == D(8)
    assert "7.5" in desk.see(url("discount_history", made.pk))
    assert desk.say(url("discount_end", made.pk), ends_on="") == "Tea of the week is ended."
    assert DiscountRule.objects.get().valid_until is not None


def test_the_list_costs_the_same_for_one_and_three_and_a_rep_sees_his_own(shop: Shop) -> None:
    group, other = minted(), minted()
    parties.create_group(shop.by, group_id=group, name="Hotels")
    parties.create_customer(shop.by, customer_id=other, name="Bar Nord", currency=shop.trade.base_currency)

    def keep(name: str, **given: Any) -> None:
        pricing.keep_discount(shop.by, discount_id=minted(), discount=DiscountInput(name, D(3), **given))

    desk = Desk("owner")
    keep("For Hotels", group_id=group)
    one = count_of(desk, url("discounts"))
    keep("For Bar Nord", customer_id=other)
    keep("From 500", kind="order", minimum_value=D(500), currency=shop.trade.base_currency)
    assert count_of(desk, url("discounts")) == one
    own = Desk("rep", own_customers=True).see(url("discounts"))
    assert ("For Hotels" in own, "For Bar Nord" in own) == (True, False)


def test_prices_of_a_grid_count_together_are_net_and_have_a_quota(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    lines = (
        {"item": "tea", "price": "8", "minimum": "10", "together": "Hot", "quota": "40", "net": "x"},
        {"item": "cup", "price": "7", "minimum": "10", "together": "*"},
    )
    assert desk.ask(url("prices_set_submit", prices), grid(*lines))["url"] == url("price_list", prices)
    found = PriceRow.objects.filter(minimum_quantity=10).order_by("-amount")
    assert list(found.values_list("counted", "mix", "quota", "is_net")) == [
        ("mix", "Hot", 40, True), ("item", "", None, False),
    ]  # fmt: skip
    page = desk.see(f"{url('prices')}?quota=yes")
    for word in ("net · 0 of 40 used", "of the group Hot"):
        assert word in page
    with unchanged("pricing"):
        told = desk.ask(url("prices_set_submit", prices), grid({**lines[0], "quota": "0.5"}), status=422)
        assert set(told["lines"]["n0"]) == {"quota"}


def test_the_order_grid_says_what_the_rules_did(shop: Shop) -> None:
    by, prices = shop.by, shop.trade.price_list_id
    contract = pricing.PriceInput(
        D(8), item_id=shop.items["tea"], valid_from=None, quota=5, minimum_quantity=2
    )
    pricing.set_prices(by, price_list_id=prices, rows=[contract])
    value = DiscountInput(
        "From 100", D(10), kind="order", minimum_value=D(100), currency=shop.trade.base_currency
    )
    pricing.keep_discount(by, discount_id=minted(), discount=value)
    head = {"customer": shop.trade.customers["Café Blum"]}
    told = Desk("sales").ask(
        url("order_preview"), grid({"item": "tea", "quantity": "6"}, {"item": "cup", "quantity": "5"}, **head)
    )
    tea, cup = told["lines"]
    assert (tea["cells"]["net"], cup["cells"]["net"]) == ("54.00", "45.00")
    assert "5 are left at the price of" in tea["warnings"]["price"]
    assert "10% off the whole order: “From 100”." in cup["why"]["price"]
    assert any("From 100" in one["text"] for one in told["notices"])


def test_a_promotion_is_made_shown_changed_and_ended_and_the_order_grid_tells_of_it(shop: Shop) -> None:
    desk = Desk("sales")
    assert "No promotion yet" in desk.see(url("promotions"))
    minted_id = hidden(desk.get(url("promotion_new")), "promotion_id")
    typed: dict[str, Any] = {
        "name": "Ten teas, a cup", "item_id": shop.items["tea"], "buy_quantity": "10", "repeats": "on",
        "gift_item_id": shop.items["cup"], "gift_quantity": "1", "priority": "100", "promotion_id": minted_id,
    }  # fmt: skip
    with unchanged("pricing"):
        both = desk.client.post(url("promotion_new"), {**typed, "minimum_value": "5", "currency": "EUR"})
        assert (both.status_code, "a quantity, or a value" in both.content.decode()) == (422, True)
    desk.say(url("promotion_new"), **typed)
    pk = id_in(minted_id)
    assert desk.where == url("promotion", pk)
    page = desk.see(url("promotion", pk))
    for word in ("Ten teas, a cup", "What comes free", "cup", "Promotion set"):
        assert word in page
    assert "each time again" in desk.see(f"{url('promotions')}?gift={shop.items['cup']}")
    one = count_of(desk, url("promotions"))
    for name in ("B", "C"):
        given = PromotionInput(name, shop.items["tea"], buy_quantity=99)
        pricing.keep_promotion(shop.by, promotion_id=minted(), promotion=given)
    assert count_of(desk, url("promotions")) == one
    head = {"customer": shop.trade.customers["Café Blum"]}
    told = desk.ask(url("order_preview"), grid({"item": "tea", "quantity": "20"}, **head))
    assert told["notices"][-1]["text"].startswith("Free: 2 piece cup Cup, “Ten teas, a cup”.")
    made = grid({"item": "tea", "quantity": "20"}, **head)
    order = id_in(desk.ask(url("order_submit_new"), made)["url"])
    assert "Free: “Ten teas, a cup”." in desk.get(url("order", order)).content.decode()
    desk.say(url("promotion_change", pk), **{**typed, "gift_quantity": "2", "version": "1"})
    assert "2" in desk.see(url("promotion_history", pk))
    assert desk.say(url("promotion_end", pk), ends_on="") == "Ten teas, a cup is ended."
    assert "Free:" not in str(desk.ask(url("order_preview"), grid({"item": "tea", "quantity": "20"}, **head)))


def test_a_set_is_made_seen_and_changed(shop: Shop) -> None:
    desk = Desk("sales")
    asked = {
        "name": "Tea for two", "currency": "eur", "parts": "tea 2\ncup", "bundle_price": "36", "priority": "100",
        "promotion_id": minted(),
    }  # fmt: skip
    desk.say(url("promotion_new"), **asked)
    made = Promotion.objects.get()
    assert desk.where == url("promotion", made.pk)
    assert "1 cup + 2 tea" in desk.see(url("promotions"))
    for words in ("A set costs", "36.00", "tea", "cup"):
        assert words in desk.see(url("promotion", made.pk))
    for bad, says in (
        ({"parts": "tea 2\nnothing 1"}, "No item has this code: nothing."),
        ({"parts": "tea two\ncup"}, "Write the SKU and a whole number of base units: tea."),
        ({"parts": "tea 2"}, "Name 2 to 20 different items"),
        ({"bundle_price": ""}, "Say what a set costs"),
    ):
        with unchanged("pricing"):
            answer = desk.client.post(url("promotion_change", made.pk), {**asked, **bad})
        assert says in answer.content.decode()
    desk.say(
        url("promotion_change", made.pk), **{**asked, "parts": "tea 3\ncup 1", "version": str(made.version)}
    )
    assert "1 cup + 3 tea" in desk.see(url("promotions"))
    assert "Item of the set" in desk.see(url("promotion_history", made.pk))
