"""Cycle counts: whose turn it is, once a day, and one process posts a count, however many try."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest

from counted import Floor, nothing_differs, open_floor
from desk import statements
from rivals import start
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting.models import Count, CountItem, CountLine
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory.models import Posting
from unchanged import unchanged

DAY = timedelta(days=1)


def planned(floor: Floor, days: int = 0) -> list[str]:
    """What the worker plans on a day, by sku."""
    if not counting.plan_cycle_counts(floor.by(1).at(NOW + days * DAY)):
        return []
    newest = Count.objects.filter(scope="cycle").order_by("-number")[0]
    return sorted(CountItem.objects.filter(count=newest).values_list("item__sku", flat=True))


def count_all(floor: Floor, days: int) -> None:
    """Whatever is planned is counted as the books say, and posted."""
    by = floor.by(2).at(NOW + days * DAY)
    for one in Count.objects.filter(state="planned"):
        counting.start_count(by, count_id=one.pk)
        rows = CountLine.objects.filter(count=one).order_by("position")
        lines = [counting.CountedInput(row.place_id, row.item_id, row.book) for row in rows]
        counting.record_counts(by, batch_id=new_id(by.now), count_id=one.pk, lines=lines)
        counting.finish_count(by, count_id=one.pk)
        counting.post_count(by, count_id=one.pk)


@pytest.mark.django_db
def test_each_item_is_planned_when_its_turn_comes_and_once_a_day(floor: Floor, settings: object) -> None:
    settings.COUNT_CYCLE_LINES, settings.COUNT_DAYS = 10, [30, 90, 180]  # type: ignore[attr-defined]
    floor.trade.add_customer()
    order = floor.trade.order(("cup", 4))  # cups turn over, teas do not: A and C
    fulfilment.ship_order(floor.by(1), shipment_id=new_id(NOW), order_id=order.id)
    assert planned(floor) == ["cup", "tea"]
    with unchanged("counting"):
        assert planned(floor) == []  # planned today already
        assert planned(floor, 1) == []  # the last one was not begun
    count_all(floor, 1)
    assert planned(floor, 30) == []
    assert planned(floor, 31) == ["cup"]
    count_all(floor, 31)
    assert planned(floor, 120) == []  # no cup went out for ninety days: it is C now, as tea is
    assert planned(floor, 181) == ["tea"]
    nothing_differs()


@pytest.mark.django_db
def test_no_more_lines_than_a_day_has_and_none_when_it_is_off(floor: Floor, settings: object) -> None:
    settings.COUNT_CYCLE_LINES = 0  # type: ignore[attr-defined]
    assert planned(floor) == []
    settings.COUNT_CYCLE_LINES = 1  # type: ignore[attr-defined]
    assert planned(floor) in (["cup"], ["tea"])  # tea alone has two lines


@pytest.mark.django_db
def test_planning_costs_the_same_for_any_number_of_items(floor: Floor) -> None:
    with statements() as few:
        counting.plan_cycle_counts(floor.by(1))
    Count.objects.filter(scope="cycle").update(state="posted")
    floor.trade.add_items(*[f"S{n}" for n in range(60)], stock=3)
    with statements() as many:
        counting.plan_cycle_counts(floor.by(1).at(NOW + DAY))
    assert len(few) == len(many) == 9


POST = """
import sys, django
django.setup()
from datetime import UTC, datetime
from uuid import UUID
from tradepost.base.by import system
from tradepost.base.flows import NotAllowed
from tradepost.domain.counting import commands as counting
by = system(datetime(2026, 3, 16, 12, 0, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
try:
    counting.post_count(by, count_id=UUID(sys.argv[1]))
    print("posted")
except NotAllowed as refused:
    print(refused.code)
"""


def test_of_two_processes_one_posts_a_count(database_url: str) -> None:
    floor = open_floor()
    one = floor.plan(scope="zone", zone="A-02")
    floor.take(one, 10, ("A-02", "cup", 28), ("A-02", "tea", 11))
    floor.finish(one)
    both = [start(database_url, POST, one.pk) for _ in range(2)]
    assert [process.hear() for process in both] == ["ready", "ready"]
    for process in both:
        process.say("go")
    answers = sorted(process.told().strip() for process in both)
    assert answers == ["not-allowed", "posted"]
    assert floor.lies() == {("A-01", "tea"): 20, ("A-02", "tea"): 11, ("A-02", "cup"): 28}
    assert Posting.objects.filter(kind="count").count() == 1
    assert Count.objects.get().value == D(-8)
    nothing_differs()
