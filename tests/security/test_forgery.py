"""Another site cannot act through somebody's browser, nor send people on to itself."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from security.bodies import FIELDS, body_of
from security.company import PASSWORD, Company
from security.doorplates import accounts, api, office
from security.visitors import wrote
from tradepost.domain.access.models import User

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
)


@pytest.fixture
def browser(company: Company) -> Client:
    """The owner's browser, with Django's check of form tokens as in real life."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(
        User.objects.get(pk=company.users["owner"]), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_every_post_of_the_office_wants_the_form_token(company: Company, browser: Client) -> None:
    faults = []
    for plate in [*office(), *accounts()]:
        path = next(plate.visits(company, "alpha"))
        with transaction.atomic(), wrote() as said:
            answer = browser.post(path, FIELDS)
            transaction.set_rollback(True)
        if answer.status_code != 403 or said:
            faults.append(f"{path}: {answer.status_code} {said[:1]}")
    assert not faults, "\n".join(faults)


def test_every_change_by_session_in_the_api_wants_the_form_token(company: Company, browser: Client) -> None:
    faults = []
    for plate in api():
        if plate.methods == ("GET",):
            continue
        with transaction.atomic(), wrote() as said:
            path = next(plate.visits(company, "alpha"))
            answer = browser.generic(
                plate.methods[0], path, str(body_of(plate)), content_type="application/json"
            )
            transaction.set_rollback(True)
        if answer.status_code != 403 or said:
            faults.append(f"{plate}: {answer.status_code} {said[:1]}")
    assert not faults, "\n".join(faults)


def test_a_wrong_token_does_not_fall_back_to_the_session(company: Company, browser: Client) -> None:
    assert browser.get("/api/v1/me").status_code == 200
    answer = browser.get("/api/v1/me", headers={"Authorization": "Bearer tp_wrong"})
    assert answer.status_code == 401


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_sign_in_leads_only_to_our_own_pages(company: Company, elsewhere: str) -> None:
    client = Client()
    answer = client.post(
        "/accounts/login/", {"login": "sales@company.example", "password": PASSWORD, "next": elsewhere}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/office/home/")
    assert "evil.example" not in client.get("/accounts/login/", {"next": elsewhere}).headers.get(
        "Location", ""
    )


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_verb_does_not_send_back_to_another_site(company: Company, elsewhere: str) -> None:
    client = Client()
    client.force_login(
        User.objects.get(pk=company.users["owner"]), backend="django.contrib.auth.backends.ModelBackend"
    )
    hold = company.alpha.ids["hold"][0]
    answer = client.post(
        f"/office/holds/{hold}/release/", {"note": "", "next": elsewhere}, headers={"Referer": elsewhere}
    )
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b"])
def test_an_unknown_host_is_refused(company: Company, host: str) -> None:
    answer = Client(raise_request_exception=False).get("/accounts/login/", headers={"Host": host})
    assert answer.status_code == 400


def test_a_host_by_the_back_door_is_not_believed(company: Company) -> None:
    client = Client()
    answer = client.get(
        "/office/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    )
    assert answer.headers["Location"] == "/accounts/login/?next=/office/"


def test_somebody_else_may_not_dictate_the_request_id(company: Company) -> None:
    for bad in ("x\r\ny", "<script>", "a" * 65, "short"):
        answer = Client().get("/healthz", headers={"X-Request-ID": bad})
        assert answer.headers["X-Request-ID"] != bad
