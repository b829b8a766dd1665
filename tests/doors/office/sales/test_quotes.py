"""Quotes through the office: written, sent, revised, accepted, ordered."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of, id_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.sales import queries as sales_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/quotes/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


def asked(trade: Trade, *lines: dict[str, str], **head: str) -> dict[str, Any]:
    return {
        "id": minted(),
        "head": {"customer": str(trade.customers["Café Blum"]), **head},
        "lines": [{"key": f"n{place}", **line} for place, line in enumerate(lines)],
    }


def quoted(trade: Trade, desk: Desk) -> str:
    lines = ({"item": "tea", "quantity": "3", "price": "9"}, {"item": "cup", "quantity": "1"})
    return str(desk.ask(f"{LIST}new/submit/", asked(trade, *lines))["url"])


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("sales")
    quoted(trade, desk)
    one = count_of(desk, LIST)
    quoted(trade, desk)
    quoted(trade, desk)
    desk.see(LIST)
    assert count_of(desk, LIST) == one <= 8


def test_from_a_quote_to_its_order(trade: Trade) -> None:
    desk = Desk("sales")
    told = desk.ask(f"{LIST}new/preview/", asked(trade, {"item": "tea", "quantity": "30"}))
    assert told["lines"][0]["cells"] == {"name": "Tea", "stock": "20", "net": "300.00"}
    page = quoted(trade, desk)
    pk = id_in(page)
    assert "37.00" in desk.see(page)
    assert desk.say(f"{page}send/") == "Sent: from here on it is revised, not changed."
    with unchanged("sales"):
        assert desk.say(f"{page}order/", order_id=minted()).startswith("The quote is sent")
    assert (
        desk.say(f"{page}accept/", accepted_by="Ms Blum", customer_po="PO 5")
        == "Accepted. Make the order of it next."
    )
    assert "Ms Blum" in desk.see(page)
    order_id = minted()
    said = desk.say(f"{page}order/", order_id=order_id, customer_po="PO 5", confirm="on")
    order = sales_queries.order(trade.by, UUID(order_id))
    assert said == f"Order {order.number} placed."
    assert desk.where == f"/office/orders/{order.pk}/"
    assert (order.state, order.total, order.customer_po, order.quote_id) == ("confirmed", D(37), "PO 5", pk)
    seen = desk.see(desk.where)
    assert str(sales_queries.quote(trade.by, pk)) in seen
    assert order.number in desk.see(page)


def test_a_revision_says_what_changed(trade: Trade) -> None:
    desk = Desk("sales")
    page = quoted(trade, desk)
    desk.say(f"{page}send/")
    html = desk.get(f"{page}revise/").content.decode()
    assert '"item": "TEA", "quantity": "3", "unit": "piece", "price": "9"' in html
    assert '"item": "CUP", "quantity": "1", "unit": "piece", "price": "10"' in html
    body = asked(trade, {"item": "tea", "quantity": "5", "price": "8.5"}, note="Cheaper")
    url = desk.ask(f"{page}revise/submit/", body)["url"]
    seen = desk.see(url)
    assert "Quantity 3 → 5" in seen
    assert "Price 9.00 → 8.50" in seen
    assert "Removed" in seen
    assert "A newer revision stands" in desk.see(page)
    number = sales_queries.quote(trade.by, id_in(url)).number
    states = [one.state for one in sales_queries.revisions_of(trade.by, number)]
    assert states == ["draft", "superseded"]


def test_a_draft_is_edited_and_a_sent_one_is_not(trade: Trade) -> None:
    desk = Desk("sales")
    page = quoted(trade, desk)
    desk.see(f"{page}edit/")
    body = {
        "id": minted(),
        "head": {"note": "Fresh"},
        "lines": [{"key": "n1", "item": "tea", "quantity": "1"}],
    }
    assert desk.ask(f"{page}edit/submit/", body)["url"] == page
    quote = sales_queries.quote(trade.by, id_in(page))
    assert (quote.note, quote.total) == ("Fresh", D(10))
    desk.say(f"{page}send/")
    with unchanged("sales"):
        assert desk.ask(f"{page}edit/submit/", body, status=409)["message"].startswith("The quote is sent")


def test_a_last_day_in_the_past_is_refused_at_its_field(trade: Trade) -> None:
    desk = Desk("sales")
    past = (timezone.localdate() - timedelta(days=2)).isoformat()
    with unchanged("sales"):
        refused = desk.ask(f"{LIST}new/submit/", asked(trade, {"item": "tea"}, valid_until=past), status=422)
    assert refused["fields"] == {"valid_until": "In the past."}


def test_declined_with_a_reason(trade: Trade) -> None:
    desk = Desk("sales")
    page = quoted(trade, desk)
    desk.say(f"{page}send/")
    assert desk.say(f"{page}decline/", declined_by="Ms Blum", reason="Too dear") == "Declined."
    assert "Too dear" in desk.see(page)


def test_who_may(trade: Trade) -> None:
    desk, viewer = Desk("sales"), Desk("viewer")
    page = quoted(trade, desk)
    assert "Mark as sent" not in viewer.see(page)
    viewer.get(f"{LIST}new/", status=403)
    with unchanged("sales"):
        viewer.say(f"{page}send/", status=403)
    rep = Desk("rep", own_customers=True)
    rep.get(page, status=404)


def test_its_paper(trade: Trade) -> None:
    desk = Desk("sales")
    assert desk.get(f"{quoted(trade, desk)}quote.pdf").content.startswith(b"%PDF")
