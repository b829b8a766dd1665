"""Who gets in: guessing is slowed, nothing tells whether an address is known, and what is taken away ends at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from security.company import PASSWORD, Company
from security.visitors import Visitor
from tradepost.base.by import system
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.models import ApiToken


def _login(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def _told(answer: Any, email: str) -> str:
    text = answer.content.decode().replace(email, "ADDRESS")
    return f"{answer.status_code} " + re.sub(r'(data-csrf="|csrfmiddlewaretoken" value=")[^"]+', "", text)


def test_guessing_a_password_is_slowed_even_for_who_then_knows_it(company: Company) -> None:
    client = Client()
    answers = [_login(client, "billing@company.example", f"Guess-{n}-of-many") for n in range(12)]
    assert "tradepost_session" not in client.cookies or "_auth_user_id" not in client.session
    assert "oo many" in answers[-1].content.decode()
    right = _login(client, "billing@company.example")
    assert right.status_code != 302, "the right password is refused too until the wait is over"


def test_nothing_tells_whether_an_address_is_known(company: Company) -> None:
    known, unknown = "viewer@company.example", "stranger@company.example"
    assert _told(_login(Client(), known, "Wrong-word-77"), known) == _told(
        _login(Client(), unknown, "Wrong-word-77"), unknown
    )
    reset = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in (known, unknown)
    ]
    assert _told(reset[0], known) == _told(reset[1], unknown)


def test_nobody_signs_up(company: Company) -> None:
    client = Client()
    client.post(
        "/accounts/signup/",
        {"email": "new@company.example", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "weak", ["short-7", "password123", "1234567890", "company.example1", "viewer@company.example"]
)
def test_a_weak_password_is_refused(company: Company, weak: str) -> None:
    with pytest.raises(Invalid):
        access.set_password(system(timezone.now()), user_id=company.users["viewer"], password=weak)


def test_long_passwords_and_every_character_are_taken(company: Company) -> None:
    for good in (
        "a quiet river runs past the mill " * 4,
        "пароль-из-слов-и-точек",
        "🫖🫖🫖 tea at four 🫖🫖",
    ):
        access.set_password(system(timezone.now()), user_id=company.users["viewer"], password=good)
        assert _login(Client(), "viewer@company.example", good).status_code == 302


def test_signing_in_makes_a_new_session(company: Company) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["tradepost_session"] = planted = session.session_key
    _login(client, "viewer@company.example")
    assert client.cookies["tradepost_session"].value != planted
    assert client.get("/office/").status_code == 200


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(company: Company) -> None:
    client, thief = Client(), Client()
    _login(client, "viewer@company.example")
    thief.cookies["tradepost_session"] = client.cookies["tradepost_session"].value
    assert thief.get("/office/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200, "asking does not sign out, sending does"
    assert thief.get("/office/").status_code == 200
    client.post("/accounts/logout/")
    assert thief.get("/office/").status_code == 302


def test_a_blocked_user_is_out_at_once_with_sessions_and_tokens(company: Company) -> None:
    viewer = Visitor(company, "viewer")
    assert [viewer.tell("GET", path).status for path in ("/office/", "/api/v1/me")] == [200, 200]
    access.change_user(system(timezone.now()), user_id=company.users["viewer"], is_active=False)
    assert [viewer.tell("GET", path).status for path in ("/office/", "/api/v1/me")] == [302, 401]
    answer = _login(Client(), "viewer@company.example")
    assert answer.headers.get("Location") != "/office/"


def test_a_new_password_ends_the_sessions_of_the_old_one(company: Company) -> None:
    viewer = Visitor(company, "viewer")
    assert viewer.tell("GET", "/office/").status == 200
    access.set_password(system(timezone.now()), user_id=company.users["viewer"], password="Another-word-7781")
    assert viewer.tell("GET", "/office/").status == 302


def test_roles_that_are_taken_away_are_gone_with_the_next_request(company: Company) -> None:
    billing = Visitor(company, "billing")
    paths = ("/office/invoices/", "/api/v1/invoices")
    assert [billing.tell("GET", path).status for path in paths] == [200, 200]
    access.set_roles(
        system(timezone.now()), user_id=company.users["billing"], grants=[access.GrantInput("warehouse")]
    )
    assert [billing.tell("GET", path).status for path in paths] == [403, 403]


# ---- tokens


def _token(company: Company, name: str, **given: Any) -> tuple[Any, str]:
    by = system(timezone.now() - timedelta(days=9))
    given = {"expires_at": timezone.now() + timedelta(days=1), **given}
    made = access.make_token(
        by, token_id=new_id(by.now), user_id=company.users[name], name="another", **given
    )
    return made.token, made.secret


def _status(company: Company, secret: str, path: str = "/api/v1/me", **headers: str) -> int:
    given = {"Authorization": f"Bearer {secret}", **headers}
    return Client(raise_request_exception=False).get(path, headers=given).status_code


def test_an_expired_or_revoked_token_opens_nothing(company: Company) -> None:
    _, expired = _token(company, "owner", expires_at=timezone.now() - timedelta(seconds=1))
    token, revoked = _token(company, "owner")
    assert (_status(company, expired), _status(company, revoked)) == (401, 200)
    access.revoke_token(system(timezone.now()), token_id=token.id)
    assert _status(company, revoked) == 401


def test_a_narrowed_token_is_no_more_than_it_says_and_makes_none_that_is(company: Company) -> None:
    both = [access.GrantInput("sales"), access.GrantInput("warehouse")]
    access.set_roles(system(timezone.now()), user_id=company.users["viewer"], grants=both)
    _, secret = _token(company, "viewer", roles=["warehouse"])
    assert _status(company, secret, "/api/v1/shipments") == 200
    assert _status(company, secret, "/api/v1/invoices") == 403
    body = {"name": "wider", "expires_at": "2099-01-01T00:00:00Z", "roles": ["sales"]}
    answer = Client().post(
        "/api/v1/tokens", body, content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 403
    made = Client().post(
        "/api/v1/tokens",
        {**body, "roles": []},
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert made.json()["roles"] == ["warehouse"]


def test_a_token_is_kept_as_a_digest_and_told_once(company: Company) -> None:
    token, secret = _token(company, "viewer")
    kept = ApiToken.objects.get(pk=token.id)
    assert secret not in str(vars(kept))
    viewer = Visitor(company, "viewer")
    listed = viewer.tell("GET", f"/api/v1/users/{company.users['viewer']}/tokens")
    page = viewer.tell("GET", "/office/me/")
    assert (listed.status, page.status) == (200, 200)
    assert secret not in listed.text + page.text
    others = viewer.tell("GET", f"/api/v1/users/{company.users['owner']}/tokens")
    assert others.status == 403


@pytest.mark.parametrize("secret", ["", "tp_", "x" * 10_000, "tp_\x00", "' or 1=1 --", "ü", "null"])
def test_rubbish_for_a_token_is_nobody(company: Company, secret: str) -> None:
    assert _status(company, secret) == 401


def test_a_token_in_the_address_is_not_read(company: Company) -> None:
    secret = company.secrets["owner"]
    answer = Client().get(f"/api/v1/me?token={secret}&access_token={secret}&api_key={secret}")
    assert answer.status_code == 401


def test_the_metrics_need_a_token_or_this_machine(company: Company) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
