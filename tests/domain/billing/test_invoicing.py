"""From shipments to invoices: in part and in whole, freight and tax, numbers, and what never changes."""

from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

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
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.accounts.queries import receivable
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.models import Invoice, InvoiceTax
from tradepost.domain.sales.models import Order, OrderLine


def test_two_shipments_one_in_parts_make_three_invoices_that_add_up_to_the_cent(trade: Trade) -> None:
    ann = trade.customer()
    tea = trade.item("TEA", 10, "40.00")
    rice = trade.item("RICE", 10, "7.77", tax_class="reduced")
    # 7 x 1.4276 = 9.9932 -> 9.99; 3 x 3.3333 = 9.9999 -> 10.00
    order_id = trade.order(ann, (tea, 7, "1.4276"), (rice, 3, "3.3333"), freight=D("4.90"))
    first, second = trade.ship(order_id, 4, 1), trade.ship(order_id)

    a = trade.invoice(first, 3, 0)
    b = trade.invoice(first)
    c = trade.invoice(second)

    assert [(i.net_total, i.freight, i.tax_total, i.total) for i in (a, b, c)] == [
        (D("4.28"), D("4.90"), D("1.15"), D("10.33")),  # freight at 7 %, as the rice is worth more
        (D("4.76"), D(0), D("0.50"), D("5.26")),  # 1.43 tea + 3.33 rice
        (D("10.95"), D(0), D("1.28"), D("12.23")),  # 4.28 tea + 6.67 rice
    ]
    order = Order.objects.get(pk=order_id)
    assert a.net_total + b.net_total + c.net_total == order.net_total == D("19.99")
    assert (order.state, order.invoiced_total) == ("closed", 10)
    assert [line.quantity for i in (a, b, c) for line in trade.lines(i)] == [3, 1, 1, 3, 2]
    assert [i.due_on for i in (a, b, c)] == [later(trade, 30).now.date()] * 3
    assert receivable(ann) == a.total + b.total + c.total == D("27.82")
    assert trade.accounts()["Sales"] == D("-19.99")
    assert rooms_differences() == []


def test_invoice_bears_what_the_order_said(trade: Trade) -> None:
    ann = trade.customer()
    tea = trade.item("TEA", 5)
    order_id = trade.order(ann, (tea, 5, "2.00"), customer_po="PO 77")
    invoice = trade.invoice(trade.ship(order_id))
    found = queries.invoice(trade.by, invoice.id)
    assert (found.number, found.kind, found.state, found.version) == ("INV-000001", "invoice", "posted", 2)
    assert (found.customer_name, found.customer_po, found.currency) == ("Customer C-1", "PO 77", HOME)
    assert "Ulm" in found.billing_address
    assert (found.invoiced_on, found.rounding) == (TODAY, "line-then-tax-code")
    assert list(InvoiceTax.objects.values_list("code", "rate", "net", "tax")) == [
        ("S", D(19), D("10.0000"), D("1.9000"))
    ]
    (line,) = trade.lines(found)
    assert (line.sku, line.quantity, line.typed_quantity, line.unit_price, line.net) == (
        "TEA", 5, D(5), D("2.00"), D("10.00"),
    )  # fmt: skip
    event = feed.about([invoice.id])[0]
    assert (event.name, event.data["number"], event.data["total"]) == (
        "billing.invoiced",
        "INV-000001",
        "11.9",
    )


def test_numbers_have_no_gap_after_a_refusal(trade: Trade) -> None:
    ann = trade.customer()
    assert trade.sold(ann, "1").number == "INV-000001"
    tea = trade.item("TEA", 1)
    shipment = trade.ship(trade.order(ann, (tea, 1, "1")))
    with transaction.atomic():
        assert trade.invoice(shipment).number == "INV-000002"
        transaction.set_rollback(True)  # the plug was pulled
    assert trade.invoice(shipment).number == "INV-000002"
    assert rooms_differences() == []


def test_many_shipments_at_once_give_each_its_invoice(trade: Trade) -> None:
    ann, ben = trade.customer("C-1"), trade.customer("C-2")
    tea = trade.item("TEA", 100)
    one = trade.order(ann, (tea, 3, "3.333333"), freight=D(5))
    shipments = [trade.ship(one, 1), trade.ship(one, 2), trade.ship(trade.order(ben, (tea, 2, "4")))]
    ids = new_ids(NOW, 3)
    invoices = billing.invoice_shipments(trade.by, shipments=list(zip(ids, shipments, strict=True)))
    assert [(i.number, i.net_total, i.freight) for i in invoices] == [
        ("INV-000001", D("3.33"), D(5)),
        ("INV-000002", D("6.67"), D(0)),
        ("INV-000003", D("8.00"), D(0)),
    ]
    assert {i.customer_id for i in invoices} == {ann, ben}
    with nothing_changes():
        again = list(zip(new_ids(NOW, 3), shipments, strict=True))
        assert billing.invoice_shipments(trade.by, shipments=again) == []
    assert rooms_differences() == []


def test_invoice_over_all_shipments_of_an_order(trade: Trade) -> None:
    tea = trade.item("TEA", 10)
    order_id = trade.order(trade.customer(), (tea, 10, "0.333"))
    trade.ship(order_id, 4)
    trade.ship(order_id, 5)
    (line,) = trade.order_lines(order_id)
    with pytest.raises(billing.MoreThanShipped) as refused, nothing_changes():
        billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=order_id, lines=[(line.id, 10)])
    assert refused.value.facts == {"lines": {str(line.id): 9}}
    part = billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=order_id, lines=[(line.id, 6)])
    assert [row.quantity for row in trade.lines(part)] == [4, 2]
    rest = billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=order_id)
    assert (part.net_total, rest.net_total) == (D("2.00"), D("1.00"))
    assert rooms_differences() == []


def test_sent_twice_it_is_one_invoice_and_otherwise_refused(trade: Trade) -> None:
    tea = trade.item("TEA", 5)
    shipment = trade.ship(trade.order(trade.customer(), (tea, 5, "2.00")))
    invoice_id = new_id(NOW)
    first = billing.invoice_shipment(trade.by, invoice_id=invoice_id, shipment_id=shipment)
    with nothing_changes():
        again = billing.invoice_shipment(trade.by, invoice_id=invoice_id, shipment_id=shipment)
    assert (again, again.number) == (first, first.number)
    (line,) = trade.shipment_lines(shipment)
    with pytest.raises(SentTwiceDifferently), nothing_changes():
        billing.invoice_shipment(trade.by, invoice_id=invoice_id, shipment_id=shipment, lines=[(line.id, 1)])


def test_refusals_change_nothing(trade: Trade) -> None:
    tea = trade.item("TEA", 5)
    shipment = trade.ship(trade.order(trade.customer(), (tea, 5, "2.00")))
    (line,) = trade.shipment_lines(shipment)

    def invoice(lines: list[tuple[object, int]] | None = None, shipment_id: object = shipment) -> None:
        billing.invoice_shipment(
            trade.by, invoice_id=new_id(NOW), shipment_id=shipment_id, lines=lines  # type: ignore[arg-type]
        )  # fmt: skip

    with pytest.raises(NotFound), nothing_changes():
        invoice(shipment_id=new_id(NOW))
    with pytest.raises(billing.MoreThanShipped) as refused, nothing_changes():
        invoice([(line.id, 6)])
    assert refused.value.facts == {"lines": {str(line.id): 5}}
    for lines in ([], [(line.id, 0)], [(new_id(NOW), 1)], [(line.id, 1), (line.id, 1)]):
        with pytest.raises(Invalid), nothing_changes():
            invoice(lines)  # type: ignore[arg-type]
    trade.invoice(shipment)
    with pytest.raises(billing.NothingToInvoice), nothing_changes():
        trade.invoice(shipment)


def test_what_was_not_shipped_is_not_invoiced(trade: Trade) -> None:
    tea = trade.item("TEA", 2)
    order_id = trade.order(trade.customer(), (tea, 5, "2.00"))
    trade.ship(order_id)
    billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=order_id)
    assert OrderLine.objects.get().invoiced == 2
    with pytest.raises(billing.NothingToInvoice), nothing_changes():
        billing.invoice_order(trade.by, invoice_id=new_id(NOW), order_id=order_id)


def test_a_free_order_gets_an_invoice_without_entries(trade: Trade) -> None:
    invoice = trade.sold(trade.customer(), "0")
    assert (invoice.total, invoice.number) == (D(0), "INV-000001")
    assert rooms_differences() == []


def test_a_thousand_lines_and_fifty_shipments_cost_as_many_statements_as_one(trade: Trade) -> None:
    ann = trade.customer()
    items = trade.many_items(1000, 100)

    def shipped(count: int) -> UUID:
        return trade.ship(trade.order(ann, *[(item, 1, "1.05") for item in items[:count]]))

    one, thousand = shipped(1), shipped(1000)
    counts = [statements(lambda shipment=shipment: trade.invoice(shipment)) for shipment in (one, thousand)]
    assert counts == [19, 19]
    few, many = [shipped(2)], [shipped(3) for _ in range(50)]

    def bulk(shipments: list[UUID]) -> int:
        pairs = list(zip(new_ids(NOW, len(shipments)), shipments, strict=True))
        return statements(lambda: billing.invoice_shipments(trade.by, shipments=pairs))

    assert [bulk(few), bulk(many)] == [18, 18]
    assert Invoice.objects.count() == 53
    assert rooms_differences() == []


@pytest.mark.parametrize(
    "statement",
    [
        "update billing_invoice set total = 0, net_total = 0, tax_total = 0",
        "update billing_invoice set customer_name = 'Mallory'",
        "update billing_invoice set state = 'draft', number = ''",
        "delete from billing_invoice",
        "update billing_invoice_line set net = net + 1",
        "update billing_invoice_line set quantity = quantity + 1",
        "delete from billing_invoice_line",
        "update billing_invoice_tax set tax = 0",
        "delete from billing_invoice_tax",
        """insert into billing_invoice_tax (invoice_id, code, rate, net, tax)
           select id, 'X', 0, 0, 0 from billing_invoice""",
        """insert into billing_invoice_line (id, invoice_id, order_line_id, position, item_id, sku, name, quantity,
             credited, reopened, unit, unit_numerator, unit_denominator, unit_price, discount_percent, net,
             tax_code, tax_rate)
           select gen_random_uuid(), invoice_id, order_line_id, 2, item_id, sku, name, quantity, 0, 0, unit, 1, 1,
             unit_price, 0, 0, tax_code, tax_rate from billing_invoice_line""",
        "update billing_payment set amount = amount + 1",
        "delete from billing_payment",
        "update billing_allocation set amount = 1",
        "delete from billing_allocation",
        "update billing_invoice set settled = total + 1",
        "update billing_payment set allocated = amount + 1",
        "update billing_invoice_line set credited = quantity + 1",
    ],
)
def test_the_database_keeps_posted_documents_as_they_are(trade: Trade, statement: str) -> None:
    ann = trade.customer()
    invoice = trade.sold(ann, "10")
    trade.pay(ann, "4", allocations=[(invoice.id, D(4))])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
