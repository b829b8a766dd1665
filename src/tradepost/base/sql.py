"""Set-based SQL: one statement for any number of lines, arrays as parameters."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from django.db import connection as _connection

connection: Any = _connection
"""Our own back end's (config.postgres), whose cursors stay."""
Row = TypeVar("Row")
Parameters = Sequence[Any] | Mapping[str, Any]
_PREPARE_AFTER = 2


@contextmanager
def prepared() -> Iterator[None]:
    """Meanwhile a statement seen twice is prepared, and PostgreSQL soon plans it no more. For commands.

    Their statements are the same for all values: keys and arrays. What people ask of lists and reports is not:
    the plan for a common word is a hundred times too slow for a rare one, so reads are planned with their values.
    """
    connection.ensure_connection()
    driver, pooled = connection.connection, connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
    before = driver.prepare_threshold
    driver.prepare_threshold = None if pooled else _PREPARE_AFTER
    try:
        yield
    finally:
        driver.prepare_threshold = before


@contextmanager
def checked_at_once() -> Iterator[None]:
    """Foreign keys are looked at after each statement inside, not at the commit. For commands that remove rows."""
    run("set constraints all immediate")
    yield
    run("set constraints all deferred")


def rows(sql: str, params: Parameters = ()) -> list[tuple[Any, ...]]:
    """Run one statement and return all rows as tuples."""
    cursor = connection.cursor_for(sql)
    cursor.execute(sql, params)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    connection.let_go(sql, len(found))
    return found


def differing(sql: str, params: Parameters = (), *, by_index: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement that compares all of a table with sums of others. For `differences()`.

    Where statistics are young, the planner takes tables for small and would make the sums anew for every row,
    which does not end; so each sum is made once, whatever it believes. `by_index`: what is compared is looked up
    row by row, as it is meant to be.
    """
    if by_index:
        return rows(sql, params)
    run("set local enable_nestloop = off")
    found = rows(sql, params)
    run("set local enable_nestloop = on")
    return found


def rows_as(kind: type[Row], sql: str, params: Parameters = ()) -> list[Row]:
    """Run one statement; each row becomes a `kind` (dataclass or NamedTuple) by position."""
    return [kind(*row) for row in rows(sql, params)]


def one(sql: str, params: Parameters = ()) -> tuple[Any, ...] | None:
    """The first row, or None."""
    cursor = connection.cursor_for(sql)
    cursor.execute(sql, params)
    row: tuple[Any, ...] | None = cursor.fetchone()
    connection.let_go(sql, cursor.rowcount)
    return row


def run(sql: str, params: Parameters = ()) -> int:
    """Run one statement that returns nothing; gives the number of rows it touched."""
    cursor = connection.cursor_for(sql)
    cursor.execute(sql, params)
    touched: int = cursor.rowcount
    return touched


def columns(things: Sequence[Any]) -> list[list[Any]]:
    """The fields of equal dataclasses as one list per field, ready for `unnest(%s::uuid[], ...)`."""
    if not things:
        raise ValueError("no rows: give unnest explicit empty arrays")
    first = things[0]
    names = [f.name for f in fields(first)] if is_dataclass(first) else list(first._fields)
    return [[getattr(thing, name) for thing in things] for name in names]
