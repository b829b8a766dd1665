"""How many kits there are and when, and what is offered first: tables of cases."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tradepost.domain.catalog.rules.kits import PartStock, kit_day, kit_problems, whole_kits
from tradepost.domain.catalog.rules.substitutes import (
    Candidate,
    StandIn,
    best_first,
    offered,
    substitute_problems,
)

TODAY = date(2026, 3, 16)
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
KIT, CUP, POT, SET = (UUID(int=n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("parts", "kits"),
    [
        ([(10, 2), (3, 1)], 3),
        ([(10, 2), (30, 1)], 5),
        ([(11, 2)], 5),
        ([(1, 2), (30, 1)], 0),
        ([(-4, 2), (30, 1)], 0),
        ([], 0),
        ([(2**53, 1), (2**53, 1_000_000)], 2**53 // 1_000_000),
    ],
)
def test_there_are_as_many_kits_as_of_the_scarcest_part(parts: Any, kits: int) -> None:
    assert whole_kits(parts) == kits


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ([PartStock(2, 2), PartStock(1, 9)], TODAY),
        ([PartStock(2, 1, [(MAY, 1)]), PartStock(1, 9)], MAY),
        ([PartStock(2, 1, [(MAY, 1)]), PartStock(1, 0, [(JUNE, 5)])], JUNE),
        ([PartStock(3, 1, [(JUNE, 1), (MAY, 1)])], JUNE),
        ([PartStock(2, 1, [(date(2026, 1, 1), 1)])], TODAY),
        ([PartStock(2, 1, [(MAY, 1)]), PartStock(1, 0)], None),
        ([PartStock(1, -3, [(MAY, 3)])], None),
        ([], None),
    ],
)
def test_a_kit_is_there_when_its_last_part_is(parts: Any, day: date | None) -> None:
    assert kit_day(parts, TODAY) == day


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ([(CUP, 6), (POT, 1)], []),
        ([], []),
        ([(KIT, 1)], ["parts.0.item_id"]),
        ([(CUP, 6), (CUP, 1)], ["parts.1.item_id"]),
        ([(SET, 1)], ["parts.0.item_id"]),
        ([(UUID(int=9), 1)], ["parts.0.item_id"]),
        ([(CUP, 0), (POT, 10**7)], ["parts.0.quantity", "parts.1.quantity"]),
    ],
)
def test_what_is_wrong_with_parts_is_said_at_each(parts: Any, fields: list[str]) -> None:
    names = {KIT: "KIT", CUP: "CUP", POT: "POT", SET: "SET"}
    assert list(kit_problems(KIT, parts, names, [SET])) == fields


def test_a_substitute_is_another_item_ranked_and_ends_after_it_begins() -> None:
    assert substitute_problems(CUP, POT, 1, TODAY, MAY, "New model") == {}
    found = substitute_problems(CUP, CUP, 0, MAY, MAY, "x" * 201)
    assert list(found) == ["other_id", "rank", "valid_until", "note"]


def test_the_best_are_offered_by_rank_and_each_once() -> None:
    def one(place: int, item: UUID, sku: str, rank: int) -> StandIn:
        return StandIn(place, KIT, item, sku, "", "piece", "", rank, "")

    found = [one(0, CUP, "B", 2), one(0, POT, "A", 2), one(0, CUP, "B", 1), one(1, SET, "C", 9)]
    assert [(row.place, row.sku, row.rank) for row in best_first(found, 2)] == [
        (0, "B", 1), (0, "A", 2), (1, "C", 9)
    ]  # fmt: skip
    assert [row.sku for row in best_first(found, 1)] == ["B", "C"]


@pytest.mark.parametrize(
    ("leads_here", "since", "until", "state", "is_kit", "is_offered"),
    [
        (True, None, None, "active", False, True),
        (True, TODAY, MAY, "active", False, True),
        (True, MAY, None, "active", False, False),
        (True, None, TODAY, "active", False, False),
        (True, None, None, "discontinued", False, False),
        (True, None, None, "active", True, False),
        (False, None, None, "active", False, False),
    ],
)
def test_what_is_sold_and_said_for_the_day_is_offered(
    leads_here: bool, since: date | None, until: date | None, state: str, is_kit: bool, is_offered: bool
) -> None:
    said = StandIn(0, KIT, CUP, "B", "", "piece", "", 1, "")
    candidate = Candidate(said, leads_here, since, until, state, is_kit)
    assert offered([candidate], on=TODAY, most=3) == ([said] if is_offered else [])
