"""A supplier's store in the office: made, filled, taken over, counted, sent back, and told to the supplier."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal as D

import pytest
from pypdf import PdfReader

from desk import Desk, count_of
from shop import Shop, grid, minted, open_shop, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Lot, Warehouse
from tradepost.domain.purchasing.models import StoreDelivery, StoreStatement, StoreWithdrawal
from unchanged import unchanged
from with_store import Store, open_store

pytestmark = pytest.mark.django_db
ROOMS = ("inventory", "purchasing", "accounts", "sales")


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def a_store(shop: Shop, code: str = "ASSAM") -> Store:
    return open_store(
        shop.by, shop.warehouse, shop.items, shop.trade.base_currency, code=code, supplier=shop.supplier
    )


def test_a_store_is_made_filled_and_taken_over(shop: Shop) -> None:
    owner, keeper = Desk("owner"), Desk("warehouse")
    asked = {
        "warehouse_id": minted(), "code": "ASSAM", "name": "Assam corner", "customer_id": "",
        "supplier_id": str(shop.supplier), "beside_id": str(shop.warehouse),
    }  # fmt: skip
    with unchanged(*ROOMS):
        told = owner.say(url("warehouse_new"), **{**asked, "beside_id": ""})
        assert "beside which warehouse" in told
    assert owner.say(url("warehouse_new"), **asked) == "Warehouse made."
    pk = Warehouse.objects.get(code="ASSAM").pk
    seen = keeper.see(url("warehouse", pk))
    assert "Store of Assam Imports" in seen
    assert "Nothing lies here. Receive a delivery." in seen
    assert "Report missing" not in seen
    assert "Report missing" in owner.see(url("warehouse", pk))
    assert "Assam Imports Assam corner" in keeper.see(url("warehouse", shop.warehouse))

    page = keeper.get(url("store_fill", pk)).content.decode()
    assert "Receive from Assam Imports" in page
    typed = grid(
        {"item": "tea", "quantity": "24"}, {"item": "cup", "quantity": "5"},
        {"item": "milk", "quantity": "6", "lot": "A", "expires": "2031-05-01", "best_before": "2031-04-01",
         "place": "main"},
        {"item": "what", "quantity": "1"}, {"item": "tea"}, delivery_note="LS-7", note="",
    )  # fmt: skip
    told = keeper.ask(url("store_fill_preview", pk), typed)
    assert [line["cells"].get("name") for line in told["lines"]] == ["Tea", "Cup", "Milk", None, "Tea"]
    assert "cannot be taken over" in told["lines"][1]["warnings"]["item"]
    assert told["lines"][3]["errors"] == {"item": "No item has this code."}
    assert told["totals"][0]["text"] == "35"
    with unchanged(*ROOMS):
        assert keeper.ask(url("store_fill_submit", pk), typed, status=422)["lines"] == {
            "n3": {"item": "No item has this code."}
        }
        bad = grid(
            {"item": "milk", "quantity": "1.5", "place": "X", "expires": "May"},
            delivery_note="x" * 81,
            note="",
        )
        refused = keeper.ask(url("store_fill_submit", pk), bad, status=422)
        assert set(refused["lines"]["n0"]) == {"quantity", "lot", "place", "expires"}
        nothing = grid({"item": "tea"}, delivery_note="", note="")
        assert (
            "Nothing was counted" in keeper.ask(url("store_fill_submit", pk), nothing, status=422)["message"]
        )
    del typed["lines"][3]  # type: ignore[attr-defined]
    where = keeper.ask(url("store_fill_submit", pk), typed)["url"]
    delivery = StoreDelivery.objects.get(delivery_note="LS-7")
    assert Lot.objects.get(code="A").best_before_on == date(2031, 4, 1)
    assert where == url("store_delivery", delivery.pk)
    assert keeper.ask(url("store_fill_submit", pk), typed)["url"] == where
    assert "Nobody was promised any of it." in keeper.see(where)

    order = shop.trade.order(("tea", 30))
    assert order.number in keeper.see(where)
    assert "tea Tea" in keeper.see(url("warehouse", pk))
    assert "in the store of Assam Imports" in keeper.see(url("supplies"))
    filled = keeper.get(f"{url('store_take_over', pk)}?wanted=yes").content.decode()
    assert '"quantity": "10"' in filled
    take = grid({"item": "tea", "quantity": "10"}, {"item": "milk"}, note="")
    told = keeper.ask(url("store_take_over_preview", pk), take)
    assert told["lines"][0]["cells"] == {
        "name": "Tea",
        "unit": "piece",
        "lies": "24",
        "wanted": "10",
        "gone": "10",
    }
    with unchanged(*ROOMS):
        much = grid({"item": "cup"}, {"item": "tea", "quantity": "25"}, note="")
        assert keeper.ask(url("store_take_over_submit", pk), much, status=422)["lines"] == {
            "n1": {"quantity": "Only 24 lie there by the books."}
        }
        cup = grid({"item": "cup", "quantity": "1"}, note="")
        assert (
            "has no offer of cup" in keeper.ask(url("store_take_over_submit", pk), cup, status=409)["message"]
        )
        empty = grid({"item": "tea"}, note="")
        assert (
            "Nothing was told" in keeper.ask(url("store_take_over_submit", pk), empty, status=422)["message"]
        )
    where = keeper.ask(url("store_take_over_submit", pk), take)["url"]
    made = StoreWithdrawal.objects.get()
    assert where == url("store_withdrawal", made.pk)
    assert (made.amount, made.kind) == (D(20), "taken_over")
    assert "20.00" in owner.see(where)
    assert "20.00" not in keeper.see(where)
    assert made.number in owner.see(url("store_withdrawals"))
    assert delivery.number in owner.see(f"{url('store_deliveries')}?left=yes")
    assert f"{delivery.number} Assam Imports" in keeper.see(url("store_deliveries"))
    found = inventory_queries.position(shop.by, shop.items["tea"], shop.warehouse)
    assert (found.on_hand, found.promised, found.value) == (30, 30, D(60))


def test_what_is_missing_counted_and_sent_back(shop: Shop) -> None:
    store, buyer, keeper = a_store(shop), Desk("purchasing"), Desk("warehouse")
    store.fill(("tea", 10), ("cup", 5))
    page = buyer.get(url("store_count", store.pk)).content.decode()
    assert '"lies": "10"' in page
    counted = grid({"item": "tea", "quantity": "8"}, {"item": "cup", "quantity": ""}, note="Friday")
    assert buyer.ask(url("store_count_preview", store.pk), counted)["totals"][0]["text"] == "2"
    with unchanged(*ROOMS):
        for way in ("store_count", "store_missing"):
            keeper.ask(url(f"{way}_submit", store.pk), counted, status=403)
        more = grid({"item": "tea", "quantity": "11"}, note="")
        assert (
            "Only 10 lie there"
            in buyer.ask(url("store_count_submit", store.pk), more, status=422)["lines"]["n0"]["quantity"]
        )
        all_there = grid({"item": "tea", "quantity": "10"}, note="")
        assert (
            "nothing is missing"
            in buyer.ask(url("store_count_submit", store.pk), all_there, status=409)["message"]
        )
        # A warehouse of ours is no store.
        assert buyer.client.get(url("store_missing", shop.warehouse)).status_code == 302
        keeper.ask(url("store_take_over_submit", shop.warehouse), counted, status=422)
        keeper.ask(url("store_take_over_submit", new_id(NOW)), counted, status=404)
    buyer.ask(url("store_count_submit", store.pk), counted)
    buyer.ask(url("store_missing_submit", store.pk), grid({"item": "tea", "quantity": "1"}, note="Broken"))
    keeper.ask(url("store_send_back_submit", store.pk), grid({"item": "cup", "quantity": "5"}, note=""))
    left = sorted(StoreWithdrawal.objects.values_list("kind", "quantity"))
    assert left == [("missing", 1), ("missing", 2), ("sent_back", 5)]
    back = StoreWithdrawal.objects.get(kind="sent_back")
    seen = buyer.see(url("store_withdrawal", back.pk))
    assert "Sent back" in seen
    assert "Owed" not in seen


def test_a_supplier_is_told_once_on_page_paper_and_file(shop: Shop) -> None:
    store, clerk, keeper = a_store(shop), Desk("billing"), Desk("warehouse")
    store.fill(("tea", 10), ("milk", 3, "=A"), delivery_note="=LS")
    page = url("supplier", shop.supplier)
    assert "Statement of goods taken over" not in clerk.get(page).content.decode()
    store.take(("tea", 4), ("milk", 1))
    store.lose(("tea", 1))
    assert "Statement of goods taken over" in clerk.get(page).content.decode()
    assert "ASSAM Store ASSAM" in clerk.see(page)
    asked = {
        "statement_id": minted(),
        "until_on": NOW.date().isoformat(),
        "currency": shop.trade.base_currency,
    }
    with unchanged(*ROOMS):
        keeper.say(url("store_statement_new", shop.supplier), status=403, **asked)
        told = clerk.say(url("store_statement_new", shop.supplier), **{**asked, "until_on": "2000-01-01"})
        assert "became ours up to that day" in told
    assert "ready to be sent" in clerk.say(url("store_statement_new", shop.supplier), **asked)
    made = StoreStatement.objects.get()
    assert clerk.where == url("store_statement", made.pk)
    assert made.amount == D(12)
    seen = clerk.see(clerk.where)
    assert "12.00" in seen
    assert "Taken over" in seen
    assert "Missing" in seen
    keeper.get(clerk.where, status=403)
    paper = PdfReader(io.BytesIO(clerk.get(url("store_statement_pdf", made.pk)).content))
    words = " ".join(sheet.extract_text() for sheet in paper.pages)
    assert "Goods taken over from your store" in words
    assert made.number in words
    answer = clerk.get(url("store_statement_csv", made.pk))
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert sorted((row["sku"], row["quantity"], row["lot"], row["amount"], row["kind"]) for row in rows) == [
        ("milk", "1", "'=A", "2", "taken_over"), ("tea", "1", "", "2", "missing"), ("tea", "4", "", "8", "taken_over"),
    ]  # fmt: skip
    assert {row["delivery_note"] for row in rows} == {"'=LS"}
    assert made.number in clerk.see(url("store_statements"))
    assert "Statement of goods taken over" not in clerk.get(page).content.decode()


def test_who_works_in_one_warehouse_works_in_the_store_beside_it(shop: Shop) -> None:
    mine = a_store(shop)
    east = shop.second_warehouse()
    other = open_store(
        shop.by, east, shop.items, shop.trade.base_currency, code="FAR", supplier=shop.supplier
    )
    theirs, own = other.fill(("tea", 3)), mine.fill(("tea", 3))
    keeper = shop.keeper_of(shop.warehouse)
    for name in ("stock", "moves", "store_deliveries", "warehouses"):
        seen = keeper.see(url(name))
        assert "FAR" not in seen, name
        assert "ASSAM" in seen, name
    keeper.get(url("store_delivery", own.pk))
    keeper.get(url("store_delivery", theirs.pk), status=404)
    keeper.get(url("store_take_over", other.pk), status=404)
    typed = grid({"item": "tea", "quantity": "1"}, note="", delivery_note="")
    with unchanged(*ROOMS):
        for way in ("store_take_over", "store_send_back", "store_fill"):
            keeper.ask(url(f"{way}_submit", other.pk), typed, status=404)
    assert keeper.ask(url("store_take_over_submit", mine.pk), typed)["url"]


def test_lists_tell_whose_goods_they_are(shop: Shop) -> None:
    store, desk = a_store(shop), Desk("owner")
    store.fill(("tea", 10))
    for asked in ("of_suppliers=yes", f"supplier={shop.supplier}"):
        for name in ("stock", "shelves", "moves"):
            seen = desk.see(f"{url(name)}?{asked}")
            assert "ASSAM" in seen, (name, asked)
            assert "MAIN" not in seen or name != "stock", (name, asked)
    assert "of Assam Imports" in desk.see(url("stock"))
    assert "Assam Imports" in desk.see(f"{url('stock_value')}?warehouse=")
    seen = desk.see(url("position", shop.items["tea"], store.pk))
    assert "Whose" in seen
    assert "Correct" not in seen
    assert "In a supplier’s store" in desk.see(url("item", shop.items["tea"]))
    # Nothing of ours is bought for it, brought into it or sent there.
    shop.second_warehouse()
    for name in ("opening_stock", "transfer_new", "purchase_order_new", "order_new"):
        seen = desk.get(url(name)).content.decode()
        assert "Store ASSAM" not in seen, name
        assert "East" in seen, name


def test_the_pages_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    store, desk = a_store(shop), Desk("owner")
    delivery, taken = store.fill(("tea", 9)), store.take(("tea", 1))
    told = store.state()
    pages = [
        url("warehouse", store.pk), url("store_take_over", store.pk), url("store_count", store.pk),
        url("store_deliveries"), url("store_withdrawals"), url("store_statements"), url("supplier", shop.supplier),
        url("store_delivery", delivery.pk), url("supplies"), url("stock"),
    ]  # fmt: skip
    once = [count_of(desk, page) for page in pages]
    others = [a_store(shop, code) for code in ("TWO", "THREE")]
    for one in (*others, store):
        one.fill(("cup", 3), ("milk", 2, f"L-{one.pk}"))
        one.take(("cup", 1))
        store.state()
    assert [count_of(desk, page) for page in pages] == once
    lines = [
        count_of(desk, page) for page in (url("store_withdrawal", taken.pk), url("store_statement", told.pk))
    ]
    assert max(*once, *lines) <= 30


def test_a_delivery_is_scanned_at_the_shelf(shop: Shop) -> None:
    store, keeper = a_store(shop), Desk("warehouse")
    here = f"{url('hand_receive')}?warehouse={store.pk}"
    seen = keeper.see(here)
    assert "New delivery" in seen
    answer = keeper.client.post(url("hand_receive"), {"warehouse": str(store.pk), "scan": "tea"})
    assert answer.status_code == 302
    assert answer.url.startswith(url("hand_fill_store", store.pk))
    answer = keeper.client.post(url("hand_receive"), {"warehouse": str(store.pk), "scan": "nonsense"})
    assert answer.status_code == 422
    assert "ASSAM" in keeper.see(url("hand_fill_store", store.pk))
    hit = keeper.get(f"{url('store_fill_lookup', store.pk)}?code=tea").json()["items"][0]
    assert (hit["code"], hit["times"], hit["units"]) == ("tea", 1, ["piece"])
    assert keeper.get(f"{url('store_fill_lookup', store.pk)}?code=MAIN").json()["place"] == "MAIN"
    typed = grid({"item": "tea", "quantity": "12"}, delivery_note="", note="")
    where = keeper.ask(f"{url('store_fill_submit', store.pk)}?hand=yes", typed)["url"]
    assert "the delivery was taken in" in keeper.see(where)
    keeper.get(url("hand_fill_store", shop.warehouse), status=302)
