"""What a customer does not agree with, through the office: opened at its document, asked, settled, opened again."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of, id_in
from shop import url
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import queries as service_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/disputes/"


def minted() -> str:
    return str(new_id(timezone.now()))


class Sold:
    """Four teas and two cups at 10.00 that were shipped and invoiced."""

    def __init__(self) -> None:
        self.trade = trade = Trade.open(timezone.now())
        trade.add_items("TEA", "CUP", price="10", stock=90)
        self.customer = trade.add_customer("Café Blum")
        self.order = trade.order(("TEA", 4), ("CUP", 2))
        self.shipment = fulfilment.ship_order(
            trade.by, shipment_id=new_id(trade.by.now), order_id=self.order.id
        )
        self.invoice = billing.invoice_shipment(
            trade.by, invoice_id=new_id(trade.by.now), shipment_id=self.shipment.pk
        )

    def opened(self, desk: Desk, quantity: str = "", page: str = "order", **head: str) -> str:
        """Two of the cups, if they are counted; the page it leads to."""
        pk = {"order": self.order.pk, "shipment": self.shipment.pk, "invoice": self.invoice.pk}[page]
        lines = [{"key": str(self.cup()), "quantity": quantity}] if quantity else []
        said = {"reason": "damaged", "said": "Two came broken.", "owner_id": str(desk.user_id), **head}
        body = {"id": minted(), "head": said, "lines": lines}
        return str(desk.ask(f"/office/{page}s/{pk}/dispute/submit/", body)["url"])

    def cup(self) -> UUID:
        return next(line.pk for line in sales_queries.lines_of(self.order.pk) if line.sku == "CUP")


@pytest.fixture
def sold() -> Sold:
    return Sold()


def test_opened_at_the_order_asked_and_settled_by_the_credit_note(sold: Sold) -> None:
    desk = Desk("owner")
    assert "Open a dispute" in desk.get(url("order", sold.order.pk)).content.decode()
    sheet = f"/office/orders/{sold.order.pk}/dispute/"
    assert "Dispute about" in desk.see(sheet)
    line = {"key": str(sold.cup()), "quantity": "2"}
    preview = desk.ask(f"{sheet}preview/", {"id": minted(), "head": {}, "lines": [line]})
    assert preview["notices"][0]["text"] == "These lines are worth 20.00 USD with tax."
    with unchanged("service"):
        bad = {
            "id": minted(),
            "head": {"reason": "damaged", "said": ""},
            "lines": [{**line, "quantity": "3"}],
        }
        refused = desk.ask(f"{sheet}submit/", bad, status=422)
    assert set(refused["fields"]) == {"said"} and refused["lines"]
    page = sold.opened(desk, "2")
    seen = desk.see(page)
    assert "Two came broken." in seen and "20.00 USD" in seen and "Ingrid Sol" in seen
    for other, pk in (("order", sold.order.pk), ("customer", sold.customer)):
        assert "Disputed" in desk.see(url(other, pk))
    assert "Disputed" not in desk.see(url("invoice", sold.invoice.pk))
    assert desk.say(f"{page}ask/", question="Which cups?") == "It is the customer’s turn."
    assert "Which cups?" in desk.see(page)
    assert desk.say(f"{page}take-up/", answer="The blue ones.") == "Taken up again."
    by = sold.trade.at(hours=1)
    lines = [(one.id, 2) for one in _billed(sold)]
    credit = billing.credit_lines(
        by, credit_note_id=new_id(by.now), invoice_id=sold.invoice.pk, lines=lines, reason="Broken"
    )
    assert f"Credit note {credit.number} · 20.00 USD" in desk.get(page).content.decode()
    with unchanged("service"):
        wrong = {"outcome": "explained", "explanation": "Credited.", "led_to": str(credit.pk)}
        assert desk.say(f"{page}settle/", **wrong) == "Say how the dispute ended."
        desk.say(f"{page}settle/", **{**wrong, "outcome": "credited", "led_to": minted()})
    assert desk.say(f"{page}settle/", **{**wrong, "outcome": "credited"}) == "Settled."
    seen = desk.see(page)
    assert credit.number in seen and "Credited." in seen
    assert "Disputed" not in desk.see(url("order", sold.order.pk))
    assert desk.say(f"{page}reopen/", why="A third one.") == "Reopened."
    assert "A third one." in desk.see(page)


def _billed(sold: Sold) -> list:  # type: ignore[type-arg]
    from tradepost.domain.billing import queries as billing_queries

    return [line for line in billing_queries.lines_of(sold.invoice.pk) if line.sku == "CUP"]


def test_a_shipment_and_an_invoice_are_disputed_where_they_stand(sold: Sold) -> None:
    desk = Desk("billing")
    for page, pk in (("shipment", sold.shipment.pk), ("invoice", sold.invoice.pk)):
        assert "Dispute about" in desk.see(f"/office/{page}s/{pk}/dispute/")
        made = sold.opened(desk, page=page)
        assert "It is about the whole document." in desk.see(made)
        assert "Disputed" in desk.see(url(page, pk))
    shown = fulfilment_queries.shipment_lines(sold.shipment.pk)
    lines = [{"key": str(line.pk), "quantity": "1"} for line in shown]
    first = service_queries.disputes_of_document(sold.trade.by, sold.shipment.pk)[0]
    sheet = f"/office/disputes/{first.pk}/lines/"
    desk.see(sheet)
    body = {"id": minted(), "head": {"version": str(first.version)}, "lines": lines}
    assert desk.ask(f"{sheet}submit/", body)["url"] == url("dispute", first.pk)
    assert "20.00 USD" in desk.see(url("dispute", first.pk))
    with unchanged("service"):
        assert "changed" in desk.ask(f"{sheet}submit/", {**body, "id": minted()}, status=412)["message"]


def test_who_may_not_is_not_asked(sold: Sold) -> None:
    page = sold.opened(Desk("sales"))
    keeper = Desk("warehouse")
    assert "Two came broken." in keeper.see(page)
    with unchanged("service"):
        assert keeper.say(f"{page}settle/", status=403, outcome="explained", explanation="x") == ""
        keeper.get(f"/office/orders/{sold.order.pk}/dispute/", status=403)
    Desk("purchasing").get(LIST, status=403)
    Desk("sales", own_customers=True).get(page, status=404)


def test_the_list_says_whose_and_costs_the_same_for_one_and_for_three(sold: Sold) -> None:
    desk = Desk("sales")
    page = sold.opened(desk)
    desk.see(LIST)
    one = count_of(desk, LIST)
    sold.opened(desk, owner_id="", amount="7.5")
    sold.opened(Desk("sales", name="Otto Kern"), reason="late")
    seen = desk.see(LIST)
    assert count_of(desk, LIST) == one <= 8
    assert "Otto Kern" in seen and "Came too late" in seen
    mine = desk.see(f"{LIST}?live=yes&owner={desk.user_id}")
    assert "Otto Kern" not in mine.partition("Mine")[2].partition("Answer due")[2]
    assert "7.50" in desk.see(f"{LIST}?live=yes&owner=none")
    today = desk.see("/office/")
    assert "Disputes to answer 2" in today, today
    number = service_queries.dispute(sold.trade.by, id_in(page)).number
    assert number in today


def test_owner_day_and_amount_are_changed_where_they_stand(sold: Sold) -> None:
    desk, otto = Desk("sales"), Desk("sales", name="Otto Kern")
    page = sold.opened(desk)
    found = service_queries.dispute(sold.trade.by, id_in(page))
    typed = {
        "version": str(found.version), "reason": "missing", "said": found.said, "amount": "12.50",
        "owner_id": str(otto.user_id), "due_on": found.due_on.isoformat(),
    }  # fmt: skip
    assert desk.say(f"{page}head/", **typed).endswith("Saved.")
    seen = desk.see(page)
    assert "Otto Kern" in seen and "12.50 USD" in seen and "Something is missing" in seen
    with unchanged("service"):
        late = {**typed, "version": str(found.version + 1), "amount": "99999"}
        desk.say(f"{page}head/", 422, **late)
