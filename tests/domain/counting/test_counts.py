"""Stories of counting: goods that move meanwhile, people who disagree, who may approve, and what is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counted import Floor, nothing_differs
from desk import statements
from trade import NOW
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts.models import Entry
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.models import CountEntry
from tradepost.domain.counting.queries import COUNTS, LINES
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, MoveInput
from tradepost.domain.inventory.models import Move, Posting
from tradepost.domain.reports import queries as reports_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("counting", "inventory", "accounts", "catalog")


def test_goods_move_while_they_are_counted_and_none_is_lost(floor: Floor) -> None:
    """Twenty teas by the books, nineteen there; then five go to another bin and ten arrive: 24 lie there."""
    one = floor.plan()
    assert [(line.position, line.place.code, line.item.sku, line.book) for line in LINES.page(floor.by(1)).rows] == [
        (1, "A-01", "tea", 20), (2, "A-02", "cup", 30), (3, "A-02", "tea", 10),
    ]  # fmt: skip
    floor.take(one, 10, ("A-01", "tea", 19), ("A-02", "cup", 30))
    inventory.move_stock(
        floor.by(20), posting_id=new_id(NOW), warehouse_id=floor.trade.warehouse_id,
        lines=[MoveInput(floor.trade.items["tea"], 5, floor.bin("A-01"), floor.bin("A-02"))],
    )  # fmt: skip
    floor.put("A-01", "tea", 10, minute=25)
    floor.take(one, 30, ("A-02", "tea", 15))  # with the five
    one = floor.finish(one)
    assert (one.state, one.differing_count, one.found_value, one.lost_value) == ("review", 1, D(0), D(2))
    line = floor.line(one, "A-01", "tea")
    assert (line.counted, line.expected, line.difference, line.value) == (19, 20, -1, D(-2))
    one = floor.post(one)
    assert (one.state, one.value, one.posted_by) == ("posted", D(-2), "Olga")
    assert floor.lies() == {("A-01", "tea"): 24, ("A-02", "tea"): 15, ("A-02", "cup"): 30}
    posting = Posting.objects.get(pk=one.pk)
    assert (posting.kind, posting.reason) == ("count", f"Count {one.number}")
    assert [(m.quantity, m.from_place.code) for m in Move.objects.filter(posting=posting)] == [(1, "A-01")]
    nothing_differs()
    assert [str(found) for found in reports_queries.verify()] == []


def test_goods_sold_and_shipped_after_they_were_counted_are_not_missing(floor: Floor) -> None:
    floor.trade.add_customer()
    one = floor.plan(scope="zone", zone="a-02")
    floor.take(one, 10, ("A-02", "cup", 28), ("A-02", "tea", 10))
    order = floor.trade.order(("cup", 12), by=floor.by(15))
    fulfilment.ship_order(floor.by(20), shipment_id=new_id(NOW), order_id=order.id)
    floor.post(floor.finish(one))
    assert floor.lies()["A-02", "cup"] == 16
    assert floor.trade.stock("cup")["on_hand"] == 16
    assert [str(found) for found in reports_queries.verify()] == []


def test_a_zone_is_its_places_and_not_what_their_codes_begin_with(floor: Floor) -> None:
    """A-1 is the beginning of A-10 too; the zone knows better, and what joins it before counting begins is counted."""
    warehouse_id, zone_id = floor.trade.warehouse_id, new_id(NOW)
    inventory.create_places(floor.by(0), warehouse_id=warehouse_id, codes="A-1", pick_sequence=100)
    inventory.create_places(floor.by(0), warehouse_id=warehouse_id, codes="A-10", pick_sequence=110)
    floor.put("A-1", "tea", 3)
    floor.put("A-10", "tea", 4)
    inventory.create_zone(
        floor.by(0), zone_id=zone_id, warehouse_id=warehouse_id, code="COLD", name="Cold room"
    )
    one = floor.plan(start=False, scope="zone", zone_id=zone_id)
    inventory.zone_places(floor.by(1), zone_id=zone_id, codes="A-1")
    counting.start_count(floor.by(2), count_id=one.id)
    assert [(row.place.code, row.book) for row in LINES.page(floor.by(3)).rows] == [("A-1", 3)]
    assert [row.in_zone.code for row in COUNTS.page(floor.by(3), search="cold").rows] == ["COLD"]
    begins = floor.plan(scope="zone", zone="A-1")
    assert (begins.lines_count, begins.in_zone) == (2, None)


def test_a_zone_elsewhere_or_a_zone_and_codes_is_refused(floor: Floor) -> None:
    far, zone_id = new_id(NOW), new_id(NOW)
    inventory.create_warehouse(floor.by(0), warehouse_id=far, code="FAR", name="Far")
    inventory.create_zone(floor.by(0), zone_id=zone_id, warehouse_id=far, code="COLD", name="Cold room")
    for wrong in ({"zone_id": zone_id}, {"zone_id": zone_id, "zone": "A-1"}):
        with unchanged(*ROOMS), pytest.raises(Invalid):
            floor.plan(start=False, scope="zone", **wrong)


def test_two_people_find_different_numbers_and_the_agreed_one_wins(floor: Floor) -> None:
    one = floor.plan(scope="zone", zone="A-01 .. A-01")
    floor.take(one, 10, ("A-01", "tea", 18), who="Ann")
    one = floor.take(one, 12, ("A-01", "tea", 17), who="Ben")
    assert (one.counted_count, one.recount_count) == (0, 1)
    assert floor.line(one, "A-01", "tea").state == "recount"
    with unchanged(*ROOMS), pytest.raises(counting.CountAgain, match="Lines to be counted again: 1"):
        floor.finish(one)
    one = floor.take(one, 14, ("A-01", "tea", 17), who="Cem")
    assert (one.counted_count, one.recount_count) == (1, 0)
    floor.post(floor.finish(one))
    assert floor.lies()["A-01", "tea"] == 17
    entries = CountEntry.objects.order_by("id").values_list("counter", "quantity", "source")
    assert list(entries) == [("Ann", 18, "screen"), ("Ben", 17, "screen"), ("Cem", 17, "screen")]
    nothing_differs()


def test_found_beside_the_sheet_with_a_lot_and_keyed_from_paper(floor: Floor) -> None:
    floor.trade.add_items("milk", tracking="lot")
    one = floor.plan(scope="zone", zone="A-01")
    lines = [
        CountedInput(floor.bin("A-01"), floor.trade.items["tea"], 20),
        CountedInput(floor.bin("A-01"), floor.trade.items["milk"], 6, lot_code="L1"),
        CountedInput(floor.bin("A-03"), floor.trade.items["cup"], 1),
    ]
    at = NOW + timedelta(minutes=5)
    one = counting.record_counts(
        floor.by(30, "Tom"), batch_id=new_id(NOW), count_id=one.id, lines=lines, source="paper", counter=" Mara ",
        counted_at=at,
    )  # fmt: skip
    assert (one.lines_count, one.counted_count) == (3, 3)
    entry = CountEntry.objects.filter(line__item__sku="milk").get()
    assert (entry.counter, entry.actor, entry.counted_at, entry.line.is_added) == ("Mara", "Tom", at, True)
    floor.post(floor.finish(one))
    assert floor.lies()["A-01", "milk"] == 6
    assert floor.lies()["A-03", "cup"] == 1
    nothing_differs()


def test_two_counts_of_one_bin_correct_it_once(floor: Floor) -> None:
    first, second = (
        floor.plan(scope="zone", zone="A-01"),
        floor.plan(scope="items", item_ids=[floor.trade.items["tea"]]),
    )
    floor.take(first, 10, ("A-01", "tea", 18))
    floor.take(second, 11, ("A-01", "tea", 18), ("A-02", "tea", 10))
    second = floor.finish(second)
    floor.post(floor.finish(first))
    with unchanged(*ROOMS), pytest.raises(counting.ChangedSinceReview):
        floor.post(second)
    second = counting.reopen_count(floor.by(56), count_id=second.id)
    assert (second.state, second.differing_count) == ("counting", 0)
    floor.post(floor.finish(second, 57), minute=58)
    assert floor.lies()["A-01", "tea"] == 18
    nothing_differs()


def test_what_was_corrected_by_hand_since_is_counted_again(floor: Floor) -> None:
    one = floor.plan(scope="zone", zone="A-01")
    floor.take(one, 10, ("A-01", "tea", 18))
    floor.finish(one)
    corrections.correct_stock(
        floor.by(51), correction_id=new_id(NOW), warehouse_id=floor.trade.warehouse_id,
        lines=[corrections.CorrectionInput(floor.trade.items["tea"], floor.bin("A-01"), -2)],
    )  # fmt: skip
    with unchanged(*ROOMS), pytest.raises(counting.ChangedSinceReview):
        floor.post(one)
    one = counting.reopen_count(floor.by(52), count_id=one.id)
    assert one.recount_count == 1
    floor.take(one, 53, ("A-01", "tea", 18))
    floor.post(floor.finish(one, 54))
    assert floor.lies()["A-01", "tea"] == 18


def test_a_worker_approves_up_to_the_limit_and_an_owner_anything(floor: Floor, settings: object) -> None:
    settings.COUNT_LIMIT = 20  # type: ignore[attr-defined]
    one = floor.plan(scope="zone", zone="A-02")
    # Ten found make not up for ten lost: 50.00 and 2.00 are 52.00.
    floor.take(one, 10, ("A-02", "cup", 20), ("A-02", "tea", 11))
    floor.finish(one)
    with unchanged(*ROOMS), pytest.raises(counting.AboveYourLimit) as refused:
        floor.post(one, "warehouse")
    assert refused.value.code == "above-your-limit"
    assert "52" not in refused.value.message  # a worker sees no costs
    assert floor.post(one, "owner").value == D(-48)
    small = floor.plan(minute=56, scope="zone", zone="A-01")
    floor.take(small, 57, ("A-01", "tea", 10))
    floor.finish(small, 58)
    settings.COUNT_LIMITS = {"warehouse": 19, "purchasing": 100}  # type: ignore[attr-defined]
    with unchanged(*ROOMS), pytest.raises(counting.AboveYourLimit) as refused:
        floor.post(small, "warehouse", "viewer", minute=59)
    assert refused.value.facts == {"limit": D(19)}
    assert floor.post(small, "warehouse", "purchasing", minute=59).value == D(-20)


def test_less_than_is_set_aside_is_not_posted(floor: Floor) -> None:
    floor.trade.add_customer()
    order = floor.trade.order(("cup", 25))
    fulfilment.release_order(floor.by(1), shipment_id=new_id(NOW), order_id=order.id)
    one = floor.plan(scope="zone", zone="A-02", minute=2)
    floor.take(one, 10, ("A-02", "cup", 24), ("A-02", "tea", 10))
    floor.finish(one)
    with unchanged(*ROOMS), pytest.raises(counting.LessThanSetAside, match="A-02 cup"):
        floor.post(one)


def test_posted_once_and_never_again(floor: Floor) -> None:
    one = floor.plan(scope="zone", zone="A-01")
    floor.take(one, 10, ("A-01", "tea", 18))
    floor.finish(one)
    floor.post(one)
    for verb in (counting.post_count, counting.start_count, counting.finish_count, counting.reopen_count):
        with unchanged(*ROOMS), pytest.raises(NotAllowed):
            verb(floor.by(56), count_id=one.id)
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        counting.cancel_count(floor.by(56), count_id=one.id, reason="late")
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        floor.take(one, 56, ("A-01", "tea", 3))
    assert Entry.objects.filter(subject_id=one.id).count() == 1


def test_nothing_differs_and_nothing_is_posted(floor: Floor) -> None:
    one = floor.plan(scope="items", item_ids=[floor.trade.items["cup"]])
    floor.take(one, 10, ("A-02", "cup", 30))
    one = floor.post(floor.finish(one))
    assert (one.state, one.value) == ("posted", D(0))
    assert not Posting.objects.filter(pk=one.id).exists()
    nothing_differs()


def test_a_batch_sent_twice_counts_once(floor: Floor) -> None:
    one = floor.plan()
    batch = new_id(NOW)
    floor.take(one, 10, ("A-01", "tea", 18), batch_id=batch)
    with unchanged(*ROOMS):
        again = floor.take(one, 11, ("A-01", "tea", 18), batch_id=batch)
    assert (again.pk, again.counted_count) == (one.pk, 1)
    with unchanged(*ROOMS), pytest.raises(SentTwiceDifferently):
        floor.take(one, 11, ("A-01", "tea", 19), batch_id=batch)


def test_uncounted_lines_stay_when_that_is_said(floor: Floor) -> None:
    one = floor.plan()
    with unchanged(*ROOMS), pytest.raises(counting.NotAllCounted):
        floor.finish(one, leave_uncounted=True)
    floor.take(one, 10, ("A-01", "tea", 18))
    with unchanged(*ROOMS), pytest.raises(counting.NotAllCounted, match="Lines not counted yet: 2"):
        floor.finish(one)
    floor.post(floor.finish(one, leave_uncounted=True))
    assert floor.lies() == {("A-01", "tea"): 18, ("A-02", "tea"): 10, ("A-02", "cup"): 30}


def test_bad_lines_are_refused_all_at_once(floor: Floor) -> None:
    one, elsewhere = (
        floor.plan(),
        inventory.create_warehouse(floor.by(0), warehouse_id=new_id(NOW), code="E", name="E"),
    )
    there = inventory_queries.places(elsewhere.id)[0].id
    tea = floor.trade.items["tea"]
    bad = [
        CountedInput(there, tea, 1),
        CountedInput(floor.bin("A-01"), new_id(NOW), 1),
        CountedInput(floor.bin("A-01"), tea, 1, lot_code="L1"),
    ]
    floor.trade.add_items("milk", tracking="lot")
    lot = inventory.ensure_lots(floor.by(0), lots=[LotInput(tea, "L9")])[tea, "L9"]
    foreign = [CountedInput(floor.bin("A-01"), floor.trade.items["milk"], 1, lot_id=lot)]
    told = []
    for lines, given in (
        (foreign, {}),
        (bad, {}),
        ([CountedInput(floor.bin("A-01"), tea, -1)], {"source": "guess"}),
        ([CountedInput(floor.bin("A-01"), tea, 1)] * 2, {}),
        ([CountedInput(floor.bin("A-01"), tea, 1)], {"counted_at": NOW}),
        ([CountedInput(floor.bin("A-01"), tea, 1)], {"counted_at": NOW + timedelta(hours=1)}),
        ([], {}),
    ):
        with unchanged(*ROOMS), pytest.raises(Invalid) as refused:
            counting.record_counts(floor.by(9), batch_id=new_id(NOW), count_id=one.id, lines=lines, **given)
        told.append(sorted(refused.value.facts["fields"]))
    assert told == [
        ["lines.0.lot"],
        ["lines.0.place", "lines.1.item", "lines.2.lot"], ["lines.0.quantity", "source"], ["lines.1.quantity"],
        ["lines.0.counted_at"], ["lines.0.counted_at"], ["lines"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {"scope": "cycle"},
        {"scope": "zone"},
        {"scope": "zone", "zone": "A-09 .. A-01"},
        {"scope": "zone", "zone": "x" * 121},
        {"scope": "category"},
        {"scope": "items"},
    ],
)
def test_a_plan_that_does_not_say_what_to_count_is_refused(floor: Floor, given: dict[str, object]) -> None:
    with unchanged(*ROOMS), pytest.raises(Invalid):
        floor.plan(start=False, **given)


def test_an_empty_zone_and_a_cancelled_count(floor: Floor) -> None:
    one = floor.plan(start=False, scope="zone", zone="B")
    with unchanged(*ROOMS), pytest.raises(counting.NothingToCount):
        counting.start_count(floor.by(2), count_id=one.id)
    with unchanged(*ROOMS), pytest.raises(Invalid):
        counting.cancel_count(floor.by(2), count_id=one.id, reason=" ")
    assert counting.cancel_count(floor.by(2), count_id=one.id, reason="No such shelf").state == "cancelled"


def test_a_category_is_counted_with_those_under_it(floor: Floor) -> None:
    top, below = new_id(NOW), new_id(NOW)
    catalog.create_category(floor.by(0), category_id=top, name="Kitchen")
    catalog.create_category(floor.by(0), category_id=below, name="Cups", parent_id=top)
    catalog.change_item(floor.by(0), item_id=floor.trade.items["cup"], category_id=below)
    one = floor.plan(scope="category", category_id=top)
    assert [line.item.sku for line in LINES.page(floor.by(2), filters={"count": [str(one.id)]}).rows] == [
        "cup"
    ]


def test_a_blind_count_tells_nobody_what_to_find(floor: Floor) -> None:
    one = floor.plan(scope="zone", zone="A-01")
    floor.take(one, 10, ("A-01", "tea", 18))
    (seen,) = LINES.page(floor.by(11)).rows
    assert (seen.shown_book, seen.shown_counted, seen.shown_expected, seen.shown_difference) == (None,) * 4
    assert LINES.page(floor.by(11), filters={"differs": ["yes"]}).rows == []
    floor.finish(one)
    (seen,) = LINES.page(floor.by(11), filters={"differs": ["yes"]}).rows
    assert (seen.shown_book, seen.shown_counted, seen.shown_difference, seen.shown_value) == (
        20,
        18,
        -2,
        D(-4),
    )


def test_another_warehouse_is_not_theirs_to_see(floor: Floor) -> None:
    one = floor.plan()
    far = inventory.create_warehouse(floor.by(0), warehouse_id=new_id(NOW), code="E", name="E")
    keeper = replace(floor.by(1), scope={"warehouse": far.id})
    assert COUNTS.page(keeper).rows == LINES.page(keeper).rows == []
    with pytest.raises(NotFound):
        queries.count(keeper, one.id)


def _stock(floor: Floor, count: int) -> list[str]:
    skus = [f"S{n:04d}" for n in range(count)]
    floor.trade.add_items(*skus, stock=9, cost="1")
    return skus


@pytest.mark.parametrize("count", [1, 300])
def test_each_step_takes_the_same_statements_for_any_number_of_lines(floor: Floor, count: int) -> None:
    skus = _stock(floor, count)
    ids = [floor.trade.items[sku] for sku in skus]
    one = floor.plan(start=False, scope="items", item_ids=ids)
    lines = [CountedInput(floor.bin("MAIN"), item_id, 8) for item_id in ids]
    with statements() as start:
        counting.start_count(floor.by(2), count_id=one.id)
    with statements() as record:
        counting.record_counts(floor.by(3), batch_id=new_id(NOW), count_id=one.id, lines=lines)
    with statements() as finish:
        floor.finish(one)
    with statements() as post:
        floor.post(one)
    said = [len(step) for step in (start, record, finish, post)]
    assert said == [6, 12, 6, 18]
    nothing_differs()


def test_the_lists_cost_the_same_for_one_and_for_three(floor: Floor) -> None:
    floor.plan()
    for listing in (COUNTS, LINES):
        with CaptureQueriesContext(connection) as one:
            listing.page(floor.by(2))
        floor.plan()
        floor.plan()
        with CaptureQueriesContext(connection) as three:
            listing.page(floor.by(2))
        assert len(one) == len(three) == 1


def test_verify_finds_a_posted_count_that_its_posting_does_not_bear_out(floor: Floor) -> None:
    one = floor.plan(scope="zone", zone="A-01")
    floor.take(one, 10, ("A-01", "tea", 18))
    floor.post(floor.finish(one))
    nothing_differs()
    with connection.cursor() as cursor:
        cursor.execute("update counting_line set counted = 17, difference = -3")
        cursor.execute("update counting_count set differing_count = 2, value = 1")
    assert [str(found).partition(": ")[0] for found in queries.differences()] == [
        f"I2 {one.number}", f"I7 {one.number}", f"I7 {one.number}", f"I7 {one.number} line 1",
    ]  # fmt: skip
