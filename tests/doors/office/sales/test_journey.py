"""From the first line typed to the money in the bank, through the office alone."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import Desk, id_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.sales import queries as sales_queries

pytestmark = pytest.mark.django_db


def test_from_order_entry_to_payment() -> None:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=50)
    trade.add_case("TEA", of=12)
    customer = trade.add_customer("Café Blum")
    desk = Desk("owner")

    asked = {
        "id": str(new_id(timezone.now())),
        "head": {"customer": str(customer), "customer_po": "PO 7", "confirm": "on"},
        "lines": [
            {"key": "n1", "item": "tea", "quantity": "2", "unit": "case"},
            {"key": "n2", "item": "CUP", "quantity": "5", "price": "8,50"},
        ],
    }
    told = desk.ask("/office/orders/new/preview/", asked)
    assert [(line["cells"]["net"], line["cells"]["promise"], line["errors"]) for line in told["lines"]] == [
        ("240.00", "today", {}),
        ("42.50", "today", {}),
    ]
    assert [(total["label"], total["text"]) for total in told["totals"]][-1] == ("Total USD", "282.50")

    order_url = desk.ask("/office/orders/new/submit/", asked)["url"]
    assert desk.ask("/office/orders/new/submit/", asked)["url"] == order_url, "sent twice it is one order"
    seen = desk.see(order_url)
    assert "Confirmed" in seen
    assert "Release to warehouse" in seen

    order_id = id_in(order_url)
    said = desk.say(f"{order_url}release/", shipment_id=str(new_id(timezone.now())))
    shipment = fulfilment_queries.shipments_of(trade.by, order_id)[0]
    assert said == f"Released: {shipment.number} can be picked."

    shipment_url = f"/office/shipments/{shipment.pk}/"
    assert "Pick" in desk.see(shipment_url)
    for task in fulfilment_queries.pick_list(shipment.pk):
        assert task.place_code in desk.see(f"{shipment_url}pick/")
        desk.say(f"{shipment_url}pick/task/", task=str(task.pk))
    assert desk.say(f"{shipment_url}pack/", weights="12.5\n3") == "Packed."
    assert desk.say(f"{shipment_url}ship/", carrier="DHL", tracking_number="0034") == "Shipped."
    assert "0034" in desk.see(shipment_url)

    said = desk.say(f"{shipment_url}invoice/", invoice_id=str(new_id(timezone.now())))
    invoice = billing_queries.documents_of_order(order_id)[0]
    assert said == f"Invoice {invoice.number} posted."
    assert desk.where == f"/office/invoices/{invoice.pk}/"
    assert "282.50" in desk.see(desk.where)

    payment = {"payment_id": str(new_id(timezone.now())), "customer": str(customer), "amount": "282.50"}
    said = desk.say(
        "/office/payments/new/", **payment, paid_on="2026-11-21", method="transfer", match="oldest"
    )
    assert said.startswith("Payment P")
    assert "Matched" in desk.see(desk.where)

    order = sales_queries.order(trade.by, order_id)
    assert (order.state, order.total, billing_queries.owed_by(customer, "USD")) == ("closed", D("282.50"), 0)
    assert "Paid" in desk.see(f"/office/invoices/{invoice.pk}/")
