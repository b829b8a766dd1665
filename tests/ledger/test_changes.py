"""A change and its inverse leave an order as it was: totals, promises, stock; and both are told."""

from __future__ import annotations

import os
import random
from decimal import Decimal as D
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.company import all_differences, open_company
from ledger.trader import Clerk
from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.ids import new_id
from tradepost.domain.inventory.queries import demands_of
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import ChangeAsked, ChangedLine
from tradepost.domain.sales.models import ChangeSet, Order

SOAK = bool(os.environ.get("SOAK"))
SKUS = ("tea", "coffee", "cup")
quantities = st.integers(1, 40)
changes = st.fixed_dictionaries(
    {
        "quantity": st.one_of(st.none(), st.integers(0, 40)),
        "price": st.one_of(st.none(), st.integers(1, 20)),
        "discount": st.one_of(st.none(), st.integers(0, 30)),
    }
)


def picture(order_id: Any) -> tuple[Any, ...]:
    """What an order comes to, and how each line that stands is covered."""
    order = Order.objects.get(pk=order_id)
    covers = demands_of([order_id], on=TODAY)
    lines = [
        (
            x.pk,
            x.quantity,
            x.unit_price,
            x.gross_price,
            x.discount_percent,
            x.net,
            x.gross,
            x.promised_on,
            covers[x.pk].stock,
            covers[x.pk].backordered,
        )
        for x in sales_queries.lines_of(order_id)
        if x.quantity > x.cancelled
    ]
    return (order.net_total, order.tax_total, order.total, order.open_value, order.terms_days), lines


def inverse_of(change: ChangeSet) -> ChangeAsked:
    """What undoes a change, as its history tells it."""
    lines, head = [], {}
    for one in sales_queries.operations_of(change.pk):
        if one.kind == "order":
            head = {"terms_days": one.was["terms_days"]}
        elif one.kind == "add":
            lines.append(ChangedLine(one.line_id, quantity=D(0)))
        else:
            was = {
                name: D(one.was[name])
                for name in ("quantity", "unit_price", "gross_price", "discount_percent")
                if one.was.get(name) is not None
            }
            lines.append(ChangedLine(one.line_id, **was))
    return ChangeAsked(lines, **head)


@pytest.mark.django_db
@settings(max_examples=40 if SOAK else 5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    ordered=st.lists(st.tuples(st.sampled_from(SKUS), quantities), min_size=2, max_size=4),
    asked=st.lists(changes, min_size=4, max_size=4),
    added=st.lists(st.tuples(st.sampled_from(SKUS), quantities), max_size=2),
    terms=st.one_of(st.none(), st.integers(0, 90)),
    with_tax=st.booleans(),
)
def test_a_change_and_its_inverse_restore_totals_and_promises(
    ordered: list[tuple[str, int]],
    asked: list[dict[str, Any]],
    added: list[tuple[str, int]],
    terms: int | None,
    with_tax: bool,
) -> None:
    with transaction.atomic():
        trade = Trade.open()
        trade.add_items(*SKUS, price="9.99", stock=60)
        customer = trade.add_customer(tax_rounding="line" if with_tax else "")
        if with_tax:
            sells_with_tax(trade, customer)
        order = trade.order(*ordered, order_discount_percent=D(3))
        before = picture(order.pk)
        lines = [
            ChangedLine(
                line.pk,
                quantity=as_figure(one["quantity"]),
                unit_price=as_figure(one["price"]),
                discount_percent=as_figure(one["discount"]),
            )
            for line, one in zip(sales_queries.lines_of(order.pk), asked, strict=False)
        ]
        # The first stays, so that something is left.
        lines[0] = ChangedLine(lines[0].line_id, quantity=D(41))
        lines += [ChangedLine(item_id=trade.items[sku], quantity=D(quantity)) for sku, quantity in added]
        by, back = trade.at(hours=1), trade.at(hours=2)
        made = sales.apply_change(
            by, change_id=new_id(by.now), order_id=order.pk, asked=ChangeAsked(lines, terms_days=terms)
        )
        assert all_differences() == []
        sales.apply_change(back, change_id=new_id(back.now), order_id=order.pk, asked=inverse_of(made))
        assert all_differences() == []
        assert picture(order.pk) == before
        told = [
            event.data["change"] for event in feed.about([order.pk]) if event.name == "sales.order_changed"
        ]
        assert sorted(told) == [1, 2]
        transaction.set_rollback(True)


def sells_with_tax(trade: Trade, customer: UUID) -> None:
    """They buy at 9.99 with tax."""
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    made = pricing.create_price_list(
        trade.by,
        price_list_id=new_id(trade.by.now),
        name="Shop",
        currency=trade.base_currency,
        includes_tax=True,
    )
    rows = [PriceInput(D("9.99"), item_id=item_id) for item_id in trade.items.values()]
    pricing.set_prices(trade.by, price_list_id=made.pk, rows=rows)
    pricing.assign_price_list(trade.by, price_list_id=made.pk, customer_ids=[customer])


def as_figure(number: int | None) -> D | None:
    return None if number is None else D(number)


AROUND = (
    "place",
    "release",
    "pick",
    "pack and ship",
    "ship at once",
    "invoice",
    "credit",
    "ask back",
    "take back",
)


@pytest.mark.django_db
def test_changes_among_shipments_invoices_and_returns_keep_every_invariant() -> None:
    open_company(items=4, stock=40)
    clerk = Clerk(random.Random(11))
    for _ in range(6):
        clerk.step("place")
    around = cycle(AROUND)
    for step in range(400 if SOAK else 45):
        clerk.step("change" if step % 3 else next(around))
        if step % 15 == 14:
            assert all_differences() == []
    assert clerk.done["change"] > 8
    assert clerk.done["ship at once"] + clerk.done["pack and ship"] > 0
