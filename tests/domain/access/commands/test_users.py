from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import EmailTaken, GrantInput, LastOwner, TooManyScopes
from tradepost.domain.access.models import Grant, User
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PASSWORD = "Ein-Lager-voll-Tee-7"
WAREHOUSE, OTHER = UUID(int=301), UUID(int=302)


def _user(by: By, email: str, *roles: str, password: str = "") -> User:
    made: User = access.create_user(
        by,
        user_id=new_id(by.now),
        email=email,
        name=email.split("@", maxsplit=1)[0].title(),
        password=password,
        grants=[GrantInput(role) for role in roles],
    )
    return made


def test_a_new_user_signs_in_by_email_whatever_its_case(by: By) -> None:
    user = _user(by, "Nancy@Example.org ", "rep", password=PASSWORD)
    assert (user.email, user.name) == ("nancy@example.org", "Nancy")
    assert authenticate(username="nancy@example.org", password=PASSWORD) == user
    assert authenticate(username="NANCY@example.org", password=PASSWORD) == user
    assert authenticate(username="nancy@example.org", password="other") is None
    assert [(event.name, event.data) for event in feed.about([user.id])] == [
        ("access.roles_set", {"user_id": str(user.id), "roles": ["rep"], "before": []}),
        ("access.user_created", {"user_id": str(user.id), "email": "nancy@example.org"}),
    ]


def test_a_user_without_password_cannot_sign_in(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep")
    assert authenticate(username="nancy@example.org", password="") is None
    access.set_password(by, user_id=user.id, password=PASSWORD)
    assert authenticate(username="nancy@example.org", password=PASSWORD) == user


def test_no_password_stands_in_the_feed_or_the_answers(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep", password=PASSWORD)
    access.set_password(by, user_id=user.id, password=PASSWORD + "8")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from base_answer")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from base_event where data::text like %s", [f"%{PASSWORD}%"])
        assert cursor.fetchone() == (0,)


def test_create_user_twice_is_one_user(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep")
    with unchanged("access"):
        again = access.create_user(by, user_id=user.id, email="NANCY@example.org", name="Nancy")
        assert again.id == user.id
        with pytest.raises(SentTwiceDifferently):
            access.create_user(by, user_id=user.id, email="other@example.org", name="Nancy")


def test_create_user_refusals_change_nothing(by: By) -> None:
    _user(by, "nancy@example.org", "rep")
    with unchanged("access"):
        with pytest.raises(EmailTaken):
            _user(by, "Nancy@EXAMPLE.org", "rep")
        for email in ("nancy", "@x", "a b@x", ""):
            with pytest.raises(Invalid):
                _user(by, email, "rep")
        with pytest.raises(Invalid) as refused:
            _user(by, "a@x", "chef")
        assert list(refused.value.facts["fields"]) == ["grants.0.role"]
        with pytest.raises(Invalid) as refused:
            _user(by, "a@x", "rep", password="12345")
        assert list(refused.value.facts["fields"]) == ["password"]


def test_set_roles_replaces_and_tells_before_and_after(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep")
    grants = [GrantInput("rep", "own_customers"), GrantInput("warehouse", "warehouse", WAREHOUSE)]
    access.set_roles(by, user_id=user.id, grants=[*grants, grants[0]])
    assert {(g.role, g.scope_kind, g.scope_id) for g in access_queries.grants_of(user.id)} == {
        ("rep", "own_customers", None),
        ("warehouse", "warehouse", WAREHOUSE),
    }
    assert feed.about([user.id])[0].data == {
        "user_id": str(user.id),
        "roles": ["rep:own_customers", f"warehouse:warehouse:{WAREHOUSE}"],
        "before": ["rep"],
    }
    with unchanged("access"):
        access.set_roles(by, user_id=user.id, grants=grants)


def test_set_roles_refusals_change_nothing(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep")
    with unchanged("access"):
        with pytest.raises(TooManyScopes):
            access.set_roles(
                by,
                user_id=user.id,
                grants=[
                    GrantInput("warehouse", "warehouse", WAREHOUSE),
                    GrantInput("rep", "warehouse", OTHER),
                ],
            )
        for bad in (
            GrantInput("rep", "galaxy"),
            GrantInput("rep", "customer"),
            GrantInput("rep", "own_customers", OTHER),
        ):
            with pytest.raises(Invalid):
                access.set_roles(by, user_id=user.id, grants=[bad])
        with pytest.raises(NotFound):
            access.set_roles(by, user_id=new_id(by.now), grants=[])


def test_the_last_owner_stays(by: By) -> None:
    anna = _user(by, "anna@example.org", "owner")
    with unchanged("access"):
        with pytest.raises(LastOwner):
            access.set_roles(by, user_id=anna.id, grants=[GrantInput("viewer")])
        with pytest.raises(LastOwner):
            access.change_user(by, user_id=anna.id, is_active=False)
    ben = _user(by, "ben@example.org", "owner")
    access.change_user(by, user_id=anna.id, is_active=False)
    assert authenticate(username="anna@example.org", password=PASSWORD) is None
    with pytest.raises(LastOwner):
        access.set_roles(by, user_id=ben.id, grants=[])
    # Who is no owner may go at any time.
    viewer = _user(by, "vera@example.org", "viewer")
    access.change_user(by, user_id=viewer.id, is_active=False)


def test_change_user(by: By) -> None:
    user = _user(by, "nancy@example.org", "rep")
    _user(by, "andrew@example.org", "rep")
    access.change_user(by, user_id=user.id, version=1, email="Nancy.D@example.org", name=" Nancy  D ")
    stored = User.objects.get(id=user.id)
    assert (stored.email, stored.name, stored.version) == ("nancy.d@example.org", "Nancy D", 2)
    assert feed.about([user.id])[0].data["fields"] == ["email", "name"]
    with unchanged("access"):
        access.change_user(by, user_id=user.id, name="Nancy D")
        with pytest.raises(EmailTaken):
            access.change_user(by, user_id=user.id, email="ANDREW@example.org")
        with pytest.raises(Invalid):
            access.change_user(by, user_id=user.id, email="nobody")
        with pytest.raises(ChangedMeanwhile):
            access.change_user(by, user_id=user.id, version=1, name="X")
        with pytest.raises(NotFound):
            access.change_user(by, user_id=new_id(by.now), name="X")
        with pytest.raises(NotFound):
            access.set_password(by, user_id=new_id(by.now), password=PASSWORD)
        with pytest.raises(Invalid):
            access.set_password(by, user_id=user.id, password="12345")


def test_djangos_own_tools_make_an_owner() -> None:
    made = User.objects.create_superuser("Root@Example.org", PASSWORD)
    assert (made.email, made.is_staff, made.get_full_name()) == ("root@example.org", True, "root@example.org")
    assert list(Grant.objects.values_list("user_id", "role")) == [(made.id, "owner")]
    assert User.objects.get_by_natural_key("ROOT@example.org") == made
    assert list(access_queries.differences()) == []
