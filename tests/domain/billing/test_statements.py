"""The customer's account: statement, ageing now and as of a day, what waits to be invoiced, the lists."""

from datetime import timedelta
from decimal import Decimal as D
from types import MappingProxyType
from uuid import UUID

import pytest
from django.db import connection

from domain.billing.trade import HOME, NOW, TODAY, Trade, later, statements
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.models import Allocation
from tradepost.domain.billing.queries import INVOICES, PAYMENTS, AgeingRow
from tradepost.domain.billing.rules import AGES


def day(days: int) -> object:
    return TODAY + timedelta(days=days)


def aged(trade: Trade, days: int, customer: UUID | None = None, by: By | None = None) -> list[AgeingRow]:
    return queries.ageing(TODAY + timedelta(days=days), customer, by=by)


def limited(trade: Trade, **scope: UUID) -> By:
    return By(None, "Bea", NOW, frozenset({"rep"}), MappingProxyType(scope))


def test_statement_runs_from_opening_to_closing(trade: Trade) -> None:
    ann = trade.customer()
    early = trade.sold(ann, "10")
    trade.pay(ann, "4", allocations=[(early.id, D(4))])
    invoice = trade.sold(ann, "20", by=later(trade, 5))
    billing.credit_lines(
        later(trade, 6), credit_note_id=new_id(NOW), invoice_id=invoice.id, reason="short measure"
    )
    trade.pay(ann, "3", paid_on=day(7), reference="cheque 9")
    trade.sold(ann, "99", by=later(trade, 30))
    trade.sold(trade.customer("C-2"), "50")

    statement = queries.statement(ann, day(1), day(30))  # type: ignore[arg-type]
    assert (statement.customer_number, statement.customer_name, statement.currency) == (
        "C-1", "Customer C-1", HOME,
    )  # fmt: skip
    assert (statement.opening, statement.closing) == (D(6), D(3))
    assert [(x.day, x.kind, x.debit, x.credit, x.open, x.balance) for x in statement.lines] == [
        (day(5), "invoice", D(20), D(0), D(0), D(26)),
        (day(6), "credit_note", D(0), D(20), D(0), D(6)),
        (day(7), "payment", D(0), D(3), D(3), D(3)),
    ]
    nothing = queries.statement(ann, day(100), day(101))  # type: ignore[arg-type]
    assert (nothing.opening, nothing.lines, nothing.closing) == (D(102), (), D(102))
    assert queries.statement(ann, day(0), day(99), currency="CHF").lines == ()  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        queries.statement(new_id(NOW), day(0), day(1))  # type: ignore[arg-type]


def test_ageing_by_days_past_due(trade: Trade) -> None:
    ann, ben = trade.customer("C-1", terms_days=10), trade.customer("C-2", terms_days=0)
    for net, late in (("1", 0), ("2", 1), ("4", 30), ("8", 31), ("16", 60), ("32", 61), ("64", 91)):
        trade.sold(ann, net, by=later(trade, 100 - 10 - late))
    trade.pay(ann, "3", paid_on=day(50))
    trade.sold(ben, "7", by=later(trade, 99))
    a, b = aged(trade, 100)
    assert (a.not_due, a.days_1_to_30, a.days_31_to_60, a.days_61_to_90, a.days_over_90, a.on_account) == (
        D(1), D(6), D(24), D(32), D(64), D(-3),
    )  # fmt: skip
    assert (a.overdue, a.total, a.customer_name) == (D(126), D(124), "Customer C-1")
    assert a.total == queries.owed_by(ann, HOME)
    assert (b.customer_id, b.days_1_to_30, b.total) == (ben, D(7), D(7))
    assert aged(trade, 100, ben) == [b]


def test_open_documents_are_what_the_ages_add_up(trade: Trade) -> None:
    ann = trade.customer("C-1", terms_days=10)
    for net, late in (
        ("1", 0),
        ("2", 1),
        ("4", 30),
        ("8", 31),
        ("16", 60),
        ("32", 61),
        ("64", 90),
        ("128", 91),
    ):
        trade.sold(ann, net, by=later(trade, 100 - 10 - late))
    paid = trade.pay(ann, "3", paid_on=day(50))
    trade.sold(trade.customer("C-2"), "7", by=later(trade, 99))
    (row,) = aged(trade, 100, ann)
    found = queries.open_documents(TODAY + timedelta(days=100), ann)
    sums = {age: sum((one.open for one in found if one.age == age), D(0)) for age in AGES}
    assert sums == {age: getattr(row, age) for age in AGES}
    assert [one.late for one in found] == [91, 90, 61, 60, 31, 30, 1, 0, 0]
    assert (found[-1].id, found[-1].open, found[-1].due_on) == (paid.id, D(-3), None)


def test_open_documents_of_an_earlier_day_take_later_matches_back(trade: Trade) -> None:
    ann = trade.customer(terms_days=0)
    invoice = trade.sold(ann, "10")
    trade.pay(ann, "4", paid_on=day(5), allocations=[(invoice.id, D(4))])

    def of(days: int) -> list[tuple[UUID, D]]:
        return [(one.id, one.open) for one in queries.open_documents(TODAY + timedelta(days=days), ann)]

    assert of(-1) == []
    assert of(4) == [(invoice.id, D(10))]
    assert of(5) == [(invoice.id, D(6))]


def test_ageing_as_of_a_day_takes_later_matches_back(trade: Trade) -> None:
    ann = trade.customer(terms_days=0)
    invoice = trade.sold(ann, "10")
    payment = trade.pay(ann, "10", paid_on=day(5), allocations=[(invoice.id, D(10))])
    assert [row.total for row in aged(trade, 4)] == [D(10)]
    assert aged(trade, 5) == []
    (match,) = Allocation.objects.all()
    billing.reverse_allocation(later(trade, 9), reversal_id=new_id(NOW), allocation_id=match.id)
    assert aged(trade, 8) == []
    assert [(row.days_1_to_30, row.on_account, row.total) for row in aged(trade, 9)] == [
        (D(10), D(-10), D(0))
    ]
    assert payment.customer_id == ann
    assert aged(trade, -1) == []


def test_reps_and_customers_see_their_own(trade: Trade) -> None:
    bea = new_id(NOW)
    ann, ben = trade.customer("C-1", rep_id=bea), trade.customer("C-2")
    hers, his = trade.sold(ann, "1"), trade.sold(ben, "2")
    paid = trade.pay(ben, "2")
    rep, buyer = limited(trade, rep=bea), limited(trade, customer=ann)
    for by in (rep, buyer):
        assert [row.id for row in INVOICES.page(by).rows] == [hers.id]
        assert PAYMENTS.page(by).rows == []
        assert queries.invoice(by, hers.id) == hers
        for ask in (lambda by=by: queries.invoice(by, his.id), lambda by=by: queries.payment(by, paid.id)):
            with pytest.raises(NotFound):
                ask()
        assert [row.customer_id for row in aged(trade, 0, by=by)] == [ann]
    assert aged(trade, 0, ben, by=buyer) == []
    tea = trade.item("TEA", 2)
    trade.ship(trade.order(ann, (tea, 1, "3")))
    trade.ship(trade.order(ben, (tea, 1, "3")))
    assert [[row.customer_id for row in queries.to_invoice(by)] for by in (rep, buyer, trade.by)] == [
        [ann], [ann], [ann, ben],
    ]  # fmt: skip


def test_what_waits_to_be_invoiced(trade: Trade) -> None:
    tea = trade.item("TEA", 10)
    order_id = trade.order(trade.customer(), (tea, 10, "0.999"))
    first, second = trade.ship(order_id, 4), trade.ship(order_id, 3)
    trade.invoice(first, 1)
    assert [(row.shipment_id, row.quantity, row.net) for row in queries.to_invoice(trade.by)] == [
        (first, 3, D("3.00")), (second, 3, D("3.00")),
    ]  # fmt: skip
    assert queries.to_invoice(trade.by, order_id=new_id(NOW)) == []
    assert len(queries.to_invoice(trade.by, limit=1)) == 1


def test_lists_filter_search_and_cost_the_same_for_one_and_three_rows(trade: Trade) -> None:
    ann, ben = trade.customer("C-1"), trade.customer("C-2")
    first = trade.sold(ann, "5")
    trade.pay(ann, "5", reference="RE 1", allocations="oldest first")

    def walk() -> None:
        assert all(row.customer_name for row in INVOICES.page(trade.by).rows)
        assert all(row.customer.party.name for row in PAYMENTS.page(trade.by).rows)

    one = statements(walk)
    second, third = trade.sold(ben, "6"), trade.sold(ben, "7", by=later(trade, 1))
    trade.pay(ben, "9")
    trade.pay(ben, "1")
    assert (one, statements(walk)) == (2, 2)

    def found(search: str = "", **filters: list[str]) -> list[str]:
        return [
            row.number for row in INVOICES.page(trade.by, search=search, sort="number", filters=filters).rows
        ]

    assert found() == [first.number, second.number, third.number]
    assert found(open=["yes"]) == [second.number, third.number]
    assert found(customer=[str(ann)]) == [first.number]
    assert found(invoiced_on=[str(day(1))]) == [third.number]
    assert found(kind=["credit_note"]) == []
    assert found("customer c-2") == [second.number, third.number]
    assert found("inv-000001") == [first.number]
    payments = PAYMENTS.page(trade.by, sort="amount", filters={"unmatched": ["yes"]}).rows
    assert [row.amount for row in payments] == [D(1), D(9)]
    assert [row.amount for row in PAYMENTS.page(trade.by, search="re 1").rows] == [D(5)]
    assert [row.amount for row in PAYMENTS.page(trade.by, search="customer c-2", sort="amount").rows] == [
        D(1),
        D(9),
    ]
    after = INVOICES.page(trade.by, sort="number", limit=2)
    assert [row.number for row in INVOICES.page(trade.by, sort="number", after=after.next_cursor).rows] == [
        third.number
    ]


def test_differences_are_found(trade: Trade) -> None:
    """Planted by someone with the keys to the database: each is reported."""
    ann = trade.customer()
    invoice = trade.sold(ann, "10")
    trade.pay(ann, "4", allocations=[(invoice.id, D(4))])
    order = queries.invoice(trade.by, invoice.id).order
    assert list(queries.differences()) == []
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update billing_invoice set settled = 5")
        cursor.execute("update billing_payment set allocated = 3")
        cursor.execute("update billing_invoice_line set net = 11, credited = 1")
        cursor.execute("update billing_invoice_tax set net = 9, tax = 1")
        cursor.execute("update sales_order_line set invoiced = 0")
        cursor.execute("update base_number_sequence set next_value = 9 where name = 'invoice'")
    assert {str(difference) for difference in queries.differences()} == {
        "I8 INV-000001: the sum of its lines is 10.0000, should be 11.0000",
        "I8 INV-000001: what tax is charged on is 9.0000, should be 10.0000",
        "I8 INV-000001: the sum of its tax lines is 0.0000, should be 1.0000",
        "I9 INV-000001: the settled part is 5.0000, should be 4.0000",
        "I8 INV-000001: what is due when, and what of it is settled is 10.0000, 2026-04-15, 4.0000, should be"
        " 10.0000, 2026-04-15, 5.0000",
        f"I9 {PAYMENTS.page(trade.by).rows[0].number}: the matched part of a payment is 3.0000, should be 4.0000",
        "I4 INV-000001 line 1: the credited quantity of an invoice line is 1, should be 0",
        f"I4 {order.number} line 1: invoiced and credited of an order line is 0 and 0, should be 1 and 0",
        "I8 invoice: how many numbers the series gave is 1, should be 8",
    }
