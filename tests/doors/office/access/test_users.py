"""Users, roles and API tokens in the office."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk import Desk, count_of
from shop import Shop, hidden, minted, open_shop, rows_of, url
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import ApiToken, Grant, User
from unchanged import unchanged

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Walt Jensen",
    "email": "walt@sol.example",
    "password": "a long enough one",
    "roles": ["warehouse"],
}


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_the_list_costs_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    one = count_of(desk, url("users"))
    Desk("sales")
    Desk("rep", "billing")
    assert count_of(desk, url("users")) == one


def test_a_user_is_made_once_and_can_sign_in(shop: Shop) -> None:
    desk = Desk("owner")
    form = {**NEW, "warehouse": str(shop.warehouse), "user_id": hidden(desk.get(url("user_new")), "user_id")}
    for _ in range(2):
        desk.say(url("user_new"), **form)
    user = User.objects.get(email="walt@sol.example")
    assert user.check_password("a long enough one")
    assert list(Grant.objects.filter(user=user).values_list("role", "scope_kind", "scope_id")) == [
        ("warehouse", "warehouse", shop.warehouse)
    ]
    assert "Main warehouse" in desk.see(url("user", user.pk))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"email": "nobody"}, "Not an e-mail address"),
        ({"password": "12345678901"}, "entirely numeric"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["king"]}, "Select a valid choice"),
    ],
)
def test_a_user_that_cannot_be_is_refused_at_its_field(change: dict[str, object], says: str) -> None:
    desk = Desk("owner")
    with unchanged("access"):
        answer = desk.client.post(url("user_new"), {**NEW, "user_id": minted(), **change})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "a long enough one" not in answer.content.decode()


def test_roles_are_set_and_the_last_owner_stays(shop: Shop) -> None:
    desk = Desk("owner")
    walt = Desk("warehouse").user_id
    assert (
        desk.say(url("user_roles", walt), roles=["rep", "billing"], own_customers="on")
        == "The roles are set."
    )
    found = Grant.objects.filter(user_id=walt).order_by("role").values_list("role", "scope_kind")
    assert list(found) == [("billing", ""), ("rep", "own_customers")]
    with unchanged("access"):
        answer = desk.client.post(url("user_roles", desk.user_id), {"roles": ["viewer"]})
        assert "last owner" in answer.content.decode()
        assert "last owner" in desk.say(url("user_stop", desk.user_id))


def test_a_user_is_changed_shut_out_and_let_in(shop: Shop) -> None:
    desk, walt = Desk("owner"), Desk("warehouse")
    address = url("user_edit", walt.user_id)
    form = {"name": "Walter", "email": "w@sol.example", "version": hidden(desk.get(address), "version")}
    assert desk.say(address, **form) == "Saved."
    with unchanged("access"):
        assert "changed by someone else" in desk.client.post(address, {**form, "name": "W"}).content.decode()
    desk.say(url("user_stop", walt.user_id))
    assert walt.client.get(url("today")).status_code == 302
    desk.say(url("user_start", walt.user_id))
    assert walt.client.get(url("today")).status_code == 200


def test_a_password_is_set_and_a_weak_one_refused() -> None:
    desk, walt = Desk("owner"), Desk("warehouse")
    with unchanged("access"):
        assert "too short" in desk.say(url("user_password", walt.user_id), password="short")
    assert desk.say(url("user_password", walt.user_id), password="one that is long") == "The password is set."
    assert User.objects.get(pk=walt.user_id).check_password("one that is long")


def secret_of(answer: object) -> str:
    found = re.search(r'value="(tp_[^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_a_token_shows_its_secret_once_and_opens_what_its_roles_allow() -> None:
    desk = Desk("owner", "billing")
    address = url("own_token_new")
    form = {
        "name": "Web shop",
        "days": "30",
        "roles": ["billing"],
        "token_id": hidden(desk.get(address), "token_id"),
    }
    answer = desk.client.post(address, form)
    assert answer["Cache-Control"] == "no-store"
    by = access_queries.by_of_token(secret_of(answer), timezone.now())
    assert by is not None
    assert by.roles == {"billing"}
    again = desk.client.post(address, form)
    assert again.status_code == 422
    assert "made already" in again.content.decode()
    token = ApiToken.objects.get()
    assert token.expires_at - timezone.now() < timedelta(days=32)
    assert secret_of(answer) not in desk.get(url("token", token.pk)).content.decode()
    assert desk.say(url("token_revoke", token.pk)) == "Revoked."
    assert access_queries.by_of_token(secret_of(answer), timezone.now()) is None


def test_others_tokens_are_not_there_for_those_who_manage_nobody() -> None:
    owner, walt = Desk("owner"), Desk("warehouse")
    owner.client.post(url("token_new", owner.user_id), {"name": "Script", "days": "30", "token_id": minted()})
    token = ApiToken.objects.get()
    assert walt.client.get(url("token", token.pk)).status_code == 404
    with unchanged("access"):
        assert walt.client.post(url("token_revoke", token.pk)).status_code == 404
    assert rows_of(owner.get(url("me")))[-1] == "Script"


def test_everybody_has_a_page_of_their_own(client: Client) -> None:
    page = Desk("viewer", name="Victor Sauer").see(url("me"))
    assert "Victor Sauer" in page
    assert "looks at everything" in page
