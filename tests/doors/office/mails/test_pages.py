"""The list of mails, one of them, the texts: what is shown, to whom, and what can be done."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from desk import Desk, count_of
from letters import sent, states
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.config.mail import OURS
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.models import Mail, Template
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST, TEXTS = "/office/mails/", "/office/settings/mails/text/?kind=quote&language=en"
ANN, BO = "ann@bar.example", "bo@bar.example"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open(timezone.now() - timedelta(days=2))
    trade.add_customer("Café Blum")
    return trade


def failed(trade: Trade, **given: Any) -> Mail:
    mail = sent(trade, to=f"{ANN}, {BO}", **given)
    return mails.record_handover(trade.by, mail_id=mail.id, taken={BO: "250 ok"}, refused={ANN: "550 no"})


def test_the_list_says_what_became_of_each_and_what_needs_somebody(trade: Trade) -> None:
    desk = Desk("sales")
    assert "No mail was sent yet" in desk.see(LIST)
    failed(trade, title="Invoice seven")
    sent(trade, title="Invoice eight")
    seen = desk.see(LIST)
    for words in (
        "Nothing leaves.",
        "Invoice seven",
        "Failed",
        "550 no",
        "Invoice eight",
        "Waiting",
        ANN,
    ):
        assert words in seen
    seen = desk.see(f"{LIST}?trouble=yes")
    assert ("Invoice seven" in seen, "Invoice eight" in seen) == (True, False)
    assert mails_queries.trouble(trade.by) == 1
    assert "Invoice eight" not in desk.see(f"{LIST}?q=seven")
    assert desk.get(f"{LIST}?export=csv").status_code == 200


def test_the_list_and_a_mail_cost_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("sales")
    mail = sent(trade, to=ANN)
    page = f"{LIST}{mail.pk}/"
    one = count_of(desk, LIST), count_of(desk, page)
    for _ in range(2):
        sent(trade, to=f"{ANN}, {BO}, c@bar.example")
    many = f"{LIST}{Mail.objects.latest('made_at').pk}/"
    assert (count_of(desk, LIST), count_of(desk, many)) == one
    assert max(one) <= 14


def test_a_mail_is_shown_as_it_looks_with_its_headers_and_its_paper(trade: Trade) -> None:
    mail = sent(trade, title=f"Hello {EVIL}", text=f"Dear {EVIL}\n\n& more\n\n-- \nOur Company\n", cc=BO)
    desk = Desk("sales")
    html = desk.get(f"{LIST}{mail.pk}/").content.decode()
    assert EVIL not in html
    seen = desk.see(f"{LIST}{mail.pk}/")
    for words in (
        "From Our Company &lt;sales@company.example&gt;",
        "Cc bo@bar.example",
        "Message-ID",
        "As plain text",
    ):
        assert words in seen, words
    assert desk.get(f"{LIST}{mail.pk}/paper.pdf").content == b"%PDF-1.7 a paper"
    answer = desk.get(f"{LIST}{mail.pk}/mail.eml")
    assert "attachment" in answer["Content-Disposition"]
    message: Any = message_from_bytes(answer.content, policy=policy.default)
    assert (message["Subject"], message["To"], message["Cc"]) == (f"Hello {EVIL}", ANN, BO)
    assert EVIL not in message.get_body(("html",)).get_content()


def test_what_failed_is_tried_again_or_written_again_or_looked_after(trade: Trade) -> None:
    desk, mail = Desk("sales"), failed(trade)
    page = f"{LIST}{mail.pk}/"
    for words in ("Try again", "Send once more", "Looked after", "It could not be sent. 550 no"):
        assert words in desk.see(page), words
    assert desk.say(f"{page}resend/") == "It is tried again."
    assert states(mail) == {"": "queued", ANN: "queued", BO: "sent"}
    with unchanged("mails"):
        assert "has not failed anywhere" in desk.say(f"{page}resend/")
    mails.record_handover(trade.by, mail_id=mail.id, taken={}, refused={ANN: "550 no"})
    assert desk.say(f"{page}settle/") == "It needs nobody any more."
    assert mails_queries.trouble(trade.by) == 0
    with unchanged("mails"):
        desk.say(f"{page}settle/")


def test_a_dead_address_can_be_said_to_work_again(trade: Trade) -> None:
    desk, mail = Desk("sales"), sent(trade)
    mails.record_bounce(
        trade.by, mail_id=mail.id, bounced={ANN: "550 gone"}, delivered={}, for_good=frozenset({ANN})
    )
    page = f"{LIST}{mail.pk}/"
    assert "Whoever writes to ann@bar.example is warned." in desk.see(page)
    with unchanged("mails"):
        desk.client.post(f"{page}address/", {"address": "other@bar.example"})
    assert desk.say(f"{page}address/", address=ANN) == "Nobody is warned about it any more."
    assert mails_queries.bounced_addresses([ANN]) == {}


def test_links_to_set_a_password_are_shown_to_the_owner_alone(trade: Trade, settings: Any) -> None:
    settings.EMAIL_BACKEND = OURS
    message = EmailMultiAlternatives("Your password", "https://x/secret-link", "a@b.example", [ANN])
    message.attach_alternative("<p>secret-link</p>", "text/html")
    assert message.send() == 1
    [mail] = Mail.objects.all()
    assert (mail.kind, states(mail)) == ("system", {"": "shown", ANN: "shown"})
    owner = Desk("owner")
    assert "Your password" in owner.see(LIST)
    assert "secret-link" in owner.see(f"{LIST}{mail.pk}/")
    for role in ("sales", "rep", "warehouse", "purchasing", "billing", "viewer"):
        desk = Desk(role)
        assert "Your password" not in desk.see(LIST)
        desk.get(f"{LIST}{mail.pk}/", 404)
        desk.get(f"{LIST}{mail.pk}/mail.eml", 404)


# ---- texts


def quote_for(trade: Trade) -> UUID:
    trade.add_items("TEA", price="10")
    made = sales.make_quote(
        trade.by,
        quote_id=new_id(trade.by.now),
        customer_id=next(iter(trade.customers.values())),
        lines=[LineInput(trade.items["TEA"], D(4))],
        valid_until=trade.by.now.date() + timedelta(days=30),
    )
    return made.id


def test_every_text_is_listed_and_a_new_company_can_write_its_own(trade: Trade) -> None:
    desk = Desk("owner")
    seen = desk.see("/office/settings/mails/")
    assert (seen.count("As shipped"), seen.count("Your own")) == (30, 0)
    assert "No such document stands yet" in desk.see(TEXTS)
    desk.say(TEXTS, title="Offer {number}", text="Dear {contact}", version="0")
    assert desk.see("/office/settings/mails/").count("Your own") == 1
    assert "Text changed" in desk.see(TEXTS)
    with unchanged("mails"):
        answer = desk.client.post(TEXTS, {"title": "Mine", "text": "Also mine", "version": "0"})
    assert answer.status_code == 422
    assert "Somebody changed this text meanwhile" in answer.content.decode()
    assert "Also mine" in answer.content.decode()
    said = desk.say("/office/settings/mails/reset/", kind="quote", language="en")
    assert (said, Template.objects.count()) == ("The shipped text counts again.", 0)


def test_an_unknown_name_is_refused_by_name_and_the_text_is_kept(trade: Trade) -> None:
    desk = Desk("owner")
    with unchanged("mails"):
        answer = desk.client.post(TEXTS, {"title": "T", "text": "Due {due_on}", "version": "0"})
    html = answer.content.decode()
    assert (answer.status_code, "{due_on} is not known here. These are:" in html) == (422, True)
    assert "Due {due_on}</textarea>" in html


def test_a_text_is_seen_on_a_real_document_while_it_is_typed(trade: Trade) -> None:
    quote_for(trade)
    parties.set_company(trade.by, name="Our Company", address="Dock 1\nHamburg")
    desk = Desk("owner")
    assert "Café Blum" in desk.see(TEXTS)
    asked = {
        "kind": "quote",
        "language": "de",
        "title": "A {number}",
        "text": f"Für {{contact}}: {{total}} {EVIL}",
    }
    with unchanged("mails"):
        html = desk.client.post("/office/settings/mails/preview/", asked).content.decode()
    assert "Für Café Blum: " in html
    assert '<p class="tp-mail-foot">Our Company<br>Dock 1, Hamburg</p>' in html
    assert "40,00" in html
    assert EVIL not in html
    assert "Angebot Q-" in html
    wrong = desk.client.post("/office/settings/mails/preview/", {**asked, "text": "{evil}"}).content.decode()
    assert "{evil} is not known here" in wrong
    none = desk.client.post("/office/settings/mails/preview/", {**asked, "sample": "nobody"}).content.decode()
    assert "No document that could be mailed is called so." in none


def test_only_the_owner_writes_texts(trade: Trade) -> None:
    desk = Desk("sales", "billing", "purchasing")
    desk.get(TEXTS, 403)
    with unchanged("mails"):
        assert desk.client.post(TEXTS, {"title": "T", "text": "x"}).status_code == 403
