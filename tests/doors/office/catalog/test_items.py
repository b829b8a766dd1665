"""Items and categories in the office: what the pages show, and what each verb refuses."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal as D

import pytest
from pypdf import PdfReader

from desk import Desk, count_of
from shop import Shop, hidden, minted, open_shop, rows_of, url
from tradepost.domain.catalog.models import Category, Item
from tradepost.domain.pricing import commands as pricing
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_the_list_costs_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    one = count_of(desk, f"{url('items')}?q=tea")
    assert count_of(desk, url("items")) == one


def test_the_list_finds_filters_and_shows_stock_and_price(shop: Shop) -> None:
    desk = Desk("sales")
    seen = desk.see(url("items"))
    assert "20 piece" in seen
    assert "10.00" in seen
    assert rows_of(desk.get(f"{url('items')}?tracking=lot")) == ["milk"]
    assert rows_of(desk.get(f"{url('items')}?q=cu")) == ["cup"]


def test_the_page_tells_who_waits_and_what_comes(shop: Shop) -> None:
    shop.buy(("tea", 24))
    order = shop.trade.order(("tea", 30))
    page = Desk("owner").see(url("item", shop.items["tea"]))
    for words in (order.number, "Café Blum", "Assam Imports", "case", "12"):
        assert words in page


def test_cost_stands_only_where_the_role_may_read_it(shop: Shop) -> None:
    assert "Who sells it to us" in Desk("purchasing").see(url("item", shop.items["tea"]))
    page = Desk("warehouse").see(url("item", shop.items["tea"]))
    assert "Who sells it to us" not in page
    assert "Value" not in page


NEW = {
    "sku": "OIL-1", "name": "Olive oil", "base_unit": "bottle", "tracking": "none", "tax_class": "reduced",
    "minimum_quantity": "1", "increment": "1", "description": "", "gtin": "4006381333931",
}  # fmt: skip


def test_an_item_is_entered_once_however_often_it_is_sent(shop: Shop) -> None:
    desk = Desk("purchasing")
    form = {**NEW, "item_id": hidden(desk.get(url("item_new")), "item_id")}
    for _ in range(2):
        desk.say(url("item_new"), **form)
    item = Item.objects.get(sku="OIL-1")
    assert (item.base_unit, item.tax_class, [code.code for code in item.codes.all()]) == (
        "bottle", "reduced", ["4006381333931"],
    )  # fmt: skip
    assert desk.where == url("item", item.pk)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sku": "TEA"}, "There is an item TEA already"),
        ({"gtin": "123"}, "is not a GTIN"),
        ({"name": ""}, "This field is required"),
        ({"minimum_quantity": "0"}, "greater than or equal to 1"),
    ],
)
def test_an_item_that_cannot_be_is_refused_at_its_field(
    shop: Shop, change: dict[str, str], says: str
) -> None:
    desk = Desk("purchasing")
    with unchanged("catalog"):
        answer = desk.client.post(url("item_new"), {**NEW, **change, "item_id": minted()})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Olive oil" in answer.content.decode() or "name" in change


def test_an_item_is_changed_but_not_over_a_newer_one(shop: Shop) -> None:
    desk = Desk("purchasing")
    address = url("item_edit", shop.items["tea"])
    form = {**NEW, "sku": "tea", "name": "Assam", "version": hidden(desk.get(address), "version")}
    assert desk.say(address, **form) == "Saved."
    with unchanged("catalog"):
        answer = desk.client.post(address, {**form, "name": "Darjeeling"})
    assert answer.status_code == 422
    assert "changed by someone else" in answer.content.decode()


def test_units_and_codes_are_added_and_refused(shop: Shop) -> None:
    desk, tea = Desk("purchasing"), shop.items["tea"]
    assert desk.say(url("item_unit", tea), name="pallet", numerator="480") == "Unit added."
    with unchanged("catalog"):
        assert "a unit case already" in desk.say(url("item_unit", tea), name="case", numerator="6")
    assert desk.say(url("item_code", tea), kind="own", code="T-1", unit="pallet") == "Code added."
    with unchanged("catalog"):
        assert "already stands for an item" in desk.say(
            url("item_code", tea), kind="own", code="t-1", unit=""
        )
    assert "T-1" in desk.see(url("item", tea))


def test_an_item_is_given_up_and_taken_up_again(shop: Shop) -> None:
    desk, tea = Desk("purchasing"), shop.items["tea"]
    assert desk.say(url("item_discontinue", tea)) == "Discontinued."
    with unchanged("catalog"):
        assert "discontinued" in desk.say(url("item_discontinue", tea))
    assert desk.say(url("item_reactivate", tea)) == "It is traded again."


def test_verbs_are_refused_to_roles_without_them(shop: Shop) -> None:
    desk, tea = Desk("warehouse"), shop.items["tea"]
    typed = {"kind": "own", "code": "X", "name": "box", "numerator": "2"}
    with unchanged("catalog"):
        for name in ("item_discontinue", "item_unit", "item_code"):
            assert desk.client.post(url(name, tea), typed).status_code == 403


def text_of_pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_labels_are_printed_for_one_item_and_for_chosen_ones(shop: Shop) -> None:
    desk, tea = Desk("warehouse"), shop.items["tea"]
    answer = desk.client.post(
        url("item_label", tea), {"copies": "3", "layout": "a4-3x8", "unit": "case", "with_price": "on"}
    )
    assert answer.status_code == 302
    printed = desk.get(answer["Location"])
    assert printed["Content-Type"] == "application/pdf"
    assert text_of_pdf(printed.content).count("Tea") == 3
    answer = desk.client.post(url("item_labels"), {"id": [tea, shop.items["cup"]]})
    text = text_of_pdf(desk.get(answer["Location"]).content)
    assert "Tea" in text
    assert "Cup" in text


def test_categories_stand_in_a_tree_and_once_each(shop: Shop) -> None:
    desk = Desk("purchasing")
    assert desk.say(url("category_new"), category_id=minted(), name="Drinks") == "Category added."
    drinks = Category.objects.get(name="Drinks")
    desk.say(url("category_new"), category_id=minted(), name="Tea", parent_id=str(drinks.pk))
    assert "Drinks › Tea" in desk.see(url("categories"))
    with unchanged("catalog"):
        assert "already" in desk.say(url("category_new"), category_id=minted(), name="drinks")
    found = desk.get(f"{url('category_lookup')}?q=tea").json()["items"]
    assert [one["label"] for one in found] == ["Drinks › Tea"]


def test_the_look_up_knows_units_and_scanned_codes(shop: Shop) -> None:
    (found,) = Desk("warehouse").get(f"{url('stock_item_lookup')}?q=tea").json()["items"]
    assert (found["code"], found["unit"], found["units"]) == ("tea", "piece", ["piece", "case"])


def test_a_list_price_of_another_day_is_not_shown(shop: Shop) -> None:
    row = pricing.PriceInput(D(99), shop.items["cup"], valid_from=date(2999, 1, 1))
    pricing.set_prices(shop.by, price_list_id=shop.trade.price_list_id, rows=[row])
    seen = Desk("sales").see(f"{url('items')}?q=cup")
    assert "10.00" in seen
    assert "99.00" not in seen
