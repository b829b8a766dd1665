"""Terms as documents follow them: parts, discount for early payment, deposits, and credit when goods are to leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from domain.billing.trade import (
    HOME,
    NOW,
    TODAY,
    Trade,
    later,
    nothing_changes,
    rooms_differences,
    statements,
)
from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.queries import receivable
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.models import Allocation, Invoice
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.rules import CreditRefused, OrderOnHold
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Hold, Order

PARTS = [["30", 10], ["70", 60]]


def holds(order_id: UUID) -> list[tuple[str, bool]]:
    return [(hold.reason, hold.released_at is not None) for hold in sales_queries.holds_of(order_id)]


def ages(on: date, customer: UUID) -> tuple[Any, ...]:
    (row,) = queries.ageing(on, customer)
    return (row.not_due, row.days_1_to_30, row.days_31_to_60, row.on_account)


def test_an_invoice_in_parts_is_due_and_ages_by_part(trade: Trade) -> None:
    ann = trade.customer(terms_parts=PARTS)
    invoice = trade.sold(ann, "100")
    assert [(due.on, due.amount) for due in invoice.dues] == [
        (date(2026, 3, 26), 30),
        (date(2026, 5, 15), 70),
    ]
    assert invoice.due_on == date(2026, 5, 15)
    assert ages(date(2026, 3, 26), ann) == (100, 0, 0, 0)
    assert ages(date(2026, 4, 10), ann) == (70, 30, 0, 0)
    assert ages(date(2026, 5, 16), ann) == (0, 70, 30, 0)
    # What is paid first is what was due first, and the past stays as it was.
    trade.pay(ann, "45", allocations=[(invoice.id, D(45))], paid_on=date(2026, 4, 1))
    invoice = Invoice.objects.get(pk=invoice.pk)
    assert invoice.next_due == (date(2026, 5, 15), D(55))
    assert ages(date(2026, 5, 16), ann) == (0, 55, 0, 0)
    assert ages(date(2026, 3, 30), ann) == (70, 30, 0, 0)
    assert [(row.due_on, row.open) for row in queries.open_documents(TODAY, ann)] == [
        (date(2026, 3, 26), 30), (date(2026, 5, 15), 70),
    ]  # fmt: skip
    # A filter by day finds the part that is still to be paid, and not the one that is.
    due = {"due_on": ["2026-03-26..2026-03-27"]}
    assert not queries.INVOICES.page(trade.by, filters=due).rows
    assert queries.INVOICES.page(trade.by, filters={"due_on": ["2026-05-15..2026-05-16"]}).rows == [invoice]
    (told,) = [
        line for line in queries.statement(ann, TODAY, date(2027, 1, 1)).lines if line.kind == "invoice"
    ]
    assert [due.amount for due in told.parts] == [30, 70]
    assert rooms_differences() == []


def test_what_is_paid_in_time_settles_by_less_and_the_discount_has_its_account(trade: Trade) -> None:
    ann = trade.customer(terms_discount_percent=D(2), terms_discount_days=10)
    item = trade.item("tea", 100, "100")
    first, second, third = (
        trade.invoice(trade.ship(trade.order(ann, (item, 10, "10")))) for _ in range(3)
    )  # 119.00 each: 2.38 may be kept back, of it 0.38 tax
    assert first.discount_until == date(2026, 3, 26)
    trade.pay(ann, "116.62", allocations=[(first.id, D("116.62"))], paid_on=date(2026, 3, 26))
    trade.pay(ann, "116.62", allocations=[(second.id, D("116.62"))], paid_on=date(2026, 3, 27))
    assert trade.settled(first, second) == [D(119), D("116.62")]
    # Two cents more than had to be paid: only what is missing was kept back.
    paid = trade.pay(ann, "116.64", allocations=[(third.id, D("116.64"))])
    assert trade.settled(third) == [D(119)]
    books = trade.accounts()
    assert (books["Discount for early payment"], books["Tax on sales"]) == (D("3.98"), D("-56.24"))
    assert receivable(ann) == D("2.38") == queries.owed_by(ann, HOME)
    (match,) = queries.allocations_of(paid.id)
    assert (match.amount, match.discount) == (D("116.64"), D("2.36"))
    kinds = [line.kind for line in queries.statement(ann, TODAY, date(2027, 1, 1)).lines]
    assert kinds.count("discount") == 2
    assert queries.statement(ann, TODAY, date(2027, 1, 1)).closing == D("2.38")
    # Taken back, all of it is owed again, in the books too.
    billing.reverse_allocation(later(trade, 1), reversal_id=new_id(NOW), allocation_id=match.id)
    assert trade.settled(third) == [D(0)]
    assert trade.accounts()["Discount for early payment"] == D("2.00")
    assert rooms_differences() == []


def test_the_oldest_first_are_paid_less_their_discounts(trade: Trade) -> None:
    ann = trade.customer(terms_discount_percent=D(10), terms_discount_days=5)
    a, b, c = (trade.sold(ann, net) for net in ("10", "20", "30"))
    payment = trade.pay(ann, "40", allocations="oldest first")
    assert trade.settled(a, b, c) == [D(10), D(20), D(13)]
    assert (payment.allocated, receivable(ann)) == (D(40), D(17))
    # Deposited before, matched later: the day of the money counts.
    early = trade.pay(ann, "14", paid_on=TODAY)
    billing.allocate(
        later(trade, 40),
        allocation_id=new_id(NOW),
        source_id=early.id,
        allocations=[(c.id, D("15.30") - D("1.30"))],
    )
    assert trade.settled(c) == [D(27)]
    assert rooms_differences() == []


def test_a_discount_in_a_foreign_currency_leaves_nothing_in_ours(trade: Trade) -> None:
    for day, rate in ((TODAY, "1.10"), (date(2026, 3, 20), "1.25")):
        accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="CHF", valid_from=day, rate=D(rate))
    ann = trade.customer(currency="CHF", terms_discount_percent=D(2), terms_discount_days=10)
    invoice = trade.sold(ann, "100")
    trade.pay(ann, "98", allocations=[(invoice.id, D(98))], paid_on=date(2026, 3, 20))
    assert trade.settled(invoice) == [D(100)]
    assert receivable(ann) == 0
    assert rooms_differences() == []


def test_an_order_waits_for_its_deposit_and_counts_when_somebody_lets_it_go(trade: Trade) -> None:
    ann = trade.customer(deposit_percent=D(30), credit_limit=D(100))
    tea = trade.item("tea", 100, "100")
    first = trade.order(ann, (tea, 10, "10"))  # 119.00: 35.70 before, 83.30 at risk
    order = Order.objects.get(pk=first)
    assert (order.deposit, order.deposit_due, holds(first)) == (D("35.70"), D("35.70"), [("deposit", False)])
    with pytest.raises(OrderOnHold), nothing_changes():
        trade.ship(first)
    exposure = sales_queries.exposure_of(parties_queries.customer_terms(ann))
    assert (exposure.unpaid, exposure.orders) == (0, D("83.30"))

    def paid(amount: str) -> None:
        billing.record_deposit(
            trade.by, payment_id=new_id(NOW), order_id=first, amount=D(amount), paid_on=TODAY
        )

    paid("35.69")
    assert holds(first) == [("deposit", False)]
    paid("0.01")
    assert holds(first) == [("deposit", True)]
    assert sales_queries.holds_of(first)[0].released_note.startswith("Paid: PAY-")
    exposure = sales_queries.exposure_of(parties_queries.customer_terms(ann))
    assert (exposure.unpaid, exposure.orders, exposure.total) == (D("-35.70"), D(119), D("83.30"))
    trade.ship(first)
    # A second one would be over the limit as soon as nobody waits for its deposit.
    second = trade.order(ann, (tea, 2, "10"))  # 23.80: 7.14 before
    assert holds(second) == [("deposit", False)]
    sales.release_hold(trade.by, hold_id=sales_queries.holds_of(second)[0].id, note="They always pay.")
    assert Order.objects.get(pk=second).deposit_due == 0
    with pytest.raises(CreditRefused, match=r"Over the credit limit by 7.10"), nothing_changes():
        trade.ship(second)
    assert rooms_differences() == []


def test_who_prepays_passes_and_ships_once_it_is_paid(trade: Trade) -> None:
    ann = trade.customer(deposit_percent=D(100), credit_limit=D(0))
    tea = trade.item("tea", 10, "10")
    order = trade.order(ann, (tea, 1, "10"), freight=D(5))
    assert holds(order) == [("deposit", False)]
    billing.record_deposit(trade.by, payment_id=new_id(NOW), order_id=order, amount=D("17.85"), paid_on=TODAY)
    invoice = trade.invoice(trade.ship(order))
    assert (invoice.settled, invoice.total) == (D("17.85"), D("17.85"))
    assert sales_queries.exposure_of(parties_queries.customer_terms(ann)).total == 0
    assert rooms_differences() == []


def test_branches_share_the_limit_of_their_parent(trade: Trade) -> None:
    head = trade.customer("C-1", credit_limit=D(100), overdue_days=10)
    north, south = (
        trade.customer(number, parent_id=head, shares_limit=True, credit_limit=D(1_000_000))
        for number in ("C-2", "C-3")
    )
    alone = trade.customer("C-4", parent_id=head)
    tea = trade.item("tea", 100, "100", tax_class="zero")
    assert holds(trade.order(north, (tea, 6, "10"))) == []
    assert holds(trade.order(south, (tea, 4, "10"))) == []
    assert holds(trade.order(head, (tea, 1, "1"))) == [("credit", False)]
    assert holds(trade.order(alone, (tea, 50, "10"))) == []
    terms = parties_queries.terms_of([head, north, south])
    found = {sales_queries.exposure_of(one).total for one in terms.values()}
    assert found == {D(101)}
    # What one of them does not pay holds all of them.
    parties.change_customer(trade.by, customer_id=head, credit_limit=None)
    trade.sold(north, "5")
    assert holds(trade.order(south, (tea, 1, "1"), by=later(trade, 40))) == []
    assert holds(trade.order(south, (tea, 1, "1"), by=later(trade, 41))) == [("overdue", False)]
    with pytest.raises(Invalid):
        parties.change_customer(trade.by, customer_id=head, parent_id=alone)
    with pytest.raises(Invalid):
        parties.create_customer(trade.by, customer_id=new_id(NOW), name="Below", parent_id=north)
    with pytest.raises(Invalid):
        parties.change_customer(trade.by, customer_id=alone, parent_id=None, shares_limit=True)


def test_credit_is_asked_again_when_goods_leave_and_somebody_may_say_yes(trade: Trade) -> None:
    ann = trade.customer(credit_limit=D(100))
    tea = trade.item("tea", 100, "100", tax_class="zero")
    first = trade.order(ann, (tea, 6, "10"))
    second = trade.order(ann, (tea, 4, "10"), by=later(trade, 1))
    assert holds(first) + holds(second) == []
    parties.change_customer(trade.by, customer_id=ann, credit_limit=D(50))
    # The second stands behind the first, which is over the limit by itself.
    for order, over in ((first, "10.00"), (second, "50.00")):
        with (
            pytest.raises(CreditRefused, match=f"Over the credit limit by {over}") as refused,
            nothing_changes(),
        ):
            fulfilment.release_order(trade.by, shipment_id=new_id(NOW), order_id=order)
        assert refused.value.facts["orders"] == [order]
    assert sales.hold_for_credit(trade.by, order_ids=[first, second]) == 2
    assert sales.hold_for_credit(trade.by, order_ids=[first, second]) == 0
    (hold,) = sales_queries.open_holds_of([second])
    assert (hold.reason, hold.note[:30]) == ("credit", "Over the credit limit by 50.00")
    sales.release_hold(trade.by, hold_id=hold.id, note="Their transfer was seen.")
    free = trade.order(trade.customer("C-2"), (tea, 4, "10"))
    release = fulfilment.release_order
    costs = [
        statements(lambda order=order: release(trade.by, shipment_id=new_id(NOW), order_id=order))
        for order in (second, free)
    ]
    assert costs[0] == costs[1]
    # An order that is held does not stand in the way of one behind it.
    third = trade.order(ann, (tea, 1, "5"))
    assert holds(third) == [("credit", False)]
    assert rooms_differences() == []


def test_exposure_is_one_statement_and_confirming_costs_two_more_whatever_stands_open(trade: Trade) -> None:
    ann = trade.customer(credit_limit=D(100_000))
    tea = trade.item("tea", 1000, "1000")
    counts = []
    for more in (1, 8):
        for _ in range(more):
            trade.invoice(trade.ship(trade.order(ann, (tea, 2, "10")), 1))
        terms = parties_queries.customer_terms(ann)
        asked = statements(lambda terms=terms: sales_queries.exposure_of(terms))
        counts.append((asked, statements(lambda: trade.order(ann, (tea, 1, "10")))))
    bob = trade.customer("C-2")
    without = statements(lambda: trade.order(bob, (tea, 1, "10")))
    assert counts == [(1, without + 2)] * 2


def test_a_discount_never_settles_more_than_is_open_and_verify_sees_what_does_not_add_up(
    trade: Trade,
) -> None:
    ann = trade.customer(terms_discount_percent=D(100), terms_discount_days=10, terms_parts=PARTS)
    invoice = trade.sold(ann, "10")
    with pytest.raises(billing.MoreThanOpen), nothing_changes():
        trade.pay(ann, "11", allocations=[(invoice.id, D(11))])
    trade.pay(ann, "1", allocations=[(invoice.id, D(1))])
    assert trade.settled(invoice) == [D(10)]
    assert Allocation.objects.get().discount == 9
    assert rooms_differences() == []
    sql.run("update accounts_due set settled = settled - 1 where document_id = %s and part = 1", [invoice.id])
    assert any("what is due when" in difference for difference in rooms_differences())
    assert Hold.objects.count() == 0
