"""Standing orders: made by the clock, once for each day, whatever goes wrong; what fails is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, StillUsed
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order, OrderTemplate, StandingDate, StandingOrder
from tradepost.doors.worker.standing import make_standing_orders


@pytest.fixture
def trade(db: None) -> Trade:
    """Tea at 10.00 a piece, fifty on the shelf; the café's usual is five. It is Monday."""
    trade = Trade.open()
    trade.add_items("tea", stock=50)
    trade.add_customer()
    return trade


def usual(trade: Trade, name: str = "Usual") -> OrderTemplate:
    return sales.keep_order_template(
        trade.by,
        template_id=new_id(trade.by.now),
        customer_id=trade.customers["Café Blum"],
        name=name,
        lines=[LineInput(trade.items["tea"], D(5), note="fresh")],
        note="At the back door.",
    )


def stand(trade: Trade, **given: Any) -> StandingOrder:
    """Every Wednesday from now on, made two days before, as a draft where nothing else is said."""
    template = given.pop("template", None) or usual(trade)
    values = {"kind": "weekly", "weekday": 3, "first_on": TODAY, **given}
    return sales.keep_standing_order(
        trade.by,
        standing_id=values.pop("standing_id", new_id(trade.by.now)),
        template_id=template.pk,
        **values,
    )


def told(found: StandingOrder) -> list[tuple[date, str]]:
    assert list(queries.differences()) == []
    return [(one.due_on, one.state) for one in reversed(queries.standing_dates(found.pk))]


WEDNESDAY = TODAY + timedelta(days=2)
NEXT = WEDNESDAY + timedelta(weeks=1)


def test_it_is_made_days_before_with_what_its_template_says_and_never_twice(trade: Trade) -> None:
    made = stand(trade)
    assert (made.next_on, made.make_on) == (WEDNESDAY, TODAY)
    assert (make_standing_orders(trade.by), make_standing_orders(trade.by)) == (1, 0)
    order = Order.objects.get()
    line = order.lines.get()
    assert (order.state, order.requested_on, order.note) == ("draft", WEDNESDAY, "At the back door.")
    assert (line.quantity, line.unit_price, line.note) == (5, D(10), "fresh")
    assert told(made) == [(WEDNESDAY, "made")]
    assert make_standing_orders(trade.at(days=6)) == 0
    assert make_standing_orders(trade.at(days=7)) == 1
    assert told(made) == [(WEDNESDAY, "made"), (NEXT, "made")]
    assert [event.name for event in feed.about([made.pk])] == ["sales.standing_made"] * 2 + [
        "sales.standing_kept"
    ]


def test_a_second_worker_finds_the_day_dealt_with_and_the_database_keeps_it_so(trade: Trade) -> None:
    made = stand(trade, confirm=True)
    first = sales.make_standing_order(trade.by, standing_id=made.pk, due_on=WEDNESDAY)
    assert sales.make_standing_order(trade.by, standing_id=made.pk, due_on=WEDNESDAY) is None
    sales.record_standing_failure(trade.by, standing_id=made.pk, due_on=WEDNESDAY, reason="no")
    assert first is not None
    assert Order.objects.get().state == "confirmed"
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingDate.objects.create(
            id=new_id(trade.by.now),
            standing=made,
            due_on=WEDNESDAY,
            state="made",
            order=first.order,
            at=trade.by.now,
        )
    assert told(made) == [(WEDNESDAY, "made")]


class Killed(BaseException):
    pass


def _make_and_die(trade: Trade, made: StandingOrder) -> None:
    sales.make_standing_order(trade.by, standing_id=made.pk, due_on=WEDNESDAY)
    raise Killed


def test_a_worker_that_is_killed_before_its_day_ends_leaves_nothing(trade: Trade) -> None:
    made = stand(trade)

    with pytest.raises(Killed), transaction.atomic():
        _make_and_die(trade, made)
    assert (Order.objects.count(), told(made)) == (0, [])
    assert make_standing_orders(trade.by) == 1


def test_after_an_outage_days_that_passed_are_told_and_the_next_is_made(trade: Trade) -> None:
    made = stand(trade)
    assert make_standing_orders(trade.at(days=15)) == 3
    assert [state for _, state in told(made)] == ["failed", "failed", "made"]
    assert [row.state for row in queries.standing_dates(made.pk, 1)] == ["made", "failed", "failed"]
    assert Order.objects.get().requested_on == WEDNESDAY + timedelta(weeks=2)
    later = trade.at(days=15)
    sales.retry_standing_date(later, standing_id=made.pk, due_on=WEDNESDAY)
    sales.skip_standing_date(later, standing_id=made.pk, due_on=NEXT, reason="They had enough.")
    assert [state for _, state in told(made)] == ["made", "skipped", "made"]
    assert {order.requested_on for order in Order.objects.all()} == {
        later.now.date(),
        WEDNESDAY + timedelta(weeks=2),
    }
    with pytest.raises(Invalid):
        sales.retry_standing_date(later, standing_id=made.pk, due_on=WEDNESDAY)


def test_what_is_refused_is_written_down_and_the_others_go_on(trade: Trade) -> None:
    bad, good = stand(trade), stand(trade, template=usual(trade, "Other"))
    catalog.discontinue_item(trade.by, item_id=trade.items["tea"])
    assert make_standing_orders(trade.by) == 2
    (date_row,) = queries.standing_dates(bad.pk)
    assert (date_row.state, "tea is discontinued." in date_row.reason) == ("failed", True)
    assert {row.pk for row in queries.STANDING_ORDERS.page(trade.by, filters={"failed": ["yes"]}).rows} == {
        bad.pk,
        good.pk,
    }
    assert not Order.objects.exists()


def test_a_fault_of_one_stops_no_other_and_its_day_is_tried_at_the_next_turn(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = sorted((stand(trade), stand(trade, template=usual(trade, "Other"))), key=lambda one: one.pk)
    make = sales.make_standing_order

    def breaks(by: By, **given: Any) -> StandingDate | None:
        if given["standing_id"] == bad.pk:
            raise RuntimeError("a fault of ours")
        return make(by, **given)

    with monkeypatch.context() as patch:
        patch.setattr(sales, "make_standing_order", breaks)
        assert make_standing_orders(trade.by) == 1
    assert (told(bad), [state for _, state in told(good)]) == ([], ["made"])
    assert make_standing_orders(trade.by) == 1
    assert [state for _, state in told(bad)] == ["made"]


def test_a_day_to_come_is_left_out_and_the_calendar_of_the_warehouse_counts(trade: Trade) -> None:
    made = stand(trade, kind="month_end", weekday=None, lead_days=1)
    assert (made.next_on, made.make_on) == (date(2026, 3, 31), date(2026, 3, 30))
    calendar = delivery.keep_calendar(
        trade.by, calendar_id=new_id(trade.by.now), name="Weekdays", weekdays="12345"
    )
    delivery.set_warehouse_days(trade.by, warehouse_id=trade.warehouse_id, calendar_id=calendar.pk)
    to_come = queries.days_to_come(made, 3)
    assert [(one.due_on, one.wanted_on) for one in to_come] == [
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 30), date(2026, 4, 30)),
        (date(2026, 5, 31), date(2026, 5, 29)),
    ]
    sales.skip_standing_date(trade.by, standing_id=made.pk, due_on=date(2026, 4, 30))
    sales.skip_standing_date(trade.by, standing_id=made.pk, due_on=date(2026, 3, 31))
    made.refresh_from_db()
    assert (made.next_on, made.make_on) == (date(2026, 5, 31), date(2026, 5, 28))
    for day in (date(2026, 4, 30), date(2026, 6, 1), date(2026, 3, 30)):
        with pytest.raises(Invalid):
            sales.skip_standing_date(trade.by, standing_id=made.pk, due_on=day)
    assert [state for _, state in told(made)] == ["skipped", "skipped"]


def test_nothing_is_made_while_it_is_paused_and_it_ends_with_its_last_day(trade: Trade) -> None:
    made = stand(trade, last_on=NEXT)
    sales.pause_standing_order(trade.by, standing_id=made.pk)
    assert make_standing_orders(trade.at(days=3)) == 0
    with pytest.raises(NotAllowed):
        sales.skip_standing_date(trade.by, standing_id=made.pk, due_on=NEXT)
    sales.resume_standing_order(trade.at(days=3), standing_id=made.pk)
    assert make_standing_orders(trade.at(days=7)) == 1
    made.refresh_from_db()
    assert (made.state, made.next_on, told(made)) == ("ended", None, [(NEXT, "made")])
    for say in (sales.pause_standing_order, sales.resume_standing_order, sales.end_standing_order):
        with pytest.raises(NotAllowed):
            say(trade.by, standing_id=made.pk)


def test_it_is_written_anew_by_who_read_it_last_and_keeps_its_template(trade: Trade) -> None:
    made = stand(trade)
    changed = stand(
        trade, standing_id=made.pk, template=made.template, weekday=5, version=made.version, confirm=True
    )
    assert (changed.next_on, changed.confirm) == (TODAY + timedelta(days=4), True)
    with pytest.raises(ChangedMeanwhile):
        stand(trade, standing_id=made.pk, template=made.template, version=made.version)
    assert made.template is not None
    with pytest.raises(StillUsed):
        sales.remove_order_template(trade.by, template_id=made.template.pk)
    sales.end_standing_order(trade.by, standing_id=made.pk)
    sales.remove_order_template(trade.by, template_id=made.template.pk)
    assert StandingOrder.objects.get(pk=made.pk).template_id is None


@pytest.mark.parametrize(
    "given",
    [{"weekday": 8}, {"last_on": TODAY - timedelta(days=1)}, {"first_on": TODAY - timedelta(days=9), "last_on": TODAY}],
)  # fmt: skip
def test_a_calendar_without_days_is_refused(trade: Trade, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        stand(trade, **given)
    assert not StandingOrder.objects.exists()


def test_others_do_not_see_it(trade: Trade) -> None:
    made = stand(trade)
    other = replace(trade.by, scope={"customer": new_id(trade.by.now)})
    with pytest.raises(NotFound):
        queries.standing_order(other, made.pk)
    assert queries.STANDING_ORDERS.page(other).rows == []
