"""Our goods with a customer, in the office: a warehouse that stands with them, what they used, what is still there."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from desk import Desk, count_of
from shop import Shop, grid, minted, open_shop, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales.models import Order
from unchanged import unchanged
from with_customer import cellar

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_goods_are_brought_used_and_sold(shop: Shop) -> None:
    owner, desk = Desk("owner"), Desk("sales")
    blum = shop.trade.customers["Café Blum"]
    asked = {"warehouse_id": minted(), "code": "BLUM", "name": "Cellar", "customer_id": str(blum)}
    assert owner.say(url("warehouse_new"), **asked) == "Warehouse made."
    pk = Warehouse.objects.get(code="BLUM").pk
    rows = [ReceivedInput(shop.items[sku], count, D(2) * count) for sku, count in (("tea", 10), ("cup", 4))]
    inventory.receive(shop.by, subject_id=new_id(NOW), warehouse_id=pk, lines=rows)

    assert "With customer Café Blum" in desk.see(url("warehouse", pk))
    assert "BLUM Cellar Café Blum" in desk.see(url("warehouses"))
    assert "BLUM Cellar 2 14" in desk.see(url("customer", blum))
    for asked_for in ("with_customers=yes", f"customer={blum}"):
        seen = desk.see(f"{url('stock')}?{asked_for}")
        assert "BLUM Café Blum" in seen
        assert "MAIN" not in seen
    assert "BLUM" not in desk.see(f"{url('stock')}?customer=none")
    # An order of anybody offers our own warehouses only: with one there is nothing to choose.
    assert "Cellar" not in desk.get(url("order_new")).content.decode()
    assert f'value="{pk}" selected' in owner.get(f"{url('transfer_new')}?to={pk}").content.decode()

    page = desk.get(url("usage", pk)).content.decode()
    assert "Usage at Café Blum" in page
    assert '"lies": "10"' in page
    left = grid(
        {"item": "tea", "quantity": "7"}, {"item": "cup"}, {"item": "what", "quantity": "1"},
        told_as="left", customer_po="May", note="",
    )  # fmt: skip
    told = desk.ask(url("usage_preview", pk), left)
    assert told["lines"][0]["cells"] == {"name": "Tea", "unit": "piece", "lies": "10", "used": "3"}
    assert told["lines"][1]["cells"]["used"] == ""
    assert told["lines"][2]["errors"] == {"item": "No item has this code."}
    assert told["totals"] == [{"label": "Used", "text": "3", "strong": True}]
    with unchanged("sales", "inventory", "accounts", "fulfilment"):
        refused = desk.ask(url("usage_submit", pk), left, status=422)
        assert refused["lines"] == {"n2": {"item": "No item has this code."}}
    left["lines"].pop()  # type: ignore[attr-defined]
    where = desk.ask(url("usage_submit", pk), left)["url"]
    order = Order.objects.get(customer_po="May")
    assert where == url("order", order.pk)
    assert (order.state, order.shipped_total) == ("confirmed", 3)
    assert "Told as used" in desk.see(where)
    assert order.number in desk.see(f"{url('orders')}?warehouse={pk}")
    # The page was open meanwhile, and says too much: at the line, and nothing is sold.
    again = grid({"item": "cup"}, {"item": "tea", "quantity": "8"}, told_as="used", customer_po="", note="")
    with unchanged("sales", "inventory", "accounts", "fulfilment"):
        refused = desk.ask(url("usage_submit", pk), again, status=422)
        assert refused["lines"] == {"n1": {"quantity": "Only 7 lie there by the books."}}
        nothing = grid({"item": "cup"}, told_as="used", customer_po="", note="")
        assert "Nothing was used" in desk.ask(url("usage_submit", pk), nothing, status=422)["message"]
        bad = grid({"item": "cup", "quantity": "-1"}, told_as="guessed", customer_po="x" * 81, note="")
        refused = desk.ask(url("usage_submit", pk), bad, status=422)
        assert set(refused["fields"]) >= {"told_as", "customer_po"}


def test_by_lot_a_line_without_one_is_about_the_rest(shop: Shop) -> None:
    pk, milk = cellar(shop), shop.items["milk"]
    lots = inventory.ensure_lots(shop.by, lots=[LotInput(milk, "A"), LotInput(milk, "B")])
    rows = [ReceivedInput(milk, 5, D(10), lot_id=lots[milk, code]) for code in "AB"]
    inventory.receive(shop.by, subject_id=new_id(NOW), warehouse_id=pk, lines=rows)
    desk = Desk("sales")
    typed = grid(
        {"item": "milk", "lot": "B", "quantity": "1"}, {"item": "milk", "quantity": "4"},
        {"item": "milk", "lot": "C", "quantity": "1"}, told_as="left", customer_po="", note="",
    )  # fmt: skip
    told = desk.ask(url("usage_preview", pk), typed)["lines"]
    assert [line["cells"]["used"] for line in told] == ["4", "1", ""]
    assert told[2]["errors"]["lot"] == "This item has no such lot."
    typed["lines"].pop()  # type: ignore[attr-defined]
    # What expires meanwhile is not sold: the sentence stands at its line.
    inventory.quarantine_lot(shop.by, lot_id=lots[milk, "B"], reason="Sour.")
    with unchanged("sales", "inventory"):
        refused = desk.ask(url("usage_submit", pk), typed, status=422)
        assert refused["lines"] == {"n0": {"quantity": "Only 0 can be taken."}}
    inventory.release_lot(shop.by, lot_id=lots[milk, "B"], reason="Fine.")
    desk.ask(url("usage_submit", pk), typed)
    assert {code: n for (_, _, code), n in inventory_queries.balances_of(pk, [milk]).items()} == {
        "A": 4, "B": 1,
    }  # fmt: skip


def test_who_sees_only_some_customers_sees_only_what_lies_with_them(shop: Shop) -> None:
    shop.trade.add_customer("Hotel")
    rep = Desk("rep", own_customers=True)
    parties.change_customer(shop.by, customer_id=shop.trade.customers["Café Blum"], rep_id=rep.user_id)
    mine = cellar(shop, ("tea", 3))
    other = cellar(shop, ("tea", 9), customer="Hotel", code="HOTEL")
    for page in ("warehouses", "stock", "shelves", "places"):
        seen = rep.see(url(page))
        assert "BLUM" in seen, page
        assert "HOTEL" not in seen, page
    seen = rep.see(url("item", shop.items["tea"]))
    assert "BLUM" in seen
    assert "HOTEL" not in seen
    rep.get(url("warehouse", other), status=404)
    rep.get(url("usage", other), status=404)
    rep.get(url("position", shop.items["tea"], other), status=404)
    told = grid({"item": "tea", "quantity": "1"}, told_as="used", customer_po="", note="")
    keeper = Desk("warehouse")
    with unchanged("sales", "inventory"):
        rep.ask(url("usage_submit", other), told, status=404)
        rep.ask(url("usage_preview", other), told, status=404)
        keeper.ask(url("usage_submit", mine), told, status=403)
    assert rep.ask(url("usage_submit", mine), told)["url"]
    assert rep.client.get(url("usage", shop.warehouse)).status_code == 302


def test_the_pages_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    first = cellar(shop, ("tea", 3))
    pages = [
        url("warehouses"), url("warehouse", first), url("stock"), url("shelves"), url("usage", first),
        url("customer", shop.trade.customers["Café Blum"]),
    ]  # fmt: skip
    once = [count_of(desk, page) for page in pages]
    shop.trade.add_customer("Hotel")
    cellar(shop, ("tea", 3), ("cup", 2), customer="Hotel", code="HOTEL")
    cellar(shop, ("tea", 3), ("cup", 2), code="BLUM-2")
    rows = [ReceivedInput(shop.items["cup"], 2, D(4))]
    inventory.receive(shop.by, subject_id=new_id(NOW), warehouse_id=first, lines=rows)
    assert [count_of(desk, page) for page in pages] == once
    assert max(once) <= 30
