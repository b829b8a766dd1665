from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import Invalid, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts.queries import differences as money_differences
from tradepost.domain.inventory.queries import differences as stock_differences
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import CustomerIsBlocked, LineInput, OrderInput
from tradepost.domain.sales.models import Hold, Order, OrderLine
from tradepost.domain.sales.queries import LastBought, differences, last_bought

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "coffee", price="10", stock=20, cost="6")
    trade.add_customer()
    return trade


def nothing_differs() -> None:
    assert [str(d) for d in (*differences(), *stock_differences(), *money_differences())] == []


def names_of(order: Order) -> list[str]:
    return sorted(event.name for event in feed.about([order.id]))


def test_an_order_is_priced_promised_and_told() -> None:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    trade.add_case("tea")
    trade.add_customer()
    line = LineInput(trade.items["tea"], D("1.5"), unit="case", discount_percent=D(10))
    order = sales.place_order(
        trade.by,
        order_id=new_id(trade.by.now),
        customer_id=trade.customers["Café Blum"],
        lines=[line],
        customer_po="PO 7",
        freight=D("5.90"),
        confirm=True,
    )
    row = order.lines.get()
    assert (row.quantity, row.typed_quantity, row.unit, row.unit_price, row.net) == (
        18,
        D("1.5"),
        "case",
        120,
        162,
    )
    assert (order.state, order.net_total, order.freight, order.total) == (
        "confirmed",
        162,
        D("5.90"),
        D("167.90"),
    )
    assert trade.stock("tea") == {"on_hand": 20, "promised": 18, "incoming": 0, "backordered": 0}
    assert row.promised_on == TODAY
    assert names_of(order) == ["sales.order_confirmed", "sales.order_placed"]
    nothing_differs()


def test_two_lines_of_one_item_never_share_a_unit(trade: Trade) -> None:
    order = trade.order(("tea", 15), ("tea", 15))
    assert trade.cover(order) == [
        {"stock": 15, "supply": 0, "backordered": 0, "promised_on": TODAY},
        {"stock": 5, "supply": 0, "backordered": 10, "promised_on": None},
    ]
    assert trade.stock("tea") == {"on_hand": 20, "promised": 20, "incoming": 0, "backordered": 10}
    nothing_differs()


def test_what_is_not_in_stock_is_pegged_to_the_earliest_supply(trade: Trade) -> None:
    late = trade.expect("tea", 50, TODAY + timedelta(days=30))
    soon = trade.expect("tea", 4, TODAY + timedelta(days=5))
    assert late != soon
    order = trade.order(("tea", 30), ("coffee", 1))
    assert trade.cover(order) == [
        {"stock": 20, "supply": 10, "backordered": 0, "promised_on": TODAY + timedelta(days=30)},
        {"stock": 1, "supply": 0, "backordered": 0, "promised_on": TODAY},
    ]
    nothing_differs()


def test_cancelling_gives_stock_to_the_one_who_waits(trade: Trade) -> None:
    first = trade.order(("tea", 20))
    second = trade.order(("tea", 12), by=trade.at(hours=1))
    assert trade.cover(second)[0]["backordered"] == 12
    sales.cancel_order(trade.at(hours=2), order_id=first.id, reason="Changed their mind")
    assert trade.cover(second)[0] == {"stock": 12, "supply": 0, "backordered": 0, "promised_on": TODAY}
    first.refresh_from_db()
    assert (first.state, first.cancelled_total, first.open_value) == ("cancelled", 20, 0)
    nothing_differs()


def test_part_of_a_line_is_cancelled_from_its_backorder_first(trade: Trade) -> None:
    order = trade.order(("tea", 30))
    line = order.lines.get()
    sales.cancel_lines(trade.by, order_id=order.id, cuts=[(line.id, 14)])
    assert trade.cover(order) == [{"stock": 16, "supply": 0, "backordered": 0, "promised_on": TODAY}]
    with pytest.raises(Invalid):
        sales.cancel_lines(trade.by, order_id=order.id, cuts=[(new_id(trade.by.now), 1)])
    nothing_differs()


def test_sent_twice_it_is_one_order_and_other_contents_are_refused(trade: Trade) -> None:
    order_id = new_id(trade.by.now)
    first = trade.order(("tea", 3), order_id=order_id)
    again = trade.order(("tea", 3), order_id=order_id)
    assert (again.id, again.number) == (first.id, first.number)
    with pytest.raises(SentTwiceDifferently):
        trade.order(("tea", 4), order_id=order_id)
    assert trade.stock("tea")["promised"] == 3
    assert Order.objects.count() == 1


def test_an_order_over_the_credit_limit_is_confirmed_and_held(trade: Trade) -> None:
    trade.add_customer("Klamm", credit_limit=D(150))
    first = trade.order(("tea", 10), customer="Klamm")
    second = trade.order(("tea", 6), customer="Klamm")
    assert (first.held, second.held) == (False, True)
    hold = Hold.objects.get(order=second)
    assert (hold.reason, hold.note) == (
        "credit",
        "Over the credit limit by 10.00: 160.00 open orders + 0.00 shipped, not invoiced + 0.00 unpaid; limit 150.00.",
    )
    sales.release_hold(trade.by, hold_id=hold.id, note="Paid by phone")
    second.refresh_from_db()
    assert second.held is False
    with pytest.raises(sales.HoldIsReleased):
        sales.release_hold(trade.by, hold_id=hold.id, note="Again")
    nothing_differs()


def test_a_draft_may_be_rewritten_and_a_confirmed_order_may_not(trade: Trade) -> None:
    order = trade.order(("tea", 3), confirm=False)
    assert trade.stock("tea")["promised"] == 0
    order = sales.change_order(
        trade.by, order_id=order.id, lines=[LineInput(trade.items["coffee"], D(2))], note="Rather coffee"
    )
    assert (order.net_total, order.lines_count, order.note) == (20, 1, "Rather coffee")
    sales.submit_order(trade.by, order_id=order.id)
    order = sales.confirm_order(trade.by, order_id=order.id)
    assert (order.state, trade.stock("coffee")["promised"]) == ("confirmed", 2)
    with pytest.raises(sales.OrderIsFirm):
        sales.change_order(trade.by, order_id=order.id, freight=D(5))
    with pytest.raises(NotAllowed):
        sales.confirm_order(trade.by, order_id=order.id)
    with pytest.raises(IntegrityError, match="firm"):
        OrderLine.objects.filter(order=order).update(unit_price=1)


def test_a_blocked_customer_and_bad_lines_are_refused_and_nothing_changes(trade: Trade) -> None:
    trade.add_customer("Blocked", is_blocked=True)
    with pytest.raises(CustomerIsBlocked):
        trade.order(("tea", 1), customer="Blocked")
    bad = [LineInput(trade.items["tea"], D("0.5")), LineInput(new_id(trade.by.now), D(1))]
    with pytest.raises(Invalid) as refused:
        sales.place_order(
            trade.by, order_id=new_id(trade.by.now), customer_id=trade.customers["Café Blum"], lines=bad
        )
    assert sorted(refused.value.facts["fields"]) == ["lines.0.quantity", "lines.1.item_id"]
    assert Order.objects.count() == 0
    assert trade.stock("tea")["promised"] == 0


@pytest.mark.parametrize("confirm", [True, False])
def test_placing_costs_the_same_statements_for_one_line_and_a_thousand(trade: Trade, confirm: bool) -> None:
    skus = [f"item-{n}" for n in range(1000)]
    trade.add_items(*skus, stock=5)
    counts = []
    for size in (1, 10, 1000):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            trade.order(*[(sku, 1) for sku in skus[:size]], confirm=confirm)
        counts.append(len([q for q in captured if "SAVEPOINT" not in q["sql"]]))
    assert counts == [counts[0]] * 3
    assert counts[0] <= (10 if confirm else 7)
    nothing_differs()


def test_what_placing_answers_is_what_stands_in_the_database(trade: Trade) -> None:
    trade.add_case("tea")
    for confirm in (True, False):
        answered = sales.place_order(
            trade.by,
            order_id=new_id(trade.by.now),
            customer_id=trade.customers["Café Blum"],
            lines=[
                LineInput(trade.items["tea"], D("1.5"), unit="case", note="Green", requested_on=TODAY),
                LineInput(trade.items["coffee"], D(7), discount_percent=D("12.5")),
            ],
            freight=D("4.20"),
            order_discount_percent=D(3),
            customer_po="PO",
            note="Ring twice",
            confirm=confirm,
        )
        stored = Order.objects.get(pk=answered.pk)
        assert values(answered) == values(stored)
        assert [values(line) for line in answered.known_lines or ()] == [
            values(line) for line in stored.lines.order_by("position")
        ]


def values(row: Order | OrderLine) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def order_input(
    trade: Trade, *lines: tuple[str, int], customer: str = "Café Blum", **given: Any
) -> OrderInput:
    return OrderInput(
        given.pop("order_id", None) or new_id(trade.by.now),
        trade.customers[customer],
        [LineInput(trade.items[sku], D(quantity)) for sku, quantity in lines],
        confirm=given.pop("confirm", True),
        **given,
    )


def test_many_orders_at_once_are_what_they_would_be_one_by_one(trade: Trade) -> None:
    trade.add_customer("Klamm", credit_limit=D(150))
    trade.add_customer("Blocked", is_blocked=True)
    twice = order_input(trade, ("tea", 2))
    wanted = [
        order_input(trade, ("tea", 15), ("coffee", 1)),
        order_input(trade, ("tea", 10), freight=D("3.50"), customer_po="7"),
        order_input(trade, ("coffee", 1), customer="Blocked"),
        order_input(trade, ("coffee", 10), customer="Klamm"),
        order_input(trade, ("coffee", 6), customer="Klamm"),
        twice,
        twice,
        replace(twice, note="Another"),
        order_input(trade, ("coffee", 1), confirm=False),
        replace(twice, order_id=new_id(trade.by.now), lines=[]),
    ]
    told = sales.place_orders(trade.by, orders=wanted)
    assert [(bool(row.number), row.refusal and row.refusal.code, row.again) for row in told] == [
        (True, None, False),
        (True, None, False),
        (False, "customer-is-blocked", False),
        (True, None, False),
        (True, None, False),
        (True, None, False),
        (True, None, True),
        (False, "sent-twice-differently", False),
        (True, None, False),
        (False, "invalid", False),
    ]
    placed = [Order.objects.get(number=row.number) for row in told if row.number and not row.again]
    assert [(o.state, o.held, o.total) for o in placed] == [
        ("confirmed", False, 160),
        ("confirmed", False, D("103.50")),
        ("confirmed", False, 100),
        ("confirmed", True, 60),
        ("confirmed", False, 20),
        ("draft", False, 10),
    ]
    assert trade.cover(placed[1])[0]["backordered"] == 5
    again = sales.place_orders(trade.by, orders=wanted)
    assert [row.number for row in again] == [row.number for row in told]
    assert Order.objects.count() == 6
    nothing_differs()


def test_an_order_sent_alone_and_among_many_is_one(trade: Trade) -> None:
    wanted = order_input(trade, ("tea", 2), customer_po="7")
    given = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    alone = sales.place_order(trade.by, **given)
    (told,) = sales.place_orders(trade.by, orders=[wanted])
    assert (told.number, told.again) == (alone.number, True)
    (other,) = sales.place_orders(trade.by, orders=[replace(wanted, note="Another")])
    assert other.refusal is not None
    assert other.refusal.code == "sent-twice-differently"
    assert Order.objects.count() == 1


def test_five_hundred_orders_cost_the_statements_of_five(trade: Trade) -> None:
    trade.receive(("tea", 2000, "6"), ("coffee", 2000, "6"))
    counts = []
    for size in (5, 500):
        orders = [order_input(trade, ("tea", 1), ("coffee", 2)) for _ in range(size)]
        with CaptureQueriesContext(connection) as captured:
            sales.place_orders(trade.by, orders=orders)
        counts.append(len([q for q in captured if "SAVEPOINT" not in q["sql"]]))
    assert counts == [10, 10]


def test_last_bought_is_the_newest_purchase_of_each_item(
    trade: Trade, django_assert_num_queries: Any
) -> None:
    customer = trade.customers["Café Blum"]
    trade.order(("tea", 2), ("coffee", 3), by=trade.at(days=-9))
    trade.order(("tea", 5), by=trade.at(days=-2))
    trade.order(("tea", 9), by=trade.at(days=-1), confirm=False)  # a draft is no purchase
    with django_assert_num_queries(1):
        found = last_bought(customer)

    def bought(sku: str, quantity: int, days: int) -> LastBought:
        at = trade.at(days=days).now
        return LastBought(trade.items[sku], at, D(quantity), "piece", D(10), D(0), trade.base_currency)

    assert list(found.values()) == [bought("tea", 5, -2), bought("coffee", 3, -9)]
    assert list(last_bought(customer, limit=1).values()) == [bought("tea", 5, -2)]
    assert list(last_bought(customer, among_orders=1).values()) == [bought("tea", 5, -2)]
    assert last_bought(new_id(trade.by.now)) == {}
