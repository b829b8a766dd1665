"""Goods that come back, through the office: requested, authorised, received, inspected, settled, rejected."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of, id_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/returns/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=90)
    trade.add_customer("Café Blum")
    return trade


def sold(trade: Trade) -> Order:
    """Shipped and invoiced: four teas, two cups."""
    order = trade.order(("TEA", 4), ("CUP", 2))
    shipment = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipment.pk)
    return order


def requested(trade: Trade, desk: Desk, **quantities: str) -> str:
    order = sold(trade)
    tea, cup = sorted(returns_queries.returnable(order.pk), key=lambda one: -one.shipped)
    asked = {"TEA": tea.shipment_line_id, "CUP": cup.shipment_line_id}
    lines = [{"key": str(asked[sku]), "quantity": quantity} for sku, quantity in quantities.items()]
    body = {"id": minted(), "head": {"reason": "Broken"}, "lines": lines}
    return str(desk.ask(f"/office/orders/{order.pk}/return/submit/", body)["url"])


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("sales")
    requested(trade, desk, TEA="1")
    desk.see(LIST)
    one = count_of(desk, LIST)
    requested(trade, desk, TEA="1")
    requested(trade, desk, CUP="1")
    desk.see(LIST)
    assert count_of(desk, LIST) == one <= 8


def test_from_the_request_to_the_credit(trade: Trade) -> None:
    desk = Desk("owner")
    page = requested(trade, desk, TEA="3", CUP="1")
    assert "Broken" in desk.see(page)
    assert desk.say(f"{page}authorise/") == "Authorised: the goods may come."
    assert "Receive" in desk.see(f"{page}receive/")
    tea, cup = returns_queries.return_lines(id_in(page))
    lines = [
        {"key": str(tea.pk), "quantity": "2", "fate": "shelf"},
        {"key": str(cup.pk), "quantity": "1", "fate": "decide later"},
    ]
    bad = [{**lines[0], "fate": "eat"}]
    with unchanged("returns", "inventory", "accounts"):
        refused = desk.ask(f"{page}receive/submit/", {"id": minted(), "head": {}, "lines": bad}, status=422)
    assert refused["message"] == "Say what becomes of it: shelf, scrap, decide later."
    assert desk.ask(f"{page}receive/submit/", {"id": minted(), "head": {}, "lines": lines})["url"] == page
    seen = desk.see(page)
    assert "Back on the shelf" in seen
    assert "In quarantine" in seen
    assert trade.stock("TEA")["on_hand"] == 88
    lines = [{"key": str(cup.pk), "quantity": "1", "fate": "scrap"}]
    desk.see(f"{page}inspect/")
    desk.ask(f"{page}inspect/submit/", {"id": minted(), "head": {}, "lines": lines})
    assert "Scrapped" in desk.see(page)
    assert (
        desk.say(f"{page}settle/", credit_note_id=minted()) == "Settled: what was invoiced of it is credited."
    )
    seen = desk.see(page)
    assert "Settled" in seen
    assert "30.00 USD" in seen
    with unchanged("returns", "billing"):
        assert desk.say(f"{page}settle/", credit_note_id=minted()).startswith("The return is settled")


def test_more_than_was_shipped_is_refused_at_its_line(trade: Trade) -> None:
    desk = Desk("sales")
    order = sold(trade)
    tea = max(returns_queries.returnable(order.pk), key=lambda one: one.shipped)
    sheet = f"/office/orders/{order.pk}/return/"
    assert "Return of" in desk.see(sheet)
    body = {
        "id": minted(),
        "head": {"reason": "Broken"},
        "lines": [{"key": str(tea.shipment_line_id), "quantity": "5"}],
    }
    with unchanged("returns"):
        refused = desk.ask(f"{sheet}submit/", body, status=422)
    assert refused["lines"] == {str(tea.shipment_line_id): {"quantity": "At most 4 piece."}}


def test_rejected_with_a_reason(trade: Trade) -> None:
    desk = Desk("sales")
    page = requested(trade, desk, TEA="1")
    with unchanged("returns"):
        assert "This field is required" in desk.say(f"{page}reject/", reason="")
    assert desk.say(f"{page}reject/", reason="Too late") == "Rejected."
    assert "Too late" in desk.see(page)


def test_who_may_and_who_sees(trade: Trade) -> None:
    desk, warehouse, viewer = Desk("sales"), Desk("warehouse"), Desk("viewer")
    rep = Desk("rep", own_customers=True)
    page = requested(trade, desk, TEA="1")
    with unchanged("returns"):
        viewer.say(f"{page}authorise/", status=403)
        warehouse.say(f"{page}authorise/", status=403)
    viewer.get(f"{page}receive/", status=403)
    returns.authorise_return(trade.by, return_id=UUID(str(id_in(page))))
    assert "Receive" in warehouse.see(page)
    rep.get(page, status=404)
    assert returns_queries.customer_return(trade.by, id_in(page)).number not in rep.see(LIST)
