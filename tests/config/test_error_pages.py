"""The pages of what went wrong, in each language, by the browser's wish and by the person's own."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from tradepost.config import error_pages
from tradepost.domain.access import queries as access_queries

HEADINGS = {
    404: {
        "en": "There is nothing at this address",
        "de": "Unter dieser Adresse gibt es nichts",
        "es": "No hay nada en esta dirección",
    },
    403: {
        "en": "Your role does not include this",
        "de": "Ihre Rolle umfasst das nicht",
        "es": "Su rol no incluye esto",
    },
    "csrf": {
        "en": "This page was open for too long",
        "de": "Diese Seite war zu lange offen",
        "es": "Esta página estuvo abierta demasiado tiempo",
    },
    400: {
        "en": "This could not be understood",
        "de": "Das war nicht zu verstehen",
        "es": "No se pudo entender",
    },
    500: {
        "en": "Something went wrong on our side",
        "de": "Bei uns ist etwas schiefgegangen",
        "es": "Algo ha fallado por nuestra parte",
    },
    503: {
        "en": "Back in a moment",
        "de": "Gleich wieder da",
        "es": "Volvemos enseguida",
    },
}
LANGUAGES = ("en", "de", "es")


@pytest.fixture(autouse=True)
def ends_with_the_test() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def guest(db: None) -> Client:
    """Signed in, without any role; what is raised is answered, not thrown into the test."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    user = get_user_model().objects.create_user(email="guest@tradepost.example", id=uuid4())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def heard(client: Client, path: str, language: str, *, post: bool = False) -> tuple[int, str]:
    """Status and heading; the page says its language."""
    asked = client.post if post else client.get
    answer = asked(path, headers={"Accept-Language": language})
    html = answer.content.decode()
    assert f'<html lang="{language}"' in html, html[:300]
    return answer.status_code, html.split("<h1>")[1].split("</h1>")[0]


def break_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(access_queries, "signed_in", broken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_there_not_permitted_and_not_sent(guest: Client, language: str) -> None:
    assert heard(guest, "/office/nothing-here/", language) == (404, HEADINGS[404][language])
    assert heard(guest, "/nothing-here/", language) == (404, HEADINGS[404][language])
    assert heard(guest, "/office/customers/", language) == (403, HEADINGS[403][language])
    assert heard(guest, "/office/me/", language, post=True) == (403, HEADINGS["csrf"][language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_much_at_once(db: None, language: str) -> None:
    client = Client(raise_request_exception=False)
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1):
        answer = client.post("/accounts/login/", {"login": "x" * 99}, headers={"Accept-Language": language})
    assert answer.status_code == 400
    assert HEADINGS[400][language] in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours(guest: Client, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    break_with(monkeypatch, ValueError("a bug"))
    assert heard(guest, "/office/me/", language) == (500, HEADINGS[500][language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_database_goes_in_the_midst_of_a_page(
    guest: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_with(monkeypatch, OperationalError("server closed the connection"))
    assert heard(guest, "/office/me/", language) == (503, HEADINGS[503][language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/office/me/", "/office/nothing-here/", "/accounts/login/"])
def test_the_database_is_away_before_anybody_is_known(
    guest: Client, path: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(SessionStore, "load", away)
    assert heard(guest, path, language) == (503, HEADINGS[503][language])
    answer = guest.get(path)
    assert answer.headers["Retry-After"] == "3"


def test_the_own_language_goes_before_the_browsers(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    get_user_model().objects.update(language="de")
    spanish = {"Accept-Language": "es"}
    for path, kind in (("/office/nothing-here/", 404), ("/office/customers/", 403)):
        assert HEADINGS[kind]["de"] in guest.get(path, headers=spanish).content.decode()
    assert HEADINGS["csrf"]["de"] in guest.post("/office/me/", headers=spanish).content.decode()
    break_with(monkeypatch, ValueError("a bug"))
    assert HEADINGS[500]["de"] in guest.get("/office/me/", headers=spanish).content.decode()
    break_with(monkeypatch, OperationalError("gone"))
    assert HEADINGS[503]["de"] in guest.get("/office/me/", headers=spanish).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_need_no_database(language: str) -> None:
    """No statement is let through here."""
    request = RequestFactory().get("/office/", headers={"Accept-Language": language})
    for status, page in ((500, error_pages.broken(request)), (503, error_pages.come_back(request))):
        assert page.status_code == status
        assert HEADINGS[status][language] in page.content.decode()
