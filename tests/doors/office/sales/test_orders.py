"""The list and the page of orders: what they show, to whom, at what cost, and what each verb refuses."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import Desk, count_of
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/orders/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("sales")
    trade.order(("TEA", 1))
    one = count_of(desk, LIST)
    trade.order(("TEA", 1))
    trade.order(("CUP", 1))
    assert count_of(desk, LIST) == one <= 8


def test_presets_find_what_needs_somebody(trade: Trade) -> None:
    desk = Desk("sales")
    draft = trade.order(("TEA", 1), confirm=False)
    waiting = trade.order(("TEA", 30))
    late = trade.order(("CUP", 1), requested_on=timezone.localdate() - timedelta(days=3))
    held = trade.order(("CUP", 1))
    sales.hold_order(trade.by, hold_id=new_id(trade.by.now), order_id=held.id, note="Ask first")
    numbers = {"draft": draft.number, "waiting": waiting.number, "late": late.number, "held": held.number}

    def found(query: str) -> set[str]:
        seen = desk.see(f"{LIST}?{query}")
        return {name for name, number in numbers.items() if number in seen}

    yesterday = timezone.localdate().isoformat()
    assert found("state=draft&state=submitted") == {"draft"}
    assert found("held=yes") == {"held"}
    assert found("backordered=yes") == {"waiting"}
    assert "late" in found(f"due=..{yesterday}")
    assert found("unshipped=yes") == {"waiting", "late", "held"}
    assert found("q=" + draft.number) == {"draft"}


def test_a_rep_sees_own_customers_only(trade: Trade) -> None:
    rep = Desk("rep", own_customers=True, name="Rita")
    trade.add_customer("Own Café", rep_id=rep.user_id)
    own, other = trade.order(("TEA", 1), customer="Own Café"), trade.order(("TEA", 1), customer="Café Blum")
    seen = rep.see(LIST)
    assert own.number in seen
    assert other.number not in seen
    rep.get(f"{LIST}{own.pk}/")
    rep.get(f"{LIST}{other.pk}/", status=404)
    with unchanged("sales", "inventory"):
        rep.say(f"{LIST}{other.pk}/cancel/", status=404)


def test_the_page_tells_cover_price_and_what_belongs_to_it(trade: Trade) -> None:
    desk = Desk("owner")
    order = trade.order(("TEA", 25), ("CUP", 2), customer_po="PO 12", note="Ring twice")
    seen = desk.see(f"{LIST}{order.pk}/")
    for words in (
        order.number,
        "PO 12",
        "Ring twice",
        "Backordered",
        "Nobody has ordered the goods for TEA",
        "270.00",
    ):
        assert words in seen
    html = desk.get(f"{LIST}{order.pk}/").content.decode()
    assert "20 from stock." in html
    assert "5 wait for goods that nobody has ordered yet." in html
    assert "From “List prices” (10.00 USD)." in html


@pytest.mark.parametrize(("role", "verbs"), [
    ("viewer", set()),
    ("sales", {"Hold", "Copy as new order", "Cancel order", "Cancel lines"}),
    ("warehouse", {"Release to warehouse", "Release some lines"}),
    ("billing", {"Hold", "Record deposit"}),
])  # fmt: skip
def test_a_role_is_offered_its_own_verbs(trade: Trade, role: str, verbs: set[str]) -> None:
    order = trade.order(("TEA", 1))
    html = Desk(role).get(f"{LIST}{order.pk}/").content.decode()
    every = {"Release to warehouse", "Release some lines", "Hold", "Record deposit", "Copy as new order",
             "Cancel order", "Cancel lines", "Confirm"}  # fmt: skip
    head = html.partition("tp-head-verbs")[2].partition("</header>")[0]
    assert {name for name in every if f"<span>{name}" in head} == verbs


def test_somebody_without_the_right_is_refused(trade: Trade) -> None:
    order = trade.order(("TEA", 1), confirm=False)
    Desk("purchasing").get(f"{LIST}{order.pk}/")
    viewer = Desk("viewer")
    viewer.get(f"{LIST}new/", status=403)
    with unchanged("sales"):
        viewer.say(f"{LIST}{order.pk}/confirm/", status=403)


def test_confirm_submit_and_refusals_are_sentences(trade: Trade) -> None:
    desk = Desk("sales")
    order = trade.order(("TEA", 1), confirm=False)
    assert desk.say(f"{LIST}{order.pk}/submit/") == "Submitted: somebody will confirm it."
    assert desk.say(f"{LIST}{order.pk}/confirm/") == "Confirmed."
    with unchanged("sales", "inventory"):
        assert desk.say(f"{LIST}{order.pk}/confirm/") == (
            "The order is confirmed: it cannot be changed by “confirm” now; allowed: close, cancel."
        )


def test_over_the_limit_is_confirmed_held_and_released_by_billing(trade: Trade) -> None:
    trade.add_customer("Small Limit", credit_limit=D(5))
    order = trade.order(("TEA", 1), customer="Small Limit", confirm=False)
    sales_desk, billing = Desk("sales"), Desk("billing", name="Bea")
    page = f"{LIST}{order.pk}/"
    assert sales_desk.say(f"{page}confirm/") == "Confirmed, and held: Credit limit."
    assert "Release hold" not in sales_desk.see(page)
    assert "Release hold" in billing.see(page)
    hold = sales_queries.holds_of(order.pk)[0]
    with unchanged("sales"):
        sales_desk.say(f"/office/holds/{hold.pk}/release/", note="Fine", status=403)
    assert billing.say(f"/office/holds/{hold.pk}/release/", note="Paid by phone") == "Hold released."
    assert sales_queries.order(trade.by, order.pk).held is False
    assert billing.say(f"/office/holds/{hold.pk}/release/", note="Again") == "Bea released this hold already."


def test_hold_says_why(trade: Trade) -> None:
    desk = Desk("sales")
    order = trade.order(("TEA", 1))
    page = f"{LIST}{order.pk}/"
    with unchanged("sales"):
        assert "This field is required" in desk.say(
            f"{page}hold/", hold_id=minted(), reason="manual", note=""
        )
    assert desk.say(f"{page}hold/", hold_id=minted(), reason="price", note="Ask about the price").startswith(
        "Held."
    )
    seen = desk.see(page)
    assert "Held: Price." in seen
    assert "Ask about the price" in seen


def test_cancel_lines_and_close_short(trade: Trade) -> None:
    desk = Desk("sales")
    order = trade.order(("TEA", 5), ("CUP", 3))
    tea, cup = sales_queries.lines_of(order.pk)
    sheet = f"{LIST}{order.pk}/cancel-lines/"
    assert "Cancel lines of" in desk.see(sheet)
    asked = {"id": minted(), "head": {"reason": "Too many"}, "lines": [{"key": str(tea.pk), "quantity": "9"}]}
    assert desk.ask(f"{sheet}preview/", asked)["lines"][0]["errors"] == {"quantity": "At most 5 piece."}
    with unchanged("sales", "inventory"):
        refused = desk.ask(f"{sheet}submit/", asked, status=422)
        assert refused["lines"] == {str(tea.pk): {"quantity": "At most 5 piece."}}
    asked["lines"] = [{"key": str(tea.pk), "quantity": "2"}, {"key": str(cup.pk), "quantity": ""}]
    told = desk.ask(f"{sheet}preview/", asked)["notices"]
    assert told[0]["text"].startswith("Net 20.00")
    assert desk.ask(f"{sheet}submit/", asked)["url"] == f"{LIST}{order.pk}/"
    assert "2 cancelled" in desk.see(f"{LIST}{order.pk}/")
    assert [line.cancelled for line in sales_queries.lines_of(order.pk)] == [2, 0]
    with unchanged("sales", "inventory"):
        assert (
            desk.say(f"{LIST}{order.pk}/close/", why="Ordered twice")
            == f"Nothing of {order.number} was shipped. Cancel it instead."
        )
    with unchanged("sales", "inventory"):
        assert desk.say(f"{LIST}{order.pk}/cancel/") == "More about it: Say why."
    assert desk.say(f"{LIST}{order.pk}/cancel/", reason="Gone") == "Cancelled."


def test_chosen_lines_are_released(trade: Trade) -> None:
    desk = Desk("warehouse")
    order = trade.order(("TEA", 5), ("CUP", 3))
    tea, _cup = sales_queries.lines_of(order.pk)
    sheet = f"{LIST}{order.pk}/release-lines/"
    desk.see(sheet)
    asked = {"id": minted(), "head": {}, "lines": [{"key": str(tea.pk), "quantity": "2"}]}
    url = desk.ask(f"{sheet}submit/", asked)["url"]
    (made,) = fulfilment_queries.shipments_of(trade.by, order.pk)
    assert (url, made.asked_total) == (f"/office/shipments/{made.pk}/", 2)


def test_papers_are_pdf(trade: Trade) -> None:
    order = trade.order(("TEA", 2))
    answer = Desk("sales").get(f"{LIST}{order.pk}/confirmation.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert order.number in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
