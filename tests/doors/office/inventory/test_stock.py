"""Stock, counts, moves and warehouses in the office."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from desk import Desk, count_of
from shop import Shop, grid, hidden, minted, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Lot, Place, Warehouse
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def books(code: Ledger) -> object:
    return next(row.balance for row in trial_balance() if row.code == code)


def test_lists_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code="L1")
    one = count_of(desk, f"{url('stock')}?q=tea")
    assert count_of(desk, url("stock")) == one
    one = count_of(desk, f"{url('moves')}?q=milk")
    for lot_code in ("L1", "L2"):
        shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code=lot_code)
    assert count_of(desk, f"{url('moves')}?q=milk") == one
    assert count_of(desk, url("moves")) == one - 2, (
        "what the word names is looked up first, and of one item alone what lay there then"
    )


def test_the_value_of_stock_is_for_those_who_may_read_costs(shop: Shop) -> None:
    assert "40.00" in Desk("owner").see(url("stock"))
    for name in ("stock", "moves"):
        seen = Desk("warehouse").see(url(name))
        assert "40.00" not in seen
        assert "Value" not in seen
    exported = b"".join(Desk("warehouse").get(f"{url('stock')}?export=csv").streaming_content)
    assert b"40" not in exported


def test_who_is_limited_to_a_warehouse_sees_only_that_one(shop: Shop) -> None:
    desk = shop.keeper_of(shop.second_warehouse())
    assert rows_of(desk.get(url("stock"))) == []
    assert rows_of(desk.get(url("warehouses"))) == ["EAST"]
    assert desk.client.get(url("warehouse", shop.warehouse)).status_code == 404
    assert desk.client.get(url("place", shop.place())).status_code == 404
    address = f"{url('stock_count')}?item={shop.items['tea']}&warehouse={shop.warehouse}"
    assert desk.client.get(address).status_code == 404


def count(desk: Desk, shop: Shop, sku: str, **typed: str) -> object:
    address = f"{url('stock_count')}?item={shop.items[sku]}"
    page = desk.get(address)
    fixed = {
        "reason": "counted",
        "note": "",
        "found_place": str(shop.place()),
        "posting_id": hidden(page, "posting_id"),
    }
    names = [name for name in page.content.decode().split('name="') if name.startswith("seen_")]
    seen = {name.partition('"')[0]: hidden(page, name.partition('"')[0]) for name in names}
    return desk.client.post(address, {**fixed, **seen, **typed}, follow=True)


def test_a_count_corrects_stock_and_books(shop: Shop) -> None:
    answer = count(Desk("warehouse"), shop, "tea", counted_0="17", note="dropped")
    assert "Stock and books say what was counted." in answer.content.decode()
    assert shop.trade.stock("tea")["on_hand"] == 17
    assert books(Ledger.STOCK_LOSS) == 6
    assert "Counted. dropped" in Desk("warehouse").see(f"{url('moves')}?kind=adjustment")


def test_what_moved_while_it_was_counted_stays_right(shop: Shop) -> None:
    desk = Desk("warehouse")
    address = f"{url('stock_count')}?item={shop.items['tea']}"
    page = desk.get(address)
    seen = f"seen_{shop.place()}_"
    shop.receive(shop.buy(("tea", 5)), "tea", 5)
    typed = {
        "posting_id": hidden(page, "posting_id"), seen: hidden(page, seen), "counted_0": "18",
        "reason": "counted", "note": "", "found_place": str(shop.place()),
    }  # fmt: skip
    desk.say(address, **typed)
    # Eighteen of the twenty that were seen, and the five that came since.
    assert shop.trade.stock("tea")["on_hand"] == 23


def test_goods_of_an_unknown_lot_are_found(shop: Shop) -> None:
    answer = count(Desk("warehouse"), shop, "milk", found="4")
    assert "Say the lot" in answer.content.decode()
    count(Desk("warehouse"), shop, "milk", found="4", found_lot="L9", found_best_before="2027-01-01")
    (row,) = inventory_queries.placed_stock(shop.by, shop.items["milk"])
    assert (row.lot_code, row.expires_on, row.on_hand) == ("L9", None, 4)
    assert Lot.objects.get(code="L9").best_before_on == date(2027, 1, 1)


def test_a_count_that_changes_nothing_or_too_much_is_refused(shop: Shop) -> None:
    desk = Desk("warehouse")
    with unchanged("inventory", "accounts"):
        assert "nothing to correct" in count(desk, shop, "tea", counted_0="20").content.decode()
        assert "greater than or equal to 0" in count(desk, shop, "tea", counted_0="-1").content.decode()


def test_stock_moves_between_places_and_not_more_than_there_is(shop: Shop) -> None:
    desk = Desk("warehouse")
    address = f"{url('stock_move')}?item={shop.items['tea']}"
    form = {"source": f"{shop.place()}/", "to_place": str(shop.place("QUARANTINE")), "reason": "wet"}
    posting = hidden(desk.get(address), "posting_id")
    for _ in range(2):
        assert desk.say(address, **form, quantity="3", posting_id=posting) == "Moved."
    assert shop.trade.stock("tea")["on_hand"] == 17
    with unchanged("inventory"):
        answer = desk.client.post(address, {**form, "quantity": "18", "posting_id": minted()})
        assert "Only 17 are free there" in answer.content.decode()
        form["to_place"] = str(shop.place())
        answer = desk.client.post(address, {**form, "quantity": "1", "posting_id": minted()})
        assert "Choose another place" in answer.content.decode()


def test_the_item_is_chosen_first(shop: Shop) -> None:
    desk = Desk("warehouse")
    for name in ("stock_count", "stock_move"):
        assert desk.client.post(url(name), {"item": ""}).status_code == 422
        desk.say(url(name), item=str(shop.items["tea"]))
        assert f"item={shop.items['tea']}" in desk.where


def test_warehouses_and_places_are_made_once_each(shop: Shop) -> None:
    desk = Desk("owner")
    assert (
        desk.say(url("warehouse_new"), warehouse_id=minted(), code="EAST", name="East") == "Warehouse made."
    )
    east = Warehouse.objects.get(code="EAST")
    with unchanged("inventory"):
        assert "already" in desk.say(url("warehouse_new"), warehouse_id=minted(), code="east", name="Again")
    place = {"codes": "A-1", "kind": "bin", "pick_sequence": "5"}
    assert desk.say(url("places_new", east.pk), **place) == "1 place made."
    with unchanged("inventory"):
        assert desk.say(url("places_new", east.pk), **place) == "0 places made. 1 was there already."
    assert "A-1" in desk.see(f"{url('places')}?warehouse={east.pk}")
    asked = {"warehouse_id": minted(), "code": "W", "name": "W"}
    assert Desk("warehouse").client.post(url("warehouse_new"), asked).status_code == 403


def test_a_hall_of_bins_is_looked_at_before_it_is_made_and_gets_its_labels(shop: Shop) -> None:
    desk = Desk("warehouse")
    look = url("places_look", shop.warehouse)
    assert desk.see(f"{look}?codes=A-01-01+..+A-20-40") == "800 places: A-01-01, A-01-02 … A-20-40."
    assert "not of one form" in desk.see(f"{look}?codes=A-1..B%3Cb%3E")
    assert "<b>" not in desk.see(f"{look}?codes=A-1..B%3Cb%3E")
    hall = {"codes": "A-01-01 .. A-02-30", "kind": "bin", "pick_sequence": "100", "there_and_back": "on"}
    assert desk.say(url("places_new", shop.warehouse), **hall) == "60 places made."
    assert desk.see(f"{look}?codes=A-02-30") == "1 place: A-02-30. 1 was there already."
    one = count_of(desk, f"{url('places')}?q=A-01-01")
    assert count_of(desk, f"{url('places')}?q=A-02-") == one
    made = Place.objects.filter(code__startswith="A-01-")
    sheet = desk.get(f"{url('place_labels_pdf')}?" + "&".join(f"id={row.pk}" for row in made))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.content)).pages)
    assert all(row.code in text for row in made)
    found = desk.get(f"{url('place_lookup', shop.warehouse)}?q=a-02-3").json()["items"]
    assert [row["label"] for row in found] == ["A-02-30"]


def test_a_place_shows_what_lies_there(shop: Shop) -> None:
    place = inventory.create_place(shop.by, place_id=minted(), warehouse_id=shop.warehouse, code="B-1")
    desk = Desk("warehouse")
    assert "The place is empty" in desk.see(url("place", place.id))
    assert rows_of(desk.get(url("place", shop.place()))) == ["cup", "tea"]


OPENING = {"item": "milk", "quantity": "6", "cost": "1,50", "lot": "L1", "expires": "2027-02-01",
           "best_before": "2027-01-01"}  # fmt: skip


def test_opening_stock_is_taken_in_once(shop: Shop) -> None:
    desk = Desk("purchasing")
    told = desk.ask(url("opening_stock_preview"), grid(OPENING, warehouse=shop.warehouse))
    assert (told["lines"][0]["cells"]["worth"], told["lines"][0]["errors"]) == ("9.00", {})
    asked = grid(OPENING, {"item": "cup", "quantity": "2", "cost": "2"}, warehouse=shop.warehouse)
    for _ in range(2):
        assert desk.ask(url("opening_stock_submit"), asked)["url"] == url("stock")
    assert (shop.trade.stock("milk")["on_hand"], shop.trade.stock("cup")["on_hand"]) == (6, 22)
    lot = Lot.objects.get(code="L1")
    assert (lot.expires_on, lot.best_before_on) == (date(2027, 2, 1), date(2027, 1, 1))


def test_opening_stock_that_cannot_be_is_refused_at_its_cells(shop: Shop) -> None:
    bad = [{**OPENING, "lot": ""}, {"item": "?", "quantity": "0", "cost": ""}, {**OPENING, "item": "cup"}]
    desk = Desk("owner")
    with unchanged("inventory", "accounts"):
        told = desk.ask(url("opening_stock_submit"), grid(*bad, warehouse=shop.warehouse), status=422)
    assert {key: set(cells) for key, cells in told["lines"].items()} == {
        "n0": {"lot"}, "n1": {"item", "quantity", "cost"}, "n2": {"lot"},
    }  # fmt: skip


def test_moves_are_found_by_item_lot_and_reason_whatever_the_accents(shop: Shop) -> None:
    desk = Desk("warehouse")
    shop.trade.add_items("cafe-1", stock=3)
    catalog.change_item(shop.by, item_id=shop.items["cafe-1"], name="Café Brésil")
    shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code="ÉTÉ-7", expires_on=NOW.date())
    lost = corrections.CorrectionInput(shop.items["tea"], shop.place(), -1)
    corrections.correct_stock(
        shop.by,
        correction_id=new_id(NOW),
        warehouse_id=shop.warehouse,
        lines=[lost],
        note="Zerstört bei Müller",
    )
    found = {
        text: rows_of(desk.get(f"{url('moves')}?q={text}"))
        for text in ("CAFE bresil", "ete", "muller zerstort")
    }
    assert found == {"CAFE bresil": ["cafe-1"], "ete": ["milk"], "muller zerstort": ["tea"]}
    assert rows_of(desk.get(f"{url('moves')}?q=cafe+muller")) == []


def test_goods_found_without_a_place_are_asked_for_it_and_anothers_place_is_not_named(shop: Shop) -> None:
    desk = Desk("owner")
    address = f"{url('stock_count')}?item={shop.items['tea']}&warehouse={shop.warehouse}"
    asked = {"reason": "found", "found": "3", "posting_id": minted()}
    with unchanged("inventory"):
        assert "Say where you found it." in desk.client.post(address, asked).content.decode()
    east = shop.second_warehouse()
    there = inventory.create_place(shop.by, place_id=minted(), warehouse_id=east, code="SECRET-1")
    told = desk.client.post(address, {**asked, "found": "x", "found_place": str(there.id)})
    assert "SECRET-1" not in told.content.decode()
