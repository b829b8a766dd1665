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
    assert (
        desk.say(f"{page}decline/", declined_by="Ms Blum", lost_for="price", reason="Over budget")
        == "Declined."
    )
    seen = desk.see(page)
    assert "Too dear" in seen and "Over budget" in seen


OFFICE = (
    {"item": "tea", "quantity": "3", "section": "Drinks"},
    {"item": "cup", "quantity": "2", "section": "Things", "option": "Cups"},
    {"item": "tea", "quantity": "1", "section": "Things", "option": "Cups"},
    {"item": "cup", "quantity": "4", "section": "Things", "option": "o"},
)


def with_options(trade: Trade, desk: Desk) -> str:
    return str(desk.ask(f"{LIST}new/submit/", asked(trade, *OFFICE, terms_text="Ex works."))["url"])


def test_options_are_typed_chosen_and_ordered_in_parts(trade: Trade) -> None:
    desk = Desk("sales")
    told = desk.ask(f"{LIST}new/preview/", asked(trade, *OFFICE))
    assert [(row["label"], row["text"]) for row in told["totals"] if "Margin" not in row["label"]] == [
        ("Net", "30.00"),
        ("Tax (not taxed)", "0.00"),
        (f"Total {trade.base_currency}", "30.00"),
        ("Options, net", "60.00"),
    ]
    page = with_options(trade, desk)
    html = desk.get(f"{page}edit/").content.decode()
    assert '"section": "Things", "option": "Cups"' in html
    assert '"option": "optional"' in html
    seen = desk.see(page)
    for words in ("Drinks", "Things", "Alternative Cups", "Optional", "Options, net", "60.00", "Ex works."):
        assert words in seen
    assert desk.get(f"{page}quote.pdf").content.startswith(b"%PDF")
    desk.say(f"{page}send/")
    lines = sales_queries.quote_lines(id_in(page))
    both = [str(line.pk) for line in lines if line.kind == "alternative"]
    with unchanged("sales"):
        assert "of each group of alternatives one at most" in desk.say(f"{page}accept/", chosen=both)
    assert desk.say(f"{page}accept/", chosen=both[:1]).startswith("Accepted.")
    assert sales_queries.quote(trade.by, id_in(page)).net_total == D(50)
    body = {"id": minted(), "head": {}, "lines": [{"key": str(lines[0].pk), "quantity": "1"}]}
    desk.see(f"{page}order-part/")
    desk.see(desk.ask(f"{page}order-part/submit/", body)["url"])
    assert "Ordered in part. What is left may be ordered until" in desk.see(page)
    body = {"id": minted(), "head": {}, "lines": [{"key": str(lines[0].pk), "quantity": "3"}]}
    with unchanged("sales"):
        desk.ask(f"{page}order-part/submit/", body, status=422)
    desk.say(f"{page}order/", order_id=minted())
    seen = desk.see(page)
    assert all(order.number in seen for order in sales_queries.orders_of_quote(id_in(page)))


def test_any_two_revisions_are_compared(trade: Trade) -> None:
    desk = Desk("sales")
    first = with_options(trade, desk)
    desk.say(f"{first}send/")
    body = asked(trade, {"item": "tea", "quantity": "5", "section": "Tea"}, terms_text="Free house.")
    second = desk.ask(f"{first}revise/submit/", body)["url"]
    seen = desk.see(f"{second}compare/{id_in(first)}/")
    for words in ("Quantity 3 → 5", "Section Drinks → Tea", "Removed", "Ex works. → Free house."):
        assert words in seen
    other = quoted(trade, desk)
    desk.get(f"{second}compare/{id_in(other)}/", status=404)


def test_margins_are_for_whom_may_see_costs(trade: Trade) -> None:
    page = with_options(trade, Desk("sales"))
    assert "Margin" in Desk("owner").see(page)
    assert "Margin" not in Desk("sales").see(page)


def test_templates_are_written_kept_and_begun_with(trade: Trade) -> None:
    desk = Desk("sales")
    assert "No templates yet" in desk.see(f"{LIST}templates/")
    page = with_options(trade, desk)
    assert desk.say(f"{page}template/", template_id=minted(), name="Party").endswith(
        "Kept as template Party."
    )
    kept = desk.where
    assert "Alternative Cups" in desk.see(kept)
    html = desk.get(f"{LIST}new/?template={id_in(kept)}").content.decode()
    assert '"item": "CUP", "quantity": "2"' in html
    assert "Ex works." in html
    body = {
        "id": minted(),
        "head": {"name": "Small", "valid_days": "7"},
        "lines": [{"key": "n1", "item": "cup"}],
    }
    assert desk.ask(f"{LIST}templates/preview/", body)["lines"][0]["cells"]["name"] == "Cup"
    small = desk.ask(f"{LIST}templates/submit/", body)["url"]
    with unchanged("sales"):
        wrong = desk.ask(f"{LIST}templates/submit/", {**body, "id": minted()}, status=422)
    assert wrong["fields"] == {"name": "Another template has this name."}
    desk.see(f"{small}edit/")
    assert desk.say(f"{small}remove/") == "Template Small is removed."
    assert "Small" not in desk.see(f"{LIST}templates/")


def test_terms_and_reasons_are_kept(trade: Trade) -> None:
    desk, words = Desk("sales"), f"{LIST}words/"
    text_id = minted()
    given = {"text_id": text_id, "name": "Usual", "language": "en", "text": "Ex works."}
    assert desk.say(f"{words}terms/", **given) == "The terms stand."
    assert "Ex works." in desk.see(f"{words}?text={text_id}")
    assert "Usual" in desk.see(f"{LIST}new/")
    assert desk.say(f"{words}reasons/", code="rain", name="It rained", is_open="on") == "The reason stands."
    assert "It rained" in desk.see(f"{words}?reason=rain")
    assert desk.say(f"{words}terms/{text_id}/remove/") == "Removed."
    assert "Ex works." not in desk.see(words)


def test_won_and_lost_lead_to_their_quotes(trade: Trade) -> None:
    desk = Desk("sales")
    won, lost = with_options(trade, desk), quoted(trade, desk)
    for page in (won, lost):
        desk.say(f"{page}send/")
    desk.say(f"{won}accept/")
    desk.say(f"{lost}decline/", lost_for="price")
    day = timezone.localdate()
    period = f"since={day - timedelta(days=1)}&until={day + timedelta(days=1)}"
    for group, figures in (("month", ("30.00", "37.00", "50%")), ("customer", ("Café Blum", "50%")),
                           ("rep", ("30.00", "50%")), ("reason", ("Too dear", "37.00"))):  # fmt: skip
        html = desk.get(f"/office/reports/quotes-report/?{period}&group={group}").content.decode()
        assert all(figure in html for figure in figures), group
    listed = desk.see(f"{LIST}?lost_for=price&sent={day - timedelta(days=1)}..{day + timedelta(days=2)}")
    assert str(sales_queries.quote(trade.by, id_in(lost))) in listed
    assert str(sales_queries.quote(trade.by, id_in(won))) not in listed


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
