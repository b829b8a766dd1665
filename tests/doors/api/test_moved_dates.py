"""Dates that moved, for programs: the lines, the notice as it would be written, told by mail or otherwise, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from domain.reports.moved_trade import BLUM, SOL, Waiting, line_of
from doors.api.people import Api
from tradepost.domain.mails.models import Mail
from tradepost.domain.parties.commands import ContactInput
from unchanged import unchanged


@pytest.fixture
def trade(db: None) -> Waiting:
    """As in the office; every page of these tests asks this trade."""
    return Waiting.with_supplier(
        timezone.now(), contacts=[ContactInput("Bo Ray", "Buying", "bo@blum.example")]
    )


def test_a_program_lists_previews_and_tells_once(trade: Waiting, api: Api, role: Callable[..., Api]) -> None:
    told = trade.by.now.date() + timedelta(days=5)
    new = told + timedelta(days=5)
    purchase = trade.buy("tea", 40, told)
    blum, sol = trade.order(("tea", 8)), trade.order(("tea", 4), customer=SOL)
    trade.says(purchase, new)

    asked = f"/moved-dates?purchase_order={purchase.pk}&move=slipped&days=4&sort=customer"
    listed = api.get(asked).said["items"]
    assert [(row["id"], row["promised_on"], row["new_on"], row["open"]) for row in listed] == [
        (str(line_of(order)), str(told), str(new), quantity) for order, quantity in ((sol, 4), (blum, 8))
    ]
    assert {row["purchase_order_id"] for row in listed} == {str(purchase.pk)}
    assert api.get("/moved-dates?move=no_day").said["items"] == []

    here = f"/customers/{trade.customers[BLUM]}/new-dates"
    draft = api.get(here).said
    assert (draft["to"], [row["id"] for row in draft["lines"]]) == ("bo@blum.example", [str(line_of(blum))])
    assert f"Order {blum.number}" in draft["text"] and "instead of" in draft["text"]

    others, rep = [role(name) for name in ("warehouse", "viewer", "billing")], role("rep", "own_customers")
    with unchanged("mails", "sales"):
        for other in others:
            assert other.post(f"{here}/told", {"mark": draft["mark"], "reason": "x"}).status_code == 403
        assert rep.get(here).status_code == 404
        assert api.post(f"{here}/told", {"mark": "old", "reason": "By phone."}).said["code"] == "moved-again"
        assert api.post(f"{here}/told", {"mark": draft["mark"], "reason": " "}).said["code"] == "invalid"

    sent = api.post("/mails", {"kind": "new_dates", "subject_id": str(trade.customers[BLUM])})
    assert (sent.status_code, sent.said["files"]) == (201, [f"New delivery dates {sent.said['number']}.pdf"])
    again = api.post("/mails", {"kind": "new_dates", "subject_id": str(trade.customers[BLUM])})
    assert (again.said["code"], Mail.objects.count()) == ("not-to-be-mailed", 1)

    there = f"/customers/{trade.customers[SOL]}/new-dates"
    known = api.post(f"{there}/told", {"mark": api.get(there).said["mark"], "reason": "By phone."})
    assert (known.status_code, known.said["lines"], known.said["mark"]) == (200, [], "")
    assert api.get("/moved-dates").said["items"] == []
