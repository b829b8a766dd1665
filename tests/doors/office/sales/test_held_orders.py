"""Held orders at the desk: what a customer owes with its rows, the list by kind, and many let go with one reason."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest

from desk import Desk
from trade import NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales import queries as sales_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/holds/"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open(NOW - timedelta(days=3))
    trade.add_items("tea", stock=500)
    trade.add_customer("Klamm", credit_limit=D(100), po_required=True)
    return trade


def test_a_customers_credit_leads_to_its_rows(trade: Trade) -> None:
    klamm = trade.customers["Klamm"]
    parties.change_customer(trade.by, customer_id=klamm, overdue_days=0, terms_days=0, terms_parts=[])
    first, second = (trade.order(("tea", 4), customer_po=f"PO {n}") for n in range(2))
    shipment_id = new_id(NOW)
    fulfilment.ship_order(trade.by, shipment_id=shipment_id, order_id=first.pk)
    desk = Desk("billing")
    seen = desk.get(f"/office/customers/{klamm}/").content.decode()
    to_invoice = f"/office/invoices/to-invoice/?customer={klamm}"
    assert to_invoice in seen
    assert f"/office/orders/?customer={klamm}&amp;unshipped=yes" in seen
    assert first.number in desk.see(to_invoice)
    assert second.number not in desk.see(to_invoice)
    billing.invoice_shipment(trade.by, invoice_id=new_id(NOW), shipment_id=shipment_id)
    words = desk.see(f"/office/customers/{klamm}/")
    assert "days overdue; new orders are held." in words
    assert "Limit 100.00" in words
    # Who sells sees no amounts of credit, and the page all the same.
    assert "Limit 100.00" not in Desk("warehouse").see(f"/office/customers/{klamm}/")


def test_what_may_not_leave_is_held_and_said(trade: Trade) -> None:
    order = trade.order(("tea", 4), customer_po="PO 1")
    parties.change_customer(trade.by, customer_id=trade.customers["Klamm"], credit_limit=D(1))
    said = Desk("warehouse").say(f"/office/orders/{order.pk}/release/", shipment_id=str(new_id(NOW)))
    assert said.startswith("Over the credit limit by 39.00")
    assert said.endswith(f"So order {order.number} may not leave.")
    assert [hold.reason for hold in sales_queries.open_holds_of([order.pk])] == ["credit"]


def test_many_holds_of_a_kind_are_released_with_one_reason_and_others_stay(trade: Trade) -> None:
    orders = [trade.order(("tea", 20)) for _ in range(3)]
    held = sales_queries.open_holds_of([order.pk for order in orders])
    credit = [hold for hold in held if hold.reason == "credit"]
    assert (len(held), len(credit)) == (6, 3)
    desk = Desk("billing")
    assert desk.see(f"{LIST}?kind=credit").count("Over the credit limit") >= 3
    asked = {"path": LIST, "query": "", "id": [str(hold.pk) for hold in credit]}
    preview = desk.client.post("/office/lists/bulk/?verb=holds.release", asked).content.decode()
    assert "3 rows will be done" in preview
    given = {"ids": ",".join(asked["id"]), "job_id": str(new_id(NOW))}
    with unchanged("sales"):
        assert desk.say("/office/lists/bulk/do/?verb=holds.release", **given) == "Say why."
    desk.say("/office/lists/bulk/do/?verb=holds.release", **given, reason="Their bank called.")
    left = sales_queries.open_holds_of([order.pk for order in orders])
    assert {hold.reason for hold in left} == {"po"}
    released = sales_queries.hold(credit[0].pk)
    assert (released.released_by, released.released_note) == ("Ingrid Sol", "Their bank called.")
    sales_desk = Desk("sales")
    with unchanged("sales"):
        sales_desk.say("/office/lists/bulk/do/?verb=holds.release", status=403, **given, reason="Me too")
