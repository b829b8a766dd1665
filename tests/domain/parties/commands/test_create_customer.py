from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import AddressInput, ContactInput, CustomerInput, NumberTaken
from tradepost.domain.parties.models import Address, Contact, Customer, Party
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def test_create_customer_writes_party_address_contact_and_event(by: By) -> None:
    customer_id = new_id(by.now)
    made = parties.create_customer(
        by,
        customer_id=customer_id,
        name="Alfreds  Futterkiste",
        tax_number="DE 136 695 976",
        phone="030-901820",
        email=" maria@alfreds.example ",
        currency="eur",
        terms_days=14,
        credit_limit=Decimal(5000),
        addresses=[
            AddressInput(line1="Obere Str. 57", city="Berlin", postal_code="12209", country="Germany")
        ],
        contacts=[ContactInput("Maria Anders", "Sales Representative", phone="030-901821")],
    )
    party = Party.objects.get(id=made.party_id)
    assert (party.name, party.tax_number, party.phone, party.email) == (
        "Alfreds Futterkiste",
        "DE136695976",
        "+4930901820",
        "maria@alfreds.example",
    )
    assert made.number.startswith("C-")
    assert (made.currency, made.terms_days, made.credit_limit, made.state) == (
        "EUR",
        14,
        Decimal(5000),
        "active",
    )
    address = Address.objects.get(party=party)
    assert (address.country, address.is_default, address.kind) == ("DE", True, "billing")
    assert Contact.objects.get(party=party).phone == "+4930901821"
    (event,) = feed.about([customer_id])
    assert (event.name, event.data["number"], event.actor, event.at) == (
        "parties.customer_created",
        made.number,
        "Anna",
        by.now,
    )


def test_create_customer_twice_is_one_customer(by: By) -> None:
    customer_id = new_id(by.now)
    first = parties.create_customer(by, customer_id=customer_id, name="Tea House", number="T1")
    with unchanged("parties"):
        again = parties.create_customer(by, customer_id=customer_id, name="Tea House", number="T1")
        assert again.id == first.id
        with pytest.raises(SentTwiceDifferently):
            parties.create_customer(by, customer_id=customer_id, name="Tea Room", number="T1")


def test_create_customer_refuses_a_number_somebody_has(by: By) -> None:
    parties.create_customer(by, customer_id=new_id(by.now), name="Tea House", number="Tea")
    with unchanged("parties"), pytest.raises(NumberTaken) as refused:
        parties.create_customer(by, customer_id=new_id(by.now), name="Other", number="TEA")
    assert (refused.value.code, refused.value.facts) == ("number-taken", {"numbers": ["TEA"]})


def test_create_customers_names_every_bad_field_of_every_row(by: By) -> None:
    first, second, third = new_ids(by.now, 3)
    with unchanged("parties"), pytest.raises(Invalid) as refused:
        parties.create_customers(
            by,
            customers=[
                CustomerInput(first, "Good", number="G1"),
                CustomerInput(
                    second, "", email="no", addresses=[AddressInput(kind="home", country="Narnia")]
                ),
                CustomerInput(third, "Twin", number="g1", contacts=[ContactInput("")]),
            ],
        )
    assert sorted(refused.value.facts["fields"]) == [
        "customers.1.addresses.0.country",
        "customers.1.addresses.0.kind",
        "customers.1.email",
        "customers.1.name",
        "customers.2.contacts.0.name",
        "customers.2.number",
    ]


def test_create_customer_refuses_an_unknown_group_or_party(by: By) -> None:
    with unchanged("parties"):
        with pytest.raises(NotFound):
            parties.create_customer(by, customer_id=new_id(by.now), name="A", group_id=new_id(by.now))
        with pytest.raises(NotFound):
            parties.create_customer(by, customer_id=new_id(by.now), party_id=new_id(by.now))


def test_a_supplier_who_buys_too_is_one_party(by: By) -> None:
    supplier = parties.create_supplier(
        by,
        supplier_id=new_id(by.now),
        name="Exotic Liquids",
        addresses=[AddressInput(city="London", country="UK")],
    )
    customer = parties.create_customer(
        by,
        customer_id=new_id(by.now),
        party_id=supplier.party_id,
        addresses=[AddressInput(city="Leeds", country="UK")],
    )
    assert customer.party_id == supplier.party_id
    assert Party.objects.count() == 1
    assert "London" in parties_queries.customer_terms(customer.id).billing_address
    with unchanged("parties"), pytest.raises(NumberTaken):
        parties.create_customer(by, customer_id=new_id(by.now), party_id=supplier.party_id)


def test_a_customer_may_come_blocked_from_history(by: By) -> None:
    (made,) = parties.create_customers(by, customers=[CustomerInput(new_id(by.now), "Gone", is_blocked=True)])
    assert Customer.objects.get(id=made.id).state == "blocked"
    assert [event.name for event in feed.about([made.id])] == [
        "parties.customer_blocked",
        "parties.customer_created",
    ]


def _customers(by: By, count: int, prefix: str) -> list[CustomerInput]:
    return [
        CustomerInput(
            customer_id,
            f"{prefix} {n}",
            number=f"{prefix}{n}" if n % 2 else "",
            addresses=[
                AddressInput(city="Berlin", country="DE"),
                AddressInput("shipping", city="Bonn", country="DE"),
            ],
            contacts=[ContactInput(f"Buyer {n}", phone="030 901820")],
        )
        for n, customer_id in enumerate(new_ids(by.now, count))
    ]


def test_create_customers_needs_as_many_statements_for_a_thousand_as_for_two(by: By) -> None:
    counts = []
    for count, prefix in ((2, "A"), (1000, "B")):
        with CaptureQueriesContext(connection) as statements:
            made = parties.create_customers(by, customers=_customers(by, count, prefix))
        assert len(made) == count
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10
    assert (Party.objects.count(), Address.objects.count(), Contact.objects.count()) == (1002, 2004, 1002)
    assert list(parties_queries.differences()) == []
