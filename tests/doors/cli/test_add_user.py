"""`tradepost add-user` lets the first owner in, with an address that works once or a password from a pipe."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client

from tradepost.base import sql
from tradepost.domain.access.models import User
from tradepost.doors.cli import main as cli

OLIVIA = ["add-user", "Olivia@Company.example", "--name", "Olivia Larkfield", "--role", "owner"]
PASSWORD = "Kettle-and-Crate-7"


def sign_in(password: str) -> Any:
    client = Client()
    client.post("/accounts/login/", {"login": "olivia@company.example", "password": password})
    return client.get("/office/orders/")


def users() -> list[tuple[str, str, str]]:
    return sql.rows(
        """select u.email, u.name, string_agg(g.role || g.scope_kind, ',' order by g.role)
           from access_user u left join access_grant g on g.user_id = u.id group by u.id order by u.email"""
    )


def choose(path: str, password: str) -> str:
    """Open the printed address in a browser of one's own, and send the form that it leads to."""
    client = Client()
    opened = client.get(path, follow=True)
    form = opened.redirect_chain[-1][0] if opened.redirect_chain else path
    return client.post(form, {"password1": password, "password2": password}, follow=True).content.decode()


def test_the_first_owner_of_an_empty_company_gets_in_by_the_printed_address(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(OLIVIA) == cli.WELL
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("olivia@company.example is made. Once, within 72 hours, ")
    address = re.fullmatch(r"http://127\.0\.0\.1:8000(/accounts/password/reset/key/\S+)", said[1])
    assert address, said
    assert users() == [("olivia@company.example", "Olivia Larkfield", "owner")]
    assert sign_in("").status_code == 302

    choose(address[1], PASSWORD)
    assert sign_in(PASSWORD).status_code == 200
    choose(address[1], "Another-and-Crate-8")
    assert sign_in("Another-and-Crate-8").status_code == 302, "the address works once"


def test_the_password_comes_from_a_pipe(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert cli.main([*OLIVIA, "--role", "billing", "--password-stdin"]) == cli.WELL
    assert capsys.readouterr().out == (
        "olivia@company.example can sign in now at http://127.0.0.1:8000/accounts/login/\n"
    )
    assert users() == [("olivia@company.example", "Olivia Larkfield", "billing,owner")]
    assert sign_in(PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("", "There is no password on standard input.\n"), ("short\n", "at least 10 characters")],
)
def test_a_password_that_is_missing_or_weak_makes_nobody(
    db: None,
    given: str,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    assert cli.main([*OLIVIA, "--password-stdin"]) == cli.REFUSED
    assert sentence in capsys.readouterr().err
    assert users() == []


def test_an_email_that_stands_is_refused_and_nothing_changes(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert cli.main([*OLIVIA, "--password-stdin"]) == cli.WELL
    before = (users(), list(User.objects.values_list("id", "password", "version")))
    again = ["add-user", "olivia@company.example", "--name", "Olivia Thief", "--role", "viewer"]
    assert cli.main(again) == cli.REFUSED
    assert capsys.readouterr().err == "A user signs in with olivia@company.example already.\n"
    assert (users(), list(User.objects.values_list("id", "password", "version"))) == before


@pytest.mark.parametrize("words", [["--role", "king"], ["--role", "buyer"], []])
def test_it_wants_a_role_of_the_office(
    db: None, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*OLIVIA[:4], *words])
    assert ended.value.code == cli.WRONG_USE
    assert "--role" in capsys.readouterr().err
    assert users() == []
