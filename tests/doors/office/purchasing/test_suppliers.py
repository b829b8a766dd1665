"""Suppliers in the office: entered, changed, blocked, and what they sell."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from desk import Desk
from shop import Shop, hidden, minted, open_shop, rows_of, url
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing.models import SupplierItem
from unchanged import unchanged

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Fjord Ceramics", "currency": "EUR", "terms_days": "30", "lead_days": "21", "minimum_order": "500",
    "number": "", "line1": "Havn 2", "city": "Bergen", "country": "Norway", "email": "post@fjord.example",
}  # fmt: skip


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_supplier_is_entered_once_and_changed(shop: Shop) -> None:
    desk = Desk("purchasing")
    form = {**NEW, "supplier_id": hidden(desk.get(url("supplier_new")), "supplier_id")}
    for _ in range(2):
        desk.say(url("supplier_new"), **form)
    made = Supplier.objects.get(party__name="Fjord Ceramics")
    assert (made.currency, made.lead_days, made.minimum_order) == ("EUR", 21, D(500))
    page = desk.see(url("supplier", made.pk))
    for words in ("Havn 2", "Norway", "post@fjord.example", "21 days"):
        assert words in page
    address = url("supplier_edit", made.pk)
    form |= {"version": hidden(desk.get(address), "version"), "number": made.number, "lead_days": "14"}
    assert desk.say(address, **form) == "Saved."
    with unchanged("parties"):
        assert (
            "changed by someone else"
            in desk.client.post(address, {**form, "lead_days": "9"}).content.decode()
        )


def test_a_supplier_that_cannot_be_is_refused_at_its_fields(shop: Shop) -> None:
    desk = Desk("purchasing")
    with unchanged("parties"):
        answer = desk.client.post(
            url("supplier_new"), {**NEW, "currency": "XXQ", "email": "nobody", "supplier_id": minted()}
        )
    assert answer.status_code == 422
    for words in ("is not a currency", "is not an e-mail address"):
        assert words in answer.content.decode()


def test_a_supplier_is_blocked_and_unblocked(shop: Shop) -> None:
    desk = Desk("purchasing")
    assert desk.say(url("supplier_block", shop.supplier)).startswith("Blocked")
    with unchanged("parties"):
        assert "blocked" in desk.say(url("supplier_block", shop.supplier))
    assert desk.get(f"{url('supplier_lookup')}?q=assam").json()["items"] == []
    assert desk.say(url("supplier_unblock", shop.supplier)) == "Unblocked."
    (found,) = desk.get(f"{url('supplier_lookup')}?q=assam").json()["items"]
    assert found["label"] == "Assam Imports"


def test_addresses_and_contacts_are_added(shop: Shop) -> None:
    desk = Desk("purchasing")
    typed = {"kind": "billing", "line1": "Dock 4", "city": "Leith", "country": "GB"}
    assert desk.say(url("supplier_address", shop.supplier), address_id=minted(), **typed) == "Address added."
    assert (
        desk.say(url("supplier_contact", shop.supplier), contact_id=minted(), name="Maeve")
        == "Contact added."
    )
    with unchanged("parties"):
        typed["country"] = "Nowhere"
        assert "cannot be kept" in desk.say(
            url("supplier_address", shop.supplier), address_id=minted(), **typed
        )
    page = desk.see(url("supplier", shop.supplier))
    assert "Dock 4" in page
    assert "Maeve" in page


def test_an_offer_stands_or_is_refused_at_its_field(shop: Shop) -> None:
    desk = Desk("purchasing")
    typed = {"item_id": str(shop.items["cup"]), "price": "1,25", "minimum_quantity": "6"}
    assert desk.say(url("supplier_offer", shop.supplier), **typed) == "The offer stands."
    assert SupplierItem.objects.get(item_id=shop.items["cup"]).price == D("1.25")
    assert rows_of(desk.get(url("supplier_items"))) == ["cup", "tea"]
    with unchanged("purchasing"):
        refused = desk.client.post(
            url("supplier_offer", shop.supplier),
            {**typed, "unit": "barrel", "_verb": "offer"},
            headers={"HX-Request": "true"},
        )
    assert refused.status_code == 422
    assert "how many base units" in refused.content.decode()


def test_what_a_supplier_costs_is_not_for_the_warehouse(shop: Shop) -> None:
    shop.buy(("tea", 12))
    page = Desk("warehouse").see(url("supplier", shop.supplier))
    assert "What they sell" not in page
    assert "30.00" not in page
    assert "Edit" not in page
