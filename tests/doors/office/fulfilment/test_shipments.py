"""Shipments through the office: released, picked by tap and by scan, packed, shipped, given up."""

from __future__ import annotations

import pytest
from django.utils import timezone

from desk import Desk, count_of, in_bulk, statements
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/shipments/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=50)
    trade.add_customer("Café Blum")
    return trade


def released(trade: Trade, *lines: tuple[str, int]) -> Shipment:
    order = trade.order(*(lines or (("TEA", 5), ("CUP", 3))))
    return fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)


def test_lists_cost_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("warehouse")
    for path, make in (
        (LIST, lambda: released(trade)),
        (f"{LIST}to-release/", lambda: trade.order(("TEA", 1))),
    ):
        make()
        one = count_of(desk, path)
        make()
        make()
        assert count_of(desk, path) == one <= 8
        desk.see(path)


def test_the_work_list_releases_each_for_itself(trade: Trade) -> None:
    desk = Desk("warehouse")
    orders = [trade.order(("TEA", 1)) for _ in range(2)]
    seen = desk.see(f"{LIST}to-release/")
    assert all(order.number in seen for order in orders)
    in_bulk(desk, "orders.release", *[order.pk for order in orders])
    assert "2 done, 0 refused" in desk.see(desk.where)
    assert "Nothing to release" in desk.see(f"{LIST}to-release/")
    with unchanged("fulfilment", "sales", "inventory"):
        in_bulk(desk, "orders.release", orders[0].pk)
    assert "No stock is waiting for order" in desk.see(desk.where)


def test_a_walk_by_tap_by_scan_and_short(trade: Trade) -> None:
    desk = Desk("warehouse")
    catalog.add_code(trade.by, item_id=trade.items["CUP"], kind="gtin", code="4006381333931")
    shipment = released(trade)
    page, task_url = f"{LIST}{shipment.pk}/pick/", f"{LIST}{shipment.pk}/pick/task/"
    tea, _cup = sorted(fulfilment_queries.pick_list(shipment.pk), key=lambda task: -task.asked)
    assert "0 of 2 done" in desk.see(page)
    with unchanged("fulfilment", "inventory"):
        assert desk.say(task_url, scan="nothing") == "“nothing” is no item and no place of this list."
        assert desk.say(task_url, scan="main") == "2 items are to be taken from main. Scan the item."
    desk.say(task_url, scan="4006381333931")
    assert "1 of 2 done" in desk.see(page)
    with unchanged("fulfilment", "inventory"):
        assert desk.say(task_url, scan="CUP") == "CUP is not on the list, or already picked."
        assert desk.say(task_url, task=str(tea.pk), quantity="2") == "Say why less was taken."
        assert desk.say(task_url, task=str(tea.pk), quantity="9", short_reason="Damaged") == "Give 0 to 5."
        assert desk.say(task_url, task=str(tea.pk), quantity="lots") == "Give a whole number."
    assert "Why less" in desk.see(f"{page}?short={tea.pk}")
    desk.say(task_url, task=str(tea.pk), quantity="2", short_reason="Damaged")
    assert "Nothing is left to pick" in desk.see(page)
    assert [(task.picked, task.short_reason) for task in fulfilment_queries.pick_list(shipment.pk)] in (
        [(2, "Damaged"), (3, "")], [(3, ""), (2, "Damaged")],
    )  # fmt: skip
    assert "Picked short." in desk.see(f"{LIST}{shipment.pk}/")


def test_a_tap_answers_only_the_list_and_the_last_one_leads_back(trade: Trade) -> None:
    desk = Desk("warehouse")
    shipment = released(trade)
    url = f"{LIST}{shipment.pk}/pick/task/"
    one, other = fulfilment_queries.pick_list(shipment.pk)
    answer = desk.client.post(url, {"task": str(one.pk)}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<section class="tp-pick"')
    answer = desk.client.post(url, {"scan": "what"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "“what” is no item" in answer.content.decode()) == (422, True)
    answer = desk.client.post(url, {"task": str(other.pk)}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"{LIST}{shipment.pk}/")


def test_a_thousand_tasks_are_walked_at_the_cost_of_ten(trade: Trade) -> None:
    desk = Desk("warehouse")
    skus = [f"X-{n}" for n in range(300)]
    trade.add_items(*skus, price="1", stock=5)
    costs = []
    for count in (10, 300):
        shipment = released(trade, *[(sku, 1) for sku in skus[:count]])
        desk.say(f"{LIST}{shipment.pk}/pick/task/", scan=skus[0])
        with statements() as said:
            html = desk.get(f"{LIST}{shipment.pk}/pick/").content.decode()
        costs.append(len(said))
        assert html.count('class="tp-pick-task"') == min(count - 1, 60)
    assert costs[0] == costs[1]
    assert "239 more follow." in html


def test_pack_ship_deliver_and_their_refusals(trade: Trade) -> None:
    desk = Desk("warehouse")
    shipment = released(trade)
    page = f"{LIST}{shipment.pk}/"
    with unchanged("fulfilment"):
        assert "Pick" in desk.see(page)
        assert desk.say(f"{page}pack/").startswith("The shipment is planned")
    assert desk.say(f"{page}pick/all/") == "Everything is picked."
    with unchanged("fulfilment"):
        assert "“heavy” is not a weight." in desk.say(f"{page}pack/", weights="heavy")
    assert desk.say(f"{page}pack/", weights="12,5 kg\n-\n0.8") == "Packed."
    assert [package.weight_g for package in fulfilment_queries.packages(shipment.pk)] == [12500, None, 800]
    assert "12.5 kg" in desk.see(page)
    assert desk.say(f"{page}ship/", carrier="DHL", tracking_number="0034") == "Shipped."
    assert desk.say(f"{page}tracking/", carrier="", tracking_number="0035") == "Saved."
    assert desk.say(f"{page}deliver/") == "Delivered."
    seen = desk.see(page)
    assert "0035" in seen
    assert "DHL" in seen
    with unchanged("fulfilment", "inventory"):
        assert desk.say(f"{page}cancel/").startswith("The shipment is delivered")


def test_a_cancelled_shipment_lets_the_order_be_released_again(trade: Trade) -> None:
    desk = Desk("warehouse")
    shipment = released(trade)
    said = desk.say(f"{LIST}{shipment.pk}/cancel/", reason="Van broke down")
    assert said == "Cancelled. The order can be released again."
    assert "Van broke down" in desk.see(f"{LIST}{shipment.pk}/")
    assert shipment.order.number in desk.see(f"{LIST}to-release/")


def test_who_may(trade: Trade) -> None:
    shipment = released(trade)
    page = f"{LIST}{shipment.pk}/"
    viewer = Desk("viewer")
    assert "Pick list" in viewer.see(page)
    viewer.get(f"{page}pick/", status=403)
    viewer.get(f"{LIST}to-release/", status=403)
    with unchanged("fulfilment"):
        viewer.say(f"{page}cancel/", status=403)
    Desk("purchasing").get(page, status=403)
    Desk("rep", own_customers=True).get(page, status=404)


def test_papers(trade: Trade) -> None:
    desk = Desk("warehouse")
    shipment = released(trade)
    page = f"{LIST}{shipment.pk}/"
    assert desk.get(f"{page}pick-list.pdf").content.startswith(b"%PDF")
    desk.say(f"{page}pick/all/")
    for name in ("packing-slip", "delivery-note"):
        assert desk.get(f"{page}{name}.pdf").content.startswith(b"%PDF")
