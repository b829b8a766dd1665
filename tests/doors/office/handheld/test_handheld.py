"""At the shelf with a phone: goods are put away and moved by what is scanned; what is wrong changes nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk import Desk, count_of, text_of
from shop import Shop, minted, open_shop, url
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Posting
from unchanged import unchanged

pytestmark = pytest.mark.django_db
GTIN = "4006381333931"


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    inventory.create_places(shop.by, warehouse_id=shop.warehouse, codes="A-01 .. A-05", pick_sequence=10)
    inventory.change_warehouse(shop.by, warehouse_id=shop.warehouse, receives_into="dock")
    inventory.fix_bin(shop.by, item_id=shop.items["tea"], place_id=shop.place("A-02"), max_quantity=20)
    catalog.add_code(shop.by, item_id=shop.items["tea"], kind="gtin", code=GTIN)
    shop.receive(shop.buy(("tea", 24)), "tea", 24)
    return shop


class Hand:
    """Somebody with a phone: each scan goes with what the page before carried."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.path = desk, url(name)
        self.html = desk.get(self.path).content.decode()

    def send(self, status: int = 200, **typed: str) -> str:
        form = self.html.partition('id="tp-hand"')[2]
        carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        carried.pop("csrfmiddlewaretoken", None)
        if found := re.search(r'name="quantity"[^>]*value="(\d+)"', form):
            carried["quantity"] = found[1]
        self.sent = {**carried, **typed}
        answer = self.desk.client.post(self.path, self.sent, headers={"HX-Request": "true"})
        assert answer.status_code == status, answer.content.decode()[:2000]
        self.html = answer.content.decode()
        return text_of(answer)

    def scan(self, code: str, status: int = 200) -> str:
        return self.send(status, scan=code)


def lying(shop: Shop, sku: str) -> dict[str, int]:
    return {
        one.place_code: one.on_hand for one in inventory_queries.shelves_of(shop.items[sku], shop.warehouse)
    }


def test_home_shows_what_this_person_may_do_and_how_much_waits(shop: Shop) -> None:
    seen = Desk("warehouse").see(url("handheld"))
    assert "Receive Put away 1 Move Pick Count" in seen
    seen = Desk("sales").see(url("handheld"))
    assert "Put away" not in seen
    shop.second_warehouse()
    assert "EAST" in Desk("warehouse").see(url("handheld"))


def test_goods_are_put_away_by_two_scans_and_one_more(shop: Shop) -> None:
    hand = Hand(Desk("warehouse"), "hand_put_away")
    seen = hand.scan(GTIN)
    assert "A-02 Its own bin · 20 piece" in seen
    assert "Scan the bin" in seen
    seen = hand.scan("a-02")
    assert "How many?" in seen
    assert 'value="20"' in hand.html
    assert "20 piece tea lie in A-02 now." in hand.scan("A-02")
    assert lying(shop, "tea") == {"MAIN": 20, "A-02": 20, "RECEIVING": 4}
    assert "MAIN It lies there already" in hand.scan("tea")


def test_another_bin_may_be_chosen_and_less_be_carried(shop: Shop) -> None:
    hand = Hand(Desk("warehouse"), "hand_put_away")
    hand.scan("tea")
    assert "Proposed was A-02." in hand.scan("A-04")
    assert 'value="24"' in hand.html
    assert "7 piece tea lie in A-04 now." in hand.send(quantity="7")
    assert lying(shop, "tea") == {"MAIN": 20, "A-04": 7, "RECEIVING": 17}


def test_the_same_sent_twice_is_one_move(shop: Shop) -> None:
    hand = Hand(Desk("warehouse"), "hand_put_away")
    hand.scan("tea")
    hand.scan("A-04")
    hand.send(quantity="7")
    with unchanged("inventory"):
        again = hand.desk.client.post(hand.path, hand.sent, headers={"HX-Request": "true"})
    assert again.status_code == 200
    assert Posting.objects.filter(kind="move").count() == 1


@pytest.mark.parametrize(
    ("scans", "says"),
    [
        (["cup"], "cup does not wait on a dock."),
        (["A-02"], "Scan an item that waits on the dock."),
        (["nothing-at-all"], "is no item, no place and no document that is known here."),
        (["tea", "cup"], "Scan the barcode of a bin."),
        (["tea", "RECEIVING", ""], "It lies there already."),
        ([""], "Nothing was scanned."),
    ],
)
def test_what_is_wrong_is_said_loudly_and_moves_nothing(shop: Shop, scans: list[str], says: str) -> None:
    hand = Hand(Desk("warehouse"), "hand_put_away")
    for code in scans[:-1]:
        hand.scan(code)
    with unchanged("inventory"):
        seen = hand.scan(scans[-1], 422)
    assert says in seen
    assert "data-loud" in hand.html


def test_no_quantity_but_a_whole_one_that_lies_there(shop: Shop) -> None:
    hand = Hand(Desk("warehouse"), "hand_put_away")
    hand.scan("tea")
    hand.scan("A-04")
    for typed, says in (
        ("0", "whole number"),
        ("2.5", "whole number"),
        ("x", "whole number"),
        ("25", "Only 24"),
    ):
        with unchanged("inventory"):
            assert says in hand.send(422, quantity=typed)
    inventory.close_place(shop.by, place_id=shop.place("A-04"))
    with unchanged("inventory"):
        assert "A-04 is closed" in hand.send(422, quantity="1")


def test_of_several_lots_the_label_or_a_tap_says_which(shop: Shop) -> None:
    shop.offer("milk")
    for lot in ("L1", "L2"):
        shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code=lot)
    hand = Hand(Desk("warehouse"), "hand_put_away")
    with unchanged("inventory"):
        assert "Several lots of milk wait." in hand.scan("milk", 422)
    rows = inventory_queries.PUT_AWAY.page(shop.by, filters={"item": [str(shop.items["milk"])]}).rows
    second = next(row for row in rows if row.lot and row.lot.code == "L2")
    assert "Lot L2" in hand.send(line=str(second.pk))
    hand.scan("A-05")
    hand.scan("A-05")
    assert lying(shop, "milk") == {"RECEIVING": 5, "A-05": 5}


def test_goods_are_moved_from_bin_to_bin(shop: Shop) -> None:
    hand = Hand(Desk("warehouse"), "hand_move")
    assert "Nothing in A-01 is free to be moved." in hand.scan("A-01", 422)
    assert "Scan the goods" in hand.scan("MAIN")
    assert "No milk lies in MAIN free to be moved." in hand.scan("milk", 422)
    assert "Scan where it goes" in hand.scan("cup")
    hand.scan("A-01")
    assert 'value="20"' in hand.html
    assert "20 piece cup lie in A-01 now." in hand.scan("A-01")
    # What lies in one place alone needs no first scan.
    assert "From A-01" in hand.scan("cup")
    assert "tea lies in several places" in Hand(hand.desk, "hand_move").scan("tea", 422)


def test_it_costs_the_same_whatever_waits(shop: Shop) -> None:
    desk = Desk("warehouse")
    one = count_of(desk, url("hand_put_away"))
    shop.offer("cup")
    for _ in range(3):
        shop.receive(shop.buy(("cup", 5)), "cup", 5)
    assert count_of(desk, url("hand_put_away")) == one
    rows = inventory_queries.PUT_AWAY.page(shop.by).rows
    desk.see(f"{url('hand_put_away')}?line={rows[0].pk}")


def test_what_is_gone_meanwhile_is_asked_for_again(shop: Shop) -> None:
    desk = Desk("warehouse")
    seen = desk.see(f"{url('hand_put_away')}?line=999999")
    assert "Scan the goods" in seen
    for query in ("?line=x", f"?source={minted()}"):
        desk.client.get(f"{url('hand_move')}{query}")
    east = shop.second_warehouse()
    asked: dict[str, Any] = {"warehouse": str(east), "source": str(shop.place())}
    assert desk.client.get(url("hand_move"), asked).status_code == 404
    assert shop.keeper_of(east).client.get(f"{url('handheld')}?warehouse={shop.warehouse}").status_code == 404


def test_without_scripts_the_whole_page_comes_back(shop: Shop) -> None:
    desk = Desk("warehouse")
    answer = desk.client.post(url("hand_put_away"), {"scan": "tea", "warehouse": str(shop.warehouse)})
    assert "<main" in answer.content.decode()
    assert "Its own bin" in text_of(answer)
