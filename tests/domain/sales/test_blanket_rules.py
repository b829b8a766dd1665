"""Calling off a blanket order: who may, in which unit, and what is left. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.domain.sales.rules.blankets import Agreed, Calling, beyond, fault_of, too_much

CAFE, BAR, TEA, CUP, A, B = (UUID(int=n) for n in range(1, 7))
AGREED = Agreed(
    A,
    UUID(int=9),
    "BO-1",
    "open",
    CAFE,
    "EUR",
    date(2026, 1, 1),
    date(2026, 12, 31),
    TEA,
    "TEA",
    "case",
    D(9),
    100,
    40,
)
CALL = Calling(CAFE, "EUR", TEA, "case", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("agreed", "call", "fault"),
    [
        ({}, {}, None),
        ({"valid_until": date(2026, 6, 1)}, {}, None),
        ({"valid_from": date(2026, 6, 1)}, {}, None),
        ({}, {"customer_id": BAR}, ("blanket_line_id", "unknown-agreement")),
        ({}, {"item_id": CUP}, ("item_id", "other-item")),
        ({"state": "closed"}, {}, ("blanket_line_id", "blanket-is-over")),
        ({"valid_until": date(2026, 5, 31)}, {}, ("blanket_line_id", "blanket-is-over")),
        ({"valid_from": date(2026, 6, 2)}, {}, ("blanket_line_id", "blanket-is-over")),
        ({}, {"unit": ""}, ("unit", "other-unit")),
        ({}, {"unit": "", "own_price": True}, None),
        ({"unit_price": None}, {"unit": "", "currency": "USD"}, None),
        ({}, {"currency": "USD"}, ("blanket_line_id", "other-currency")),
    ],
)
def test_a_line_calls_off_what_is_agreed_with_its_customer_and_valid_that_day(
    agreed: dict[str, object], call: dict[str, object], fault: tuple[str, str] | None
) -> None:
    found = fault_of(replace(AGREED, **agreed), replace(CALL, **call))  # type: ignore[arg-type]
    assert (found and found[:2]) == fault


def test_what_is_not_there_is_not_told_from_what_is_another_customers() -> None:
    assert fault_of(None, CALL) == fault_of(AGREED, replace(CALL, customer_id=BAR))


@pytest.mark.parametrize(
    ("left", "asked", "over"),
    [
        ({A: 10}, [(A, 10)], {}),
        ({A: 10}, [(A, 11)], {0: 10}),
        ({A: 10}, [(A, 6), (A, 5)], {1: 4}),
        ({A: 10}, [(A, 11), (A, 10)], {0: 10}),
        ({A: 10, B: 1}, [(B, 1), (A, 3), (B, 1)], {2: 0}),
        ({}, [(A, 5)], {}),
    ],
)
def test_lines_together_ask_for_no_more_than_is_left(
    left: dict[UUID, int], asked: list[tuple[UUID, int]], over: dict[int, int]
) -> None:
    assert beyond(left, asked) == over


def test_the_refusal_names_what_is_left() -> None:
    assert too_much("TEA", "BO-1", AGREED.left, 61) == (
        "Of TEA 60 are left on BO-1, and 61 are asked. Ask for 60, or order the rest by itself."
    )
