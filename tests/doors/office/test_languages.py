"""The office in another language: chosen by the browser or below the sign-in form, refusals and forms included."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ends_with_the_test() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def owner(client: Client) -> Client:
    user = get_user_model().objects.create_superuser(email="owner@tradepost.example", id=uuid4())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_browser_chooses(client: Client) -> None:
    html = client.get("/accounts/login/", headers={"Accept-Language": "es-MX,es;q=0.9"}).content.decode()
    assert '<html lang="es">' in html
    assert "Iniciar sesión" in html


def test_a_language_is_chosen_below_the_sign_in_form_and_kept(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "/accounts/login/?next=/office/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/office/")
    html = client.get("/accounts/login/", headers={"Accept-Language": "es"}).content.decode()
    assert "Mit Passkey anmelden" in html
    assert 'value="de" lang="de" aria-current="true"' in html


def test_an_unknown_language_changes_nothing_and_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "xx", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert "tradepost_language" not in answer.cookies


def test_pages_numbers_and_refusals_are_german(owner: Client) -> None:
    german = {"Accept-Language": "de"}
    assert "<h1>Aufträge</h1>" in owner.get("/office/orders/", headers=german).content.decode()
    answer = owner.get(f"/office/orders/{uuid4()}/", headers=german)
    assert answer.status_code == 404
    assert "Diesen Auftrag gibt es nicht" in answer.content.decode()


def test_the_api_keeps_its_codes_and_says_the_rest_as_asked(owner: Client) -> None:
    def told(language: str) -> tuple[str, str]:
        problem = owner.get("/api/v1/nothing-here/", headers={"Accept-Language": language}).json()
        return problem["code"], problem["detail"]

    assert told("en") == ("not-found", "There is nothing at this address.")
    assert told("de")[0] == "not-found"
