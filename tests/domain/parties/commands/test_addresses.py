from __future__ import annotations

import pytest

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.parties.models import Address, Contact, Customer, CustomerGroup
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(by: By) -> Customer:
    made: Customer = parties.create_customer(
        by,
        customer_id=new_id(by.now),
        name="Tea House",
        addresses=[
            AddressInput(city="Berlin", country="DE"),
            AddressInput("shipping", city="Bonn", country="DE"),
        ],
    )
    return made


def _defaults(customer: Customer) -> dict[str, list[str]]:
    rows = Address.objects.filter(party_id=customer.party_id, is_default=True)
    return {kind: [row.city for row in rows if row.kind == kind] for kind in ("billing", "shipping")}


def test_a_new_default_takes_the_place_of_the_old_one(by: By, tea: Customer) -> None:
    parties.add_address(
        by, address_id=new_id(by.now), party_id=tea.party_id, address=AddressInput("shipping", city="Ulm")
    )
    assert _defaults(tea) == {"billing": ["Berlin"], "shipping": ["Bonn"]}
    parties.add_address(
        by,
        address_id=new_id(by.now),
        party_id=tea.party_id,
        address=AddressInput("shipping", city="Mainz", is_default=True),
    )
    assert _defaults(tea) == {"billing": ["Berlin"], "shipping": ["Mainz"]}
    ulm = Address.objects.get(city="Ulm")
    parties.change_address(by, address_id=ulm.id, version=1, is_default=True, line1="Am Tor 1")
    assert _defaults(tea) == {"billing": ["Berlin"], "shipping": ["Ulm"]}
    assert feed.about([tea.party_id])[0].data["fields"] == ["is_default", "line1"]


def test_address_refusals_change_nothing(by: By, tea: Customer) -> None:
    berlin = Address.objects.get(city="Berlin")
    with unchanged("parties"):
        with pytest.raises(NotFound):
            parties.add_address(
                by, address_id=new_id(by.now), party_id=new_id(by.now), address=AddressInput()
            )
        with pytest.raises(Invalid):
            parties.add_address(
                by,
                address_id=new_id(by.now),
                party_id=tea.party_id,
                address=AddressInput("home", country="??"),
            )
        with pytest.raises(Invalid):
            parties.change_address(by, address_id=berlin.id, is_default=False)
        with pytest.raises(ChangedMeanwhile):
            parties.change_address(by, address_id=berlin.id, version=9, city="Bern")
        with pytest.raises(NotFound):
            parties.change_address(by, address_id=new_id(by.now), city="Bern")


def test_add_contact_reads_the_phone_by_the_partys_country(by: By, tea: Customer) -> None:
    contact_id = new_id(by.now)
    for _ in range(2):
        parties.add_contact(by, contact_id=contact_id, party_id=tea.party_id, name="Max", phone="030 901820")
    assert [(row.name, row.phone) for row in Contact.objects.all()] == [("Max", "+4930901820")]
    with unchanged("parties"):
        with pytest.raises(Invalid):
            parties.add_contact(by, contact_id=new_id(by.now), party_id=tea.party_id, name="")
        with pytest.raises(NotFound):
            parties.add_contact(by, contact_id=new_id(by.now), party_id=new_id(by.now), name="Max")


def test_create_group(by: By) -> None:
    group_id = new_id(by.now)
    for _ in range(2):
        parties.create_group(by, group_id=group_id, name="Cafés")
    assert [row.name for row in CustomerGroup.objects.all()] == ["Cafés"]
    with unchanged("parties"):
        with pytest.raises(Invalid):
            parties.create_group(by, group_id=new_id(by.now), name="CAFÉS")
        with pytest.raises(Invalid):
            parties.create_group(by, group_id=new_id(by.now), name=" ")
