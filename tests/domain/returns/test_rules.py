"""Choices about returns as tables of cases, without a database."""

from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.errors import Invalid
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.rules import (
    ArrivedLine,
    Billed,
    Credit,
    ExpectedLine,
    Settling,
    costs,
    credits_for,
    decided,
    per_invoice_line,
)

A, B, C, X, Y, ORDER_LINE = (UUID(int=n) for n in range(1, 7))


def expected(line_id: UUID, shipment_line_id: UUID = A, quantity: int = 5) -> ExpectedLine:
    return ExpectedLine(line_id, shipment_line_id, A, A, None, quantity)


def test_costs_of_parts_sum_to_the_cost_of_the_whole() -> None:
    lines = [ArrivedLine(expected(line_id), quantity, "scrap") for line_id, quantity in ((A, 1), (B, 1))]
    shipped = {A: (D("1.00"), 3, 1)}
    assert costs(lines, shipped, "EUR") == [D("0.34"), D("0.33")]


@pytest.mark.parametrize(
    ("settling", "billed", "found"),
    [
        ([(A, 2)], [(X, A, 5)], [(A, X, 2)]),
        # Two invoices of one shipment line: the older one first.
        ([(A, 4)], [(X, A, 3), (Y, A, 3)], [(A, X, 3), (A, Y, 1)]),
        # Billed on order: only after what was billed for the shipment.
        ([(A, 4)], [(X, None, 9), (Y, A, 3)], [(A, Y, 3), (A, X, 1)]),
        # Two lines of one return share what was billed.
        ([(A, 2), (A, 2)], [(X, A, 3)], [(A, X, 2), (A, X, 1)]),
        # Another shipment line's invoice, and nothing billed at all.
        ([(A, 2)], [(X, B, 5)], []),
        ([(A, 2)], [], []),
    ],
)
def test_credits_for(
    settling: list[tuple[UUID, int]],
    billed: list[tuple[UUID, UUID | None, int]],
    found: list[tuple[UUID, UUID, int]],
) -> None:
    lines = [Settling(line, line, ORDER_LINE, quantity) for line, quantity in settling]
    bills = [Billed(bill, bill, shipment_line, ORDER_LINE, left) for bill, shipment_line, left in billed]
    assert credits_for(lines, bills) == [Credit(line, bill, bill, quantity) for line, bill, quantity in found]


def test_credits_are_added_up_per_invoice_line() -> None:
    parts = [Credit(A, X, X, 2), Credit(B, X, Y, 1), Credit(C, X, X, 3)]
    assert per_invoice_line(parts) == [(X, 5), (Y, 1)]


def test_every_line_is_decided() -> None:
    waiting = [expected(A), expected(B)]
    given = [(A, "scrap"), (B, "restock")]
    assert [line.disposition for line in decided(waiting, given)] == ["scrap", "restock"]
    with pytest.raises(Invalid) as refused:
        decided(waiting, [(A, "scrap"), (C, "scrap")])
    assert refused.value.facts["fields"] == {
        f"lines.{C}": "Not waiting for a decision.",
        f"lines.{B}": "Decide restock or scrap.",
    }


def test_the_flow_of_returns() -> None:
    assert {state: RETURN.allowed(state) for state in RETURN.states} == {
        "requested": ("authorise", "reject"),
        "authorised": ("reject", "receive"),
        "received": ("inspect",),
        "inspected": ("settle",),
        "settled": (),
        "rejected": (),
    }
