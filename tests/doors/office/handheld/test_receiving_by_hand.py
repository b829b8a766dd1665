"""At the dock with a phone: paper or goods choose the delivery, cards count it, the receipt is the ordinary one."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

import pytest

from desk import Desk, count_of, text_of
from shop import Shop, open_shop, url
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.models import Receipt, Variance
from tradepost.domain.transfers.models import Discrepancy, Transfer
from two_houses import open_houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db
GTIN = "4006381333931"


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def chosen(desk: Desk, page: str, scan: str, **more: str) -> str:
    """Where a scan leads; or what the page says to it."""
    answer = desk.client.post(page, {"scan": scan, **more}, headers={"HX-Request": "true"})
    return answer.headers.get("HX-Redirect") or text_of(answer)


def settings_of(desk: Desk, page: str) -> dict[str, Any]:
    """What the script of a sheet is told."""
    html = desk.get(page).content.decode()
    found = re.search(r'<script id="tp-grid-settings"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


def sent(
    desk: Desk, told: dict[str, Any], counted: dict[str, dict[str, str]], status: int = 200, **head: str
) -> Any:
    """Counted by hand, by SKU, on the lines that the sheet has."""
    keys = {line["item"]: line["key"] for line in told["lines"]}
    lines = [{"key": keys.get(sku, f"n-{sku}"), "item": sku, **typed} for sku, typed in counted.items()]
    return desk.ask(told["submitUrl"], {"id": told["id"], "head": head, "lines": lines}, status=status)


def test_paper_suppliers_number_or_goods_choose_the_delivery(shop: Shop) -> None:
    desk, page = Desk("warehouse"), url("hand_receive")
    catalog.add_code(shop.by, item_id=shop.items["tea"], kind="gtin", code=GTIN)
    assert "Nothing is expected here." in desk.see(page)
    order = shop.buy(("tea", 24))
    both = shop.buy(("tea", 12), ("cup", 5))
    purchasing.acknowledge(shop.by, purchase_order_id=both, lines=[], supplier_reference="AB-77")
    number = shop.line(order, "tea").purchase_order.number
    sheet = url("hand_receive_order", order)
    assert number in desk.see(page)
    assert chosen(desk, page, number) == sheet
    assert chosen(desk, page, "ab-77") == url("hand_receive_order", both)
    # Goods count at once where one delivery brings them, and ask where several do.
    assert chosen(desk, page, "cup") == f"{url('hand_receive_order', both)}?scan=cup"
    seen = chosen(desk, page, GTIN)
    assert "Which one?" in seen
    assert number in seen
    assert "Nobody is to bring milk to this warehouse." in chosen(desk, page, "milk")
    assert "Scan a purchase order, a transfer, or goods" in chosen(desk, page, "MAIN")
    assert "Nothing was scanned." in chosen(desk, page, " ")
    shop.receive(order, "tea", 24)
    assert f"{number}: nothing of it is to come to this warehouse." in chosen(desk, page, number)
    assert desk.client.get(sheet).headers["Location"].startswith(page)


def test_a_delivery_is_counted_by_hand_and_says_what_was_wrong(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24), ("milk", 10), ("cup", 5))
    told = settings_of(desk, url("hand_receive_order", order))
    tea = told["lines"][0]
    assert (tea["item"], tea["cells"]["open"], tea["cells"]["all"], tea["cells"]["tracking"]) == (
        "tea", "24 piece", "24", "none",
    )  # fmt: skip
    with unchanged("purchasing", "inventory"):
        refused = sent(desk, told, {"milk": {"counted": "10"}}, 422)
    assert refused["lines"][told["lines"][1]["key"]] == {"lot_code": "Say the lot."}
    counted = {
        "tea": {"counted": "24", "damaged": "2", "reason": "box was wet"},
        "milk": {"counted": "9", "lot_code": "L1", "expires_on": "2031-05-01", "place": "receiving"},
        "cup": {"counted": "0", "reason": "not on the truck"},
    }
    preview = desk.ask(told["previewUrl"], {"id": told["id"], "lines": [
        {"key": line["key"], "item": line["item"], **counted[line["item"]]} for line in told["lines"]
    ]})  # fmt: skip
    assert [(one["label"], one["text"]) for one in preview["totals"]] == [
        ("Counted", "33"), ("Damaged", "2"), ("Still to come", "6"),
    ]  # fmt: skip
    answer = sent(desk, told, counted, delivery_note="DN-1", last="on")
    receipt = Receipt.objects.get()
    assert answer["url"] == f"{url('hand_receive')}?warehouse={shop.warehouse}&receipt={receipt.pk}"
    assert f"{receipt.number}: the delivery was taken in." in desk.see(answer["url"])
    found = Variance.objects.order_by("kind", "quantity").values_list("kind", "quantity", "reason")
    assert list(found) == [("damaged", 2, "box was wet"), ("short", 1, ""), ("short", 5, "not on the truck")]
    assert "box was wet" in desk.see(url("variance", Variance.objects.get(kind="damaged").pk))
    # Sent once more after a lost answer, it is the same receipt.
    with unchanged("purchasing", "inventory"):
        assert sent(desk, told, counted, delivery_note="DN-1", last="on")["url"] == answer["url"]


def test_a_reason_that_never_ends_is_refused(shop: Shop) -> None:
    order = shop.buy(("tea", 24))
    desk = Desk("warehouse")
    told = settings_of(desk, url("hand_receive_order", order))
    with unchanged("purchasing", "inventory"):
        refused = sent(desk, told, {"tea": {"counted": "3", "damaged": "1", "reason": "x" * 501}}, 422)
    assert refused["lines"][told["lines"][0]["key"]] == {"reason": "At most 500 characters."}


def test_a_transfer_is_taken_in_by_hand_and_a_case_counts_its_pieces() -> None:
    houses = open_houses()
    houses.put("tea", 30)
    houses.trade.add_case("tea", "case", 12)
    catalog.add_code(houses.trade.by, item_id=houses.trade.items["tea"], kind="gtin", code=GTIN, unit="case")
    one = houses.send(("tea", 24))
    desk = Desk("owner")
    east = f"{url('hand_receive')}?warehouse={houses.east}"
    assert one.number in desk.see(east)
    sheet = url("hand_receive_transfer", one.pk)
    assert chosen(desk, url("hand_receive"), one.number, warehouse=str(houses.east)) == sheet
    assert "nothing of it is to come to this warehouse" in chosen(desk, url("hand_receive"), one.number)
    told = settings_of(desk, sheet)
    (hit,) = json.loads(desk.get(f"{told['lookupUrl']}?code={GTIN}").content)["items"]
    assert (hit["code"], hit["times"], hit["unit"]) == ("tea", 12, "piece")
    key = told["lines"][0]["key"]
    lines = [{"key": key, "item": "tea", "counted": "20", "damaged": "1"}]
    answer = desk.ask(told["submitUrl"], {"id": told["id"], "head": {"is_last": "on"}, "lines": lines})
    assert answer["url"] == f"{url('hand_receive')}?warehouse={houses.east}&transfer={one.pk}"
    assert f"{one.number}: what arrived was taken in." in desk.see(answer["url"])
    assert Transfer.objects.get().state == "received"
    assert [(row.kind, row.quantity) for row in Discrepancy.objects.all()] == [("missing", 4)]
    assert desk.client.get(sheet).headers["Location"].startswith(url("hand_receive"))


def test_it_costs_the_same_whatever_is_to_come(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("tea", 24))
    sheet = url("hand_receive_order", order)
    costs = count_of(desk, url("hand_receive")), count_of(desk, sheet)
    more = shop.buy(("tea", 24), ("cup", 5), ("milk", 3))
    shop.buy(("cup", 24))
    assert (count_of(desk, url("hand_receive")), count_of(desk, url("hand_receive_order", more))) == costs


def test_nobody_receives_elsewhere(shop: Shop) -> None:
    order: UUID = shop.buy(("tea", 24))
    east = shop.second_warehouse()
    keeper = shop.keeper_of(east)
    number = shop.line(order, "tea").purchase_order.number
    keeper.get(url("hand_receive_order", order), 404)
    assert number not in keeper.see(url("hand_receive"))
    assert keeper.client.get(f"{url('hand_receive')}?warehouse={shop.warehouse}").status_code == 404
