"""Our PostgreSQL back end: lists arrive as they were sent, and a dead connection is noticed without asking."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
from django.db import DataError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as some

from tradepost.base import sql
from tradepost.config.postgres.base import MOST_KEPT

pytestmark = pytest.mark.django_db

TEXTS = some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
KINDS = {
    "uuid": some.uuids(),
    "bigint": some.integers(-(2**63), 2**63 - 1),
    "numeric": some.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
    ),
    "boolean": some.booleans(),
    "date": some.dates(),
    "timestamptz": some.datetimes(timezones=some.just(UTC)),
    "text": TEXTS,
}


def told(kind: str, items: list[object]) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select array_agg(x order by n) from unnest(%s::{kind}[]) with ordinality t(x, n)", [items]
        )
        return cursor.fetchone()[0] or []


@pytest.mark.parametrize("kind", KINDS)
def test_lists_come_back_as_they_were_sent(kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(some.lists(some.none() | KINDS[kind], max_size=8))
    def same(items: list[object]) -> None:
        assert told(kind, items) == items

    same()


@pytest.mark.parametrize(
    "texts",
    [["", "NULL", "null"], ['a"b', "c\\d", "{e,f}"], [" g ", "h\ni\t", "'; select 1 --"], ["ü", "漢", "🫖"]],
)
def test_texts_keep_their_signs(texts: list[str]) -> None:
    assert told("text", texts) == texts


def test_a_nul_is_refused_and_the_driver_still_writes_what_is_nested() -> None:
    with pytest.raises(DataError, match="NUL"), connection.cursor() as cursor:
        cursor.execute("select %s::text[]", [["a\0b"]])
    with connection.cursor() as cursor:
        cursor.execute("select %s::int[], %s::text[]", [[[1, 2], [3, 4]], []])
        assert cursor.fetchone() == ([[1, 2], [3, 4]], [])


def test_a_statement_is_prepared_once_for_small_and_large_numbers() -> None:
    with sql.prepared(), connection.cursor() as cursor:
        for numbers in ([1], [2], [40_000], [2**40]) * 3:
            cursor.execute("select sum(x) from unnest(%s::bigint[]) as once(x)", [numbers])
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%as once(x)'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_noticed() -> None:
    mine = connections["default"]
    mine.ensure_connection()
    with CaptureQueriesContext(mine) as asked:
        assert mine.is_usable()
    assert not asked
    own = mine.connection.info.backend_pid
    place = mine.get_connection_params()
    with psycopg.connect(dbname="postgres", host=place["host"], user=place["user"], autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", [own])
    assert not mine.is_usable()
    mine.close()


def test_moments_and_days() -> None:
    at = datetime(2026, 3, 29, 2, 30, 0, 1, tzinfo=UTC)
    assert told("timestamptz", [at, None]) == [at, None]
    assert told("date", [date(1, 1, 1), date(9999, 12, 31)]) == [date(1, 1, 1), date(9999, 12, 31)]
    assert told("numeric", [Decimal("1E+2"), Decimal("0.10")]) == [Decimal(100), Decimal("0.10")]
    assert told("uuid", [UUID(int=1)]) == [UUID(int=1)]


def test_a_statement_keeps_its_cursor_and_reads_other_values_and_types() -> None:
    first = connection.cursor_for("select %s::text, %s::uuid[]")
    for text, ids in (("tea", [UUID(int=1)]), ("", []), (None, None)):
        assert sql.rows("select %s::text, %s::uuid[]", [text, ids]) == [(text, ids)]
    assert connection.cursor_for("select %s::text, %s::uuid[]") is first
    assert connection.cursor_for("select 1") is not first
    assert sql.one("select now() is not null") == (True,)
    assert sql.one("select 1 where false") is None


def test_after_a_refused_statement_its_cursor_still_works() -> None:
    divide = "select 10 / %s"
    with pytest.raises(DataError), transaction.atomic():
        sql.one(divide, [0])
    assert sql.one(divide, [5]) == (2,)


def test_many_rows_are_not_held_until_the_statement_runs_again() -> None:
    many = "select generate_series(1, %s)"
    before = connection.cursor_for(many)
    assert len(sql.rows(many, [3])) == 3
    assert connection.cursor_for(many) is before
    assert len(sql.rows(many, [1000])) == 1000
    assert connection.cursor_for(many) is not before


def test_statements_without_end_do_not_fill_the_memory() -> None:
    for number in range(2 * MOST_KEPT):
        sql.one(f"select {number}")
    assert len(connection._kept) <= MOST_KEPT


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_has_its_own_cursors() -> None:
    before = connection.cursor_for("select 1")
    connection.close()
    assert sql.one("select 1") == (1,)
    assert connection.cursor_for("select 1") is not before
