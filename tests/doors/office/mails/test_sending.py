"""Send by e-mail, from the page of each document: who is offered, what is sent, what is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of
from trade import BASE, Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.models import Mail, MailFile
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import ContactInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import PurchaseLineInput
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Quote
from tradepost.domain.service import commands as service
from tradepost.render.letters import ABOUT
from unchanged import unchanged

pytestmark = pytest.mark.django_db
OWN, ANN, BO = "info@blum.example", "ann@blum.example", "bo@blum.example"
ASHA = "asha@estate.example"


@dataclass
class House:
    trade: Trade
    urls: dict[str, str]
    ids: dict[str, UUID]


@pytest.fixture
def house() -> House:
    trade = Trade.open(timezone.now() - timedelta(days=2))
    trade.add_items("TEA", price="10", stock=90)
    parties.set_company(trade.by, name="Our Company", email="office@company.example", address="Dock 1")
    trade.add_customer(
        "Café Blum",
        email=OWN,
        language="de",
        contacts=[ContactInput("Ann Lee", "Buchhaltung", ANN), ContactInput("Bo Ray", "Einkauf", BO)],
    )
    quote = sales.make_quote(
        trade.by,
        quote_id=new_id(trade.by.now),
        customer_id=trade.customers["Café Blum"],
        lines=[LineInput(trade.items["TEA"], D(4))],
        valid_until=trade.by.now.date() + timedelta(days=30),
    )
    order = trade.order(("TEA", 4), customer_po="PO-7")
    shipment = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    invoice = billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipment.pk)
    [line] = returns_queries.returnable(order.pk)
    back = returns.request_return(
        trade.by,
        return_id=new_id(trade.by.now),
        order_id=order.pk,
        reason="Broken",
        lines=[ReturnLineInput(line.shipment_line_id, 1)],
    )
    dispute = service.open_dispute(
        trade.by,
        dispute_id=new_id(trade.by.now),
        kind="order",
        document_id=order.id,
        reason="late",
        said="Late.",
    )
    ids = {
        "quote": quote.id, "order": order.id, "shipment": shipment.id, "invoice": invoice.id,
        "return": back.id, "dispute": dispute.id, "statement": trade.customers["Café Blum"],
        "purchase_order": _purchase(trade),
    }  # fmt: skip
    places = {
        "quote": "quotes", "order": "orders", "shipment": "shipments", "invoice": "invoices",
        "return": "returns", "dispute": "disputes", "purchase_order": "purchase-orders",
    }  # fmt: skip
    urls = {kind: f"/office/{place}/{ids[kind]}/mail/" for kind, place in places.items()}
    return House(trade, {**urls, "statement": f"/office/customers/{ids['statement']}/statement/mail/"}, ids)


def _purchase(trade: Trade) -> UUID:
    supplier_id = new_id(trade.by.now)
    parties.create_supplier(
        trade.by,
        supplier_id=supplier_id,
        name="Tea Estate",
        currency=BASE,
        email="desk@estate.example",
        contacts=[ContactInput("Asha", "Export sales", ASHA)],
    )
    made = purchasing.order_from_supplier(
        trade.by,
        purchase_order_id=new_id(trade.by.now),
        supplier_id=supplier_id,
        warehouse_id=trade.warehouse_id,
        lines=[PurchaseLineInput(trade.items["TEA"], D(12), unit_price=D(4))],
        send=False,
    )
    return made.id


def form_of(desk: Desk, url: str, status: int = 200) -> dict[str, str]:
    """What the form says as it is opened."""
    html = desk.get(url, status).content.decode()
    found = dict(re.findall(r'<input[^>]*name="(mail_id|worded_in)"[^>]*value="([^"]*)"', html))
    for name in ("to", "cc", "title"):
        if match := re.search(rf'<input[^>]*name="{name}"[^>]*>', html):
            value = re.search(r'value="([^"]*)"', match[0])
            found[name] = (
                value[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">") if value else ""
            )
    text = re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', html, flags=re.DOTALL)
    language = re.search(r'<option value="(\w+)" selected>', html)
    assert text and language
    return {**found, "text": text[1], "language": language[1]}


@pytest.mark.parametrize(
    ("kind", "to", "title", "file_name"),
    [
        ("quote", BO, "Angebot {number} von Our Company", "Angebot {number}.pdf"),
        ("order", BO, "Auftragsbestätigung {number} von Our Company", "Auftragsbestätigung {number}.pdf"),
        ("shipment", OWN, "Lieferschein {number} von Our Company", "Lieferschein {number}.pdf"),
        ("invoice", ANN, "Rechnung {number} von Our Company", "Rechnung {number}.pdf"),
        ("statement", ANN, "Kontoauszug {number} von Our Company", "Kontoauszug {number}.pdf"),
        ("return", OWN, "Rücksendung {number} an Our Company", "Rücksendeschein {number}.pdf"),
        ("dispute", BO, "Ihre Reklamation {number}", "Reklamation {number}.pdf"),
        ("purchase_order", ASHA, "Purchase order {number} from Our Company", "Purchase order {number}.pdf"),
    ],
)  # fmt: skip
def test_each_document_goes_to_whose_business_it_is_in_their_language(
    house: House, kind: str, to: str, title: str, file_name: str
) -> None:
    desk = Desk("owner")
    if kind == "purchase_order":
        purchasing.approve(house.trade.by, purchase_order_id=house.ids[kind])
    assert desk.see(house.urls[kind])
    form = form_of(desk, house.urls[kind])
    number = ABOUT[kind](house.trade.by, house.ids[kind], None).number
    assert (form["to"], form["title"]) == (to, title.format(number=number))
    assert "{" not in form["text"]
    said = desk.say(house.urls[kind], **form)
    assert said == f"Shown under Mails, as it would go to {to}."
    mail = Mail.objects.get()
    assert (mail.kind, mail.subject_id, mail.language, mail.reply_to) == (
        kind, house.ids[kind], form["language"], "office@company.example",
    )  # fmt: skip
    paper = MailFile.objects.get()
    assert (paper.name, bytes(paper.content)[:5]) == (
        file_name.format(number=number.replace("/", "-")),
        b"%PDF-",
    )
    assert mail.text.endswith("-- \nOur Company\nDock 1\noffice@company.example\n")
    assert "Sent by e-mail" in desk.see(desk.where)


def test_the_same_form_sent_twice_is_one_mail(house: House) -> None:
    desk = Desk("sales")
    form = form_of(desk, house.urls["invoice"])
    desk.say(house.urls["invoice"], **form)
    with unchanged("mails"):
        desk.say(house.urls["invoice"], **form)
        said = desk.say(house.urls["invoice"], status=422, **{**form, "to": BO})
    assert (Mail.objects.count(), said) == (1, "")


def test_a_draft_quote_is_sent_by_its_mail_and_both_or_neither(house: House) -> None:
    desk = Desk("sales")
    form = form_of(desk, house.urls["quote"])
    with unchanged("mails", "sales"):
        desk.say(house.urls["quote"], status=422, **{**form, "title": "a" * 300})
    assert Quote.objects.get().state == "draft"
    desk.say(house.urls["quote"], **form)
    assert (Quote.objects.get().state, Mail.objects.get().number) == ("sent", str(Quote.objects.get()))
    desk.say(house.urls["quote"], **form_of(desk, house.urls["quote"]))  # once more, as a reminder
    assert Mail.objects.count() == 2


def test_who_may_not_send_a_quote_cannot_by_mailing_it(house: House) -> None:
    desk = Desk("billing")
    desk.get(house.urls["quote"], 403)
    desk.get(house.urls["invoice"])


def test_an_order_is_approved_before_it_goes_to_the_supplier_and_sent_by_its_mail(house: House) -> None:
    desk, order_id = Desk("purchasing"), house.ids["purchase_order"]
    with unchanged("mails", "purchasing"):
        assert "Approve it first" in desk.say(house.urls["purchase_order"])
    purchasing.approve(house.trade.by, purchase_order_id=order_id)
    desk.say(house.urls["purchase_order"], **form_of(desk, house.urls["purchase_order"]))
    assert (PurchaseOrder.objects.get().state, Mail.objects.count()) == ("sent", 1)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("to", "", "This field is required."),
        ("to", "ann", "is not an e-mail address"),
        ("to", "ann@blum.example\r\nBcc: all@blum.example", "is not an e-mail address"),
        ("cc", "x@", "is not an e-mail address"),
        ("title", "", "This field is required."),
        ("text", "", "This field is required."),
        ("language", "xx", "Select a valid choice"),
        ("mail_id", "no id", "Load the page again"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field_and_nothing_is_lost(
    house: House, field: str, typed: str, sentence: str
) -> None:
    desk = Desk("sales")
    form = {**form_of(desk, house.urls["invoice"]), "text": "My own words <script>"}
    with unchanged("mails"):
        answer = desk.client.post(house.urls["invoice"], {**form, field: typed})
    html = answer.content.decode()
    assert (answer.status_code, sentence in html) == (422, True)
    assert field == "text" or "My own words &lt;script&gt;" in html


def test_a_document_that_is_not_ready_says_what_to_do_first(house: House) -> None:
    desk, trade = Desk("sales"), house.trade
    draft = trade.order(("TEA", 1), confirm=False)
    assert "Confirm the order first." in desk.say(f"/office/orders/{draft.pk}/mail/")
    assert "Send by e-mail" not in desk.get(f"/office/orders/{draft.pk}/").content.decode()
    assert "Send by e-mail" in desk.get(f"/office/orders/{house.ids['order']}/").content.decode()


def test_a_dead_address_warns_and_goes_only_all_the_same(house: House) -> None:
    desk = Desk("sales")
    form = form_of(desk, house.urls["invoice"])
    desk.say(house.urls["invoice"], **form)
    mail = Mail.objects.get()
    mails.record_bounce(
        house.trade.by,
        mail_id=mail.pk,
        bounced={ANN: "550 no such user"},
        delivered={},
        for_good=frozenset({ANN}),
    )
    page = f"/office/invoices/{house.ids['invoice']}/"
    assert f"Mail came back {ANN}: 550 no such user" in desk.see(page)
    assert form_of(desk, house.urls["invoice"])["to"] == OWN  # the next best
    assert "550 no such user" not in desk.see(house.urls["invoice"])
    again = {**form_of(desk, house.urls["invoice"]), "to": f"Ann <{ANN.upper()}>"}
    with unchanged("mails"):
        answer = desk.client.post(house.urls["invoice"], again)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "550 no such user" in html
    assert 'name="anyway"' in html
    desk.say(house.urls["invoice"], **again, anyway="on")
    assert Mail.objects.count() == 2
    assert "A mail came back" in desk.see(f"/office/customers/{house.ids['statement']}/")
    second = Mail.objects.exclude(pk=mail.pk).get()
    mails.record_bounce(house.trade.by, mail_id=second.pk, bounced={}, delivered={ANN: "250 ok"})
    assert "Mail delivered ANN@blum.example" in desk.see(page)


def test_the_next_one_goes_to_whom_the_last_one_went(house: House) -> None:
    desk = Desk("sales")
    form = form_of(desk, house.urls["invoice"])
    desk.say(house.urls["invoice"], **{**form, "to": f'"Lee, Ann" <{ANN}>', "cc": "boss@blum.example"})
    found = form_of(desk, house.urls["invoice"])
    assert (found["to"], found["cc"]) == (f'"Lee, Ann" <{ANN}>', "boss@blum.example")
    assert form_of(desk, house.urls["order"])["to"] == BO  # each kind has its own


def test_another_language_brings_its_words_and_keeps_ones_own(house: House) -> None:
    desk = Desk("sales")
    url = house.urls["invoice"]
    form = form_of(desk, url)
    html = desk.client.post(url, {**form, "language": "es", "_words": "1"}).content.decode()
    assert "Factura" in html
    assert "Hola, Ann Lee:" in html
    assert "language=es" in html
    mine = desk.client.post(url, {**form, "text": "Mine", "language": "es", "_words": "1"}).content.decode()
    assert ">\nMine</textarea>" in mine
    assert "Factura" in mine
    assert "is kept as it is" in mine
    assert not Mail.objects.exists()


def test_the_paper_can_be_looked_at_in_the_language_it_goes_in(house: House) -> None:
    desk = Desk("sales")
    for language, name in (("de", "Rechnung"), ("es", "Factura"), ("xx", "Rechnung")):
        answer = desk.get(f"{house.urls['invoice']}paper.pdf?language={language}")
        assert answer.content.startswith(b"%PDF-")
        assert name in answer["Content-Disposition"]


def test_a_statement_goes_for_the_days_that_were_looked_at(house: House) -> None:
    desk = Desk("billing")
    form = form_of(desk, f"{house.urls['statement']}?since=2025-01-01&until=2025-01-31")
    assert "01.01.2025" in form["text"]
    assert "31.01.2025" in form["text"]
    assert form_of(desk, f"{house.urls['statement']}?since=9999-12-31&until=9999-12-31")["text"]


def test_without_a_mail_server_the_form_says_so_and_offers_the_paper(house: House, settings: Any) -> None:
    settings.MAIL_MODE = "none"
    desk = Desk("sales")
    form = form_of(desk, house.urls["quote"])
    seen = desk.see(house.urls["quote"])
    assert "No mail server is set up." in seen
    assert "Download the paper" in seen
    with unchanged("mails", "sales"):
        assert desk.client.post(house.urls["quote"], form).status_code == 422


def test_answers_go_to_the_company_or_to_whoever_writes(house: House) -> None:
    desk = Desk("sales")
    own = f"{desk.user_id}@tradepost.example"
    desk.say(house.urls["invoice"], **form_of(desk, house.urls["invoice"]), reply_to=own)
    assert Mail.objects.get().reply_to == own
    with unchanged("mails"):
        form = {**form_of(desk, house.urls["invoice"]), "reply_to": "thief@evil.example"}
        assert desk.client.post(house.urls["invoice"], form).status_code == 422


def test_the_form_costs_the_same_for_one_contact_and_for_three(house: House) -> None:
    desk = Desk("sales")
    one = count_of(desk, house.urls["invoice"])
    for number in range(2):
        terms = mails_queries.last_recipients(house.ids["invoice"], "invoice")
        assert terms == []
        parties.add_contact(
            house.trade.by,
            contact_id=new_id(house.trade.by.now),
            party_id=ABOUT["invoice"](house.trade.by, house.ids["invoice"], None).party_id,
            name=f"P{number}",
            email=f"p{number}@blum.example",
        )
    assert count_of(desk, house.urls["invoice"]) == one <= 20


def test_a_rep_mails_the_documents_of_own_customers_only(house: House) -> None:
    desk = Desk("rep", own_customers=True)
    for kind in ("quote", "order", "shipment", "invoice", "statement", "return", "dispute"):
        desk.get(house.urls[kind], 404)
