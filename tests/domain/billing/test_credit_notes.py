"""Taking back: in part and in whole, what it frees, what stays on account."""

from decimal import Decimal as D

import pytest

from domain.billing.trade import HOME, NOW, Trade, later, nothing_changes, rooms_differences, statements
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.accounts.queries import receivable
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.models import Invoice, InvoiceLine
from tradepost.domain.sales.models import OrderLine


def credit(trade: Trade, invoice: Invoice, *quantities: int, **given: object) -> Invoice:
    lines = None
    if quantities:
        pairs = zip(trade.lines(invoice), quantities, strict=True)
        lines = [(line.id, quantity) for line, quantity in pairs if quantity]
    given = {"reason": "damaged", **given}
    return billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=lines, **given
    )  # type: ignore[arg-type]


def test_credited_in_parts_the_whole_invoice_comes_back_to_the_cent(trade: Trade) -> None:
    ann = trade.customer()
    tea = trade.item("TEA", 7)
    order_id = trade.order(ann, (tea, 7, "1.4276"), freight=D("4.90"))
    invoice = trade.invoice(trade.ship(order_id))
    assert (invoice.net_total, invoice.freight, invoice.total) == (D("9.99"), D("4.90"), D("17.72"))

    notes = [credit(trade, invoice, 2), credit(trade, invoice, 4, freight=D("1.00")), credit(trade, invoice)]
    assert [(n.number, n.net_total, n.freight) for n in notes] == [
        ("CN-000001", D("2.85"), D(0)),
        ("CN-000002", D("5.71"), D("1.00")),
        ("CN-000003", D("1.43"), D("3.90")),
    ]
    assert sum(n.total for n in notes) == invoice.total
    assert trade.settled(invoice, *notes) == [invoice.total, *(n.total for n in notes)]
    assert (receivable(ann), queries.owed_by(ann, HOME)) == (D(0), D(0))
    assert [(line.invoiced, line.credited) for line in OrderLine.objects.all()] == [(7, 7)]
    assert "Sales" not in trade.accounts()
    event = feed.about([notes[0].id])[0]
    assert (event.name, event.data["invoice_id"], event.data["reason"]) == (
        "billing.credited", str(invoice.id), "damaged",
    )  # fmt: skip
    assert queries.credit_notes_of(invoice.id) == notes
    assert rooms_differences() == []


def test_what_was_credited_for_good_is_not_invoiced_again(trade: Trade) -> None:
    tea = trade.item("TEA", 5)
    order_id = trade.order(trade.customer(), (tea, 5, "2.00"))
    shipment = trade.ship(order_id)
    credit(trade, trade.invoice(shipment), 5)
    assert queries.to_invoice(trade.by) == []
    with pytest.raises(billing.NothingToInvoice), nothing_changes():
        trade.invoice(shipment)


def test_a_wrong_invoice_is_taken_back_and_billed_again(trade: Trade) -> None:
    ann = trade.customer()
    tea = trade.item("TEA", 3, tax_class="zero")
    order_id = trade.order(ann, (tea, 3, "3.333333"), freight=D(6))
    shipment = trade.ship(order_id)
    invoices = [trade.invoice(shipment, 1) for _ in range(3)]
    assert [i.net_total for i in invoices] == [D("3.33"), D("3.34"), D("3.33")]

    credit(trade, invoices[1], bill_again=True)
    (waiting,) = queries.to_invoice(trade.by)
    assert (waiting.shipment_id, waiting.quantity) == (shipment, 1)
    again = trade.invoice(shipment)
    # the second third, not the last: the parts still add up
    assert (again.net_total, again.freight) == (D("3.34"), D(0))
    credit(trade, invoices[0], bill_again=True)
    first_again = trade.invoice(shipment)
    assert (first_again.net_total, first_again.freight) == (D("3.33"), D(6))
    assert receivable(ann) == D(16)
    assert [(line.invoiced, line.credited) for line in OrderLine.objects.all()] == [(5, 2)]
    assert rooms_differences() == []


def test_credit_on_a_paid_invoice_stays_on_account_and_pays_another(trade: Trade) -> None:
    ann = trade.customer()
    paid, other = trade.sold(ann, "10"), trade.sold(ann, "8")
    trade.pay(ann, "7", allocations=[(paid.id, D(7))])
    note = credit(trade, paid)
    assert (note.total, note.settled, trade.settled(paid)) == (D(10), D(3), [D(10)])
    with pytest.raises(billing.MoreThanPaid), nothing_changes():
        billing.allocate(
            trade.by, allocation_id=new_id(NOW), source_id=note.id, allocations=[(other.id, D(8))]
        )
    act = {"allocation_id": new_id(NOW), "source_id": note.id, "allocations": [(other.id, D(7))]}
    assert billing.allocate(trade.by, **act).open_amount == D(0)
    assert trade.settled(note, other) == [D(10), D(7)]
    (match,) = queries.allocations_of(other.id)
    billing.reverse_allocation(later(trade, 1), reversal_id=new_id(NOW), allocation_id=match.id)
    assert trade.settled(note, other) == [D(3), D(0)]
    assert receivable(ann) == D(1) == queries.owed_by(ann, HOME)
    assert rooms_differences() == []


def test_refusals_change_nothing(trade: Trade) -> None:
    tea = trade.item("TEA", 5)
    invoice = trade.invoice(trade.ship(trade.order(trade.customer(), (tea, 5, "2.00"), freight=D(3))))
    (line,) = trade.lines(invoice)

    def refused(kind: type[Exception], lines: object, **given: object) -> None:
        with pytest.raises(kind), nothing_changes():
            billing.credit_lines(
                trade.by,
                credit_note_id=new_id(NOW),
                invoice_id=invoice.id,
                lines=lines,  # type: ignore[arg-type]
                reason="",
                **given,  # type: ignore[arg-type]
            )

    refused(billing.MoreThanInvoiced, [(line.id, 6)])
    refused(billing.MoreThanInvoiced, [(line.id, 1)], freight=D("3.01"))
    refused(billing.MoreThanInvoiced, [])
    refused(Invalid, [(line.id, 0)])
    refused(Invalid, [(new_id(NOW), 1)])
    refused(Invalid, [(line.id, 1), (line.id, 1)])
    refused(Invalid, [(line.id, 1)], freight=D(-1))
    refused(Invalid, [(line.id, 1)], freight=D("0.001"))
    note = credit(trade, invoice)
    refused(billing.MoreThanInvoiced, None)
    invoice = note
    refused(billing.NotAnInvoice, None)
    invoice = Invoice(id=new_id(NOW))
    refused(NotFound, None)


def test_freight_alone_can_be_credited(trade: Trade) -> None:
    tea = trade.item("TEA", 5)
    invoice = trade.invoice(trade.ship(trade.order(trade.customer(), (tea, 5, "2.00"), freight=D(3))))
    note = billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=[], freight=D(3), reason="late"
    )
    assert (note.net_total, note.freight, note.total) == (D(0), D(3), D("3.57"))
    assert InvoiceLine.objects.filter(invoice=note).count() == 0
    assert rooms_differences() == []


def test_crediting_a_thousand_lines_costs_as_many_statements_as_one(trade: Trade) -> None:
    ann = trade.customer()
    items = trade.many_items(1000, 100)
    invoices = [
        trade.invoice(trade.ship(trade.order(ann, *[(item, 2, "1.05") for item in items[:count]])))
        for count in (1, 1000)
    ]
    counts = [statements(lambda i=i: credit(trade, i)) for i in invoices]
    assert counts == [23, 23]
    assert rooms_differences() == []
