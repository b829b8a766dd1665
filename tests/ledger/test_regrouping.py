"""A split and a merge leave an order as it was: totals, promises, stock; and nothing else is different."""

from __future__ import annotations

import os
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.company import all_differences
from trade import TODAY, Trade
from tradepost.base.ids import new_id
from tradepost.domain.inventory.queries import demands_of
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order

SOAK = bool(os.environ.get("SOAK"))
SKUS = ("tea", "coffee", "cup")


def picture(order_id: Any) -> tuple[Any, ...]:
    """What an order comes to, and what is promised to it of each item."""
    order = Order.objects.get(pk=order_id)
    covers = demands_of([order_id], on=TODAY)
    goods: dict[str, tuple[Any, ...]] = {}
    for line in sales_queries.lines_of(order_id):
        cover = covers[line.pk]
        told = (line.quantity, line.net, cover.stock, cover.supply, cover.backordered)
        known = goods.get(line.sku, (0,) * len(told))
        goods[line.sku] = tuple(one + other for one, other in zip(known, told, strict=True))
    return (order.net_total, order.tax_total, order.total), goods


@pytest.mark.django_db
@settings(max_examples=40 if SOAK else 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    ordered=st.lists(st.tuples(st.sampled_from(SKUS), st.integers(1, 40)), min_size=2, max_size=5),
    parts=st.lists(st.integers(0, 40), min_size=5, max_size=5),
    rounding=st.sampled_from(["line", "total"]),
)
def test_a_split_and_a_merge_restore_totals_and_promises(
    ordered: list[tuple[str, int]], parts: list[int], rounding: str
) -> None:
    with transaction.atomic():
        trade = Trade.open()
        trade.add_items(*SKUS, price="9.99", stock=30)
        trade.expect("tea", 9, TODAY)
        trade.add_customer()
        order = trade.order(*ordered, order_discount_percent=D(3), freight=D("4.99"), tax_rounding=rounding)
        before = picture(order.pk)
        lines = sales_queries.lines_of(order.pk)[1:]  # the first stays
        asked = [(x.pk, min(n, x.quantity)) for x, n in zip(lines, parts, strict=False) if n]
        asked = asked or [(lines[0].pk, 1)]
        by, back = trade.at(hours=1), trade.at(hours=2)
        made = sales.split_order(by, new_order_id=new_id(by.now), order_id=order.pk, lines=asked)
        assert all_differences() == []
        sales.merge_orders(back, order_id=order.pk, other_ids=[made.pk])
        assert all_differences() == []
        assert picture(order.pk) == before
        transaction.set_rollback(True)
