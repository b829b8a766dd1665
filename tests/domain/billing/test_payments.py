"""Money that comes in: deposits, several invoices, too much, too little, twice."""

from decimal import Decimal as D

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
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.queries import receivable
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.models import Allocation, Invoice, Payment
from tradepost.domain.reports.queries.between_rooms import CHECKS


def test_one_payment_over_three_invoices(trade: Trade) -> None:
    ann = trade.customer()
    a, b, c = (trade.sold(ann, net) for net in ("10", "20", "30"))
    payment = trade.pay(ann, "45", allocations=[(c.id, D(30)), (a.id, D(10)), (b.id, D(5))], reference="RE 7")
    assert trade.settled(a, b, c) == [D(10), D(5), D(30)]
    assert (payment.number[:4], payment.allocated, payment.open_amount) == ("PAY-", D(45), D(0))
    assert Payment.objects.get() == payment
    assert Payment.objects.get().version == payment.version == 2
    assert [i.id for i in queries.open_invoices(ann)] == [b.id]
    assert receivable(ann) == D(15) == queries.owed_by(ann, HOME)
    assert trade.accounts()["Cash and bank"] == D(45)
    assert {row.amount for row in queries.allocations_of(payment.id)} == {D(30), D(10), D(5)}
    event = feed.about([payment.id])[0]
    assert (event.name, event.data["amount"]) == ("billing.payment_recorded", "45")
    assert rooms_differences() == []


def test_oldest_first_and_the_rest_stays_on_account(trade: Trade) -> None:
    ann = trade.customer()
    new = trade.sold(ann, "10", by=later(trade, 2))
    old = trade.sold(ann, "20")
    other = trade.sold(trade.customer("C-2"), "99")
    payment = trade.pay(ann, "50", allocations="oldest first")
    assert trade.settled(old, new, other) == [D(20), D(10), D(0)]
    assert payment.open_amount == D(20)
    assert receivable(ann) == D(-20)
    assert queries.open_payments(ann) == [payment]
    # dated when both were there
    assert {row.allocated_on for row in Allocation.objects.all()} == {TODAY, later(trade, 2).now.date()}

    third = trade.sold(ann, "25")
    billing.allocate(
        trade.by, allocation_id=new_id(NOW), source_id=payment.id, allocations=[(third.id, D(20))]
    )
    assert (trade.settled(third), queries.open_payments(ann)) == ([D(20)], [])
    assert rooms_differences() == []


def test_too_little_pays_the_oldest(trade: Trade) -> None:
    ann = trade.customer()
    old, new = trade.sold(ann, "20"), trade.sold(ann, "10", by=later(trade, 1))
    trade.pay(ann, "5", allocations="oldest first")
    trade.pay(ann, "20", allocations="oldest first")
    assert trade.settled(old, new) == [D(20), D(5)]


def test_deposit_is_set_off_when_its_order_is_invoiced(trade: Trade) -> None:
    ann = trade.customer()
    tea = trade.item("TEA", 10, tax_class="zero")
    order_id = trade.order(ann, (tea, 10, "10.00"))
    deposits = [
        billing.record_deposit(
            trade.by, payment_id=new_id(NOW), order_id=order_id, amount=D(amount), paid_on=TODAY
        )
        for amount in ("25", "30")
    ]
    trade.pay(ann, "7")  # money for nothing in particular is not touched
    assert receivable(ann) == D(-62)
    first = trade.invoice(trade.ship(order_id, 4))
    assert (first.total, first.settled, first.version) == (D(40), D(40), 3)
    second = trade.invoice(trade.ship(order_id, 6))
    assert (second.total, second.settled) == (D(60), D(15))
    assert trade.settled(first, second) == [D(40), D(15)]
    assert [p.allocated for p in Payment.objects.order_by("number")] == [D(25), D(30), D(0)]
    assert {d.order_id for d in deposits} == {order_id}
    assert receivable(ann) == D(38)
    assert rooms_differences() == []


def test_deposit_over_two_invoices_made_at_once(trade: Trade) -> None:
    tea = trade.item("TEA", 10, tax_class="zero")
    order_id = trade.order(trade.customer(), (tea, 5, "10.00"))
    billing.record_deposit(trade.by, payment_id=new_id(NOW), order_id=order_id, amount=D(35), paid_on=TODAY)
    shipments = [(new_id(NOW), trade.ship(order_id, quantity)) for quantity in (2, 3)]
    invoices = billing.invoice_shipments(trade.by, shipments=shipments)
    assert [i.settled for i in invoices] == [D(20), D(15)] == trade.settled(*invoices)
    assert rooms_differences() == []


def test_a_payment_sent_twice_is_one_payment(trade: Trade) -> None:
    ann = trade.customer()
    invoice = trade.sold(ann, "10")
    sent = {
        "payment_id": new_id(NOW),
        "customer_id": ann,
        "amount": D("10.00"),
        "paid_on": TODAY,
        "allocations": [(invoice.id, D(10))],
    }
    first = billing.record_payment(trade.by, **sent)
    with nothing_changes():
        assert billing.record_payment(trade.by, **sent) == first
        assert billing.record_payment(trade.by, **{**sent, "amount": D(10)}) == first
    with pytest.raises(SentTwiceDifferently), nothing_changes():
        billing.record_payment(trade.by, **{**sent, "amount": D(11)})
    assert Payment.objects.count() == 1


def test_a_match_sent_twice_is_one_match_and_can_be_taken_back_once(trade: Trade) -> None:
    ann = trade.customer()
    invoice, payment = trade.sold(ann, "10"), trade.pay(ann, "10")
    sent = {"allocation_id": new_id(NOW), "source_id": payment.id, "allocations": [(invoice.id, D(4))]}
    assert billing.allocate(trade.by, **sent).open_amount == D(6)
    with nothing_changes():
        assert billing.allocate(trade.by, **sent) == payment

    back = {"reversal_id": new_id(NOW), "allocation_id": sent["allocation_id"]}
    reversal = billing.reverse_allocation(later(trade, 3), **back)
    assert (reversal.amount, reversal.allocated_on) == (D(-4), later(trade, 3).now.date())
    assert (trade.settled(invoice), Payment.objects.get().allocated) == ([D(0)], D(0))
    with nothing_changes():
        assert billing.reverse_allocation(later(trade, 3), **back) == reversal
    for allocation_id in (sent["allocation_id"], reversal.id):
        with pytest.raises(billing.AlreadyReversed), nothing_changes():
            billing.reverse_allocation(trade.by, reversal_id=new_id(NOW), allocation_id=allocation_id)
    with pytest.raises(NotFound), nothing_changes():
        billing.reverse_allocation(trade.by, reversal_id=new_id(NOW), allocation_id=new_id(NOW))
    assert rooms_differences() == []


def test_refusals_change_nothing(trade: Trade) -> None:
    ann, ben = trade.customer("C-1"), trade.customer("C-2")
    hers, his = trade.sold(ann, "10"), trade.sold(ben, "10")
    note = billing.credit_lines(trade.by, credit_note_id=new_id(NOW), invoice_id=his.id, reason="gift")
    cases = [
        ("5", [(hers.id, D(6))], billing.MoreThanPaid),
        ("50", [(hers.id, D(11))], billing.MoreThanOpen),
        ("50", [(his.id, D(1))], billing.NotTheirInvoice),
        ("50", [(note.id, D(1))], billing.NotTheirInvoice),
        ("50", [(new_id(NOW), D(1))], NotFound),
        ("50", [(hers.id, D(0))], Invalid),
        ("50", [(hers.id, D("0.001"))], Invalid),
        ("50", [(hers.id, D(1)), (hers.id, D(1))], Invalid),
        ("0", [], Invalid),
        ("-5", [], Invalid),
        ("1.005", [], Invalid),
    ]
    for amount, allocations, refusal in cases:
        with pytest.raises(refusal), nothing_changes():
            trade.pay(ann, amount, allocations=allocations)
    payment = trade.pay(ann, "5")
    act = {"allocation_id": new_id(NOW), "source_id": payment.id}
    with pytest.raises(billing.MoreThanPaid) as refused, nothing_changes():
        billing.allocate(trade.by, **act, allocations=[(hers.id, D(6))])
    assert refused.value.facts == {"left": D(5)}
    with pytest.raises(Invalid), nothing_changes():
        billing.allocate(trade.by, **act, allocations=[])
    for source_id in (new_id(NOW), hers.id):
        with pytest.raises(NotFound), nothing_changes():
            billing.allocate(
                trade.by, allocation_id=new_id(NOW), source_id=source_id, allocations=[(hers.id, D(1))]
            )
    with pytest.raises(NotFound), nothing_changes():
        billing.record_deposit(
            trade.by, payment_id=new_id(NOW), order_id=new_id(NOW), amount=D(1), paid_on=TODAY
        )


def test_another_currency_pays_only_its_own_invoices(trade: Trade) -> None:
    ann = trade.customer()
    invoice = trade.sold(ann, "10")
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="CHF", valid_from=TODAY, rate=D("1.1"))
    payment = trade.pay(ann, "10", currency="CHF", allocations="oldest first")
    assert (payment.currency, payment.allocated) == ("CHF", D(0))
    with pytest.raises(billing.NotTheirInvoice), nothing_changes():
        trade.pay(ann, "10", currency="CHF", allocations=[(invoice.id, D(1))])
    assert receivable(ann) == D("-1.00")
    assert rooms_differences() == []


def test_a_foreign_invoice_paid_at_another_rate_leaves_nothing_open(trade: Trade) -> None:
    def rate(day: int, value: str) -> None:
        accounts.set_rate(
            trade.by,
            rate_id=new_id(NOW),
            currency="CHF",
            valid_from=later(trade, day).now.date(),
            rate=D(value),
        )

    rate(0, "1.10")
    rate(9, "0.97")
    ann = trade.customer(currency="CHF")
    invoice = trade.sold(ann, "33.33")
    other = trade.sold(ann, "5.55")
    assert receivable(ann) == D("42.77")  # 36.66 + 6.11
    payments = [
        trade.pay(ann, amount, paid_on=later(trade, 9).now.date(), allocations=[(invoice.id, D(amount))])
        for amount in ("11.11", "11.11")
    ]
    billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, reason="gift"
    )  # 11.11 is used at once, 22.22 are left at 1.10
    assert receivable(ann) == D("6.11") - D("24.44")
    assert trade.accounts()["Rounding of currencies"] == D("2.88")  # what 22.22 lost on the way
    (first, *_) = queries.allocations_of(payments[0].id)
    billing.reverse_allocation(later(trade, 10), reversal_id=new_id(NOW), allocation_id=first.id)
    assert receivable(ann) == D("6.11") - D("24.44") - D("10.78") + D("12.22")
    billing.allocate(
        trade.by, allocation_id=new_id(NOW), source_id=payments[0].id, allocations=[(other.id, D("5.55"))]
    )
    assert rooms_differences() == []
    assert [d for check in CHECKS for d in check.differences()] == []


def test_deposit_in_a_foreign_currency(trade: Trade) -> None:
    for day, rate in ((0, "1.10"), (5, "1.30")):
        accounts.set_rate(
            trade.by,
            rate_id=new_id(NOW),
            currency="CHF",
            valid_from=later(trade, day).now.date(),
            rate=D(rate),
        )
    ann, tea = trade.customer(currency="CHF"), trade.item("TEA", 1, tax_class="zero")
    order_id = trade.order(ann, (tea, 1, "10.00"))
    billing.record_deposit(trade.by, payment_id=new_id(NOW), order_id=order_id, amount=D(4), paid_on=TODAY)
    trade.invoice(trade.ship(order_id), by=later(trade, 5))
    assert receivable(ann) == D("7.80")  # 6.00 at 1.30
    assert trade.accounts()["Rounding of currencies"] == D("0.80")
    assert [d for check in CHECKS for d in check.differences()] == []


def test_paying_fifty_invoices_costs_as_many_statements_as_one(trade: Trade) -> None:
    ann, ben = trade.customer("C-1"), trade.customer("C-2")
    trade.sold(ann, "10")
    for _ in range(50):
        trade.sold(ben, "10")
    counts = [
        statements(lambda c=c, a=a: trade.pay(c, a, allocations="oldest first"))
        for c, a in ((ann, "10"), (ben, "500"))
    ]
    assert counts == [14, 14]
    assert Invoice.objects.filter(settled=10).count() == 51
