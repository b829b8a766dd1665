"""Transfers through the office: entered by grid, set aside, sent short, taken in with more and less, settled."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from desk import Desk, count_of
from shop import grid, url
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLoad
from two_houses import Houses, open_houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses() -> Houses:
    return open_houses()


def typed(houses: Houses, *lines: dict[str, str], **head: str) -> dict[str, object]:
    """What the grid of a new transfer sends."""
    given = {
        "from_warehouse": str(houses.main),
        "to_warehouse": str(houses.east),
        "expected_on": "",
        "note": "",
    }
    return grid(*lines, **{**given, **head})


def enter(desk: Desk, houses: Houses, *lines: dict[str, str], **head: str) -> str:
    """The page of a new transfer."""
    return desk.ask(url("transfer_submit"), typed(houses, *lines, **head))["url"]


def test_from_the_wish_to_the_settled_difference(houses: Houses) -> None:
    houses.trade.add_case("tea", of=12)
    houses.put("tea", 40)
    houses.put("cup", 5)
    desk = Desk("warehouse")
    assert "New transfer" in desk.see(url("transfer_new"))
    asked = typed(
        houses, {"item": "tea", "quantity": "2cs"}, {"item": "cup", "quantity": "9"}, {"item": "what"}
    )
    told = desk.ask(url("transfer_preview"), asked)["lines"]
    assert told[0]["typed"] == {"quantity": "2", "unit": "case"}
    assert told[0]["cells"] == {"name": "Tea", "free": "40", "here": "0"}
    assert told[1]["warnings"] == {"quantity": "Only 5 are free there now."}
    assert told[2]["errors"] == {"item": "No item has this code."}
    with unchanged("transfers"):
        refused = desk.ask(url("transfer_submit"), asked, status=422)
    assert list(refused["lines"].values()) == [{"item": "No item has this code."}]

    page = enter(
        desk, houses, {"item": "tea", "quantity": "2cs"}, {"item": "cup", "quantity": "5"}, note="Fair"
    )
    seen = desk.see(page)
    assert "MAIN" not in seen.partition("Lines")[2]
    assert "Set the goods aside" in seen
    assert desk.say(f"{page}release/").startswith("Set aside")
    paper = PdfReader(BytesIO(desk.get(f"{page}pick-list.pdf").content)).pages[0].extract_text()
    assert "Pick list" in paper
    assert "East warehouse" in paper
    assert "Where less was picked, say how much." in desk.see(f"{page}send/")
    parts = inventory_queries.set_aside_for(Transfer.objects.get().pk)
    sent = {"cup": "4", "tea": "24"}
    asked = grid(carrier="Own lorry", tracking_number="", expected_on="")
    asked["lines"] = [{"key": str(part.reserve_id), "picked": "50"} for part in parts]
    assert [line["errors"] for line in desk.ask(f"{page}send/preview/", asked)["lines"]] == [
        {"picked": "Between 0 and 5."}, {"picked": "Between 0 and 24."},
    ]  # fmt: skip
    with unchanged("transfers", "inventory"):
        desk.ask(f"{page}send/submit/", asked, status=422)
    asked["lines"] = [{"key": str(part.reserve_id), "picked": sent[part.sku]} for part in parts]
    assert desk.ask(f"{page}send/submit/", asked)["url"] == page
    assert "1 stayed" in desk.see(page)
    note = PdfReader(BytesIO(desk.get(f"{page}note.pdf").content)).pages[0].extract_text()
    assert "Transfer note" in note
    assert "Own lorry" in note

    loads = {load.line.item.sku: load for load in TransferLoad.objects.select_related("line__item")}
    assert "To come" in desk.get(f"{page}receive/?all=1").content.decode()
    asked = grid(note="", is_last="on")
    asked["lines"] = [
        {"key": str(loads["tea"].pk), "item": "tea", "counted": "26", "damaged": "1", "place": "e-01"},
        {"key": str(loads["cup"].pk), "item": "cup", "counted": "3"},
        {"key": "new-1", "item": "nonsense", "counted": "1"},
    ]
    told = desk.ask(f"{page}receive/preview/", asked)["lines"]
    assert told[0]["warnings"] == {"counted": "2 more than is to come."}
    assert told[2]["errors"] == {"item": "No item has this code."}
    with unchanged("transfers", "inventory"):
        desk.ask(f"{page}receive/submit/", asked, status=422)
    asked["lines"].pop()
    assert desk.ask(f"{page}receive/submit/", asked)["url"] == page
    seen = desk.see(page)
    assert "2 differences are not settled." in seen
    assert Transfer.objects.get().state == "received"
    assert houses.lies()["EAST", "QUARANTINE", "tea"] == 1

    owner = Desk("owner")
    assert "Differences of transfers" in desk.see("/office/")
    surplus = url("transfer_discrepancy", Discrepancy.objects.get(kind="surplus").pk)
    missing = url("transfer_discrepancy", Discrepancy.objects.get(kind="missing").pk)
    assert "Sent too many" in owner.see(surplus)
    assert "Sent too many" not in desk.see(surplus)
    with unchanged("transfers", "inventory", "accounts"):
        desk.say(f"{missing}settle/", status=403, outcome="lost", reason="x")
        assert "Why" in owner.say(f"{missing}settle/", outcome="lost", reason="")
        assert "place" in owner.say(f"{missing}settle/", outcome="arrived", reason="", place="nowhere")
    assert owner.say(f"{surplus}settle/", outcome="sent", reason="Counted wrong") == "Settled."
    assert owner.say(f"{missing}settle/", outcome="lost", reason="Broken") == "Settled."
    assert "Lost on the way" in owner.see(missing)
    assert "Difference settled" in owner.see(page)
    moves = owner.get(url("moves") + "?kind=transfer").content.decode()
    assert f'<a href="{page}">{Transfer.objects.get().number}</a>' in moves


def test_the_lists_and_the_pages_cost_the_same_for_one_and_for_three(houses: Houses) -> None:
    desk = Desk("owner")
    houses.put("tea", 100)
    houses.put("cup", 100)

    def made(*lines: tuple[str, int]) -> str:
        one = houses.take(houses.send(*lines), ("tea", 2), is_last=True)
        return url("transfer", one.pk)

    names = ("transfers", "transfer_lines", "transfer_discrepancies")
    page = made(("tea", 4))
    for _ in range(2):
        once = {name: count_of(desk, url(name)) for name in names} | {"page": count_of(desk, page)}
    page = made(("tea", 4), ("cup", 4), ("tea", 3))
    made(("tea", 4))
    assert {name: count_of(desk, url(name)) for name in names} | {"page": count_of(desk, page)} == once
    assert max(once.values()) <= 16
    assert max(count_of(desk, url(name)) for name in names) <= 9


def test_the_grids_cost_the_same_for_one_line_and_for_three(houses: Houses) -> None:
    desk = Desk("owner")
    for sku in ("tea", "cup"):
        houses.put(sku, 100)
    one, three = [("tea", 4)], [("tea", 4), ("cup", 4), ("tea", 3)]
    for name, stage in (("send", houses.draft), ("receive", houses.send)):
        pages = []
        for lines in (one, three):
            made = stage(*lines)
            made = houses.release(made) if name == "send" else made
            pages.append(f"{url('transfer', made.pk)}{name}/")
        first = [count_of(desk, pages[0]) for _ in range(2)][-1]
        assert count_of(desk, pages[1]) == first <= 12


def test_less_is_free_than_was_asked(houses: Houses) -> None:
    houses.put("tea", 3)
    desk = Desk("warehouse")
    page = enter(desk, houses, {"item": "tea", "quantity": "5"})
    with unchanged("transfers", "inventory"):
        assert "tea 3 of 5" in desk.say(f"{page}release/")
    assert desk.say(f"{page}release/", send_what_is_free="on").startswith("Set aside")


def test_a_draft_is_edited_and_cancelled(houses: Houses) -> None:
    houses.put("tea", 3)
    desk = Desk("purchasing")
    page = enter(desk, houses, {"item": "tea", "quantity": "2"})
    assert "Edit TRF-" in desk.see(f"{page}edit/")
    asked = typed(houses, {"item": "tea", "quantity": "3"}, note="More")
    assert desk.ask(f"{page}edit/submit/", asked | {"version": 1})["url"] == page
    assert "More" in desk.see(page)
    with unchanged("transfers"):
        desk.ask(f"{page}edit/submit/", asked | {"version": 1}, status=412)
        desk.say(f"{page}cancel/", status=403, reason="No")
        desk.say(f"{page}release/", status=403)
    keeper = Desk("warehouse")
    assert keeper.say(f"{page}release/").startswith("Set aside")
    assert keeper.get(f"{page}edit/", 302).headers["Location"] == page
    assert "no draft any more" in keeper.see(page)
    assert keeper.say(f"{page}cancel/", reason="Sold here").startswith("Cancelled: nothing is set aside")
    assert "Sold here" in keeper.see(page)
    assert houses.stock("tea")[2] == 0


def test_on_its_way_it_is_late_and_comes_another_day(houses: Houses) -> None:
    houses.put("tea", 3)
    one = houses.send(("tea", 2))
    desk = Desk("warehouse")
    page = url("transfer", one.pk)
    assert "Late." in desk.see(page)
    assert "Transfers to take in" in desk.see("/office/")
    assert desk.say(f"{page}delay/", expected_on="2031-05-04", reason="Snow").startswith("Who was promised")
    assert "Snow" in desk.see(page)
    assert "On its way" in desk.see(url("item", houses.trade.items["tea"]))
    assert one.number in desk.see(url("supplies"))
    assert "Main warehouse" in desk.see(url("supplies"))
    assert desk.say(f"{page}finish/") == "Nothing more is expected of it."
    assert "1 difference is not settled." in desk.see(page)


def test_who_keeps_one_house_sends_from_it_and_takes_in_for_it(houses: Houses) -> None:
    houses.put("tea", 10)
    keeper = Desk("warehouse")
    access.set_roles(
        houses.by(), user_id=keeper.user_id, grants=[GrantInput("warehouse", "warehouse", houses.east)]
    )
    one = houses.release(houses.draft(("tea", 4)))
    page = url("transfer", one.pk)
    assert "Released" in keeper.see(page)
    assert f"{page}send/" not in keeper.get(page).content.decode()
    with unchanged("transfers", "inventory"):
        assert keeper.get(f"{page}send/", 404)
        keeper.say(f"{page}cancel/", status=404, reason="Mine")
    Desk("warehouse").ask(
        f"{page}send/submit/",
        {**grid(carrier="", tracking_number="", expected_on=""), "lines": [
            {"key": str(part.reserve_id), "picked": "4"} for part in inventory_queries.set_aside_for(one.pk)]},
    )  # fmt: skip
    load = TransferLoad.objects.get()
    asked = {**grid(note="", is_last=""), "lines": [{"key": str(load.pk), "item": "tea", "counted": "4"}]}
    assert keeper.ask(f"{page}receive/submit/", asked)["url"] == page
    third = new_id(houses.by().now)
    inventory.create_warehouse(houses.by(), warehouse_id=third, code="WEST", name="West")
    far = Desk("warehouse")
    access.set_roles(houses.by(), user_id=far.user_id, grants=[GrantInput("warehouse", "warehouse", third)])
    assert far.get(page, 404)
    assert one.number not in far.see(url("transfers"))
