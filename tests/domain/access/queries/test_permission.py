from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tradepost.base.by import By, system
from tradepost.base.errors import NotFound, NotPermitted
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from tradepost.domain.access.queries import USERS
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import CustomerInput
from tradepost.domain.parties.models import Customer

NANCY, ANDREW = UUID(int=101), UUID(int=102)


def test_require_says_who_could(by: By) -> None:
    access_queries.require(system(by.now), "access.set_roles")
    rep = replace(by, roles=frozenset({"rep"}))
    access_queries.require(rep, "sales.place_order")
    with pytest.raises(NotPermitted) as refused:
        access_queries.require(rep, "sales.release_hold")
    assert (
        refused.value.message
        == "Your role does not include “release hold” in sales. These roles do: owner, billing."
    )
    assert (refused.value.code, refused.value.status) == ("not-permitted", 403)
    assert not access_queries.may(rep, "access.read")


@pytest.fixture
def book(by: By, db: None) -> dict[str, Customer]:
    ids = new_ids(by.now, 3)
    made = parties.create_customers(
        by,
        customers=[
            CustomerInput(ids[0], "A", number="A", rep_id=NANCY),
            CustomerInput(ids[1], "B", number="B", rep_id=ANDREW),
            CustomerInput(ids[2], "C", number="C"),
        ],
    )
    return {row.number: row for row in made}


def _seen(by: By, **paths: str) -> list[str]:
    rows = access_queries.scoped(Customer.objects.all(), by, **paths)
    return sorted(rows.values_list("number", flat=True))


def test_scoped_by_rep_customer_and_warehouse(by: By, book: dict[str, Customer]) -> None:
    nancy = replace(by, scope={"rep": NANCY})
    buyer = replace(by, scope={"customer": book["C"].id})
    picker = replace(by, scope={"warehouse": NANCY})
    both = replace(by, scope={"rep": NANCY, "customer": book["B"].id})
    assert _seen(by) == ["A", "B", "C"]
    assert _seen(nancy, rep="rep_id", customer="id") == ["A"]
    assert _seen(nancy, customer="id") == ["A"]  # no path to a rep: through the customer
    assert _seen(nancy) == []  # nobody's rows are not a rep's
    assert _seen(buyer, rep="rep_id", customer="id") == ["C"]
    assert _seen(buyer, rep="rep_id") == []
    assert _seen(both, rep="rep_id", customer="id") == []
    assert _seen(picker) == ["A", "B", "C"]  # rows without a warehouse
    assert _seen(picker, warehouse="rep_id") == ["A"]


@pytest.fixture
def users(by: By, db: None) -> list[User]:
    return [
        access.create_user(
            by,
            user_id=new_id(by.now),
            email=f"{name}@example.org",
            name=name.title(),
            grants=[GrantInput(role)],
        )
        for name, role in (("nancy", "rep"), ("anna", "owner"), ("walt", "warehouse"))
    ]


@pytest.mark.parametrize("limit", [1, 3])
def test_the_list_of_users_costs_two_statements(
    by: By, users: list[User], limit: int, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2):
        rows = [
            (row.name, [grant.role for grant in row.grants.all()]) for row in USERS.page(by, limit=limit).rows
        ]
    assert rows == [("Anna", ["owner"]), ("Nancy", ["rep"]), ("Walt", ["warehouse"])][:limit]


def test_users_by_role_search_and_name(by: By, users: list[User]) -> None:
    nancy = users[0]
    assert [row.name for row in USERS.page(by, filters={"role": ["rep", "owner"]}).rows] == ["Anna", "Nancy"]
    assert [row.name for row in USERS.page(by, search="walt example").rows] == ["Walt"]
    assert [row.name for row in access_queries.reps()] == ["Nancy"]
    assert access_queries.names_of([nancy.id]) == {nancy.id: "Nancy"}
    assert access_queries.user(by, nancy.id).name == "Nancy"
    with pytest.raises(NotFound):
        access_queries.user(by, new_id(by.now))


def test_who_is_limited_sees_only_oneself(by: By, users: list[User]) -> None:
    nancy, anna, _ = users
    actor = replace(by, actor_id=nancy.id, scope={"rep": nancy.id})
    assert [row.name for row in USERS.page(actor).rows] == ["Nancy"]
    with pytest.raises(NotFound):
        access_queries.user(actor, anna.id)


def test_tokens_of_a_user(by: By, users: list[User]) -> None:
    assert access_queries.tokens_of(users[0].id) == []
