"""Orders that are held by themselves, let go by name, and what cancelling frees."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from trade import TODAY, Trade
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.inventory.queries import differences as stock_differences
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PromotionInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import OrderInput
from tradepost.domain.sales.models import CancelReason, Hold, Order


@pytest.fixture
def trade(db: None) -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "cup", stock=20)
    trade.add_customer()
    return trade


def nothing_differs() -> None:
    assert [str(d) for d in (*queries.differences(), *stock_differences())] == []


def kinds(order: Order) -> list[str]:
    return sorted(hold.reason for hold in queries.open_holds_of([order.pk]))


def test_the_company_says_what_holds_and_a_customer_may_be_spared(trade: Trade) -> None:
    assert kinds(trade.order(("tea", 30))) == []
    on = ["stock", "fraud", "address", "po", "credit"]
    parties.set_company(trade.by, automatic_holds=on, first_order_over=D(5))
    trade.add_customer("Klamm", po_required=True, credit_limit=D(1))
    held = trade.order(("tea", 1), customer="Klamm", shipping_address="Somewhere")
    assert kinds(held) == ["address", "credit", "fraud", "po", "stock"]
    again = trade.order(("tea", 1), customer="Klamm", customer_po="PO-7")
    assert kinds(again) == ["credit", "stock"]
    parties.change_customer(trade.by, customer_id=trade.customers["Klamm"], no_holds=["stock", "credit"])
    assert kinds(trade.order(("tea", 1), customer="Klamm", customer_po="PO-8")) == []
    with pytest.raises(Invalid):
        parties.change_customer(trade.by, customer_id=trade.customers["Klamm"], no_holds=["weather"])
    with pytest.raises(Invalid):
        parties.set_company(trade.by, automatic_holds=["weather"])
    # Many at once, and a draft that is confirmed, are held alike.
    from_many = OrderInput(
        new_id(trade.by.now),
        trade.customers["Klamm"],
        [sales.LineInput(trade.items["tea"], D(1))],
        confirm=True,
    )
    (placed,) = sales.place_orders(trade.by, orders=[from_many])
    assert kinds(Order.objects.get(pk=placed.order_id)) == ["po"]
    draft = trade.order(("tea", 1), customer="Klamm", confirm=False)
    assert kinds(sales.confirm_order(trade.by, order_id=draft.id)) == ["po"]
    nothing_differs()


def test_what_was_missing_lets_the_order_go_and_other_holds_stay(trade: Trade) -> None:
    parties.set_company(trade.by, automatic_holds=["po", "address", "credit"])
    trade.add_customer("Klamm", po_required=True, credit_limit=D(1))
    order = trade.order(("tea", 1), customer="Klamm", shipping_address="Somewhere")
    assert kinds(order) == ["address", "credit", "po"]
    sales.change_order(trade.by, order_id=order.id, customer_po="PO-7")
    assert kinds(order) == ["address", "credit"]
    sales.change_order(trade.by, order_id=order.id, shipping_address="Klamm\nSchloss\nDorf")
    assert kinds(order) == ["credit"]
    (hold,) = queries.open_holds_of([order.id])
    with pytest.raises(Invalid):
        sales.release_hold(trade.by, hold_id=hold.id, note=" ")
    assert kinds(order) == ["credit"]
    sales.release_hold(trade.by, hold_id=hold.id, note="Seen their transfer.")
    order.refresh_from_db()
    assert (order.held, Hold.objects.filter(order=order, released_at=None).count()) == (False, 0)
    nothing_differs()


def test_the_list_of_holds_has_a_row_for_each_and_costs_the_same(
    trade: Trade, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    trade.add_customer("Klamm", credit_limit=D(1))
    for more in (1, 2):
        for _ in range(more):
            order = trade.order(("tea", 1), customer="Klamm")
            sales.hold_order(trade.by, hold_id=new_id(trade.by.now), order_id=order.id, note="Wait")
        with django_assert_num_queries(1):
            rows = queries.HOLDS.page(trade.by, filters={"kind": ["credit"]}, search="klamm").rows
            assert {row.order.customer_name for row in rows} == {"Klamm"}
    assert len(rows) == 3
    sales.cancel_order(trade.by, order_id=order.id)
    assert len(queries.HOLDS.page(trade.by).rows) == 4


def test_free_goods_are_cancelled_with_what_they_came_with_as_previewed(trade: Trade) -> None:
    rule = PromotionInput(
        "Cup", trade.items["cup"], item_id=trade.items["tea"], buy_quantity=10, repeats=True
    )
    pricing.keep_promotion(trade.by, promotion_id=new_id(trade.by.now), promotion=rule)
    order = trade.order(("tea", 30))
    tea, cup = order.lines.order_by("position")
    assert (tea.quantity, cup.quantity) == (30, 3)
    cuts = {tea.id: 11}
    freed = queries.freed_by(order, cuts, TODAY)
    assert [(one.line.sku, one.quantity, one.stock, one.supply, one.with_goods) for one in freed.lines] == [
        ("tea", 11, 1, 0, False),
        ("cup", 2, 2, 0, True),
    ]
    assert (freed.net, freed.value) == (110, 110)
    sales.cancel_lines(trade.by, order_id=order.id, cuts=list(cuts.items()), reason="Ordered twice")
    assert [line.cancelled for line in order.lines.order_by("position")] == [11, 2]
    sales.cancel_lines(trade.by, order_id=order.id, cuts=[(tea.id, 10)], keep_gifts=True)
    assert [line.cancelled for line in order.lines.order_by("position")] == [21, 2]
    nothing_differs()


def test_reasons_to_cancel_are_kept(trade: Trade) -> None:
    shipped = len(queries.cancel_reasons())
    kept = sales.keep_cancel_reason(trade.by, code="weather", name="The weather")
    assert kept in queries.cancel_reasons()
    sales.keep_cancel_reason(trade.by, code="price", name="Too dear", is_open=False)
    names = [one.name for one in queries.cancel_reasons()]
    assert (len(names), "Too dear" in names, "The price" in names) == (shipped, False, False)
    assert [one.name for one in queries.cancel_reasons(closed=True) if one.code == "price"] == ["Too dear"]
    sales.keep_cancel_reason(trade.by, code="price", name="Too dear", is_open=False)
    assert CancelReason.objects.count() == 2
    for code, name in (("Two words", "x"), ("x" * 21, "x"), ("x", ""), ("x", "x" * 61)):
        with pytest.raises(Invalid):
            sales.keep_cancel_reason(trade.by, code=code, name=name)
    assert CancelReason.objects.count() == 2
