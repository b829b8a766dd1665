"""Deliveries in the office: the count, the receipt, and what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of
from shop import Shop, grid, open_shop, rows_of, url
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Lot
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder, Receipt, Variance
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def counted(
    desk: Desk, order: UUID, *lines: dict[str, Any], status: int = 200, **head: Any
) -> dict[str, Any]:
    asked = grid(**head)
    asked["lines"] = [{"key": f"n{number}", **line} for number, line in enumerate(lines)]
    return desk.ask(url("purchase_order_receive_submit", order), asked, status=status)


def test_a_delivery_is_counted_in_cases_per_lot_and_place(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24), ("milk", 10))
    tea = str(shop.line(order, "tea").pk)
    told = counted(
        desk,
        order,
        {"key": tea, "item": "tea", "counted": "2", "unit": "piece", "damaged": "1"},
        {"item": "milk", "counted": "4", "lot_code": "L1", "expires_on": "2026-05-01"},
        {"item": "milk", "counted": "5", "lot_code": "L2", "expires_on": "2026-06-01", "place": "receiving"},
        delivery_note="DN-9",
    )
    receipt = Receipt.objects.get()
    assert told["url"] == url("receipt", receipt.pk)
    assert (receipt.delivery_note, receipt.counted_quantity, receipt.damaged_quantity) == ("DN-9", 11, 1)
    found = inventory_queries.placed_stock(shop.by, shop.items["milk"])
    assert [(row.lot_code, row.place_code, row.expires_on, row.on_hand) for row in found] == [
        ("L1", "MAIN", date(2026, 5, 1), 4),
        ("L2", "RECEIVING", date(2026, 6, 1), 5),
    ]
    page = desk.see(told["url"])
    for words in ("DN-9", "L1", "RECEIVING", "Damaged"):
        assert words in page


def test_goods_past_their_best_before_day_are_sold_and_past_their_last_day_are_not(shop: Shop) -> None:
    """A label that says best before alone stops nothing; the report and Today tell of it all the same."""
    desk = Desk("warehouse")
    order = shop.buy(("milk", 10))
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    counted(
        desk, order,
        {"item": "milk", "counted": "4", "lot_code": "L1", "best_before_on": yesterday},
        {"item": "milk", "counted": "5", "lot_code": "L2", "expires_on": yesterday},
    )  # fmt: skip
    inventory.expire_lots(replace(shop.by, now=timezone.now()))
    found = {
        lot.code: (lot.best_before_on is None, lot.standing(timezone.localdate()))
        for lot in Lot.objects.all()
    }
    assert found == {"L1": (False, "usable"), "L2": (True, "expired")}
    assert shop.trade.stock("milk")["on_hand"] == 4
    seen = desk.see(url("expiring_lots"))
    assert "L1" in seen
    assert "L2" in seen


def test_the_page_fills_in_what_was_ordered_when_asked(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24))
    plain = desk.get(url("purchase_order_receive", order)).content.decode()
    filled = desk.get(f"{url('purchase_order_receive', order)}?all=1").content.decode()
    assert '"counted": "24"' not in plain
    assert '"counted": "24"' in filled


def test_the_count_is_looked_at_while_it_is_typed(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24), ("milk", 10))
    lines = [
        {"item": "tea", "counted": "20"},
        {"item": "tea", "counted": "5"},
        {"item": "cup", "counted": "1"},
        {"item": "?", "counted": "1"},
        {"item": "milk", "counted": "1", "place": "NOWHERE", "damaged": "2"},
    ]
    told = desk.ask(url("purchase_order_receive_preview", order), grid(*lines))["lines"]
    assert told[1]["warnings"] == {"counted": "1 piece more than is to come."}
    assert told[2]["errors"] == {"item": "This item is not on the order."}
    assert told[3]["errors"] == {"item": "No item has this code."}
    assert set(told[4]["errors"]) == {"place", "damaged", "lot_code"}


def test_a_delivery_that_cannot_be_is_refused_and_changes_nothing(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24), ("milk", 10))
    rooms = ("purchasing", "inventory", "accounts")
    with unchanged(*rooms):
        told = counted(
            desk, order, {"item": "tea", "counted": ""}, {"item": "milk", "counted": "3"}, status=422
        )
        assert set(told["lines"]) == {"n1"}
        told = counted(desk, order, {"item": "tea", "counted": "40"}, status=409)
        assert "more of tea arrived" in told["message"]
        told = counted(desk, order, {"item": "tea", "counted": ""}, status=409)
        assert "Nothing was counted" in told["message"]
    counted(desk, order, {"item": "tea", "counted": "40"}, allow_over="on")
    assert shop.line(order, "tea").over == 16


def test_the_last_delivery_makes_the_rest_short(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24))
    counted(desk, order, {"item": "tea", "counted": "20"}, last="on")
    assert PurchaseOrder.objects.get().state == "closed"
    variance = Variance.objects.get()
    assert (variance.kind, variance.quantity) == ("short", 4)
    assert "Short" in desk.see(url("receipt", Receipt.objects.get().pk))


def test_the_look_up_offers_the_items_of_the_order_only(shop: Shop) -> None:
    order = shop.buy(("tea", 24))
    address = url("purchase_order_receive_lookup", order)
    desk = Desk("warehouse")
    assert [one["code"] for one in desk.get(f"{address}?q=te").json()["items"]] == ["tea"]
    assert desk.get(f"{address}?q=cup").json()["items"] == []


def test_lists_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    shop.variance()
    pages = ("receipts", "variances", "suppliers", "supplier_items")
    one = {page: count_of(desk, url(page)) for page in pages}
    for sku in ("cup", "tea"):
        order = shop.buy((sku, 10))
        shop.receive(order, sku, 10, 1)
        shop.offer(sku, supplier_id=shop.new_supplier(f"Supplier of {sku}"))
    assert {page: count_of(desk, url(page)) for page in pages} == one


def test_a_difference_is_settled_once_with_a_word(shop: Shop) -> None:
    desk = Desk("purchasing")
    variance = shop.variance()
    with unchanged("purchasing"):
        assert "required" in desk.say(url("variance_close", variance), note="")
    assert desk.say(url("variance_close", variance), note="Credit note 7") == "Settled."
    with unchanged("purchasing"):
        assert "cannot be changed" in desk.say(url("variance_close", variance), note="again")
    assert "Credit note 7" in desk.see(url("variance", variance))
    assert rows_of(desk.get(f"{url('variances')}?state=open")) == []


@pytest.mark.parametrize("page", ["receipt", "variance"])
def test_damaged_goods_are_sent_back_from_receipt_or_difference(shop: Shop, page: str) -> None:
    desk = Desk("purchasing")
    found = Variance.objects.select_related("receipt_line").get(pk=shop.variance())
    subject = found.receipt_line.receipt_id if page == "receipt" else found.pk
    assert "Send back" in desk.see(url(page, subject))
    back = {"posting_id": str(new_id(shop.by.now)), "note": "Wet"}
    for _ in ("pressed", "pressed again"):
        assert desk.say(url(f"{page}_send_back", subject), **back) == "Sent back."
    with unchanged("purchasing", "inventory", "accounts"):
        said = desk.say(url(f"{page}_send_back", subject), posting_id=str(new_id(shop.by.now)))
    assert "waits in quarantine" in said or "cannot be changed" in said
    seen = desk.see(url(page, subject))
    assert "Send back" not in seen
    assert "Sent back" in seen
    assert "Wet" in seen
    found.refresh_from_db()
    assert (found.state, found.sent_back, found.note) == ("closed", True, "Wet")


def test_a_warehouse_worker_may_not_send_back(shop: Shop) -> None:
    found = Variance.objects.select_related("receipt_line").get(pk=shop.variance())
    desk = Desk("warehouse")
    for page, subject in (("receipt", found.receipt_line.receipt_id), ("variance", found.pk)):
        assert "Send back" not in desk.see(url(page, subject))
        with unchanged("purchasing", "inventory", "accounts"):
            sent = desk.client.post(
                url(f"{page}_send_back", subject), {"posting_id": str(new_id(shop.by.now))}
            )
        assert sent.status_code == 403


def test_a_warehouse_worker_may_count_but_not_settle(shop: Shop) -> None:
    variance = shop.variance()
    desk = Desk("warehouse")
    assert "tp-verb-settle" not in desk.get(url("variance", variance)).content.decode()
    assert desk.client.post(url("variance_close", variance), {"note": "x"}).status_code == 403


def test_differences_are_found_whatever_the_accents(shop: Shop) -> None:
    desk = Desk("purchasing")
    shop.supplier = shop.new_supplier("Thés de Provence")
    shop.variance()
    assert rows_of(desk.get(f"{url('variances')}?q=thes+TEA")) == ["tea"]
    assert rows_of(desk.get(f"{url('variances')}?q=thes+cup")) == []


def test_goods_paid_by_weight_are_weighed_at_the_dock_by_typing_and_scanning(shop: Shop) -> None:
    catalog.weigh_item(
        shop.by, item_id=shop.items["cup"], unit="kg", piece_weight=D("4.5"), tolerance_percent=D(10)
    )
    catalog.add_code(shop.by, item_id=shop.items["cup"], kind="gtin", code="94006381333934")
    order = shop.buy(("cup", 10), ("tea", 2))
    desk, line = Desk("warehouse"), shop.line(order, "cup")
    assert (line.typed_quantity, line.unit, line.net) == (D(45), "kg", D("112.50"))
    assert "10 piece, about" in Desk("owner").see(url("purchase_order", order))
    for page in ("purchase_order_receive", "hand_receive_order"):
        shown = desk.get(url(page, order)).content.decode()
        assert "weigh_unit" in shown
        assert "The weights are right, though unusual" in shown
    other = shop.buy(("tea", 1))
    assert "weigh_unit" not in desk.get(url("purchase_order_receive", other)).content.decode()

    lookup = url("purchase_order_receive_lookup", order)
    (hit,) = desk.client.get(lookup, {"code": "01940063813339343103004412"}).json()["items"]
    assert (hit["unit"], hit["times"], hit["adds"]) == ("piece", 1, {"weight": "4.412"})

    def of(weight: str, item: str = "cup", pieces: str = "10") -> dict[str, str]:
        return {"item": item, "counted": pieces, "weight": weight}

    for row, says in (
        (of(""), "Say what they weigh, in kg."),
        (of("heavy"), "is not a weight"),
        (of("1", "tea", "2"), "leave its weight empty"),
    ):
        with unchanged():
            assert says in str(counted(desk, order, row, status=422))
    with unchanged():
        assert "should weigh about 45.000 kg" in str(counted(desk, order, of("4.4"), status=409))
    counted(desk, order, of("22.1 + 22.28"))
    receipt = Receipt.objects.get()
    assert receipt.value == D("110.95")
    assert "44.38 kg" in desk.see(url("receipt", receipt.pk))
    counted(desk, shop.buy(("cup", 1)), of("9", pieces="1"), as_weighed="on")
    assert not list(purchasing_queries.differences())
