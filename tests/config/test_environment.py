"""What the environment may say, and what production refuses."""

from __future__ import annotations

import pytest

from tradepost.config.database import django_database
from tradepost.config.environment import Environment, UnsafeSetting
from tradepost.config.mail import mail_settings

SAFE = {
    "TRADEPOST_ENV": "production",
    "SECRET_KEY": "Zt4" + "abcdefghijklmnopqrstuvwxyz" * 2,
    "TRADEPOST_URL": "https://trade.example",
}


def test_safe_production_has_no_problem() -> None:
    assert Environment(SAFE).problems() == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"TRADEPOST_DEBUG": "yes"}, "TRADEPOST_DEBUG"),
        ({"TRADEPOST_ALLOWED_HOSTS": "a.example,*"}, "TRADEPOST_ALLOWED_HOSTS"),
        ({"TRADEPOST_URL": "http://trade.example"}, "TRADEPOST_URL"),
        ({"TRADEPOST_SQL_LOG": "yes"}, "TRADEPOST_SQL_LOG"),
        ({"TRADEPOST_MAIL_URL": "console:"}, "TRADEPOST_MAIL_URL"),
        ({"TRADEPOST_MAIL_URL": "shown:"}, "TRADEPOST_MAIL_URL"),
        ({"TRADEPOST_CURRENCY": "euro"}, "TRADEPOST_CURRENCY"),
        ({"TRADEPOST_TIME_ZONE": "Moon/Base"}, "TRADEPOST_TIME_ZONE"),
        ({"TRADEPOST_CURENCY": "EUR"}, "TRADEPOST_CURENCY"),
    ],
)
def test_production_refuses_and_names_the_setting(change: dict[str, str], named: str) -> None:
    environment = Environment(SAFE | change)
    problems = environment.problems()
    assert len(problems) == 1
    assert problems[0].startswith(named)
    with pytest.raises(UnsafeSetting, match=named):
        environment.refuse_what_is_unsafe()


def test_development_needs_no_setting() -> None:
    assert Environment({}).problems() == []


def test_words_numbers_and_yes_are_read() -> None:
    environment = Environment(
        {"TRADEPOST_DEBUG": "on", "TRADEPOST_WEB_PROCESSES": " 3 ", "TRADEPOST_ALLOWED_HOSTS": "a, b"}
    )
    assert environment.yes("TRADEPOST_DEBUG") is True
    assert environment.whole("TRADEPOST_WEB_PROCESSES") == 3
    assert environment.words("TRADEPOST_ALLOWED_HOSTS") == ["a", "b"]
    for name, value in (
        ("TRADEPOST_DEBUG", "perhaps"),
        ("TRADEPOST_WEB_PROCESSES", "two"),
        ("TRADEPOST_ENV", "moon"),
    ):
        broken = Environment({name: value})
        with pytest.raises(UnsafeSetting, match=name):
            _ = {
                "TRADEPOST_DEBUG": lambda: broken.yes(name),  # noqa: B023
                "TRADEPOST_WEB_PROCESSES": lambda: broken.whole(name),  # noqa: B023
                "TRADEPOST_ENV": lambda: broken.kind,  # noqa: B023
            }[name]()


def test_database_url_is_taken_apart() -> None:
    database = django_database("postgresql://ann:p%40ss@db.example:6432/trade?sslmode=require")
    assert {name: database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "trade",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
    }
    assert database["OPTIONS"]["sslmode"] == "require"
    assert django_database("postgresql://tradepost@/t?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite:///x", "postgresql://a:badport/b"])
def test_database_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(UnsafeSetting, match="DATABASE_URL"):
        django_database(url)


def test_mail_url_is_taken_apart() -> None:
    mail = mail_settings("smtp://ann:secret@mail.example:2525", "production")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == ("mail.example", 2525, True)
    assert mail_settings("smtp://ann:secret@mail.example", "test")["EMAIL_BACKEND"].endswith(
        "locmem.EmailBackend"
    )
    with pytest.raises(UnsafeSetting, match="TRADEPOST_MAIL_URL"):
        mail_settings("pigeon://x", "production")


def test_without_a_mail_url_nothing_leaves_in_development_and_production_has_no_mail() -> None:
    modes = {kind: mail_settings("", kind)["MAIL_MODE"] for kind in ("development", "test", "production")}
    assert modes == {"development": "shown", "test": "shown", "production": "none"}
    assert mail_settings("", "development")["EMAIL_BACKEND"].endswith("ShownBackend")
    assert mail_settings("smtps://mail.example", "production")["MAIL_MODE"] == "smtp"
