"""Orders and quotes by the rules of prices: quotas, breaks over the order, net prices, discounts of value."""

from __future__ import annotations

import threading
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from trade import BASE, NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import BundlePart, DiscountInput, PriceInput, PromotionInput, QuotaUsed
from tradepost.domain.pricing.models import Quota
from tradepost.domain.pricing.rules import replay
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.domain.sales.models import Order, OrderLine, Quote
from tradepost.domain.sales.queries import differences
from unchanged import unchanged


def open_trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "coffee", price="10", stock=500)
    trade.add_customer()
    return trade


@pytest.fixture
def trade(db: None) -> Trade:
    return open_trade()


def contract(trade: Trade, amount: str = "6", **given: Any) -> UUID:
    list_id = new_id(NOW)
    pricing.create_price_list(trade.by, price_list_id=list_id, name="Contract", currency=BASE)
    row = PriceInput(D(amount), item_id=trade.items["tea"], **given)
    pricing.set_prices(trade.by, price_list_id=list_id, rows=[row])
    pricing.assign_price_list(trade.by, price_list_id=list_id, customer_ids=[trade.customers["Café Blum"]])
    return list_id


def discount(trade: Trade, name: str, percent: str, **given: Any) -> None:
    pricing.keep_discount(
        trade.by, discount_id=new_id(NOW), discount=DiscountInput(name, D(percent), **given)
    )


def lines(trade: Trade, *asked: tuple[str, int]) -> list[LineInput]:
    return [LineInput(trade.items[sku], D(count)) for sku, count in asked]


def nets(order: Order) -> list[D]:
    return [line.net for line in OrderLine.objects.filter(order_id=order.pk).order_by("position")]


def used() -> int | None:
    return Quota.objects.values_list("used", flat=True).first()


def test_a_quota_is_taken_by_confirming_and_given_back_by_cancelling(trade: Trade) -> None:
    contract(trade, quota=30)
    first = trade.order(("tea", 20), confirm=True)
    draft = trade.order(("tea", 10), confirm=False)
    assert (nets(first), nets(draft), used()) == ([D("120.00")], [D("60.00")], 20)
    last = trade.order(("tea", 15), ("tea", 10), confirm=True)
    assert (nets(last), used()) == ([D("150.00"), D("60.00")], 30)
    missed = OrderLine.objects.get(order_id=last.pk, position=1)
    assert missed.price_trace["losers"][0]["left"] == 10
    with unchanged("sales", "pricing", "inventory"), pytest.raises(QuotaUsed) as refused:
        sales.confirm_order(trade.by, order_id=draft.pk)
    assert refused.value.facts["left"] == 0
    # Saved again it is priced anew.
    sales.change_order(trade.by, order_id=draft.pk, lines=lines(trade, ("tea", 10)))
    assert nets(sales.confirm_order(trade.by, order_id=draft.pk)) == [D("100.00")]
    line = OrderLine.objects.get(order_id=first.pk)
    sales.cancel_lines(trade.by, order_id=first.pk, cuts=[(line.pk, 5)])
    assert used() == 25
    sales.cancel_order(trade.by, order_id=last.pk)
    assert (used(), [str(one) for one in differences()]) == (15, [])
    Quota.objects.update(used=14)
    assert [(one.what, one.expected, one.found) for one in differences()] == [
        ("used of the quota", "15", "14")
    ]


def test_of_many_orders_at_once_each_takes_what_the_one_before_left(trade: Trade) -> None:
    contract(trade, quota=30)
    asked = [
        OrderInput(new_id(NOW), trade.customers["Café Blum"], lines(trade, ("tea", 20)), confirm=confirm)
        for confirm in (True, False, True)
    ]
    placed = sales.place_orders(trade.by, orders=asked)
    assert [one.refusal for one in placed] == [None] * 3
    found = {order.pk: order.net_total for order in Order.objects.all()}
    assert [found[one.order_id] for one in asked] == [D(120), D(200), D(200)]
    assert (used(), [str(one) for one in differences()]) == (20, [])


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_do_not_both_have_the_last_of_a_quota() -> None:
    trade = open_trade()
    contract(trade, quota=30)
    drafts = [trade.order(("tea", 20), confirm=False) for _ in range(2)]
    told: list[str] = []
    start = threading.Barrier(2)

    def confirm(order_id: UUID) -> None:
        try:
            start.wait()
            sales.confirm_order(trade.by, order_id=order_id)
            told.append("confirmed")
        except QuotaUsed as refusal:
            told.append(f"{refusal.code}: {refusal.facts['left']}")
        finally:
            connection.close()

    both = [threading.Thread(target=confirm, args=[draft.pk]) for draft in drafts]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["confirmed", "quota-used: 10"]
    assert (used(), [str(one) for one in differences()]) == (20, [])


def test_an_order_is_priced_as_a_whole_whatever_is_done_to_it(trade: Trade) -> None:
    tea, coffee = trade.items["tea"], trade.items["coffee"]
    group = {"minimum_quantity": 10, "counted": "mix", "mix": "Hot"}
    rows = [PriceInput(D(8), item_id=tea, **group), PriceInput(D(7), item_id=coffee, is_net=True, **group)]  # type: ignore[arg-type]
    pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=rows)
    discount(trade, "From 100", "10", kind="order", minimum_value=D(100), currency=BASE)
    small = trade.order(("tea", 5), ("coffee", 4), confirm=False)
    assert (nets(small), small.value_discount) == ([D("50.00"), D("40.00")], "")
    whole = sales.change_order(
        trade.by, order_id=small.pk, lines=lines(trade, ("tea", 10), ("coffee", 4)), freight=D(5)
    )
    assert (nets(whole), whole.value_discount, whole.value_discount_percent) == (
        [D("72.00"), D("28.00")], "From 100", D(10),
    )  # fmt: skip
    assert whole.total == D("105.00")
    typed = sales.change_order(trade.by, order_id=small.pk, order_discount_percent=D(2))
    assert (nets(typed), typed.value_discount) == ([D("78.40"), D("28.00")], "")
    back = sales.change_order(trade.by, order_id=small.pk, order_discount_percent=D(0))
    assert (nets(back), back.value_discount) == ([D("72.00"), D("28.00")], "From 100")
    confirmed = sales.confirm_order(trade.by, order_id=back.pk)
    for line in OrderLine.objects.filter(order_id=confirmed.pk):
        assert replay(line.price_trace) == (line.unit_price, line.net)
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=confirmed.pk)
    invoice = billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=confirmed.pk)
    assert (invoice.net_total, invoice.total) == (confirmed.net_total, confirmed.total)
    note = billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.pk, reason="All of it"
    )
    assert note.total == invoice.total
    assert [str(one) for one in differences()] == []


def test_a_quote_is_ordered_at_what_was_offered_to_the_cent(trade: Trade) -> None:
    contract(trade, is_net=True, quota=10)
    discount(trade, "From 100", "10", kind="order", minimum_value=D(100), currency=BASE)
    quote = sales.make_quote(
        trade.by,
        quote_id=new_id(NOW),
        customer_id=trade.customers["Café Blum"],
        lines=lines(trade, ("tea", 10), ("coffee", 5)),
    )
    assert (quote.net_total, quote.value_discount) == (D("105.00"), "From 100")
    sales.send_quote(trade.by, quote_id=quote.pk)
    sales.accept_quote(trade.by, quote_id=quote.pk)
    discount(trade, "Everything", "50", kind="order", priority=1)
    order = sales.order_quote(trade.by, quote_id=quote.pk, order_id=new_id(NOW), confirm=True)
    assert (order.net_total, order.value_discount, order.order_discount_percent) == (D("105.00"), "", D(10))
    assert nets(order) == [D("60.00"), D("45.00")]
    assert (Quote.objects.get().state, used(), [str(one) for one in differences()]) == ("ordered", None, [])


def promise_a_cup(trade: Trade, **given: Any) -> None:
    trade.add_items("cup", price="3", stock=5)
    asked = {"item_id": trade.items["tea"], "buy_quantity": 10, "repeats": True, **given}
    promotion = PromotionInput("A cup with ten teas", trade.items["cup"], **asked)
    pricing.keep_promotion(trade.by, promotion_id=new_id(NOW), promotion=promotion)


def free(order: Order) -> list[tuple[str, int, D]]:
    rows = OrderLine.objects.filter(order_id=order.pk, price_trace__source="gift").order_by("position")
    return [(row.sku, row.quantity, row.net) for row in rows]


def test_free_goods_are_lines_of_their_own_found_again_when_the_order_changes(trade: Trade) -> None:
    promise_a_cup(trade, most=3)
    order = trade.order(("tea", 25), ("coffee", 1), confirm=False)
    assert (free(order), nets(order), order.lines_count) == (
        [("cup", 2, D(0))], [D("250.00"), D("10.00"), D(0)], 3,
    )  # fmt: skip
    fewer = sales.change_order(trade.by, order_id=order.pk, lines=lines(trade, ("tea", 9)))
    assert (free(fewer), fewer.lines_count) == ([], 1)
    more = sales.change_order(trade.by, order_id=order.pk, lines=lines(trade, ("tea", 90)))
    assert free(more) == [("cup", 3, D(0))]
    same = sales.change_order(trade.by, order_id=order.pk, order_discount_percent=D(1))
    assert (free(same), same.lines_count, nets(same)) == ([("cup", 3, D(0))], 2, [D("891.00"), D(0)])
    confirmed = sales.confirm_order(trade.by, order_id=order.pk)
    assert trade.stock("cup")["promised"] == 3
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=confirmed.pk)
    invoice = billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=confirmed.pk)
    assert (invoice.total, invoice.total) == (confirmed.total, D("891.00"))
    assert Order.objects.get().state == "closed"
    assert [str(one) for one in differences()] == []


def test_free_goods_of_a_quote_are_ordered_once(trade: Trade) -> None:
    promise_a_cup(trade)
    customer = trade.customers["Café Blum"]
    quote = sales.make_quote(
        trade.by, quote_id=new_id(NOW), customer_id=customer, lines=lines(trade, ("tea", 20))
    )
    sales.send_quote(trade.by, quote_id=quote.pk)
    revised = sales.revise_quote(trade.by, quote_id=quote.pk, revision_id=new_id(NOW))
    assert [(line.sku, line.quantity) for line in revised.lines.order_by("position")] == [
        ("tea", 20),
        ("cup", 2),
    ]
    sales.send_quote(trade.by, quote_id=revised.pk)
    sales.accept_quote(trade.by, quote_id=revised.pk)
    order = sales.order_quote(trade.by, quote_id=revised.pk, order_id=new_id(NOW), confirm=True)
    rows = OrderLine.objects.filter(order_id=order.pk).order_by("position")
    assert [(row.sku, row.quantity, row.net) for row in rows] == [("tea", 20, D("200.00")), ("cup", 2, D(0))]
    assert rows[1].price_trace["quoted"]["promotion"] == "A cup with ten teas"
    asked = OrderInput(new_id(NOW), customer, lines(trade, ("tea", 10)), confirm=True)
    sales.place_orders(trade.by, orders=[asked])
    assert free(Order.objects.get(pk=asked.order_id)) == [("cup", 1, D(0))]
    assert [str(one) for one in differences()] == []


def test_a_set_is_found_again_in_a_draft_and_kept_from_the_quote_to_the_invoice(trade: Trade) -> None:
    parts = [BundlePart(trade.items["tea"], 2), BundlePart(trade.items["coffee"])]
    promotion = PromotionInput("Breakfast", parts=parts, bundle_price=D(24), currency=BASE)
    pk = new_id(NOW)
    pricing.keep_promotion(trade.by, promotion_id=pk, promotion=promotion)
    order = trade.order(("tea", 5), ("coffee", 1), confirm=False)
    # 30.00 of goods for 24.00, and three teas at their price.
    assert nets(order) == [D("46.00"), D("8.00")]
    more = sales.change_order(trade.by, order_id=order.pk, lines=lines(trade, ("tea", 4), ("coffee", 2)))
    assert nets(more) == [D("32.00"), D("16.00")]
    quote = sales.make_quote(
        trade.by, quote_id=new_id(NOW), customer_id=trade.customers["Café Blum"],
        lines=lines(trade, ("tea", 2), ("coffee", 1)),
    )  # fmt: skip
    sales.send_quote(trade.by, quote_id=quote.pk)
    sales.accept_quote(trade.by, quote_id=quote.pk)
    pricing.end_promotions(trade.by, promotion_ids=[pk])
    ordered = sales.order_quote(trade.by, quote_id=quote.pk, order_id=new_id(NOW), confirm=True)
    assert nets(ordered) == [D("16.00"), D("8.00")]

    sales.confirm_order(trade.by, order_id=more.pk)
    tea = OrderLine.objects.get(order_id=more.pk, sku="tea")
    sales.cancel_lines(trade.by, order_id=more.pk, cuts=[(tea.pk, 1)])
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=more.pk)
    invoice = billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=more.pk)
    # Three of the four teas, at what they were sold.
    assert invoice.net_total == D("40.00")
    assert [str(one) for one in differences()] == []
