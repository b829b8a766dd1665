"""Brands in the office: written on items, listed, called otherwise, and priced."""

from __future__ import annotations

import pytest

from desk import Desk, count_of
from shop import Shop, minted, open_shop, rows_of, url
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Brand, Item
from tradepost.domain.pricing.models import PriceRow
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_brand_is_written_on_an_item_and_found_by_it(shop: Shop) -> None:
    desk = Desk("purchasing")
    tea = Item.objects.get(sku="tea")
    names = ("description", "minimum_quantity", "increment", "tax_class", "sold_by", "round_to")
    # The days are emptied: that is 0.
    catalog.change_item(shop.by, item_id=tea.pk, most_quantity=5, most_days=3)
    posted = {name: str(getattr(tea, name)) for name in names} | {"version": "2", "most_quantity": "5"}
    desk.say(url("item_head", tea.pk), **posted, brand="Highland")
    brand = Brand.objects.get()
    tea.refresh_from_db()
    assert (tea.most_days, brand.name, tea.brand_id) == (0, "Highland", brand.pk)
    assert "Highland" in desk.see(url("item", tea.pk))
    assert 'value="Highland" maxlength' in desk.get(url("item_edit", tea.pk)).content.decode()
    # Written on another item, it is offered.
    assert '<option value="Highland">' in desk.get(url("item_new")).content.decode()
    assert rows_of(desk.get(f"{url('items')}?brand={brand.pk}")) == ["tea"]
    assert "Highland" in desk.see(f"{url('items')}?brand={brand.pk}")
    assert rows_of(desk.get(url("brands"))) == ["Highland"]


def test_a_brand_is_entered_renamed_and_removed(shop: Shop) -> None:
    desk = Desk("owner")
    desk.say(url("brand_new"), name="Nordic", brand_id=minted())
    brand = Brand.objects.get()
    assert desk.where == url("brand", brand.pk)
    with unchanged("catalog"):
        answer = desk.client.post(url("brand_new"), {"name": "nordic", "brand_id": minted()})
    assert answer.status_code == 422
    assert "There is a brand nordic already" in answer.content.decode()
    assert desk.say(url("brand_rename", brand.pk), name="Nordic Wares") == "It is called Nordic Wares now."
    for words in ("Renamed", "Entered", "Nordic Wares"):
        assert words in desk.see(url("brand", brand.pk))
    assert "Nordic" in desk.see(url("brand_history", brand.pk))
    catalog.change_item(shop.by, item_id=shop.items["tea"], brand="Nordic wares")
    with unchanged("catalog"):
        assert "Items bear one of these brands" in desk.say(url("brand_remove", brand.pk))
    catalog.change_item(shop.by, item_id=shop.items["tea"], brand="")
    assert desk.say(url("brand_remove", brand.pk)) == "Nordic Wares is removed."
    assert not Brand.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    catalog.create_brands(shop.by, names=["Highland"])
    one = count_of(desk, url("brands"))
    catalog.create_brands(shop.by, names=["Nordic", "Café"])
    assert count_of(desk, url("brands")) == one


def test_a_brand_is_cheaper_by_percent(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    brand = catalog.create_brands(shop.by, names=["Highland"])["Highland"]
    asked = {"amount": "5", "minimum_quantity": "10", "counted": "mix"}
    assert desk.say(url("category_price", prices), **asked, brand_id=brand) == "These goods are cheaper now."
    assert PriceRow.objects.get(brand=brand).amount == 5
    seen = desk.see(f"{url('prices')}?brand={brand}")
    for words in ("Highland", "the whole brand", "of all lines of the brand"):
        assert words in seen
    with unchanged("pricing"):
        assert "Choose a category or a brand." in desk.say(url("category_price", prices), **asked)
