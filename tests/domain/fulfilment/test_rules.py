"""The warehouse's choices as tables of cases, without a database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tradepost.base.errors import Invalid
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.rules import (
    AlreadyPicked,
    OpenLine,
    Pick,
    Task,
    answered,
    demands_to_reserve,
    missing_to_be_whole,
    per_line,
)

A, B, C, ORDER, OTHER = (UUID(int=n) for n in range(1, 6))
LINES = [OpenLine(ORDER, A, 1, A, 5, 5), OpenLine(ORDER, B, 2, B, 4, 0), OpenLine(ORDER, C, 3, C, 9, 2)]


@pytest.mark.parametrize(
    ("chosen", "quantities", "asked"),
    [
        (None, None, [(A, None), (C, None)]),
        ([A], None, [(A, None)]),
        ([B], None, []),
        ([], None, []),
        (None, [(C, 1)], [(C, 1)]),
        ([A], [(C, 1)], [(A, None), (C, 1)]),
        ([A], [(A, 3)], [(A, 3)]),
    ],
)
def test_demands_to_reserve(chosen: object, quantities: object, asked: object) -> None:
    assert demands_to_reserve(LINES, chosen, quantities) == asked  # type: ignore[arg-type]


def test_missing_to_be_whole() -> None:
    lines = [*LINES[:2], OpenLine(OTHER, C, 1, C, 9, 9)]
    assert missing_to_be_whole(lines, {A: 5, B: 1, C: 9}) == {ORDER: 3}
    assert missing_to_be_whole(lines, {A: 5, B: 4}) == {OTHER: 9}
    assert missing_to_be_whole([], {}) == {}


def task(task_id: UUID, asked: int, picked: int = 0, done: bool = False) -> Task:
    at = datetime(2026, 3, 16, tzinfo=UTC) if done else None
    return Task(task_id, task_id, task_id, task_id, "A1", "", asked, picked, at)


def test_answers_are_kept_once_and_a_reason_only_where_it_is_short() -> None:
    tasks = [task(A, 5), task(B, 4, 3, done=True), task(C, 2)]
    picks = [Pick(A, 5, "not needed"), Pick(B, 3, "short"), Pick(C, 0, " gone ")]

    found = [(done.task.id, done.quantity, done.short, done.short_reason) for done in answered(tasks, picks)]

    assert found == [(A, 5, 0, ""), (C, 0, 2, "gone")]
    with pytest.raises(AlreadyPicked):
        answered(tasks, [Pick(B, 4)])
    with pytest.raises(Invalid):
        answered(tasks, [Pick(C, 1)])


def test_per_line_adds_up_and_leaves_out_nothing() -> None:
    assert per_line([(A, 2), (B, 1), (A, 3), (B, -1)]) == [(A, 5)]


def test_the_flow_of_shipments() -> None:
    assert {state: SHIPMENT.allowed(state) for state in SHIPMENT.states} == {
        "planned": ("start_picking", "pick", "cancel"),
        "picking": ("pick", "pack", "cancel"),
        "packed": ("ship", "cancel"),
        "dispatched": ("deliver",),
        "delivered": (),
        "cancelled": (),
    }
