"""Mails by the API: send a document, once; list what became of them."""

from __future__ import annotations

from typing import Any

import pytest

from doors.api.people import sign_in
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.models import Mail, MailFile
from tradepost.domain.sales.models import Quote
from unchanged import unchanged


@pytest.fixture
def quote(trade: Any, api: Any) -> dict[str, Any]:
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 2}]
    answer = api.post("/quotes", {"customer_id": str(trade.customers["Café Blum"]), "lines": lines})
    assert answer.status_code == 201
    return answer.said


@pytest.mark.django_db
def test_a_quote_is_sent_once_with_the_words_of_the_office(
    trade: Any, api: Any, quote: dict[str, Any]
) -> None:
    body = {
        "id": str(new_id(trade.by.now)), "kind": "quote", "subject_id": quote["id"], "to": "Ann <ann@bar.example>",
        "language": "es",
    }  # fmt: skip
    first = api.post("/mails", body)
    assert (first.status_code, first.said["state"], first.said["number"]) == (201, "queued", quote["number"])
    assert first.said["title"].startswith("Presupuesto ")
    assert first.said["files"] == [f"Presupuesto {quote['number']}.pdf"]
    assert [(one["address"], one["name"]) for one in first.said["recipients"]] == [("ann@bar.example", "Ann")]
    assert Quote.objects.get().state == "sent"
    with unchanged("mails"):
        assert api.post("/mails", body).said["id"] == first.said["id"]
        assert api.post("/mails", {**body, "to": "bo@bar.example"}).said["code"] == "sent-twice-differently"
    listed = api.get("/mails?kind=quote&state=queued").said["items"]
    assert [one["id"] for one in listed] == [first.said["id"]]
    assert api.get(f"/mails/{first.said['id']}").said == first.said
    assert MailFile.objects.count() == 1


@pytest.mark.django_db
def test_what_cannot_be_sent_is_refused_and_nothing_happens(
    trade: Any, api: Any, quote: dict[str, Any], settings: Any
) -> None:
    body = {"kind": "quote", "subject_id": quote["id"], "to": "nobody"}
    with unchanged("mails", "sales"):
        said = api.post("/mails", body).said
        assert (said["code"], list(said["fields"])) == ("invalid", ["to"])
        said = api.post("/mails", {**body, "to": "a@b.example", "title": "a\nBcc: b@c.example"}).said
        assert (said["code"], list(said["fields"])) == ("invalid", ["title"])
        settings.MAIL_MODE = "none"
        assert api.post("/mails", {**body, "to": "a@b.example"}).said["code"] == "no-mail-server"
        settings.MAIL_MODE = "shown"
        assert api.post("/mails", {**body, "kind": "invoice"}).status_code == 404
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_dead_address_is_named_and_written_to_only_anyway(
    trade: Any, api: Any, quote: dict[str, Any]
) -> None:
    body = {"kind": "quote", "subject_id": quote["id"], "to": "a@b.example"}
    made = api.post("/mails", body).said
    mails.record_bounce(
        trade.by,
        mail_id=made["id"],
        bounced={"a@b.example": "550 gone"},
        delivered={},
        for_good=frozenset({"a@b.example"}),
    )
    with unchanged("mails"):
        said = api.post("/mails", body).said
    assert said["fields"] == {"to": "a@b.example: 550 gone"}
    assert api.post("/mails", {**body, "anyway": True}).status_code == 201
    assert api.get("/mails?trouble=yes").said["items"][0]["state"] == "bounced"
    settled = api.post(f"/mails/{made['id']}/settle").said
    assert settled["settled_at"]
    assert api.get("/mails?trouble=yes").said["items"] == []
    with unchanged("mails"):
        assert api.post(f"/mails/{made['id']}/resend").said["code"] == "nothing-failed"


@pytest.mark.django_db
def test_each_role_sends_what_is_its_business(trade: Any, quote: dict[str, Any]) -> None:
    body = {"kind": "quote", "subject_id": quote["id"], "to": "a@b.example"}
    shut_out = [sign_in(GrantInput(role)) for role in ("warehouse", "purchasing", "viewer", "billing")]
    other = sign_in(GrantInput("rep", "own_customers"))
    with unchanged("mails", "sales"):
        assert [one.post("/mails", body).status_code for one in shut_out] == [403] * 4
        assert other.post("/mails", body).status_code == 404
    assert sign_in(GrantInput("sales")).post("/mails", body).status_code == 201
