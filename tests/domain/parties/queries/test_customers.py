from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import AddressInput, ContactInput, CustomerInput
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.queries import CUSTOMERS, SUPPLIERS, CustomerTerms
from tradepost.domain.parties.rules import HOLDS_AT_FIRST

pytestmark = pytest.mark.django_db
NANCY, ANDREW = uuid.UUID(int=101), uuid.UUID(int=102)


@pytest.fixture
def book(by: By) -> dict[str, Customer]:
    """Three customers: two are Nancy's, one is Andrew's."""
    ids = new_ids(by.now, 3)
    made = parties.create_customers(
        by,
        customers=[
            CustomerInput(
                ids[0],
                "Alfreds Futterkiste",
                number="ALFKI",
                rep_id=NANCY,
                addresses=[AddressInput(city="Berlin", country="DE")],
                contacts=[ContactInput("Maria")],
            ),
            CustomerInput(ids[1], "around the Horn", number="AROUT", rep_id=NANCY, credit_limit=Decimal(100)),
            CustomerInput(
                ids[2],
                "Blondel père & fils",
                number="BLONP",
                rep_id=ANDREW,
                email="info@blondel.example",
                addresses=[AddressInput(city="Strasbourg", country="FR")],
            ),
        ],
    )
    return {row.number: row for row in made}


def test_customer_terms_in_one_statement(
    by: By, book: dict[str, Customer], django_assert_num_queries
) -> None:
    group = parties.create_group(by, group_id=new_id(by.now), name="Shops")
    parties.change_customer(
        by, customer_id=book["ALFKI"].id, group_id=group.id, language="de", ship_complete=True
    )
    parties.add_address(
        by,
        address_id=new_id(by.now),
        party_id=book["ALFKI"].party_id,
        address=AddressInput("shipping", name="Lager", line1="Hafen 1", city="Basel", country="CH"),
    )
    with django_assert_num_queries(1):
        terms = parties_queries.customer_terms(book["ALFKI"].id)
    billing, shipping = book["ALFKI"].party.addresses.order_by("kind")
    assert terms == CustomerTerms(
        customer_id=book["ALFKI"].id,
        party_id=book["ALFKI"].party_id,
        number="ALFKI",
        name="Alfreds Futterkiste",
        currency=settings.BASE_CURRENCY,
        terms_days=30,
        credit_limit=None,
        group_id=group.id,
        tax_class="standard",
        discount_percent=Decimal(0),
        rep_id=NANCY,
        ship_complete=True,
        state="active",
        language="de",
        billing_address_id=billing.id,
        shipping_address_id=shipping.id,
        country="CH",
        billing_address="Alfreds Futterkiste\nBerlin\nGermany",
        shipping_address="Lager\nHafen 1\nBasel\nSwitzerland",
        credit_id=book["ALFKI"].id,
        billing_country="DE",
        holds=frozenset(HOLDS_AT_FIRST),
    )


def test_terms_of_a_customer_without_address_carry_the_name(by: By, book: dict[str, Customer]) -> None:
    terms = parties_queries.customer_terms(book["AROUT"].id)
    assert (terms.billing_address, terms.shipping_address, terms.country) == (
        "around the Horn",
        "around the Horn",
        "",
    )
    assert (terms.billing_address_id, terms.credit_limit) == (None, Decimal(100))


def test_one_address_serves_both_kinds(book: dict[str, Customer]) -> None:
    terms = parties_queries.customer_terms(book["BLONP"].id)
    assert terms.billing_address == terms.shipping_address == "Blondel père & fils\nStrasbourg\nFrance"


def test_terms_of_many_in_one_statement(book: dict[str, Customer], django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = parties_queries.terms_of([*(row.id for row in book.values()), uuid.UUID(int=9)])
    assert {terms.number for terms in found.values()} == {"ALFKI", "AROUT", "BLONP"}


def test_customer_terms_refuses_the_unknown() -> None:
    with pytest.raises(NotFound):
        parties_queries.customer_terms(uuid.UUID(int=9))


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ({}, ["ALFKI", "AROUT", "BLONP"]),
        ({"rep": NANCY}, ["ALFKI", "AROUT"]),
        ({"rep": ANDREW}, ["BLONP"]),
        ({"rep": uuid.UUID(int=5)}, []),
    ],
)
def test_a_rep_sees_own_customers_everywhere(
    by: By, book: dict[str, Customer], scope: dict[str, uuid.UUID], seen: list[str]
) -> None:
    actor = replace(by, scope=scope)
    assert [row.number for row in CUSTOMERS.page(actor).rows] == seen
    assert sorted(found.number for found in parties_queries.find_customers(actor, "")) == seen
    for number, row in book.items():
        if number in seen:
            assert parties_queries.customer(actor, row.id).number == number
        else:
            with pytest.raises(NotFound):
                parties_queries.customer(actor, row.id)


def test_a_buyer_sees_one_customer_and_no_supplier(by: By, book: dict[str, Customer]) -> None:
    supplier = parties.create_supplier(by, supplier_id=new_id(by.now), name="Exotic")
    buyer = replace(by, scope={"customer": book["BLONP"].id})
    assert [row.number for row in CUSTOMERS.page(buyer).rows] == ["BLONP"]
    assert SUPPLIERS.page(buyer).rows == []
    with pytest.raises(NotFound):
        parties_queries.supplier(buyer, supplier.id)
    assert parties_queries.supplier(by, supplier.id).id == supplier.id


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("arout", ["AROUT"]),
        ("FUTTER", ["ALFKI"]),
        ("blondel fils", ["BLONP"]),
        ("PÈRE", ["BLONP"]),
        ("strasb", ["BLONP"]),
        ("info@blondel", ["BLONP"]),
        ("a", ["ALFKI", "AROUT", "BLONP"]),
        ("%", []),
        ("nobody", []),
    ],
)
def test_search_finds_by_number_name_city_and_mail(
    by: By, book: dict[str, Customer], text: str, numbers: list[str]
) -> None:
    found = [row.number for row in CUSTOMERS.page(by, search=text).rows]
    if text == "a":
        assert set(found) <= set(numbers)
        assert {"ALFKI", "AROUT"} <= set(found)
    else:
        assert found == numbers


def test_find_customers_puts_the_nearest_first(
    by: By, book: dict[str, Customer], django_assert_num_queries
) -> None:
    parties.create_customer(by, customer_id=new_id(by.now), name="Zum ALFKI", number="Z")
    with django_assert_num_queries(2):
        found = parties_queries.find_customers(by, "alfki", limit=5)
    assert [(row.number, row.city) for row in found] == [("ALFKI", "Berlin"), ("Z", "")]


def test_names_sort_without_regard_to_case(by: By, book: dict[str, Customer]) -> None:
    assert [row.number for row in CUSTOMERS.page(by, sort="name").rows] == ["ALFKI", "AROUT", "BLONP"]
    assert [row.number for row in CUSTOMERS.page(by, sort="-name").rows] == ["BLONP", "AROUT", "ALFKI"]


def test_pages_follow_each_other(by: By, book: dict[str, Customer]) -> None:
    first = CUSTOMERS.page(by, limit=2)
    second = CUSTOMERS.page(by, limit=2, after=first.next_cursor)
    assert [row.number for row in (*first.rows, *second.rows)] == ["ALFKI", "AROUT", "BLONP"]


@pytest.mark.parametrize("limit", [1, 3])
def test_lists_and_pages_cost_the_same_for_one_and_three(
    by: By, book: dict[str, Customer], limit: int, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        assert len([(row.party.name, row.group) for row in CUSTOMERS.page(by, limit=limit).rows]) == limit
    with django_assert_num_queries(4):
        row = parties_queries.customer(by, book["ALFKI"].id)
        assert [a.city for a in row.party.addresses.all()] == ["Berlin"]
        assert [c.name for c in row.party.contacts.all()] == ["Maria"]


@pytest.mark.parametrize("limit", [1, 3])
def test_the_list_of_suppliers_costs_one_statement(by: By, limit: int, django_assert_num_queries) -> None:
    for name in ("Exotic", "Cajun", "Kelly"):
        parties.create_supplier(by, supplier_id=new_id(by.now), name=name, number=name)
    with django_assert_num_queries(1):
        assert len([row.party.name for row in SUPPLIERS.page(by, limit=limit).rows]) == limit
    assert [row.number for row in SUPPLIERS.page(by, search="caj").rows] == ["Cajun"]
    assert [found.name for found in parties_queries.find_suppliers(by, "ex")] == ["Exotic"]
    assert list(parties_queries.supplier_ids(["exotic", "no"])) == ["exotic"]


def test_filters_narrow(by: By, book: dict[str, Customer]) -> None:
    def numbers(**filters: str) -> list[str]:
        page = CUSTOMERS.page(by, filters={name: [value] for name, value in filters.items()})
        return [row.number for row in page.rows]

    parties.block_customer(by, customer_id=book["BLONP"].id)
    assert numbers(state="blocked") == ["BLONP"]
    assert numbers(rep=str(NANCY)) == ["ALFKI", "AROUT"]
    assert numbers(limited="yes") == ["AROUT"]
    assert numbers(made="2026-03-02") == ["ALFKI", "AROUT", "BLONP"]
    assert numbers(made="..2026-03-02") == []


def test_customer_ids_by_number(book: dict[str, Customer], django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = parties_queries.customer_ids(["alfki", "BLONP", "X"])
    assert found == {"alfki": book["ALFKI"].id, "BLONP": book["BLONP"].id}


def test_differences_show_a_customer_nobody_made_by_command(by: By, book: dict[str, Customer]) -> None:
    assert list(parties_queries.differences()) == []
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("delete from base_event where subject_id = %s", [book["AROUT"].id])
        cursor.execute("set local session_replication_role = origin")
    assert [str(difference) for difference in parties_queries.differences()] == [
        "I15 customer AROUT: the event parties.customer_created is 0, should be 1"
    ]
