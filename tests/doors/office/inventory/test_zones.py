"""Zones, the plan, places that are changed and closed, bins that items call their own, and what waits on the dock."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from desk import Desk, count_of
from shop import Shop, minted, open_shop, rows_of, url
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import FixedBin, Place, Warehouse, Zone
from unchanged import unchanged

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def zone(shop: Shop, code: str = "COLD", codes: str = "") -> Zone:
    made = inventory.create_zone(
        shop.by, zone_id=new_id(shop.by.now), warehouse_id=shop.warehouse, code=code, name=code.capitalize()
    )
    if codes:
        inventory.create_places(shop.by, warehouse_id=shop.warehouse, codes=codes, zone_id=made.pk)
    return made


def onto_the_dock(shop: Shop, *skus: str) -> None:
    inventory.change_warehouse(shop.by, warehouse_id=shop.warehouse, receives_into="dock")
    for sku in skus:
        shop.offer(sku)
        shop.receive(shop.buy((sku, 5)), sku, 5, **({"lot_code": "L1"} if sku == "milk" else {}))


def test_a_zone_is_made_filled_and_sorted(shop: Shop) -> None:
    desk = Desk("warehouse")
    made = {"zone_id": minted(), "code": "COLD", "name": "Cold room"}
    assert desk.say(url("zone_new", shop.warehouse), **made) == (
        "Zone made. Now say which places stand in it."
    )
    cold = Zone.objects.get()
    hall = {"codes": "A-01-01 .. A-02-03", "kind": "bin", "pick_sequence": "9", "zone_id": str(cold.pk)}
    assert desk.say(url("places_new", shop.warehouse), **hall) == "6 places made."
    seen = desk.see(url("warehouse", shop.warehouse))
    assert "COLD Cold room 6 6" in seen
    assert "A-01 3 3" in desk.see(url("zone", cold.pk))
    walk = {"codes": "A-01-01 .. A-02-03", "pick_sequence": "500"}
    assert desk.say(url("zone_places", cold.pk), **walk) == "6 places stand here."
    assert Place.objects.get(code="A-01-02").pick_sequence == 510
    assert desk.say(url("zone_edit", cold.pk), code="FROST", name="Frost", version="1") == "Saved."
    with unchanged("inventory"):
        assert "changed" in desk.say(url("zone_edit", cold.pk), code="ICE", name="Ice", version="1")
    assert "FROST" in desk.see(url("warehouse", shop.warehouse))


def test_who_may_not_arrange_the_warehouse_is_refused(shop: Shop) -> None:
    cold, main = zone(shop), shop.place()
    desk, keeper = Desk("sales"), shop.keeper_of(shop.second_warehouse())
    worker = Desk("warehouse")
    with unchanged("inventory"):
        for name, pk in (
            ("zone_new", shop.warehouse), ("zone_edit", cold.pk), ("zone_places", cold.pk), ("place_edit", main),
            ("place_close", main), ("place_reopen", main), ("bin_fix", main), ("bin_free", main),
        ):  # fmt: skip
            asked = {
                "code": "X", "name": "X", "codes": "A-1", "kind": "bin", "pick_sequence": "0", "zone_id": minted(),
                "item_id": str(shop.items["tea"]),
            }  # fmt: skip
            assert desk.client.post(url(name, pk), asked).status_code == 403, name
            assert keeper.client.post(url(name, pk), asked).status_code == 404, name
        assert worker.client.post(url("warehouse_edit", shop.warehouse), {}).status_code == 403
        assert desk.client.get(url("hand_move")).status_code == 403
    for address in (url("zone", cold.pk), url("plan", shop.warehouse)):
        assert keeper.client.get(address).status_code == 404


def test_a_warehouse_receives_onto_its_dock_when_it_says_so(shop: Shop) -> None:
    desk = Desk("owner")
    asked = {"name": "Main hall", "receives_into": "dock", "allocation": "priority", "version": "1"}
    assert desk.say(url("warehouse_edit", shop.warehouse), **asked) == "Saved."
    assert Warehouse.objects.get(pk=shop.warehouse).name == "Main hall"
    shop.receive(shop.buy(("tea", 24)), "tea", 24)
    places = [one.place_code for one in inventory_queries.shelves_of(shop.items["tea"], shop.warehouse)]
    assert sorted(places) == ["MAIN", "RECEIVING"]
    seen = desk.see(f"{url('put_away')}?warehouse={shop.warehouse}")
    assert "tea Tea 24 piece RECEIVING" in seen
    assert "MAIN It lies there already" in seen


def test_the_list_of_what_waits_costs_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("warehouse")
    onto_the_dock(shop, "tea")
    one = count_of(desk, url("put_away"))
    onto_the_dock(shop, "cup", "milk")
    assert len(rows_of(desk.get(url("put_away")))) == 3
    # Of the milk's lot nothing lies anywhere: a free bin is looked for, once for all.
    assert count_of(desk, url("put_away")) == one + 2
    assert desk.see(url("put_away"))


def test_a_bin_is_kept_for_an_item_and_closed_when_it_is_empty(shop: Shop) -> None:
    desk = Desk("warehouse")
    inventory.create_places(shop.by, warehouse_id=shop.warehouse, codes="A-1 .. A-2")
    pk = shop.place("A-1")
    asked = {"item_id": str(shop.items["tea"]), "max_quantity": "12"}
    assert desk.say(url("bin_fix", pk), **asked) == "It is kept here from now on."
    seen = desk.see(url("place", pk))
    assert "tea Tea 0 piece 12" in seen
    assert "Keep tea elsewhere" in desk.get(url("place", pk)).content.decode()
    one = count_of(desk, url("fixed_bins"))
    for sku in ("cup", "milk"):
        inventory.fix_bin(shop.by, item_id=shop.items[sku], place_id=shop.place("A-2"))
    assert count_of(desk, url("fixed_bins")) == one
    assert len(rows_of(desk.get(f"{url('fixed_bins')}?item={shop.items['cup']}"))) == 1
    assert desk.say(url("bin_free", pk), item_id=str(shop.items["tea"])) == "The bin is free for others."
    assert FixedBin.objects.count() == 2
    assert desk.say(url("place_close", pk)) == "Closed."
    assert "Closed" in desk.see(url("place", pk))
    found = desk.get(f"{url('place_lookup', shop.warehouse)}?q=A-").json()["items"]
    assert [one["label"] for one in found] == ["A-2"]
    assert desk.say(url("place_reopen", pk)) == "Open again."
    with unchanged("inventory"):
        assert "not empty" in desk.say(url("place_close", shop.place()))
    change = {"code": "A-9", "kind": "bin", "pick_sequence": "4", "version": "3"}
    assert desk.say(url("place_edit", pk), **change) == "Saved."
    assert Place.objects.get(pk=pk).code == "A-9"


def test_the_plan_of_five_thousand_bins_stays_small(shop: Shop) -> None:
    desk = Desk("warehouse")
    cold = zone(shop, codes="A-001-01 .. A-200-25")
    dry = zone(shop, "DRY", "B-1 .. B-3")
    here = f"{url('plan', shop.warehouse)}?zone={cold.pk}"
    page = desk.get(here)
    assert len(page.content) < MOST_BYTES
    assert page.content.decode().count("data-fill=") == 200 + 4
    seen = desk.see(here)
    assert "1 to 200 of 5000 places" in seen
    assert "A-001" in seen
    last = desk.see(f"{here}&part=25")
    assert "4801 to 5000 of 5000 places" in last
    assert "A-200" in last
    small = f"{url('plan', shop.warehouse)}?zone={dry.pk}"
    assert count_of(desk, small) == count_of(desk, here)
    page = desk.get(f"{url('plan', shop.warehouse)}?zone=none").content.decode()
    assert 'aria-label="QUARANTINE: Empty, Quarantine"' in page
    assert 'aria-label="MAIN: Goods there"' in page


def test_an_empty_warehouse_teaches_and_bad_addresses_are_no_errors(shop: Shop) -> None:
    desk = Desk("warehouse")
    cold = zone(shop)
    assert "No places here yet" in desk.see(f"{url('plan', shop.warehouse)}?zone={cold.pk}")
    for asked in ("?part=x", "?part=99999", "?zone=none&part=0", f"?zone={minted()}"):
        desk.get(f"{url('plan', shop.warehouse)}{asked}")
    assert "all between two codes in one go" in desk.see(url("zone", cold.pk))


def test_labels_of_a_zone_and_of_an_aisle_come_in_one_go(shop: Shop) -> None:
    desk = Desk("warehouse")
    cold = zone(shop, codes="A-01-01 .. A-02-13")
    zone(shop, "DRY", "B-01-01 .. B-01-02")
    inventory.close_place(shop.by, place_id=shop.place("A-01-13"))
    for query, wanted in (
        (f"zone={cold.pk}", 25),
        (f"zone={cold.pk}&aisle=A-02", 13),
        (f"zone={cold.pk}&part=2", 0),
    ):
        sheet = desk.get(f"{url('place_labels_pdf')}?{query}")
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.content)).pages)
        assert sum(f"A-{n:02d}-{m:02d}" in text for n in (1, 2) for m in range(1, 14)) == wanted
        assert "B-01" not in text
