"""Programs come in by the short way: under the same rules, without what only people need."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access

PAGE_ONLY = {"Set-Cookie", "Vary", "Content-Language", "Content-Length", "X-Request-ID"}


@pytest.fixture
def secret(db: None) -> str:
    now = timezone.now()
    by = system(now)
    user = access.create_user(
        by,
        user_id=new_id(now),
        email="shop@company.example",
        name="Shop",
        grants=[access.GrantInput("owner")],
    )
    return access.make_token(
        by, token_id=new_id(now), user_id=user.id, name="shop", expires_at=now + timedelta(days=1)
    ).secret


def test_a_program_gets_every_header_that_a_browser_gets(secret: str) -> None:
    by_session, by_token = Client(), Client(headers={"Authorization": f"Bearer {secret}"})
    page, call = by_session.get("/api/v1/orders"), by_token.get("/api/v1/orders")
    assert (page.status_code, call.status_code) == (401, 200)
    for name in set(page.headers) - PAGE_ONLY - {"Content-Type", "WWW-Authenticate"}:
        if name == "Content-Security-Policy":
            assert sorted(call.headers[name].split("; ")) == sorted(page.headers[name].split("; "))
        elif name != "Cache-Control":
            assert call.headers[name] == page.headers[name], name
    assert "Set-Cookie" not in call.headers


def test_a_host_that_is_not_ours_is_refused(secret: str) -> None:
    called = Client(headers={"Authorization": f"Bearer {secret}", "Host": "evil.example"})
    assert called.get("/api/v1/orders").status_code == 400


def test_a_program_does_not_hear_the_language_of_whom_the_thread_served_before(secret: str) -> None:
    with translation.override("de"):
        Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/orders")
        assert translation.get_language() == settings.LANGUAGE_CODE


def test_a_wrong_token_is_refused_whoever_is_signed_in(secret: str) -> None:
    heard = Client(headers={"Authorization": "Bearer tp_wrong"}).get("/api/v1/orders")
    assert heard.status_code == 401
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/office/").status_code == 302
