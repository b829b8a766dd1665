"""Counts through the office: planned, counted on the sheet and by code, from paper, reviewed, approved."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from counted import Floor, open_floor
from desk import Desk, count_of, id_in
from shop import grid, minted, url
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.counting.models import Count, CountEntry, CountLine
from tradepost.domain.inventory import commands as inventory
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    return open_floor()


def plan(desk: Desk, floor: Floor, **typed: str) -> str:
    """The page of a new count, begun."""
    given = {"count_id": minted(), "warehouse": str(floor.trade.warehouse_id), "scope": "warehouse", "zone": "",
             "category": "", "items": "", "planned_on": "", "note": ""} | typed  # fmt: skip
    assert desk.say(url("count_new"), **given).startswith("Planned")
    page = desk.where
    assert desk.say(f"{page}start/") == "Counting began. Goods may go on moving."
    return page


def sheet(page: str, *counted: tuple[str, str, object], **head: object) -> dict[str, object]:
    """What the sheet sends: (place, sku, what was typed)."""
    lines = {(row.place.code, row.item.sku): row.pk for row in CountLine.objects.filter(count_id=id_in(page))}
    asked = grid(**head)
    asked["lines"] = [{"key": str(lines[place, sku]), "counted": str(n)} for place, sku, n in counted]
    return asked


def test_from_the_plan_to_the_corrected_books(floor: Floor) -> None:
    desk = Desk("warehouse")
    page = plan(desk, floor, is_blind="on")
    seen = desk.see(page)
    assert "Still to count" in seen
    assert "A- 3 0" in seen  # the aisle, and nothing counted of it
    assert "Expected" not in desk.see(f"{page}sheet/")
    typed = sheet(page, ("A-01", "tea", "19"), ("A-02", "tea", ""), ("A-02", "cup", "many"))
    told = desk.ask(f"{page}sheet/preview/", typed)
    assert [line["errors"] for line in told["lines"]] == [
        {},
        {},
        {"counted": "Give what lies there, 0 or more."},
    ]
    with unchanged("counting"):
        refused = desk.ask(f"{page}sheet/submit/", typed, status=422)
    assert list(refused["lines"].values()) == [{"counted": "Give what lies there, 0 or more."}]
    typed = sheet(page, ("A-01", "tea", "19"), ("A-02", "tea", "10"), ("A-02", "cup", "30"))
    assert desk.ask(f"{page}sheet/submit/", typed)["url"] == page
    found = grid({"place": "a-03", "item": "CUP", "counted": "1"})
    desk.ask(f"{page}found/preview/", found)
    assert desk.ask(f"{page}found/submit/", found)["url"] == page
    assert "Lines that differ" not in desk.see(page)  # blind
    assert desk.say(f"{page}finish/") == "Counting ended: look at the differences."
    assert "Lines that differ 2" in desk.see(page)
    assert desk.say(f"{page}post/", reason="Autumn") == "Posted: stock and books say what was counted."
    assert floor.lies() == {("A-01", "tea"): 19, ("A-02", "tea"): 10, ("A-02", "cup"): 30, ("A-03", "cup"): 1}
    assert f"Count {Count.objects.get().number}. Autumn" in desk.see(url("moves") + "?kind=count")


def test_the_lists_cost_the_same_for_one_and_for_three(floor: Floor) -> None:
    desk = Desk("owner")
    plan(desk, floor)
    names = ("counts", "count_lines", "count_entries")
    once = {name: count_of(desk, url(name)) for name in names}
    once = {name: count_of(desk, url(name)) for name in names}
    plan(desk, floor)
    plan(desk, floor)
    assert {name: count_of(desk, url(name)) for name in names} == once
    assert max(once.values()) <= 8


def test_keyed_from_paper_it_wants_its_time(floor: Floor) -> None:
    desk = Desk("warehouse")
    page = plan(desk, floor)
    with unchanged("counting"):
        refused = desk.ask(
            f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 20), source="paper"), status=422
        )
    assert refused["fields"] == {"counted_at": "Say when it was counted: goods moved since."}
    began = timezone.localtime(Count.objects.get().started_at)
    head = {"source": "paper", "counter": "Mara", "counted_at": f"{began:%Y-%m-%dT%H:%M}"}
    desk.ask(f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 20), **head))
    entry = CountEntry.objects.get()
    assert (entry.source, entry.counter, entry.actor) == ("paper", "Mara", "Ingrid Sol")
    long_ago = {**head, "counted_at": f"{began - timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    with unchanged("counting"):
        desk.ask(f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 20), **long_ago), status=422)


def test_the_paper_says_what_lies_where_and_nothing_of_the_books(floor: Floor) -> None:
    desk = Desk("warehouse")
    for blind, tells in (("on", False), ("", True)):
        page = plan(desk, floor, **({"is_blind": blind} if blind else {}))
        text = PdfReader(BytesIO(desk.get(f"{page}sheet.pdf?place=A-0").content)).pages[0].extract_text()
        assert "Counting sheet" in text
        assert "A-02" in text
        assert ("Expected" in text, "30" in text.replace("2030", "").split()) == (tells, tells)


def test_two_people_disagree_and_everybody_sees_who_has_to_go_again(floor: Floor) -> None:
    ann, ben = Desk("warehouse", name="Ann"), Desk("warehouse", name="Ben")
    page = plan(ann, floor, scope="zone", zone="A-01")
    ann.ask(f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 19)))
    assert "Nothing is left to count here." in ben.see(f"{page}sheet/")
    ben.ask(f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 18)))
    assert "1 line to be counted again." in ann.see(page)
    assert "Stock to count again" in ann.see(url("today_work"))
    with unchanged("counting"):
        assert ann.say(f"{page}finish/").startswith("Lines to be counted again: 1.")
    ann.ask(f"{page}sheet/submit/", sheet(page, ("A-01", "tea", 18)))
    assert "Counts to review" in ann.see(url("today_work"))
    ann.say(f"{page}finish/")
    seen = ann.see(f"{url('count_entries')}?count={id_in(page)}")
    assert seen.count("Ann") >= 2
    assert "Ben" in seen


def test_who_may_not_and_who_is_elsewhere(floor: Floor) -> None:
    page = plan(Desk("warehouse"), floor)
    far = inventory.create_warehouse(
        floor.trade.by, warehouse_id=new_id(timezone.now()), code="EAST", name="East"
    )
    keeper = Desk("warehouse")
    access.set_roles(
        floor.trade.by, user_id=keeper.user_id, grants=[GrantInput("warehouse", "warehouse", far.id)]
    )
    posts = [f"{page}{verb}/" for verb in ("start", "finish", "reopen", "post")]
    reads = [page, f"{page}sheet/", f"{page}found/", f"{page}sheet.pdf"]
    typed = sheet(page, ("A-01", "tea", 20))
    others = [(Desk("sales"), 403), (Desk("viewer"), 200), (Desk("billing"), 200)]
    with unchanged("counting", "inventory"):
        for path in reads:
            keeper.get(path, status=404)
        for path in posts:
            keeper.say(path, status=404)
        keeper.ask(f"{page}sheet/submit/", typed, status=404)
        keeper.ask(f"{page}found/submit/", typed, status=404)
        given = {"count_id": minted(), "warehouse": str(floor.trade.warehouse_id), "scope": "warehouse"}
        assert keeper.client.post(url("count_new"), given).status_code == 422
        for desk, status in others:
            desk.get(page, status=status)
            for path in posts:
                desk.say(path, status=403)
            desk.ask(f"{page}sheet/submit/", typed, status=403)
    assert "No counts yet" in keeper.see(url("counts"))


@pytest.mark.parametrize(
    "lines",
    [
        [{"key": "x" * 300, "counted": "1"}],
        [{"key": "9" * 18, "counted": "1"}],
        [{"key": "1", "counted": "1e9"}, {"key": "²", "counted": "NaN"}],
        [{"place": "<script>", "item": "' or 1=1 --", "counted": "-1", "expires": "9999-99-99"}],
        [{"place": "A-01", "item": "tea", "counted": "9" * 30}],
    ],
)
def test_nonsense_is_refused_in_a_sentence(floor: Floor, lines: list[dict[str, str]]) -> None:
    desk = Desk("warehouse")
    page = plan(desk, floor)
    for name in ("sheet", "found"):
        asked = {"id": minted(), "head": {}, "lines": lines}
        desk.ask(f"{page}{name}/preview/", asked)
        with unchanged("counting"):
            assert desk.ask(f"{page}{name}/submit/", asked, status=422)["message"]
    for query in ("after=-1", "after=99999999999999", "place=%00", "after=x&again=x"):
        assert desk.client.get(f"{page}sheet/?{query}").status_code in (200, 302, 400)
