"""The desk: a template becomes a standing order; its days are seen, left out, and made when they failed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import Desk
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order, OrderTemplate, StandingOrder
from tradepost.doors.worker.standing import make_standing_orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA", price="10", stock=50)
    trade.add_customer("Café Blum")
    return trade


def usual(trade: Trade) -> OrderTemplate:
    return sales.keep_order_template(
        trade.by,
        template_id=new_id(trade.by.now),
        customer_id=trade.customers["Café Blum"],
        name="Usual",
        lines=[LineInput(trade.items["TEA"], D(5))],
    )


def test_a_template_is_ordered_by_a_calendar(trade: Trade) -> None:
    desk, template = Desk("sales"), usual(trade)
    assert "Standing order" in desk.see(f"/office/order-templates/{template.pk}/")
    page, today = f"/office/order-templates/{template.pk}/standing/", timezone.localdate()
    assert "Save standing order" in desk.see(page)
    sent = {
        "standing_id": str(new_id(timezone.now())),
        "kind": "weekly",
        "every": "2",
        "first_on": today.isoformat(),
        "lead_days": "3",
    }
    desk.say(page, status=422, **sent)
    assert not StandingOrder.objects.exists()
    day = today + timedelta(days=2)
    desk.say(page, **sent, weekday=str(day.isoweekday()))
    made = StandingOrder.objects.get()
    shown = desk.see(f"/office/standing-orders/{made.pk}/")
    assert ("every 2 weeks on" in shown, "Leave a day out" in shown) == (True, True)
    assert "Café Blum" in desk.see("/office/standing-orders/")
    make_standing_orders(trade.by)
    order = Order.objects.get()
    assert order.number in desk.see(f"/office/standing-orders/{made.pk}/")
    skipped = (day + timedelta(weeks=2)).isoformat()
    desk.say(f"/office/standing-orders/{made.pk}/skip/", due_on=skipped, reason="Holiday.")
    assert "Holiday." in desk.see(f"/office/standing-orders/{made.pk}/")
    made.refresh_from_db()
    edit = f"/office/standing-orders/{made.pk}/edit/"
    assert "Usual" in desk.see(edit)
    values = {name: value for name, value in sent.items() if name != "standing_id"}
    desk.say(edit, **values, weekday=str(day.isoweekday()), confirm="on", version=str(made.version))
    made.refresh_from_db()
    assert made.confirm
    for verb, state in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        desk.say(f"/office/standing-orders/{made.pk}/{verb}/")
        made.refresh_from_db()
        assert made.state == state


def test_what_could_not_be_made_waits_on_today_with_its_reason_and_is_made_by_a_key(trade: Trade) -> None:
    desk, today = Desk("sales"), timezone.localdate()
    standing = sales.keep_standing_order(
        trade.by,
        standing_id=new_id(trade.by.now),
        template_id=usual(trade).pk,
        kind="weekly",
        weekday=today.isoweekday(),
        first_on=today,
    )
    sales.record_standing_failure(trade.by, standing_id=standing.pk, due_on=today, reason="TEA is no more.")
    assert "Standing orders not made" in desk.see("/office/")
    assert "Usual" in desk.see("/office/standing-orders/?failed=yes")
    page = desk.see(f"/office/standing-orders/{standing.pk}/")
    assert ("TEA is no more." in page, "now" in page) == (True, True)
    desk.say(f"/office/standing-orders/{standing.pk}/retry/", due_on="nonsense")
    assert not Order.objects.exists()
    desk.say(f"/office/standing-orders/{standing.pk}/retry/", due_on=today.isoformat())
    assert Order.objects.get().requested_on == today
