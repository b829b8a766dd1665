"""Customers through the office."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing import commands as pricing
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/customers/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", price="10", stock=90)
    return trade


def filled(**given: Any) -> dict[str, Any]:
    return {
        "customer_id": minted(), "name": "Café Blum", "currency": "USD", "terms_days": "14", "tax_class": "standard",
        "billing_line1": "Hauptstr. 1", "billing_city": "Köln", "billing_postal_code": "50667",
        "billing_country": "Germany", **given,
    }  # fmt: skip


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("owner")
    trade.add_customer("One", rep_id=desk.user_id)
    one = count_of(desk, LIST)
    trade.add_customer("Two", rep_id=desk.user_id)
    trade.add_customer("Three")
    assert "Three" in desk.see(LIST)
    assert count_of(desk, LIST) == one <= 10


def test_the_page_shows_a_customer_all_round(trade: Trade) -> None:
    desk = Desk("owner")
    pk = trade.add_customer("Café Blum", credit_limit=D(100), rep_id=desk.user_id, email="hallo@blum.example")
    order = trade.order(("TEA", 4))
    shipment = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipment.pk)
    trade.order(("TEA", 2))
    prices = pricing.create_price_list(
        trade.by, price_list_id=new_id(trade.by.now), name="Cafés", currency="USD"
    )
    pricing.assign_price_list(trade.by, price_list_id=prices.id, customer_ids=[pk])
    seen = desk.see(f"{LIST}{pk}/")
    for words in ("hallo@blum.example", "Ingrid Sol", "Owes 40.00", "Open orders 20.00", "Free 40.00", "60%", "Cafés",
                  "Köln", order.number, "INV-", "Overdue"):  # fmt: skip
        assert words in seen, words


def test_what_a_role_may_not_know_is_left_out(trade: Trade) -> None:
    pk = trade.add_customer("Café Blum")
    seen = Desk("warehouse").see(f"{LIST}{pk}/")
    assert "Newest orders" in seen
    for words in ("Owes", "Open invoices", "Price lists", "Edit"):
        assert words not in seen


def test_a_customer_is_entered_once_with_addresses(trade: Trade) -> None:
    desk = Desk("owner")
    desk.see(f"{LIST}new/")
    body = filled(
        credit_limit="1.500,50", discount_percent="2,5", shipping_city="Bonn", shipping_country="DE"
    )
    body["credit_limit"] = "1,500.50"
    said = desk.say(f"{LIST}new/", **body)
    assert said == "Café Blum is a customer now."
    assert desk.say(f"{LIST}new/", **body) == said
    customer = parties_queries.customer(trade.by, UUID(body["customer_id"]))
    terms = parties_queries.customer_terms(customer.pk)
    assert (customer.credit_limit, customer.discount_percent, customer.terms_days) == (
        D("1500.5"),
        D("2.5"),
        14,
    )
    assert (terms.billing_address.splitlines()[-1], terms.country) == ("Germany", "DE")
    assert parties_queries.CUSTOMERS.narrowed(trade.by, {}).count() == 1


def test_bad_fields_are_named_and_what_was_typed_stays(trade: Trade) -> None:
    desk = Desk("owner")
    with unchanged("parties"):
        answer = desk.client.post(
            f"{LIST}new/", filled(billing_country="Nowhere", currency="XXY", credit_limit="much")
        )
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "Give a number." in html
        answer = desk.client.post(f"{LIST}new/", filled(billing_country="Nowhere", currency="XXY"))
        html = answer.content.decode()
    assert "“Nowhere” is not a country" in html
    assert "“XXY” is not a currency" in html
    assert 'value="Hauptstr. 1"' in html


def test_two_who_edit_at_once_do_not_overwrite_each_other(trade: Trade) -> None:
    desk = Desk("owner")
    pk = trade.add_customer("Café Blum")
    page = f"{LIST}{pk}/edit/"
    desk.see(page)
    found = parties_queries.customer(trade.by, pk)
    body = filled(number=found.number, version=str(found.version), name="Café Blume")
    assert desk.say(page, **body) == "Saved."
    with unchanged("parties"):
        answer = desk.client.post(page, {**body, "name": "Mine"})
    assert "changed" in answer.content.decode()
    assert parties_queries.customer(trade.by, pk).party.name == "Café Blume"


def test_credit_is_not_for_sales_and_a_reps_customer_is_their_own(trade: Trade) -> None:
    sales, rep = Desk("sales"), Desk("rep", own_customers=True)
    html = sales.get(f"{LIST}new/").content.decode()
    assert 'name="credit_limit"' not in html
    assert 'name="rep_id"' in html
    body = filled(credit_limit="99999", rep_id=str(sales.user_id))
    rep.say(f"{LIST}new/", **body)
    customer = parties_queries.customer(trade.by, UUID(body["customer_id"]))
    assert (customer.credit_limit, customer.rep_id) == (None, rep.user_id)
    other = trade.add_customer("Other")
    assert "Other" not in rep.see(LIST)
    rep.get(f"{LIST}{other}/", status=404)
    assert rep.get(f"{LIST}find/?q=Other").json()["items"] == []


def test_addresses_contacts_and_block(trade: Trade) -> None:
    desk = Desk("owner")
    pk = trade.add_customer("Café Blum")
    page = f"{LIST}{pk}/"
    said = desk.say(f"{page}addresses/add/", address_id=minted(), kind="billing", city="Bonn", country="DE")
    assert said == "Address added."
    with unchanged("parties"):
        said = desk.say(f"{page}addresses/add/", address_id=minted(), kind="billing", country="Nowhere")
        assert "Some values cannot be kept" in said
    assert (
        desk.say(f"{page}contacts/add/", contact_id=minted(), name="Ms Blum", title="Owner")
        == "Contact added."
    )
    row = next(
        one for one in parties_queries.customer(trade.by, pk).party.addresses.all() if one.city == "Bonn"
    )
    address_page = f"{page}addresses/{row.pk}/"
    assert "Bonn" in desk.get(address_page).content.decode()
    said = desk.say(address_page, city="Aachen", country="DE", version=str(row.version))
    assert said == "Saved. Documents that stand keep the old address."
    seen = desk.see(page)
    for words in ("Aachen", "Ms Blum", "Owner"):
        assert words in seen
    desk.get(f"{page}addresses/{minted()}/", status=404)
    assert desk.say(f"{page}block/", reason="Does not pay") == "Blocked."
    assert "Nothing can be sold to them" in desk.see(page)
    with unchanged("parties"):
        assert desk.say(f"{page}block/").startswith("The customer is blocked")
    assert desk.say(f"{page}unblock/") == "Unblocked."


def test_look_ahead_finds_by_number_and_name(trade: Trade) -> None:
    desk = Desk("sales")
    pk = trade.add_customer("Café Blum")
    number = parties_queries.customer(trade.by, pk).number
    for asked in (number, "blum"):
        (hit,) = desk.get(f"{LIST}find/?q={asked}").json()["items"]
        assert (hit["id"], hit["label"], hit["detail"]) == (str(pk), "Café Blum", "Köln")


def test_everything_is_found_from_anywhere(trade: Trade) -> None:
    desk = Desk("owner")
    trade.add_customer("Café Blum")
    order = trade.order(("TEA", 1))
    hits = desk.get("/office/find/?q=Blum", Accept="application/json").json()["hits"]
    assert {(hit["kind"], hit["label"]) for hit in hits} >= {
        ("Customer", "Café Blum"),
        ("Order", order.number),
    }
