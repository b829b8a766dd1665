"""Orders that are served from several warehouses: chosen at confirming, moved by hand, released to each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rivals import said_by, start
from trade import NOW, TODAY
from tradepost.base import feed
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import SeveralWarehouses
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Demand, Leg, Position
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ORDERS
from tradepost.render.documents.sales import order_confirmation
from two_houses import Houses, open_houses
from unchanged import unchanged

RIVAL = Path(__file__).with_name("source_rival.py")


@pytest.fixture
def houses(db: None) -> Houses:
    """Five tea and no cup in MAIN, twenty of each in EAST; the company serves its own warehouse first."""
    return stocked()


def stocked() -> Houses:
    houses = open_houses()
    houses.trade.add_case("tea")
    houses.trade.add_customer()
    houses.put("tea", 5)
    houses.put("tea", 20, warehouse=houses.east)
    houses.put("cup", 20, warehouse=houses.east)
    parties.set_company(houses.by(), sourcing="own_first")
    return houses


def place(houses: Houses, *lines: tuple[str, int], confirm: bool = True, **given: Any) -> Order:
    names = given.pop("named", {})
    return sales.place_order(
        houses.by(1),
        order_id=given.pop("order_id", None) or new_id(NOW),
        customer_id=next(iter(houses.trade.customers.values())),
        lines=[
            LineInput(houses.trade.items[sku], D(units), warehouse_id=names.get(sku)) for sku, units in lines
        ],
        confirm=confirm,
        **given,
    )


def lines(order: Order) -> list[tuple[int, str, int, str]]:
    """(position, SKU, base units, warehouse of its demand)."""
    code = dict(Demand.objects.filter(document_id=order.pk).values_list("pk", "warehouse__code"))
    rows = OrderLine.objects.filter(order=order).order_by("position")
    return [(row.position, row.sku, row.quantity, code.get(row.pk, "")) for row in rows]


def promised(houses: Houses, sku: str) -> dict[str, int]:
    rows = Position.objects.filter(item_id=houses.trade.items[sku]).order_by("warehouse__code")
    return {row.warehouse.code: row.promised for row in rows.select_related("warehouse") if row.promised}


def nothing_differs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    assert [str(found) for found in reports_queries.verify()] == []


def write(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


# ---- chosen when it is confirmed


def test_where_nothing_is_set_up_an_order_comes_from_one_warehouse(houses: Houses) -> None:
    parties.set_company(houses.by(), sourcing="one")
    order = place(houses, ("tea", 10), ("cup", 3))
    assert lines(order) == [(1, "tea", 10, "MAIN"), (2, "cup", 3, "MAIN")]
    assert (
        list(OrderLine.objects.values_list("warehouse_id", "source_trace", "split_of"))
        == [(None, {}, None)] * 2
    )
    # Who names a warehouse and no rule means that one, whatever the company says.
    parties.set_company(houses.by(), sourcing="own_first")
    named = place(houses, ("tea", 10), warehouse_id=houses.main)
    assert lines(named) == [(1, "tea", 10, "MAIN")]
    nothing_differs()


def test_a_line_comes_from_where_it_lies_and_says_why(houses: Houses) -> None:
    order = place(houses, ("cup", 3), ("tea", 4))
    assert lines(order) == [(1, "cup", 3, "EAST"), (2, "tea", 4, "MAIN")]
    cup = OrderLine.objects.get(order=order, position=1)
    assert cup.source_trace == {
        "rule": "own_first",
        "wanted": 3,
        "seen": [
            {"warehouse_id": str(houses.main), "name": "Main warehouse", "stock": 0, "on": None},
            {
                "warehouse_id": str(houses.east),
                "name": "East warehouse",
                "stock": 20,
                "on": TODAY.isoformat(),
            },
        ],
    }
    assert cup.promised_on == TODAY
    assert promised(houses, "cup") == {"EAST": 3}
    nothing_differs()


def test_a_line_from_two_warehouses_is_two_lines_that_cost_as_much(houses: Houses) -> None:
    parties.change_customer(
        houses.by(), customer_id=next(iter(houses.trade.customers.values())), discount_percent=D("3.3333")
    )
    order = place(houses, ("tea", 22), ("cup", 1))
    assert lines(order) == [(1, "tea", 5, "MAIN"), (2, "cup", 1, "EAST"), (3, "tea", 17, "EAST")]
    first, _, part = OrderLine.objects.filter(order=order).order_by("position")
    assert part.split_of == first.pk
    assert (part.unit_price, part.typed_quantity, part.promised_on) == (first.unit_price, D(17), TODAY)
    assert (first.net + part.net, order.lines_count, order.quantity_total) == (D("212.67"), 3, 23)
    nothing_differs()


def test_a_draft_that_is_confirmed_later_is_parted_alike(houses: Houses) -> None:
    order = place(houses, ("tea", 22), ("cup", 1), confirm=False, sourcing="nearest")
    assert lines(order) == [(1, "tea", 22, ""), (2, "cup", 1, "")]
    confirmed = sales.confirm_order(houses.by(2), order_id=order.pk)
    assert lines(order) == [(1, "tea", 5, "MAIN"), (2, "cup", 1, "EAST"), (3, "tea", 17, "EAST")]
    assert (confirmed.lines_count, confirmed.quantity_total, confirmed.net_total) == (3, 23, D("230.00"))
    nothing_differs()


def test_many_orders_at_once_share_what_lies_there(houses: Houses) -> None:
    customer = next(iter(houses.trade.customers.values()))
    tea = houses.trade.items["tea"]
    given = [
        OrderInput(new_id(NOW), customer, [LineInput(tea, D(units))], confirm=True) for units in (4, 4, 30)
    ]
    placed = sales.place_orders(houses.by(1), orders=given)
    assert [one.refusal for one in placed] == [None] * 3
    found = [lines(Order.objects.get(pk=one.order_id)) for one in placed]
    assert found[:2] == [[(1, "tea", 4, "MAIN")], [(1, "tea", 4, "EAST")]]
    assert sorted(found[2]) == [(1, "tea", 14, "MAIN"), (2, "tea", 16, "EAST")]
    assert promised(houses, "tea") == {"EAST": 20, "MAIN": 5}
    nothing_differs()


def test_the_customers_own_warehouse_and_rule_and_what_is_named(houses: Houses) -> None:
    customer = next(iter(houses.trade.customers.values()))
    parties.change_customer(houses.by(), customer_id=customer, warehouse_id=houses.east, sourcing="one")
    order = place(houses, ("tea", 10))
    assert (order.warehouse_id, order.sourcing) == (houses.east, "one")
    named = place(houses, ("tea", 2), ("cup", 2), named={"tea": houses.main}, sourcing="own_first")
    assert lines(named) == [(1, "tea", 2, "MAIN"), (2, "cup", 2, "EAST")]
    assert OrderLine.objects.get(order=named, position=1).source_trace == {"named": True}
    nothing_differs()


def test_the_nearest_by_the_ways_that_are_kept(houses: Houses) -> None:
    inventory.set_leg(houses.by(), warehouse_id=houses.main, distance=500)
    inventory.set_leg(houses.by(), warehouse_id=houses.east, country="Germany", distance=80, cost=D("4.50"))
    assert list(Leg.objects.order_by("country").values_list("country", "distance")) == [("", 500), ("DE", 80)]
    assert lines(place(houses, ("tea", 2), sourcing="nearest")) == [(1, "tea", 2, "EAST")]
    with unchanged("inventory"):
        inventory.set_leg(houses.by(), warehouse_id=houses.main, distance=500)
    for wrong in ({"country": "Atlantis"}, {"distance": -1}, {"cost": D("0.001")}):
        with unchanged("inventory"), pytest.raises(Invalid):
            inventory.set_leg(houses.by(), warehouse_id=houses.main, **wrong)  # type: ignore[arg-type]
    inventory.remove_leg(houses.by(), warehouse_id=houses.east, country="DE")
    inventory.remove_leg(houses.by(), warehouse_id=houses.main)
    assert lines(place(houses, ("tea", 2), sourcing="nearest")) == [(1, "tea", 2, "MAIN")]


def test_the_fewest_warehouses_whatever_lies_in_the_own(houses: Houses) -> None:
    """Own first parts the order; least split takes all of it from the one that has all, placed or confirmed later."""
    assert lines(place(houses, ("tea", 1), ("cup", 1))) == [(1, "tea", 1, "MAIN"), (2, "cup", 1, "EAST")]
    wished = [("tea", 3), ("cup", 2)]
    at_once = place(houses, *wished, sourcing="least_split")
    assert lines(at_once) == [(1, "tea", 3, "EAST"), (2, "cup", 2, "EAST")]
    assert OrderLine.objects.get(order=at_once, position=1).source_trace["rule"] == "least_split"
    draft = place(houses, *wished, confirm=False, sourcing="least_split")
    sales.confirm_order(houses.by(2), order_id=draft.pk)
    assert lines(draft) == [(1, "tea", 3, "EAST"), (2, "cup", 2, "EAST")]
    nothing_differs()


def test_the_cheapest_ways_together(houses: Houses) -> None:
    """The far one is cheaper for tea alone; with cups that lie in EAST only, one way costs less than two."""
    inventory.set_leg(houses.by(), warehouse_id=houses.main, distance=500, cost=D("4.00"))
    inventory.set_leg(houses.by(), warehouse_id=houses.east, distance=80, cost=D("6.50"))
    assert lines(place(houses, ("tea", 2), sourcing="nearest")) == [(1, "tea", 2, "EAST")]
    assert lines(place(houses, ("tea", 2), sourcing="cheapest")) == [(1, "tea", 2, "MAIN")]
    draft = place(houses, ("tea", 2), ("cup", 2), confirm=False, sourcing="cheapest")
    sales.confirm_order(houses.by(2), order_id=draft.pk)
    assert lines(draft) == [(1, "tea", 2, "EAST"), (2, "cup", 2, "EAST")]
    nothing_differs()


def test_an_order_that_leaves_whole_comes_from_one_or_is_refused(houses: Houses) -> None:
    whole = place(houses, ("tea", 2), ("cup", 2), ship_complete=True)
    assert lines(whole) == [(1, "tea", 2, "EAST"), (2, "cup", 2, "EAST")]
    with unchanged("sales", "inventory"), pytest.raises(Invalid):
        place(
            houses, ("tea", 2), ("cup", 2), named={"tea": houses.main, "cup": houses.east}, ship_complete=True
        )
    with unchanged("sales", "inventory"), pytest.raises(Invalid):
        place(houses, ("tea", 2), sourcing="by_charm")


def test_as_many_statements_for_one_line_as_for_many(houses: Houses) -> None:
    place(houses, ("tea", 1))
    counts = set()
    for wanted in ([("tea", 1), ("cup", 1)], [("tea", 1), ("cup", 1), ("tea", 1), ("cup", 2)]):
        with CaptureQueriesContext(connection) as asked:
            place(houses, *wanted, named={"tea": houses.main})
        counts.add(len(asked))
    assert len(counts) == 1


# ---- by hand


def test_a_line_is_sent_from_another_warehouse_by_hand(houses: Houses) -> None:
    order = place(houses, ("tea", 5), warehouse_id=houses.main)
    waiting = place(houses, ("tea", 2), warehouse_id=houses.main)
    line = OrderLine.objects.get(order=order)
    before = Demand.objects.get(pk=line.pk)
    sales.source_lines(
        houses.by(9),
        order_id=order.pk,
        warehouse_id=houses.east,
        lines=[(line.pk, 5)],
        reason=" Flood in Main. ",
    )
    assert lines(order) == [(1, "tea", 5, "EAST")]
    after = Demand.objects.get(pk=line.pk)
    assert (after.promised_stock, after.placed_at) == (5, before.placed_at)
    # Who waited in the warehouse it left has the goods.
    assert Demand.objects.get(document_id=waiting.pk).promised_stock == 2
    assert OrderLine.objects.get(pk=line.pk).source_trace == {"by": "Test", "reason": "Flood in Main."}
    (fact,) = [event for event in feed.about([order.pk]) if event.name == "sales.lines_sourced"]
    assert fact.data["reason"] == "Flood in Main."
    nothing_differs()


def test_a_part_of_a_line_becomes_a_line(houses: Houses) -> None:
    order = sales.place_order(
        houses.by(1), order_id=new_id(NOW), customer_id=next(iter(houses.trade.customers.values())), confirm=True,
        warehouse_id=houses.east, lines=[LineInput(houses.trade.items["tea"], D(3), "case")],
    )  # fmt: skip
    line = OrderLine.objects.get(order=order)
    with unchanged("sales", "inventory"), pytest.raises(Invalid) as refused:
        sales.source_lines(
            houses.by(2), order_id=order.pk, warehouse_id=houses.main, lines=[(line.pk, 7)], reason="Near."
        )
    assert refused.value.facts["fields"] == {"lines.0": "A case is not broken: 12 at a time."}
    changed = sales.source_lines(
        houses.by(2), order_id=order.pk, warehouse_id=houses.main, lines=[(line.pk, 12)], reason="Near."
    )
    assert lines(order) == [(1, "tea", 24, "EAST"), (2, "tea", 12, "MAIN")]
    assert list(OrderLine.objects.order_by("position").values_list("typed_quantity", "unit", "net")) == [
        (2, "case", D(240)), (1, "case", D(120)),
    ]  # fmt: skip
    assert (changed.lines_count, changed.net_total) == (2, D(360))
    nothing_differs()


def test_what_is_set_aside_stays_and_the_rest_goes(houses: Houses) -> None:
    houses.put("cup", 6)
    order = place(houses, ("cup", 10), warehouse_id=houses.main)
    fulfilment.ship_order(houses.by(3), shipment_id=new_id(NOW), order_id=order.pk)
    line = OrderLine.objects.get(order=order)
    assert (line.shipped, line.open) == (6, 4)
    sales.source_lines(
        houses.by(4),
        order_id=order.pk,
        warehouse_id=houses.east,
        lines=[(line.pk, 4)],
        reason="It lies there.",
    )
    # Shipped in part, what is open moves as the line it is.
    assert lines(order) == [(1, "cup", 10, "EAST")]
    shipment = fulfilment.release_order(houses.by(5), shipment_id=new_id(NOW), order_id=order.pk)
    assert (shipment.warehouse_id, shipment.asked_total) == (houses.east, 4)
    with unchanged("sales", "inventory"), pytest.raises(Invalid):
        sales.source_lines(
            houses.by(6), order_id=order.pk, warehouse_id=houses.main, lines=[(line.pk, 4)], reason="Back."
        )
    nothing_differs()


def test_nonsense_by_hand_is_refused(houses: Houses) -> None:
    order, whole = (
        place(houses, ("tea", 2), ("cup", 2)),
        place(houses, ("tea", 1), ("cup", 1), ship_complete=True),
    )
    tea, cup = OrderLine.objects.filter(order=order).order_by("position")
    part = OrderLine.objects.get(order=whole, sku="cup")
    for order_id, line_id, units, reason in (
        (order.pk, tea.pk, 2, " "),
        (order.pk, tea.pk, 3, "Why not."),
        (order.pk, tea.pk, 0, "Why not."),
        (order.pk, cup.pk, 1, "It is there already."),
        (order.pk, part.pk, 1, "Of another order."),
        (whole.pk, part.pk, 1, "Whole."),
        (place(houses, ("tea", 1), confirm=False).pk, tea.pk, 1, "A draft."),
    ):
        house = houses.main if order_id == whole.pk else houses.east
        with unchanged("sales", "inventory"), pytest.raises(Refusal):
            sales.source_lines(
                houses.by(2), order_id=order_id, warehouse_id=house, lines=[(line_id, units)], reason=reason
            )


def test_the_database_keeps_lines_of_a_confirmed_order_together(houses: Houses) -> None:
    place(houses, ("tea", 4))
    for change in ("quantity = 3", "quantity = 5", "unit_price = 1"):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(f"update sales_order_line set {change}; set constraints all immediate")
    nothing_differs()


# ---- to the warehouses


def test_a_release_makes_a_shipment_in_each_warehouse(houses: Houses) -> None:
    order = place(houses, ("cup", 3), ("tea", 22))
    with unchanged("sales", "inventory", "fulfilment"), pytest.raises(SeveralWarehouses):
        fulfilment.ship_order(houses.by(2), shipment_id=new_id(NOW), order_id=order.pk)
    first = fulfilment.release_order(houses.by(2), shipment_id=new_id(NOW), order_id=order.pk)
    assert first.warehouse_id == houses.main
    made = Shipment.objects.filter(order=order).order_by("warehouse__code")
    assert [(one.warehouse.code, one.lines_count, one.asked_total) for one in made] == [
        ("EAST", 2, 20), ("MAIN", 1, 5),
    ]  # fmt: skip
    again = fulfilment.release_order(houses.by(3), shipment_id=first.pk, order_id=order.pk)
    assert (again.pk, Shipment.objects.filter(order=order).count()) == (first.pk, 2)
    nothing_differs()


def test_whoever_works_in_a_warehouse_sees_and_releases_what_comes_from_it(houses: Houses) -> None:
    order = place(houses, ("cup", 3), ("tea", 4))
    place(houses, ("tea", 1))
    by = replace(houses.by(2), scope={"warehouse": houses.east})
    assert [row.pk for row in ORDERS.page(by, limit=9).rows] == [order.pk]
    made = fulfilment.release_order(by, shipment_id=new_id(NOW), order_id=order.pk, warehouse_id=houses.east)
    assert (made.warehouse_id, made.asked_total) == (houses.east, 3)
    nothing_differs()


def test_two_warehouses_run_dry_under_rivals(transactional_db: None, database_url: str) -> None:
    """Two processes place what both warehouses have together, again and again: never one unit too many."""
    houses = stocked()
    customer, tea = next(iter(houses.trade.customers.values())), houses.trade.items["tea"]
    both = [start(database_url, RIVAL, customer, tea, house) for house in (houses.main, houses.east)]
    outcomes = said_by(both)
    # A deadlock would be repeated inside, and be counted.
    assert [said["repeats"] for said in outcomes] == [0, 0]
    assert Order.objects.count() == 12
    assert sum(Demand.objects.values_list("quantity", flat=True)) == 36
    assert sum(promised(houses, "tea").values()) <= 25
    assert [str(found) for found in reports_queries.verify()] == []


def test_where_goods_come_from_moves_no_cent_of_a_tax_that_is_rounded_by_line(houses: Houses) -> None:
    pricing.set_tax_rules(houses.by(), rules=[TaxRuleInput("S", D(19))])
    parties.set_company(houses.by(), tax_rounding="line")
    order = sales.place_order(
        houses.by(1),
        order_id=new_id(NOW),
        customer_id=next(iter(houses.trade.customers.values())),
        lines=[LineInput(houses.trade.items["tea"], D(22), unit_price=D("0.07"))],
        confirm=True,
    )
    # 1.54 x 19 % is 0.2926; of 0.35 and 1.19 it would be 0.07 and 0.23.
    assert [line[2:] for line in lines(order)] == [(5, "MAIN"), (17, "EAST")]
    paper = order_confirmation(sales_queries.order(houses.by(1), order.pk))
    assert (order.tax_total, [row.tax for row in paper.taxes]) == (D("0.29"), [D("0.29")])
