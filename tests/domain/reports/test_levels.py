"""What was open when a month ended: told from the documents, kept by the worker, mended by what is entered late."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from domain.billing.trade import NOW, TODAY, Trade, later, make_trade, statements
from settled import wait_until_settled
from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.reports import commands, queries
from tradepost.domain.reports.queries import MonthEnd
from tradepost.domain.reports.rules import ended_months

pytestmark = pytest.mark.django_db(transaction=True)
FEBRUARY, MARCH, APRIL = date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    return make_trade()


def keep(trade: Trade, days: int = 50) -> int:
    """Until nothing is left, on a day in May."""
    wait_until_settled()
    steps = 0
    while commands.keep_levels(later(trade, days)):
        steps += 1
    return steps


def told(trade: Trade) -> dict[date, MonthEnd]:
    return queries.month_ends(trade.by, [FEBRUARY, MARCH, APRIL])


def differences() -> list[str]:
    return [str(one) for one in queries.verify()]


def half_invoiced(trade: Trade) -> tuple[UUID, Any]:
    """Ordered, and four of ten shipped and invoiced, on the 4th of February: due on the 6th of March."""
    by = later(trade, -40)
    ann, tea = trade.customer("C-1"), trade.item("TEA", 100, "200.00")
    order = trade.order(ann, (tea, 10, "5.00"), by=by)
    return order, trade.invoice(trade.ship(order, 4, by=by), by=by)


def test_the_end_of_a_month_is_told_and_what_is_entered_late_mends_it(trade: Trade) -> None:
    order, invoice = half_invoiced(trade)
    assert keep(trade) == 3, "the months since the first document"
    assert told(trade) == {
        FEBRUARY: MonthEnd(D("35.70"), D(0)),
        MARCH: MonthEnd(D("35.70"), D("23.80")),
        APRIL: MonthEnd(D("35.70"), D("23.80")),
    }
    assert keep(trade) == 0
    # In May somebody enters that it was paid on the 20th of March.
    billing.record_payment(
        later(trade, 50), payment_id=new_id(NOW), customer_id=invoice.customer_id, amount=D("23.80"),
        paid_on=date(2026, 3, 20), allocations=[(invoice.id, D("23.80"))],
    )  # fmt: skip
    # And the rest was shipped and invoiced in April.
    trade.invoice(trade.ship(order, by=later(trade, 20)), by=later(trade, 20))
    assert keep(trade) > 1
    after = told(trade)
    assert after[FEBRUARY] == MonthEnd(D("35.70"), D(0))
    assert [after[day].open_orders for day in (FEBRUARY, MARCH, APRIL)] == [D("35.70"), D("35.70"), D(0)]
    assert {day: one.overdue for day, one in after.items()} == {
        day: sum((row.overdue for row in queries.ageing(trade.by, day)), D(0)) for day in after
    }
    assert not differences()


def test_a_day_of_today_is_what_the_lists_say(trade: Trade) -> None:
    order, _invoice = half_invoiced(trade)
    tea = trade.items["TEA"]
    credited = trade.invoice(trade.ship(trade.order(trade.customer("C-2"), (tea, 3, "7.77"))))
    (line,) = trade.lines(credited)
    billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=credited.id, lines=[(line.id, 2)], reason="wrong_price",
        bill_again=True,
    )  # fmt: skip
    found = queries.month_end(TODAY)
    (open_now,) = sql.rows("select round(sum(open_value), 2) from sales_order where state = 'confirmed'")[0]
    levels = queries.overdue_by_day(trade.by, [(date.min, TODAY)])
    assert (found.open_orders, found.overdue) == (open_now, levels[0].amount) != (0, 0)
    assert statements(lambda: queries.month_end(TODAY)) == 2
    assert order


def test_who_sees_a_part_of_the_company_is_not_told_of_the_whole(trade: Trade) -> None:
    half_invoiced(trade)
    keep(trade)
    for kind in ("rep", "customer", "warehouse"):
        limited = By(None, "Ann", NOW, frozenset(), MappingProxyType({kind: new_id(NOW)}))
        assert queries.month_ends(limited, [MARCH]) == {}
    assert statements(lambda: queries.month_ends(trade.by, [FEBRUARY, MARCH])) == 1


def test_verify_finds_a_level_that_is_not_what_the_documents_say(trade: Trade) -> None:
    half_invoiced(trade)
    keep(trade)
    sql.run("update reports_level set overdue = overdue + 1 where ends_on = %s", [MARCH])
    assert differences() == ["I7 end of the day 2026-03-31: overdue is 24.8, should be 23.8"]
    commands.sum_up_anew(trade.by)
    assert told(trade) == {}
    keep(trade)
    assert differences() == []


@pytest.mark.parametrize(
    ("today", "count", "days"),
    [
        (date(2026, 3, 31), 2, [date(2026, 2, 28), date(2026, 1, 31)]),
        (date(2028, 3, 1), 1, [date(2028, 2, 29)]),
        (date(2026, 1, 15), 2, [date(2025, 12, 31), date(2025, 11, 30)]),
    ],
)
def test_months_that_have_ended(today: date, count: int, days: list[date]) -> None:
    assert ended_months(today, count) == days
    assert all((day + timedelta(days=1)).day == 1 for day in days)
