"""Statements that run again and again are taken apart once: their places get numbers."""

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import sql
from tradepost.config.postgres.numbered import numbered

pytestmark = pytest.mark.django_db


def test_places_are_numbered_in_their_order_and_names_once() -> None:
    assert numbered("select %s, '50%%', %s") == ("select $1, '50%', $2", None)
    assert numbered("select %(b)s, %(a)s, %(b)s") == ("select $1, $2, $1", ("b", "a"))
    assert numbered("select 1") == ("select 1", None)


def test_named_values_are_found_whatever_their_order_and_others_are_left_alone() -> None:
    values = {"unused": 3, "a": 1, "b": 2}
    assert sql.rows("select %(b)s::int, %(a)s::int, %(b)s::int, '%%'", values) == [(2, 1, 2, "%")]


def test_the_same_answer_as_the_usual_cursor_gives() -> None:
    statement, values = "select %(text)s::text like '%%s', %(text)s::text", {"text": "100 %s $1 %(text)s"}
    short_way = sql.rows(statement, values)
    with CaptureQueriesContext(connection):  # asks by the usual cursor
        assert sql.rows(statement, values) == short_way == [(True, "100 %s $1 %(text)s")]


def test_a_long_statement_with_many_values_is_one_like_any_other() -> None:
    many = 200
    statement = "select " + ", ".join(["%s::int"] * many) + " -- " + "x" * 5000
    assert sql.rows(statement, list(range(many))) == [tuple(range(many))]


def test_a_statement_with_both_kinds_of_places_is_refused() -> None:
    with pytest.raises(psycopg.ProgrammingError):
        numbered("select %s, %(name)s")


def test_a_name_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError):
        sql.rows("select %(missing)s", {"other": 1})
