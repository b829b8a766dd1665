"""At the shelf with a phone: which count, which aisle, then bin by bin; each number keeps its moment."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from counted import Floor, open_floor
from desk import Desk, count_of
from doors.office.handheld.test_receiving_by_hand import chosen, settings_of
from shop import minted, url
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting.models import Count, CountEntry
from tradepost.domain.inventory import commands as inventory
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    return open_floor()


def begun(desk: Desk, floor: Floor, **given: Any) -> Count:
    """A count that somebody begins on the phone."""
    one = floor.plan(start=False, **given)
    page = url("hand_count_of", one.pk)
    assert "Nobody counts yet." in desk.see(page)
    assert desk.say(url("hand_count_begin", one.pk)) == "Counting began. Goods may go on moving."
    return Count.objects.get(pk=one.pk)


def body(told: dict[str, Any], *counted: tuple[str, str, str], ago: int = 0, **more: str) -> dict[str, Any]:
    """What the phone sends: (place, sku, counted), so many seconds ago."""
    keys = {(line["place"], line["item"]): line["key"] for line in told["lines"]}
    now = 1_900_000_000_000  # its own clock, wherever it stands
    lines = [
        {"key": keys.get((place, sku), f"n-{sku}"), "place": place, "item": sku, "counted": n,
         "at": str(now - ago * 1000), **more} for place, sku, n in counted
    ]  # fmt: skip
    return {"id": minted(), "head": {}, "lines": lines, "now": now}


def test_a_count_is_chosen_begun_and_counted_bin_by_bin(floor: Floor) -> None:
    desk = Desk("warehouse")
    page = url("hand_count")
    assert "Nothing is to be counted here." in desk.see(page)
    one = begun(desk, floor)
    assert f"{one.number} The whole warehouse 3 left" in desk.see(page)
    assert chosen(desk, page, one.number) == url("hand_count_of", one.pk)
    # One aisle alone needs no choice.
    assert desk.client.get(url("hand_count_of", one.pk)).headers["Location"] == url(
        "hand_count_sheet", one.pk
    )
    told = settings_of(desk, url("hand_count_sheet", one.pk))
    walk = [(line["place"], line["item"], line["cells"].get("expected")) for line in told["lines"]]
    assert sorted(walk) == [("A-01", "tea", None), ("A-02", "cup", None), ("A-02", "tea", None)]
    answer = desk.ask(told["submitUrl"], body(told, ("A-01", "tea", "19")))
    assert answer["url"] == url("hand_count_sheet", one.pk)
    assert desk.ask(told["submitUrl"], body(told, ("A-02", "tea", "10"), ("A-02", "cup", "30")))["url"] == (
        f"{page}?warehouse={floor.trade.warehouse_id}&count={one.pk}"
    )
    found = CountEntry.objects.order_by("id").values_list("quantity", "source", "counter")
    assert list(found) == [(19, "scan", "Ingrid Sol"), (10, "scan", "Ingrid Sol"), (30, "scan", "Ingrid Sol")]
    assert f"{one.number}: everything on it is counted." in desk.see(
        f"{page}?warehouse={floor.trade.warehouse_id}&count={one.pk}"
    )


def test_a_number_that_waited_for_the_network_keeps_its_moment(floor: Floor) -> None:
    desk = Desk("warehouse")
    one = begun(desk, floor)
    started = timezone.now() - timedelta(hours=2)
    Count.objects.filter(pk=one.pk).update(started_at=started)
    told = settings_of(desk, url("hand_count_sheet", one.pk))
    desk.ask(told["submitUrl"], body(told, ("A-01", "tea", "19"), ago=3600))
    entry = CountEntry.objects.get()
    assert timedelta(minutes=59) < entry.made_at - entry.counted_at < timedelta(minutes=61)
    # A clock that jumped never speaks of a time before counting began, nor of tomorrow.
    for ago in (10**9, -(10**9)):
        desk.ask(told["submitUrl"], body(told, ("A-02", "tea", "10"), ago=ago))
    moments = CountEntry.objects.order_by("id").values_list("counted_at", flat=True)
    assert [moments[1], moments[2] <= timezone.now()] == [started, True]
    strange = body(told, ("A-02", "cup", "30"))
    strange["now"], strange["lines"][0]["at"] = "soon", "²"
    desk.ask(told["submitUrl"], strange)


def test_what_lies_there_beside_the_sheet_is_added_and_nonsense_changes_nothing(floor: Floor) -> None:
    desk = Desk("warehouse")
    one = begun(desk, floor, is_blind=False)
    told = settings_of(desk, url("hand_count_sheet", one.pk))
    assert sorted(line["cells"]["expected"] for line in told["lines"]) == ["10", "20", "30"]
    look = told["lookupUrl"]
    assert json.loads(desk.get(f"{look}?code=a-03").content) == {"items": [], "place": "A-03"}
    assert "is known here" in json.loads(desk.get(f"{look}?code=nonsense-1").content)["says"]
    assert json.loads(desk.get(f"{look}?code=cup").content)["items"][0]["times"] == 1
    for wrong, column in (({"counted": "-1"}, "counted"), ({"place": "Z-9"}, "place"), ({"item": "gin"}, "item"),
                          ({"lot": "L1"}, "lot")):  # fmt: skip
        asked = body(told, ("A-03", "cup", "4"))
        asked["lines"][0] |= wrong
        with unchanged("counting", "inventory"):
            assert column in desk.ask(told["submitUrl"], asked, 422)["lines"][asked["lines"][0]["key"]]
    desk.ask(told["submitUrl"], body(told, ("A-03", "cup", "4")))
    assert floor.line(one, "A-03", "cup").counted == 4


def test_aisles_are_shared_out_and_a_bin_leads_to_its_own(floor: Floor) -> None:
    inventory.create_places(
        floor.by(0), warehouse_id=floor.trade.warehouse_id, codes="B-01 .. B-02", pick_sequence=50
    )
    floor.put("B-01", "cup", 5)
    desk = Desk("warehouse")
    one = begun(desk, floor)
    page = url("hand_count_of", one.pk)
    assert "A- 0 / 3 B- 0 / 1" in desk.see(page)
    sheet = url("hand_count_sheet", one.pk)
    assert chosen(desk, page, "B-02") == f"{sheet}?place=B-&scan=B-02"
    assert "Scan the barcode of a bin." in chosen(desk, page, "cup")
    told = settings_of(desk, f"{sheet}?place=B-")
    assert [line["place"] for line in told["lines"]] == ["B-01"]
    # The aisle is done, the count is not: on to the others.
    assert desk.ask(told["submitUrl"], body(told, ("B-01", "cup", "5")))["url"] == page


def test_what_is_over_or_not_theirs_is_not_counted(floor: Floor) -> None:
    desk = Desk("warehouse")
    one = begun(desk, floor)
    told = settings_of(desk, url("hand_count_sheet", one.pk))
    cost = count_of(desk, url("hand_count"))
    counting.cancel_count(floor.by(5), count_id=one.pk, reason="later")
    assert f"{one.number}: nothing of it is to be counted here." in chosen(
        desk, url("hand_count"), one.number
    )
    assert desk.client.get(url("hand_count_sheet", one.pk)).status_code == 302
    with unchanged("counting", "inventory"):
        desk.ask(told["submitUrl"], body(told, ("A-01", "tea", "19")), 409)
    for _ in range(3):
        floor.plan(start=False)
    assert count_of(desk, url("hand_count")) == cost
    Desk("sales").get(url("hand_count"), 403)
