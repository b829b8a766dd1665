"""Changes of confirmed orders over the API: preview, make, read, the buyer's word; each once, and not by buyers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from doors.api.people import Api, sign_in
from trade import Trade
from tradepost.domain.access.commands import GrantInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, str(response.said)
    return response.said


def test_a_change_is_previewed_made_once_and_read(api_of: Api, trade: Trade) -> None:
    order = trade.order(("tea", 4))
    line = order.lines.get()
    here = f"/orders/{order.pk}/changes"
    asked = {"lines": [{"line_id": str(line.pk), "quantity": "7"}], "terms_days": 14, "reason": "They called"}
    with unchanged("sales", "inventory"):
        effect = ok(api_of.post(f"{here}/preview", asked))
    assert (effect["net_before"], effect["net"]) == ("40.00", "70.00")
    assert [(row["was"]["quantity"], row["now"]["quantity"]) for row in effect["lines"]] == [("4", "7")]
    assert effect["fields"] == [{"field": "terms_days", "was": order.terms_days, "now": 14}]
    wanted = {**asked, "id": str(uuid4()), "seen": effect["fingerprint"], "wants_word": True}
    made = ok(api_of.post(here, wanted), 201)
    assert ok(api_of.post(here, wanted), 201)["id"] == made["id"]
    assert (made["number"], made["net_after"]) == (1, "70.00")
    assert [row["kind"] for row in made["operations"]] == ["order", "change"]
    assert [one["id"] for one in ok(api_of.get(here))] == [made["id"]]
    said = ok(api_of.post(f"{here}/{made['id']}/word", {"given_by": "Frau Blum"}))
    assert said["word_by"] == "Frau Blum"
    assert ok(api_of.get(f"{here}/{made['id']}"))["word_by"] == "Frau Blum"
    with unchanged("sales"):
        asked["lines"][0]["quantity"] = "8"
        stale = ok(api_of.post(here, {**asked, "id": str(uuid4()), "seen": effect["fingerprint"]}), 412)
        assert stale["type"].endswith("changed-meanwhile")
        ok(api_of.get(f"{here}/{uuid4()}"), 404)


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    trade.add_customer()
    return trade


@pytest.fixture
def api_of() -> Api:
    return sign_in(GrantInput("owner"))
