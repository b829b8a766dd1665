"""A new hall: twenty aisles of forty bins are named in one line, and walked as pickers walk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from trade import Trade
from tradepost.base import feed
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.models import Place
from unchanged import unchanged


@pytest.fixture
def trade(db: None) -> Trade:
    return Trade.open()


def test_a_pattern_names_every_code_from_the_first_to_the_last() -> None:
    hall = rules.place_codes("A-01-01 .. A-20-40")
    assert (len(hall), hall[0], hall[1], hall[40], hall[-1]) == (
        800,
        "A-01-01",
        "A-01-02",
        "A-02-01",
        "A-20-40",
    )
    assert rules.place_codes("A1..C2") == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert rules.place_codes("9 ... 11") == ["9", "10", "11"]
    assert rules.place_codes(" DOCK 7 ") == ["DOCK 7"]
    assert rules.place_codes("R-1…R-3") == ["R-1", "R-2", "R-3"]


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("", "Give one code"), ("A..B..C", "Give one code"), ("A-1..A1", "not of one form"),
        ("a..Z", "not of one form"), ("A..Ä", "not of one form"), ("٣..٩", "not of one form"),
        ("A-01..A-2", "as many digits"), ("B..A", "lower one first"), ("A-9..A-1", "lower one first"),
        ("1..999999999999999", "more than 5000"), ("A-0001..Z-9999", "more than 5000"),
        ("1-" * 60 + "1.." + "9-" * 60 + "9", "more than 5000"),
    ],
)  # fmt: skip
def test_a_pattern_that_names_nothing_says_why(pattern: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        rules.place_codes(pattern)


@settings(max_examples=200, deadline=None)
@given(some.text(max_size=40))
def test_whatever_is_typed_is_codes_or_a_sentence(typed: str) -> None:
    try:
        found = rules.place_codes(typed)
    except ValueError as wrong:
        assert str(wrong).endswith(".")  # noqa: PT017 both ways are right
    else:
        assert 1 <= len(found) <= rules.MOST_PLACES
        assert len(set(found)) == len(found)


def test_the_walk_turns_at_the_end_of_each_aisle() -> None:
    walk = rules.there_and_back(rules.place_codes("A-1-1 .. A-3-3"))
    assert [code[2:] for code in walk] == ["1-1", "1-2", "1-3", "2-3", "2-2", "2-1", "3-1", "3-2", "3-3"]


@pytest.mark.django_db
def test_a_hall_is_made_in_one_go_and_what_is_there_stays(trade: Trade) -> None:
    made = inventory.create_places(
        trade.by,
        warehouse_id=trade.warehouse_id,
        codes="A-01-01 .. A-02-03",
        pick_sequence=100,
        there_and_back=True,
    )
    assert (made.made, made.known) == (6, 0)
    walk = (
        Place.objects.filter(code__startswith="A-")
        .order_by("pick_sequence")
        .values_list("code", "pick_sequence")
    )
    assert list(walk) == [
        ("A-01-01", 100), ("A-01-02", 110), ("A-01-03", 120), ("A-02-03", 130), ("A-02-02", 140), ("A-02-01", 150),
    ]  # fmt: skip
    again = inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes="a-01-01 .. a-03-03")
    assert (again.made, again.known) == (3, 6)
    assert Place.objects.get(code="A-01-01").pick_sequence == 100
    told = [event.data for event in feed.about([trade.warehouse_id]) if event.name == "inventory.places_made"]
    assert [(one["first"], one["last"], one["count"]) for one in told] == [
        ("a-01-01", "a-03-03", 3), ("A-01-01", "A-02-03", 6),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_thousand_bins_cost_as_many_statements_as_one(
    trade: Trade, django_assert_num_queries: object
) -> None:
    for codes in ("B-1", "C-001 .. C-999"):
        with django_assert_num_queries(4):  # type: ignore[operator]  # two of them the savepoint's
            inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes=codes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("codes", "kind"), [("A..B..C", "bin"), ("A-1", "customer"), ("A-1", "shelf"), ("X" * 41, "bin")]
)
def test_what_is_no_place_is_refused_and_nothing_is_made(trade: Trade, codes: str, kind: str) -> None:
    with unchanged(), pytest.raises(Invalid):
        inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes=codes, kind=kind)


@pytest.mark.django_db
def test_what_lies_in_a_place_is_counted_and_empty_bins_are_found(trade: Trade) -> None:
    trade.add_items("TEA", price="10", stock=20)
    inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes="A-1 .. A-3")
    rows = inventory_queries.PLACES.page(trade.by, filters={"kind": ["bin"], "empty": ["no"]}).rows
    assert len(rows) == 1
    assert inventory_queries.contents_of([rows[0].pk])[rows[0].pk].items == 1
    empty = inventory_queries.PLACES.page(trade.by, filters={"empty": ["yes"]}, search="a-").rows
    assert [row.code for row in empty] == ["A-1", "A-2", "A-3"]
