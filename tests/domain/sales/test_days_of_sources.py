"""Lines from several warehouses leave and arrive by what each of these takes, however they came to come from there."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from domain.delivery.sending import THURSDAY, TUESDAY, Sending, told
from domain.reports.moved_trade import BLUM, Waiting, day
from small_warehouse import statements
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.delivery.models import Transit
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.domain.sales.models import Order, OrderLine

# From MAIN handled for a day and two days by DHL, Monday to Friday. From EAST, any day of the week, handled for three
# and one day by its own van, or four working days by DHL. All from Monday on.
FROM_MAIN = (TUESDAY, THURSDAY)
FROM_EAST = (day(3), day(4))
FROM_EAST_BY_DHL = (day(3), day(9))


class Two(Sending):
    """MAIN with five tea and a hundred cups, EAST with twenty tea and as many cups; its own serves first."""

    east: UUID
    van: UUID

    @classmethod
    def open_both(cls) -> Two:
        two = cls(**vars(Waiting.with_supplier()))
        two.set_up()
        two.east, two.van = new_id(NOW), new_id(NOW)
        later = two.by.at(NOW + timedelta(seconds=1))
        inventory.create_warehouse(later, warehouse_id=two.east, code="EAST", name="East")
        delivery.keep_carrier(two.by, carrier_id=two.van, name="Own van")
        for carrier, days in ((two.van, 1), (two.carrier_id, 4)):
            delivery.keep_transit(two.by, carrier_id=carrier, warehouse_id=two.east, country="DE", days=days)
        delivery.set_warehouse_days(two.by, warehouse_id=two.east, handling_days=3, carrier_id=two.van)
        two.receive(("tea", 5, "6"), ("cup", 100, "6"))
        main, two.warehouse_id = two.warehouse_id, two.east
        two.receive(("tea", 20, "6"), ("cup", 100, "6"))
        two.warehouse_id = main
        parties.set_company(two.by, sourcing="own_first")
        return two

    def lines(self, *wanted: tuple[str, int], **named: UUID) -> list[LineInput]:
        return [LineInput(self.items[sku], D(units), warehouse_id=named.get(sku)) for sku, units in wanted]

    def place(self, *wanted: tuple[str, int], confirm: bool = True, **given: Any) -> Order:
        named = given.pop("named", {})
        return sales.place_order(
            self.by,
            order_id=new_id(NOW),
            customer_id=self.customers[BLUM],
            lines=self.lines(*wanted, **named),
            confirm=confirm,
            **given,
        )

    def send_from_east(self, order: Order, *cuts: tuple[int, int]) -> None:
        """(Position, base units)."""
        ids = dict(OrderLine.objects.filter(order=order).values_list("position", "pk"))
        sales.source_lines(
            self.by, order_id=order.pk, warehouse_id=self.east, reason="Flood.",
            lines=[(ids[position], units) for position, units in cuts],
        )  # fmt: skip


@pytest.fixture
def two(db: None) -> Two:
    return Two.open_both()


def nothing_differs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    assert [str(found) for found in reports_queries.verify()] == []


def goes(order: Order) -> list[tuple[str, int | None]]:
    """By what each line is sent, and in how many days, as told."""
    rows = OrderLine.objects.filter(order=order).order_by("position").values_list("promise_trace", flat=True)
    return [(trace["carrier"], trace["transit_days"]) for trace in rows]


def test_each_part_of_a_line_has_the_days_of_its_warehouse(two: Two) -> None:
    order = two.place(("tea", 22))
    assert told(order) == [FROM_MAIN, FROM_EAST]
    assert goes(order) == [("DHL", 2), ("Own van", 1)]
    by_van = Transit.objects.get(carrier_id=two.van)
    own, part = OrderLine.objects.filter(order=order).order_by("position")
    assert (part.warehouse_id, part.carrier_id, part.transit_id) == (two.east, two.van, by_van.pk)
    assert (own.carrier_id, own.transit_id) == (order.carrier_id, order.transit_id)
    assert two.moved() == {} and reports_queries.today(two.by).dates_to_tell == 0
    nothing_differs()


def test_however_it_is_confirmed_it_is_told_the_same_and_as_it_was_shown(two: Two) -> None:
    """Of four cups each, one line from EAST by name; what was shown before is what is told then."""
    wanted, named = [("cup", 4), ("tea", 4)], {"tea": two.east}
    blum = parties_queries.customer_terms(two.customers[BLUM])
    typed = [
        (UUID(int=n), two.items[sku], units, None, UnitFactor(1), named.get(sku))
        for n, (sku, units) in enumerate(wanted)
    ]
    asked = sales_queries.basket(two.by, "one", two.warehouse_id, "DE", (False, 0), None, typed)
    shown = [found.last for found in sales_queries.foreseen(two.by, asked, blum)]
    assert [one and (one.ships_on, one.arrives_on) for one in shown] == [FROM_MAIN, FROM_EAST]

    at_once = two.place(*wanted, named=named, sourcing="one")
    assert [(x.ships_on, x.promised_on) for x in sales_queries.lines_with(at_once)] == [FROM_MAIN, FROM_EAST]
    draft = two.place(*wanted, named=named, sourcing="one", confirm=False)
    assert told(draft) == [(None, None)] * 2
    later = sales.confirm_order(two.by, order_id=draft.pk)
    asked_for = [
        OrderInput(new_id(NOW), pk, two.lines(*wanted, **named), sourcing="one", confirm=True)
        for pk in two.customers.values()
    ]
    many = sales.place_orders(two.by, orders=asked_for)
    orders = [at_once, later, *(Order.objects.get(pk=one.order_id) for one in many)]
    assert [told(order) for order in orders] == [[FROM_MAIN, FROM_EAST]] * 4
    kept = {
        (order.carrier_id, order.transit_id, *OrderLine.objects.values_list("carrier_id", "transit_id").get(
            order=order, position=2
        ))
        for order in orders
    }  # fmt: skip
    assert len(kept) == 1
    # Parted by the rule, a draft is told part by part, and shown the last of them.
    two.place(("tea", 3), warehouse_id=two.warehouse_id)
    parted = two.place(("tea", 6), confirm=False)
    typed = [(UUID(int=1), two.items["tea"], 6, None, UnitFactor(1), None)]
    asked = sales_queries.basket(two.by, "own_first", two.warehouse_id, "DE", (False, 0), None, typed)
    (seen,) = sales_queries.foreseen(two.by, asked, blum)
    sales.confirm_order(two.by, order_id=parted.pk)
    assert told(parted) == [FROM_MAIN, FROM_EAST]
    assert [(one.ships_on, one.arrives_on) for one in seen.journeys.values()] == [FROM_MAIN, FROM_EAST]
    assert seen.last and (seen.last.ships_on, seen.last.arrives_on) == FROM_EAST
    assert two.moved() == {}
    nothing_differs()


def test_a_carrier_that_is_named_carries_what_comes_from_anywhere(two: Two) -> None:
    order = two.place(("tea", 22), carrier_id=two.carrier_id)
    assert told(order) == [FROM_MAIN, FROM_EAST_BY_DHL]
    assert goes(order) == [("DHL", 2), ("DHL", 4)]
    other = two.place(("cup", 2), ("tea", 2))
    assert told(other) == [FROM_MAIN, FROM_EAST]
    own, east = OrderLine.objects.filter(order=other).order_by("position")
    # By the carrier of the one it takes the other longer, though the goods lie there.
    sales.change_order(two.by, order_id=other.pk, carrier_id=two.van)
    assert two.moved() == {own.pk: ("earlier", THURSDAY, TUESDAY)}
    sales.change_order(two.by, order_id=other.pk, carrier_id=two.carrier_id)
    assert two.moved() == {east.pk: ("slipped", FROM_EAST[1], FROM_EAST_BY_DHL[1])}
    assert reports_queries.today(two.by).dates_to_tell == 1
    sales.change_order(two.by, order_id=other.pk, without=["carrier_id"])
    assert set(OrderLine.objects.filter(order=other).values_list("carrier_id", "transit_id")) == {
        (None, None)
    }
    nothing_differs()


def test_sent_from_elsewhere_by_hand_it_is_told_anew(two: Two) -> None:
    order = two.place(("cup", 4), ("cup", 2), warehouse_id=two.warehouse_id)
    assert told(order) == [FROM_MAIN, FROM_MAIN]
    two.send_from_east(order, (1, 3), (2, 2))
    stays, moves, part = OrderLine.objects.filter(order=order).order_by("position")
    # What was told stays told, also of the part that is a line now; where it goes from now it arrives later.
    assert told(order) == [FROM_MAIN] * 3 and part.promise_trace == stays.promise_trace
    assert [(one.warehouse_id, one.carrier_id) for one in (stays, moves, part)] == [
        (None, None), (two.east, two.van), (two.east, two.van),
    ]  # fmt: skip
    late = ("slipped", THURSDAY, FROM_EAST[1])
    assert two.moved() == {moves.pk: late, part.pk: late}
    assert two.moved(warehouse=two.east).keys() == {moves.pk, part.pk}
    assert reports_queries.today(two.by).dates_to_tell == 2
    sales.tell_new_dates(two.by, days=two.days(BLUM), reason="By phone.")
    assert told(order) == [FROM_MAIN, FROM_EAST, FROM_EAST] and goes(order)[1:] == [("Own van", 1)] * 2
    # It is told; time that passes is no news.
    assert two.moved() == {} == two.moved(two.at(days=2))
    named = two.place(("cup", 4), warehouse_id=two.warehouse_id, carrier_id=two.van)
    two.send_from_east(named, (1, 4))
    sales.change_order(two.by, order_id=named.pk, carrier_id=two.carrier_id)
    by_dhl = two.place(("cup", 4), warehouse_id=two.east, carrier_id=two.carrier_id)
    sales.source_lines(
        two.by, order_id=by_dhl.pk, warehouse_id=two.warehouse_id, reason="Nearer.",
        lines=[(OrderLine.objects.get(order=by_dhl).pk, 4)],
    )  # fmt: skip
    # The carrier that was named goes on carrying it.
    assert set(OrderLine.objects.filter(order__in=[named, by_dhl]).values_list("carrier_id", flat=True)) == {
        two.carrier_id
    }
    nothing_differs()


def test_what_a_warehouse_takes_moves_the_lines_that_come_from_it(two: Two) -> None:
    order = two.place(("cup", 4), ("tea", 4), named={"tea": two.east}, sourcing="one")
    own, east = OrderLine.objects.filter(order=order).order_by("position")
    delivery.set_warehouse_days(two.by, warehouse_id=two.east, handling_days=1)
    assert two.moved() == {east.pk: ("earlier", FROM_EAST[1], day(2))}
    delivery.set_warehouse_days(two.by, warehouse_id=two.east, handling_days=3)
    delivery.set_warehouse_days(two.by, warehouse_id=two.warehouse_id, handling_days=0)
    assert two.moved() == {own.pk: ("earlier", THURSDAY, day(2))}
    assert reports_queries.today(two.by).dates_to_tell == 1


def test_as_many_statements_for_more_lines_and_none_more_for_one_warehouse(two: Two) -> None:
    counts = []
    for lines in (1, 3):
        with statements() as asked:
            order = two.place(*[("cup", 1), ("tea", 1)] * lines, named={"tea": two.east}, sourcing="one")
        with statements() as moved:
            two.send_from_east(order, *((n, 1) for n in range(1, 2 * lines, 2)))
        with statements() as listed:
            sales_queries.journeys_of_lines(two.by, list(sales_queries.moved_lines(two.by)))
        counts.append((len(asked), len(moved), len(listed)))
    assert counts[0] == counts[1]
    alone = []
    for rule in ("one", "own_first"):
        with statements() as asked:
            two.place(("cup", 1), sourcing=rule)
        alone.append(len([said for said in asked if "delivery_transit" in said]))
    assert alone == [1, 1]
