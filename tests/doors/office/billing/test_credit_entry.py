"""A credit note that names no invoice, by grid."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from desk import Desk
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing.models import Invoice
from tradepost.render.formats import money_text
from unchanged import unchanged

pytestmark = pytest.mark.django_db
NEW = "/office/invoices/credits/new/"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=90)
    trade.add_case("TEA")
    trade.add_customer("Café Blum")
    return trade


def sent(trade: Trade, *lines: dict[str, str], **head: str) -> dict[str, Any]:
    customer = str(trade.customers["Café Blum"])
    given = {"customer": customer, "reason": "bonus", **head}
    keyed = [{"key": f"n{place}", **line} for place, line in enumerate(lines)]
    return {"id": str(new_id(timezone.now())), "head": given, "lines": keyed}


def test_what_it_comes_to_is_seen_before_it_is_posted(trade: Trade) -> None:
    desk = Desk("billing")
    customer = trade.customers["Café Blum"]
    assert "New credit note" in desk.see("/office/invoices/")
    assert "New credit note" in desk.see(f"/office/customers/{customer}/")
    assert "goods that come back are a return" in desk.see(f"{NEW}?customer={customer}")
    asked = sent(
        trade,
        {"item": "tea", "quantity": "2cs", "price": "100"},
        {"text": "Bonus 2025", "price": "5", "discount": "10"},
        {"item": "NONE", "price": "x", "quantity": "0"},
        {"price": "4"},
        customer_po="PO-9",
    )
    shown = desk.ask(f"{NEW.replace('new', 'preview')}", asked)
    tea, bonus, wrong, nothing = shown["lines"]
    assert (tea["cells"]["net"], tea["hints"]["text"], tea["hints"]["unit"], tea["errors"]) == (
        money_text(200, "EUR"), "Tea", "case", {},
    )  # fmt: skip
    assert (bonus["cells"]["net"], bonus["errors"]) == ("4.50", {})
    assert sorted(wrong["errors"]) == ["item", "price", "quantity"]
    assert nothing["errors"] == {"item": "Name an item, or say in words what is credited."}
    assert (shown["totals"][0]["text"].split()[0], shown["totals"][-1]["label"]) == ("204.50", "Total")

    with unchanged("billing"):
        refused = desk.ask(
            f"{NEW.replace('new', 'submit')}", {**asked, "head": {**asked["head"], "reason": ""}}, 422
        )
    assert (sorted(refused["fields"]), sorted(refused["lines"])) == (["reason"], ["n2"])
    asked["lines"] = asked["lines"][:2]
    answer = desk.ask(f"{NEW.replace('new', 'submit')}", asked)
    assert desk.ask(f"{NEW.replace('new', 'submit')}", asked) == answer
    note = Invoice.objects.get()
    assert (note.number, note.net_total, note.customer_po, note.reason) == (
        "CN-000001",
        204.5,
        "PO-9",
        "bonus",
    )
    told = desk.see(answer["url"])
    words = ("CN-000001", "TEA", "Bonus 2025", "Match to invoices", "Timeline", "Credited 204.50")
    assert [word for word in words if word not in told] == []
    assert "Shipments" not in told
    assert "Bonus 2025" in desk.see("/office/reports/invoiced-lines/")
    assert desk.get(f"/office/invoices/{note.pk}/paper.pdf").content[:5] == b"%PDF-"


def test_who_bills_may_and_who_sells_may_not(trade: Trade) -> None:
    desk = Desk("sales")
    assert "New credit note" not in desk.see("/office/invoices/")
    desk.get(NEW, 403)
    with unchanged("billing"):
        desk.ask(NEW.replace("new", "submit"), sent(trade, {"text": "x", "price": "1"}), 403)
