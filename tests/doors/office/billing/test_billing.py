"""Invoices, payments, statements through the office."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of, id_in, in_bulk
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.models import Shipment
from unchanged import unchanged

pytestmark = pytest.mark.django_db
INVOICES, PAYMENTS = "/office/invoices/", "/office/payments/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=90)
    trade.add_customer("Café Blum")
    return trade


def shipped(trade: Trade, *lines: tuple[str, int]) -> Shipment:
    order = trade.order(*(lines or (("TEA", 4),)))
    return fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)


def invoiced(trade: Trade, *lines: tuple[str, int]) -> Invoice:
    made = shipped(trade, *lines)
    return billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=made.pk)


def test_lists_cost_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("billing")

    def paid() -> None:
        billing.record_payment(
            trade.by, payment_id=new_id(trade.by.now), customer_id=trade.customers["Café Blum"], amount=D(1),
            paid_on=trade.by.now.date(),
        )  # fmt: skip

    makers = {
        INVOICES: lambda: invoiced(trade),
        f"{INVOICES}to-invoice/": lambda: shipped(trade),
        PAYMENTS: paid,
    }
    for path, make in makers.items():
        make()
        desk.see(path)
        one = count_of(desk, path)
        make()
        make()
        assert count_of(desk, path) == one <= 9


def test_presets_of_invoices(trade: Trade) -> None:
    desk = Desk("billing")
    overdue, paid = invoiced(trade), invoiced(trade, ("CUP", 1))
    billing.record_payment(
        trade.by, payment_id=new_id(trade.by.now), customer_id=trade.customers["Café Blum"], amount=D(10),
        paid_on=trade.by.now.date(), allocations=[(paid.pk, D(10))],
    )  # fmt: skip
    assert overdue.number in desk.see(f"{INVOICES}?kind=invoice&open=yes&due_on=..{timezone.localdate()}")
    assert paid.number not in desk.see(f"{INVOICES}?kind=invoice&open=yes")
    assert "Overdue." in desk.see(f"{INVOICES}{overdue.pk}/")


def test_many_shipments_are_invoiced_at_once_and_repeating_is_harmless(trade: Trade) -> None:
    desk = Desk("billing")
    made = [shipped(trade), shipped(trade, ("CUP", 2))]
    seen = desk.see(f"{INVOICES}to-invoice/")
    assert "40.00" in seen
    assert "20.00" in seen
    in_bulk(desk, "shipments.invoice", *[one.pk for one in made])
    assert "2 done, 0 refused" in desk.see(desk.where)
    with unchanged("billing"):
        in_bulk(desk, "shipments.invoice", *[one.pk for one in made])
    assert "0 done, 2 refused" in desk.see(desk.where)
    assert "Everything is invoiced" in desk.see(f"{INVOICES}to-invoice/")


def test_an_order_is_invoiced_from_its_page_and_not_twice(trade: Trade) -> None:
    desk = Desk("owner")
    order_page = f"/office/orders/{shipped(trade).order_id}/"
    assert "Invoice" in desk.see(order_page)
    assert desk.say(f"{order_page}invoice/", invoice_id=minted()).startswith("Invoice INV-")
    with unchanged("billing", "accounts"):
        said = desk.say(f"{order_page}invoice/", invoice_id=minted())
    assert said == "Nothing was shipped here that is not invoiced already."


def test_part_of_a_shipment_is_invoiced(trade: Trade) -> None:
    desk = Desk("billing")
    one = shipped(trade, ("TEA", 4), ("CUP", 2))
    sheet = f"/office/shipments/{one.pk}/invoice-lines/"
    assert "Invoice some lines" in desk.see(f"/office/shipments/{one.pk}/")
    desk.see(sheet)
    lines = billing_queries.lines_of_shipments([one.pk])
    asked = {"id": minted(), "head": {}, "lines": [{"key": str(lines[0].shipment_line_id), "quantity": "3"}]}
    url = desk.ask(f"{sheet}submit/", asked)["url"]
    assert billing_queries.invoice_by_id(id_in(url)).total == D(30)


def test_credit_some_and_then_all_of_it(trade: Trade) -> None:
    desk = Desk("billing")
    invoice = invoiced(trade, ("TEA", 4), ("CUP", 2))
    tea, _cup = billing_queries.lines_of(invoice.pk)
    sheet = f"{INVOICES}{invoice.pk}/credit-lines/"
    desk.see(sheet)
    asked = {"id": minted(), "head": {}, "lines": [{"key": str(tea.pk), "quantity": "1"}]}
    with unchanged("billing"):
        assert desk.ask(f"{sheet}submit/", asked, status=422)["fields"] == {
            "reason": "This field is required."
        }
    asked["head"] = {"reason": "One was broken"}
    note = billing_queries.invoice_by_id(id_in(desk.ask(f"{sheet}submit/", asked)["url"]))
    assert (note.kind, note.total, note.reason) == ("credit_note", D(10), "One was broken")
    assert "One was broken" in desk.see(f"{INVOICES}{note.pk}/")
    said = desk.say(f"{INVOICES}{invoice.pk}/credit/", credit_note_id=minted(), reason="All of it")
    assert said.startswith("Credit note CN-")
    with unchanged("billing"):
        said = desk.say(f"{INVOICES}{invoice.pk}/credit/", credit_note_id=minted(), reason="Again")
    assert said == "Nothing is left on this invoice to credit."


def test_a_payment_by_hand_over_two_invoices_taken_back_and_matched_again(trade: Trade) -> None:
    desk = Desk("billing")
    first, second = invoiced(trade), invoiced(trade, ("CUP", 3))
    customer = str(trade.customers["Café Blum"])
    page = f"{PAYMENTS}new/?customer={customer}&invoice={first.pk}"
    html = desk.get(page).content.decode()
    assert f'name="invoice_{first.pk.hex}" value="40"' in html
    money = {"customer": customer, "paid_on": "2026-11-20", "method": "transfer", "reference": "R 1"}
    with unchanged("billing", "accounts"):
        answer = desk.client.post(f"{PAYMENTS}new/", {
            **money, "payment_id": minted(), "amount": "50", "match": "hand", f"invoice_{first.pk.hex}": "60",
        })  # fmt: skip
        assert "More is matched than there is. Lower the amounts." in answer.content.decode()
    payment_id = minted()
    said = desk.say(
        f"{PAYMENTS}new/", **money, payment_id=payment_id, amount="50", match="hand",
        **{f"invoice_{first.pk.hex}": "40", f"invoice_{second.pk.hex}": "10"},
    )  # fmt: skip
    assert said.startswith("Payment PAY-")
    assert second.number in desk.see(f"{PAYMENTS}{payment_id}/")
    match = next(
        one for one in billing_queries.allocations_of(UUID(payment_id)) if one.invoice_id == second.pk
    )
    assert (
        desk.say(f"{PAYMENTS}matches/{match.pk}/reverse/", reversal_id=minted())
        == "Taken back: both are open again."
    )
    with unchanged("billing"):
        said = desk.say(f"{PAYMENTS}matches/{match.pk}/reverse/", reversal_id=minted())
        assert said == "This match was already taken back. Match again instead."
    match_url = f"{PAYMENTS}{payment_id}/match/"
    with unchanged("billing"):
        said = desk.say(match_url, allocation_id=minted(), **{f"invoice_{second.pk.hex}": "31"})
        assert said == "More is matched than there is. Lower the amounts."
    assert desk.say(match_url, allocation_id=minted(), **{f"invoice_{second.pk.hex}": "10"}) == "Matched."
    assert billing_queries.invoice_by_id(second.pk).settled == D(10)


def test_a_payment_asks_for_its_customer_first(trade: Trade) -> None:
    desk = Desk("billing")
    assert "Continue" in desk.see(f"{PAYMENTS}new/")
    desk.say(f"{PAYMENTS}new/", customer=str(trade.customers["Café Blum"]))
    assert desk.where == f"{PAYMENTS}new/?customer={trade.customers['Café Blum']}"


def test_a_deposit_pays_the_orders_invoice(trade: Trade) -> None:
    desk = Desk("billing")
    order = trade.order(("TEA", 4))
    page = f"/office/orders/{order.pk}/deposit/"
    desk.see(page)
    money = {"paid_on": "2026-03-16", "method": "card", "reference": ""}
    with unchanged("billing"):
        answer = desk.client.post(page, {**money, "payment_id": minted(), "amount": "0.001"})
        assert "More than 0, in USD." in answer.content.decode()
    assert desk.say(page, **money, payment_id=minted(), amount="15").startswith("Deposit PAY-")
    fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    desk.say(f"/office/orders/{order.pk}/invoice/", invoice_id=minted())
    (invoice,) = billing_queries.documents_of_order(order.pk)
    assert (invoice.total, invoice.open_amount) == (D(40), D(25))


def test_statement_and_ages(trade: Trade) -> None:
    desk = Desk("billing")
    invoice = invoiced(trade)
    customer = trade.customers["Café Blum"]
    page = f"/office/customers/{customer}/statement/"
    seen = desk.see(f"{page}?since=2026-03-01&until=2026-03-31")
    assert invoice.number in seen
    assert "Balance due 40.00" in seen
    assert "Opening balance 40.00" in desk.see(f"{page}?since=2026-04-01")
    assert "Café Blum" in desk.see(f"{INVOICES}ageing/")
    assert "Nobody owes anything" in desk.see(f"{INVOICES}ageing/?on=2026-01-01")
    desk.see(f"{page}?since=what&until=ever")


def test_an_amount_of_the_ages_leads_to_its_documents(trade: Trade) -> None:
    desk = Desk("billing")
    invoice = invoiced(trade)
    page = f"/office/customers/{trade.customers['Café Blum']}/open/"
    html = desk.get(f"{INVOICES}ageing/?on=2026-03-31").content.decode()
    assert f"{page}?on=2026-03-31&amp;age=total" in html
    seen = desk.see(f"{page}?on=2026-03-31&age=total")
    assert invoice.number in seen
    assert "Open 40.00" in seen
    assert "Nothing of this was open" in desk.see(f"{page}?on=2026-03-31&age=on_account")
    assert "Nothing of this was open" in desk.see(f"{page}?on=2026-01-01")
    desk.see(f"{page}?on=whenever&age=old")
    Desk("warehouse").get(page, status=403)
    Desk("rep", own_customers=True).get(page, status=404)


def test_who_may_and_who_sees(trade: Trade) -> None:
    invoice = invoiced(trade)
    page = f"{INVOICES}{invoice.pk}/"
    viewer, warehouse = Desk("viewer"), Desk("warehouse")
    rep = Desk("rep", own_customers=True)
    html = viewer.get(page).content.decode()
    assert "Credit all" not in html
    with unchanged("billing"):
        viewer.say(f"{page}credit/", credit_note_id=minted(), reason="No", status=403)
    warehouse.get(page, status=403)
    rep.get(page, status=404)
    assert invoice.number not in rep.see(INVOICES)
    assert "Café Blum" not in rep.see(f"{INVOICES}ageing/")
    rep.get(f"/office/customers/{trade.customers['Café Blum']}/statement/", status=404)


def test_papers(trade: Trade) -> None:
    desk = Desk("billing")
    invoice = invoiced(trade)
    note = billing.credit_lines(
        trade.by, credit_note_id=new_id(trade.by.now), invoice_id=invoice.pk, reason="Wrong", lines=None
    )
    for pk in (invoice.pk, note.pk):
        assert desk.get(f"{INVOICES}{pk}/paper.pdf").content.startswith(b"%PDF")
    customer = trade.customers["Café Blum"]
    assert desk.get(f"/office/customers/{customer}/statement.pdf").content.startswith(b"%PDF")
