"""Which lines, about how much money, until when, how it may end: tables of cases without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.errors import Invalid, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.domain.delivery.rules import Closed, WorkCalendar
from tradepost.domain.service import rules
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.rules import Disputable, DisputableLine, DisputeLineInput, Reference

TEA, CUP, OTHER = (UUID(int=n) for n in (1, 2, 3))
DOCUMENT = Disputable(
    "order", UUID(int=9), "SO-9", UUID(int=9), UUID(int=8), "Blum", UUID(int=7), "EUR", D(100), D(100),
    (
        DisputableLine(TEA, None, "TEA", "Tea", 12, "case", 12, 1, D("71.40")),
        DisputableLine(CUP, None, "CUP", "Cup", 3, "", 1, 1, D(10)),
    ),
)  # fmt: skip


def line(pk: UUID, quantity: int) -> DisputeLineInput:
    return DisputeLineInput(pk, quantity)


@pytest.mark.parametrize(
    ("lines", "worth"),
    [
        ([], "100"),  # the whole
        ([(TEA, 12)], "71.40"),
        ([(TEA, 1)], "5.95"),
        ([(CUP, 1)], "3.33"),
        ([(CUP, 2)], "6.67"),  # rounded once
        ([(TEA, 12), (CUP, 3)], "81.40"),
    ],
)
def test_what_lines_are_worth(lines: list[tuple[UUID, int]], worth: str) -> None:
    found = rules.checked_lines([line(*one) for one in lines], DOCUMENT)
    picked = [(one, quantity) for one, (_, quantity) in zip(found, lines, strict=True)]
    assert rules.proposed(picked, DOCUMENT) == D(worth)


@pytest.mark.parametrize(
    ("lines", "code", "fields"),
    [
        ([(OTHER, 1)], "invalid", {"lines.0.line_id"}),
        ([(TEA, 0), (CUP, -1)], "invalid", {"lines.0.quantity", "lines.1.quantity"}),
        ([(TEA, 1), (TEA, 1)], "invalid", {"lines.1.line_id"}),
        ([(CUP, 1), (TEA, 13)], "more-than-the-line", {"lines.1.quantity"}),
    ],
)
def test_lines_that_cannot_be_in_dispute(lines: list[tuple[UUID, int]], code: str, fields: set[str]) -> None:
    with pytest.raises(Refusal) as refused:
        rules.checked_lines([line(*one) for one in lines], DOCUMENT)
    assert (refused.value.code, set(refused.value.facts["fields"])) == (code, fields)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0", ""),
        ("100", ""),
        ("100.01", "more-than-the-document"),
        ("-0.01", "invalid"),
        ("1.005", "invalid"),
    ],
)
def test_an_amount_is_between_nothing_and_the_document(amount: str, code: str) -> None:
    if not code:
        assert rules.checked_amount(D(amount), DOCUMENT) == D(amount)
        return
    with pytest.raises(Refusal) as refused:
        rules.checked_amount(D(amount), DOCUMENT)
    assert (refused.value.code, set(refused.value.facts["fields"])) == (code, {"amount"})


@pytest.mark.parametrize(
    ("today", "days", "calendar", "due"),
    [
        ("2026-03-16", 3, rules.WEEK, "2026-03-19"),  # Monday to Thursday
        ("2026-03-19", 3, rules.WEEK, "2026-03-24"),  # over a weekend
        ("2026-03-21", 1, rules.WEEK, "2026-03-23"),  # from a Saturday
        ("2026-03-16", 0, rules.WEEK, "2026-03-16"),
        ("2026-03-16", 1, WorkCalendar("12345", (Closed("Fair", date(2026, 3, 17), date(2026, 3, 18)),)), "2026-03-19"),
    ],
)  # fmt: skip
def test_an_answer_is_due_after_working_days(today: str, days: int, calendar: WorkCalendar, due: str) -> None:
    assert rules.answer_by(date.fromisoformat(today), days, calendar) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("outcome", "explanation", "kind", "wrong"),
    [
        ("credited", "Half of it.", "invoice", set()),
        ("credited", "Half of it.", "", set()),
        ("replaced", "Sent anew.", "order", set()),
        ("credited", "Half of it.", "return", {"led_to"}),
        ("explained", "They saw it.", "invoice", {"led_to"}),
        ("forgotten", "They saw it.", "", {"outcome"}),
        ("", "  ", "", {"outcome", "explanation"}),
    ],
)
def test_how_it_may_end(outcome: str, explanation: str, kind: str, wrong: set[str]) -> None:
    reference = Reference(kind, UUID(int=5), "X-5") if kind else None
    if not wrong:
        rules.checked_end(outcome, explanation, reference)
        return
    with pytest.raises(Invalid) as refused:
        rules.checked_end(outcome, explanation, reference)
    assert set(refused.value.facts["fields"]) == wrong


def test_the_flow_knows_whose_turn_it_is() -> None:
    assert DISPUTE.allowed("open") == ("ask", "settle")
    assert DISPUTE.allowed("waiting") == ("take_up", "settle")
    assert DISPUTE.allowed("settled") == ("reopen",)
    with pytest.raises(NotAllowed):
        DISPUTE.next("waiting", "ask")
