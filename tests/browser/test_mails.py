"""Mails in the browser: sent by keys alone, words that change with the language, a text seen while it is typed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from trade import Trade
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.models import Mail
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import ContactInput


@pytest.fixture
def invoice_id(transactional_db: None) -> UUID:
    trade = Trade.open(timezone.now() - timedelta(days=2))
    trade.add_items("TEA", price="10", stock=90)
    parties.set_company(
        trade.by, name="Our Company", email="office@company.example", address="Dock 1\nHamburg"
    )
    trade.add_customer(
        "Café Blum",
        email="info@blum.example",
        language="de",
        contacts=[
            ContactInput("Ann Lee", "Buchhaltung", "ann@blum.example"),
            ContactInput("Bo Ray", "Einkauf", "bo@blum.example"),
        ],
    )
    order = trade.order(("TEA", 4), customer_po="PO-7")
    shipment = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    made = billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipment.pk)
    return UUID(str(made.id))


def test_an_invoice_is_mailed_by_keys_alone(visit: Any, invoice_id: UUID) -> None:
    window = visit("desk")
    page = window.open(f"/office/invoices/{invoice_id}/")
    page.keyboard.press("v")
    page.wait_for_url("**/mail/")
    assert page.input_value("#id_to") == "ann@blum.example"
    page.locator("[data-htmx-powered]").first.wait_for(state="attached")
    page.select_option("#id_language", "es")
    expect(page.locator("#id_title")).to_have_value(re.compile("^Factura"))
    page.fill("#id_text", "Hola.")
    page.select_option("#id_language", "en")
    expect(page.locator("#id_title")).to_have_value(re.compile("^Invoice"))
    assert page.input_value("#id_text") == "Hola."
    page.get_by_role("button", name="Add Bo Ray to Cc").click()
    page.get_by_role("button", name="Add Bo Ray to Cc").click()
    assert page.input_value("#id_cc") == "bo@blum.example"
    page.focus("#id_title")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/invoices/{invoice_id}/")
    assert "Sent by e-mail" in page.inner_text(".tp-timeline")
    mail = Mail.objects.get()
    assert (mail.language, mail.text.split("\n")[0]) == ("en", "Hola.")


def test_a_text_is_seen_on_a_document_while_it_is_typed(visit: Any, invoice_id: UUID) -> None:
    window = visit("desk")
    page = window.open("/office/settings/mails/text/?kind=invoice&language=en")
    preview = page.locator("#tp-mail-preview")
    page.fill("#id_text", "Dear {contact}, total {total}")
    expect(preview).to_contain_text("Dear Café Blum, total")
    page.fill("#id_text", "Dear {nobody}")
    expect(preview).to_contain_text("{nobody} is not known")
    page.fill("#id_text", "Hi ")
    page.get_by_role("button", name="{number}", exact=True).click()
    expect(preview).to_contain_text("Hi INV-")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Your own text").wait_for()


def test_the_pages_of_mails_are_clean_by_axe_and_nothing_scrolls_sideways(
    visit: Any, invoice_id: UUID
) -> None:
    window = visit()
    page = window.open(f"/office/invoices/{invoice_id}/mail/")
    page.click("button[type=submit]:has-text('Send')")
    page.wait_for_url(f"**/invoices/{invoice_id}/")
    mail = Mail.objects.get()
    mails.record_bounce(
        system(timezone.now()),
        mail_id=mail.pk,
        bounced={
            "ann@blum.example": "550 5.1.1 <ann@blum.example>: Recipient address rejected: User unknown"
        },
        delivered={},
        for_good=frozenset({"ann@blum.example"}),
    )
    faults = []
    for path in (
        "/office/mails/", f"/office/mails/{mail.pk}/", f"/office/invoices/{invoice_id}/mail/",
        f"/office/invoices/{invoice_id}/mail/?again={mail.pk}", "/office/settings/mails/",
        "/office/settings/mails/text/?kind=invoice&language=de",
    ):  # fmt: skip
        window.open(path)
        faults += window.faults(path)
    assert faults == []
