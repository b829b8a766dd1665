"""When goods leave and arrive: what is set up, what is told of it with a promise, and what moves when it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from domain.delivery.sending import THURSDAY, TUESDAY, Sending, told
from domain.reports.moved_trade import BLUM, SOL, Waiting, day, line_of
from small_warehouse import everything, statements
from trade import NOW, TODAY
from tradepost.base.errors import NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import Calendar, Carrier, Transit, WarehouseDays
from tradepost.domain.delivery.queries import Destination
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.domain.sales.models import Order, OrderLine


@pytest.fixture
def trade(db: None) -> Sending:
    return Sending(**vars(Waiting.with_supplier()))


def test_where_nothing_is_set_up_goods_arrive_on_the_day_they_are_there(trade: Sending) -> None:
    trade.receive(("tea", 5, "6"))
    trade.buy("tea", 10, day(5))
    order = trade.order(("tea", 5), ("tea", 4), ("cup", 1))
    assert told(order) == [(TODAY, TODAY), (day(5), day(5)), (None, None)]
    line = OrderLine.objects.filter(order=order).first()
    assert line and (line.promise_trace, order.carrier_id, order.transit_id) == ({}, None, None)
    assert sales_queries.arrivals(trade.by).is_plain


def test_each_line_is_told_when_it_leaves_and_arrives_and_why(trade: Sending) -> None:
    """From stock; with supply of Saturday, which is received and handled; mixed; and without supply."""
    trade.set_up()
    trade.receive(("tea", 10, "6"))
    trade.buy("tea", 10, day(5))
    order = trade.order(("tea", 4), ("tea", 8), ("tea", 5), ("cup", 1))
    # There on Saturday the 21st: from Monday on received until Tuesday, handled until Wednesday, carried until Friday.
    assert told(order) == [(TUESDAY, THURSDAY), (day(9), day(11)), (day(9), day(11)), (None, None)]
    first, second, *_ = order.lines.order_by("position")
    assert first.promise_trace == {
        "ready_on": "2026-03-16", "ships_on": "2026-03-17", "arrives_on": "2026-03-19", "receiving_days": 0,
        "handling_days": 1, "carrier": "DHL", "transit_days": 2, "place": "DE", "closed": [],
    }  # fmt: skip
    assert (second.promise_trace["receiving_days"], second.promise_trace["ready_on"]) == (1, "2026-03-21")
    assert (order.carrier_id, order.transit_id) == (trade.carrier_id, Transit.objects.get().pk)
    assert trade.moved() == {}


def test_however_an_order_is_confirmed_it_is_told_the_same(trade: Sending) -> None:
    trade.set_up()
    trade.receive(("tea", 100, "6"))
    trade.close(TUESDAY)
    wanted = [(day(2), day(4))]
    at_once = trade.order(("tea", 4))
    assert [(line.ships_on, line.promised_on) for line in sales_queries.lines_with(at_once)] == wanted
    assert told(at_once) == wanted
    later = trade.order(("tea", 4), confirm=False)
    assert (told(later), later.carrier_id) == ([(None, None)], None)
    confirmed = sales.confirm_order(trade.by, order_id=later.pk)
    assert (told(confirmed), confirmed.carrier_id, confirmed.transit_id) == (
        wanted, at_once.carrier_id, at_once.transit_id,
    )  # fmt: skip
    many = [
        OrderInput(new_id(NOW), pk, [LineInput(trade.items["tea"], D(4))], confirm=True)
        for pk in trade.customers.values()
    ]
    placed = sales.place_orders(trade.by, orders=many)
    assert [told(Order.objects.get(pk=one.order_id)) for one in placed] == [wanted, wanted]
    traces = {str(line.promise_trace) for line in OrderLine.objects.exclude(promised_on=None)}
    assert len(traces) == 1 and "Holiday" in traces.pop()


def test_what_is_ordered_after_the_cut_off_counts_from_tomorrow(trade: Sending) -> None:
    trade.set_up(cutoff_at=time(14))
    trade.receive(("tea", 100, "6"))
    assert told(trade.order(("tea", 1), by=trade.at(hours=4))) == [(TUESDAY, THURSDAY)]
    assert told(trade.order(("tea", 1), by=trade.at(hours=5))) == [(day(2), day(4))]


def test_the_row_that_says_most_counts(trade: Sending) -> None:
    trade.set_up()
    other = inventory.create_warehouse(trade.by, warehouse_id=new_id(NOW), code="N", name="North").pk
    keep: Callable[..., Any] = lambda **row: delivery.keep_transit(  # noqa: E731
        trade.by, carrier_id=trade.carrier_id, **row
    )
    keep(days=9)
    keep(country="Sweden", days=4)
    keep(country="SE", postal_prefix="98", days=6)
    keep(country="SE", warehouse_id=other, days=1)
    asked = [
        (trade.warehouse_id, "SE", "114 55"), (trade.warehouse_id, "SE", "982 31"), (other, "SE", "114 55"),
        (other, "SE", "98231"), (trade.warehouse_id, "FR", "75001"), (None, "DE", "50667"), (None, "", ""),
    ]  # fmt: skip
    destinations = [Destination(*one, trade.carrier_id) for one in asked]
    found = delivery_queries.ways_to(destinations)
    assert [found[one].way.transit_days for one in destinations] == [4, 6, 1, 6, 9, 2, 9]
    # Said again it is another number; ended it counts for new orders no more, and confirmed ones keep it.
    again = keep(country="SE", days=3)
    assert (again.days, Transit.objects.filter(country="SE", postal_prefix="", warehouse=None).count()) == (
        3,
        1,
    )
    delivery.end_transit(trade.by, transit_id=again.pk)
    (found_then,) = delivery_queries.ways_to([Destination(*asked[0], trade.carrier_id)]).values()
    assert found_then.way.transit_days == 9
    with statements() as one:
        delivery_queries.ways_to([Destination(None, "SE")])
    with statements() as many:
        delivery_queries.ways_to([Destination(None, "SE", str(n)) for n in range(300)])
    assert len(one) == len(many) == 1


def test_supply_that_slips_moves_what_arrives_by_the_same_days(trade: Sending) -> None:
    """From Saturday to Sunday is no news: both are handled from Monday on. To Thursday is."""
    trade.set_up()
    order = trade.buy("tea", 20, day(5))
    hit = line_of(trade.order(("tea", 8)))
    assert OrderLine.objects.get(pk=hit).promised_on == day(11)
    trade.says(order, day(6))
    assert trade.moved() == {} and reports_queries.today(trade.by).dates_to_tell == 0

    trade.says(order, day(10))

    # There on Thursday the 26th, received on Friday, handled on Monday the 30th, there on the 1st of April.
    assert trade.moved() == {hit: ("slipped", day(11), day(16))}
    assert trade.moved(days=4) and not trade.moved(days=8)
    assert reports_queries.today(trade.by).dates_to_tell == 1
    assert reports_queries.waiting(trade.by, ["dates_to_tell"])["dates_to_tell"].count == 1
    assert reports_queries.lines_hit(trade.by, order.id) == {"slipped": 1}
    sales.tell_new_dates(trade.by, days=trade.days(BLUM), reason="By phone.")
    line = OrderLine.objects.get(pk=hit)
    assert (line.ships_on, line.promised_on, line.promise_trace["ready_on"]) == (
        day(14),
        day(16),
        "2026-03-26",
    )
    assert trade.moved() == {}
    # Overdue and nothing said: no news. There at last, nothing has to be received: earlier.
    assert trade.moved(trade.at(days=12)) == {}
    trade.arrives(order, 20)
    assert trade.moved() == {hit: ("earlier", day(16), THURSDAY)}


def test_closed_days_and_other_days_of_handling_move_what_was_promised(trade: Sending) -> None:
    """What waits for supply moves; what lies there was told its day, and time that passes is no news."""
    trade.set_up()
    trade.receive(("cup", 5, "6"))
    trade.buy("tea", 20, day(5))
    waits, lies = line_of(trade.order(("tea", 8))), line_of(trade.order(("cup", 2), customer=SOL))
    closed = trade.close(day(8), day(9), "Stock take")
    assert trade.moved() == {waits: ("slipped", day(11), day(15))}
    delivery.open_days(trade.by, closed_id=closed)
    delivery.open_days(trade.by, closed_id=closed)
    assert trade.moved() == {}
    delivery.set_warehouse_days(trade.by, warehouse_id=trade.warehouse_id, handling_days=0)
    assert trade.moved() == {
        waits: ("earlier", day(11), day(10)), lies: ("earlier", THURSDAY, day(2)),
    }  # fmt: skip
    assert reports_queries.today(trade.by).dates_to_tell == 2
    assert trade.moved(trade.at(days=4)).keys() == {waits}


def test_another_carrier_of_a_confirmed_order_is_told_as_what_moved(trade: Sending) -> None:
    trade.set_up()
    trade.receive(("tea", 5, "6"))
    van = new_id(NOW)
    delivery.keep_carrier(trade.by, carrier_id=van, name="Own van")
    order = trade.order(("tea", 2))
    changed = sales.change_order(trade.by, order_id=order.pk, carrier_id=van)
    assert (changed.carrier_id, changed.transit_id) == (van, None)
    assert trade.moved() == {line_of(order): ("earlier", THURSDAY, TUESDAY)}
    named = trade.order(("tea", 2), carrier_id=van)
    assert (told(named), named.carrier_id) == ([(TUESDAY, TUESDAY)], van)

    delivery.end_carrier(trade.by, carrier_id=van)
    before = everything()
    for wrong in (
        lambda: trade.order(("tea", 1), carrier_id=van),
        lambda: trade.order(("tea", 1), carrier_id=new_id(NOW), confirm=False),
        lambda: sales.change_order(trade.by, order_id=order.pk, carrier_id=new_id(NOW)),
    ):
        with pytest.raises(NotFound):
            wrong()
    assert everything() == before
    asked = OrderInput(
        new_id(NOW),
        trade.customers[BLUM],
        [LineInput(trade.items["tea"], D(1))],
        carrier_id=van,
        confirm=True,
    )
    (answer,) = sales.place_orders(trade.by, orders=[asked])
    assert isinstance(answer.refusal, NotFound)


def test_a_wish_is_answered_with_the_way_to_whom_it_is_for(trade: Sending) -> None:
    """When could I have 500? Covered, it leaves and arrives; beyond it, as if it were ordered today."""
    trade.set_up()
    trade.receive(("tea", 300, "6"))
    trade.buy("tea", 200, day(5))
    blum = parties_queries.customer_terms(trade.customers[BLUM])

    def wish(quantity: int, to: Any = blum) -> reports_queries.Wish:
        return reports_queries.wish(
            trade.by, trade.warehouse_id, item_id=trade.items["tea"], quantity=quantity, on=TODAY, to=to
        )

    found = wish(300).journey, wish(500).journey, wish(500, None).journey
    assert [one and (one.ships_on, one.arrives_on) for one in found] == [
        (TUESDAY, THURSDAY), (day(9), day(11)), (day(9), day(9)),
    ]  # fmt: skip
    assert (wish(501).journey, wish(501).cover.backordered) == (None, 1)


WRONG: dict[str, Callable[[Sending], Any]] = {
    "no weekday": lambda t: delivery.keep_calendar(t.by, calendar_id=t.calendar_id, name="Week", weekdays=""),
    "an eighth day": lambda t: delivery.keep_calendar(
        t.by, calendar_id=t.calendar_id, name="Week", weekdays="18"
    ),
    "no name": lambda t: delivery.keep_calendar(t.by, calendar_id=new_id(NOW), name=" ", weekdays="1"),
    "a name that is used": lambda t: delivery.keep_carrier(t.by, carrier_id=new_id(NOW), name="dhl"),
    "a calendar of nobody": lambda t: delivery.keep_carrier(
        t.by, carrier_id=new_id(NOW), name="Van", calendar_id=new_id(NOW)
    ),
    "an older version": lambda t: delivery.keep_carrier(t.by, carrier_id=t.carrier_id, name="DPD", version=7),
    "the last day first": lambda t: t.close(day(2), day(1)),
    "two years": lambda t: t.close(TODAY, TODAY + timedelta(days=366)),
    "closed twice": lambda t: t.close(day(1), name="Again"),
    "a whole year": lambda t: t.close(TODAY, TODAY + timedelta(days=364), yearly=True),
    "a calendar in use": lambda t: delivery.remove_calendar(t.by, calendar_id=t.calendar_id),
    "days below none": lambda t: delivery.set_warehouse_days(
        t.by, warehouse_id=t.warehouse_id, handling_days=-1
    ),
    "a warehouse of nobody": lambda t: delivery.set_warehouse_days(t.by, warehouse_id=new_id(NOW)),
    "no such country": lambda t: delivery.keep_transit(
        t.by, carrier_id=t.carrier_id, country="Atlantis", days=1
    ),
    "codes of no country": lambda t: delivery.keep_transit(
        t.by, carrier_id=t.carrier_id, postal_prefix="8", days=1
    ),
    "too many days": lambda t: delivery.keep_transit(t.by, carrier_id=t.carrier_id, country="SE", days=251),
    "a carrier of nobody": lambda t: delivery.keep_transit(t.by, carrier_id=new_id(NOW), days=1),
}


def test_what_makes_no_sense_is_refused_and_nothing_changes(trade: Sending) -> None:
    trade.set_up()
    trade.close(day(1))
    before = everything()
    codes = {}
    for wrong, tried in WRONG.items():
        with pytest.raises(Refusal) as refused:
            tried(trade)
        codes[wrong] = refused.value.code
    assert everything() == before
    assert codes == {
        **dict.fromkeys(WRONG, "invalid"),
        **dict.fromkeys(("a calendar of nobody", "a warehouse of nobody", "a carrier of nobody"), "not-found"),
        "an older version": "changed-meanwhile", "a calendar in use": "calendar-in-use",
    }  # fmt: skip


def test_the_same_again_changes_nothing_and_what_is_free_of_use_goes(trade: Sending) -> None:
    trade.set_up()
    before = everything()
    trade.set_up()
    assert everything() == before
    assert list(delivery_queries.differences()) == []
    delivery.end_carrier(trade.by, carrier_id=trade.carrier_id)
    assert WarehouseDays.objects.get().carrier_id is None and delivery_queries.carriers() == []
    delivery.keep_carrier(trade.by, carrier_id=trade.carrier_id, name="DHL")
    delivery.set_warehouse_days(trade.by, warehouse_id=trade.warehouse_id, calendar_id=None)
    trade.close(day(1))
    delivery.remove_calendar(trade.by, calendar_id=trade.calendar_id)
    assert (Calendar.objects.count(), Carrier.objects.get().ended_at) == (0, None)


def test_a_list_costs_the_same_for_one_row_and_three_and_orders_the_same_with_and_without_days(
    trade: Sending,
) -> None:
    trade.receive(("tea", 100, "6"))
    with statements() as plain:
        trade.order(("tea", 1))
    trade.set_up()
    with statements() as days:
        trade.order(("tea", 1))
    assert len(days) == len(plain)
    counts = []
    for country in ("SE", "NO"):
        delivery.keep_transit(trade.by, carrier_id=trade.carrier_id, country=country, days=3)
        with statements() as found:
            delivery_queries.TRANSITS.page(trade.by, search="dhl")
            delivery_queries.CALENDARS.page(trade.by)
            delivery_queries.CARRIERS.page(trade.by)
            trade.moved()
        counts.append(len(found))
    assert counts[0] == counts[1]
