"""A test's database as the migrations left it, without copying it anew: a copy is a thousand files and takes a second.

What tests wrote is deleted, the few tables that the migrations filled are filled again, and numbers count from where
they did. Where a test wrote much, or changed the shape of something, a copy is surer, and is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import psycopg
from psycopg import sql

MOST_ROWS = 2000
MOST_TIMES = 25
"""Deleted rows stay in the files until somebody sweeps; a copy now and then is quicker than that."""

_TABLES = """select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"""
_NUMBERS = """select sequencename, last_value, start_value from pg_sequences where schemaname = 'public'"""
_SHAPE = """
select md5(string_agg(what, ',' order by what)) from (
  select concat_ws(' ', oid, relname, relkind) from pg_class where relnamespace = 'public'::regnamespace
  union all select concat_ws(' ', 'trigger', oid, tgenabled, tgfoid) from pg_trigger
  union all select concat_ws(' ', 'constraint', oid, convalidated) from pg_constraint
  union all select concat_ws(' ', 'function', oid, md5(prosrc)) from pg_proc where pronamespace = 'public'::regnamespace
  union all select concat_ws(' ', 'column', attrelid, attnum, attname, atttypid, attnotnull)
    from pg_attribute join pg_class c on c.oid = attrelid where c.relnamespace = 'public'::regnamespace) t(what)"""


@dataclass(frozen=True)
class Blank:
    """What a database holds when it has its migrations and nothing else; read once, from the template."""

    url: str

    @cached_property
    def _template(self) -> tuple[str, dict[str, bytes], dict[str, int | None]]:
        with psycopg.connect(self.url, autocommit=True) as database:
            filled = {table: contents(database, table) for table, rows in counted(database).items() if rows}
            numbers = {name: last for name, last, _ in database.execute(_NUMBERS)}
            return shape(database), filled, numbers

    def restore(self, url: str) -> bool:
        """Bring the database of this URL back to it; False, and nothing done, where a copy is to be made instead.

        Nobody else may be connected to it.
        """
        as_made, filled, numbers = self._template
        with psycopg.connect(url, autocommit=True) as database:
            written = {table: rows for table, rows in counted(database).items() if rows}
            if shape(database) != as_made or max(written.values(), default=0) > MOST_ROWS:
                return False
            changed = [table for table, rows in filled.items() if contents(database, table) != rows]
            database.execute(
                "set session_replication_role = replica"
            )  # no trigger guards, no key is followed
            for table in {*(written.keys() - filled.keys()), *changed}:
                database.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
            for table in changed:
                copy = sql.SQL("copy {} from stdin").format(sql.Identifier(table))
                with database.cursor().copy(copy) as into:
                    into.write(filled[table])
            for name, last, start in database.execute(_NUMBERS).fetchall():
                if last != numbers[name]:
                    before = numbers[name]
                    database.execute(
                        "select setval(%s::regclass, %s, %s)",
                        [f'public."{name}"', start if before is None else before, before is not None],
                    )
        return True


def shape(database: psycopg.Connection) -> str:
    """A word that changes with any table, column, constraint, function, or trigger that is switched off."""
    row = database.execute(_SHAPE).fetchone()
    assert row is not None
    return str(row[0])


def counted(database: psycopg.Connection) -> dict[str, int]:
    """How many rows each table has, up to one more than is emptied."""
    tables = [row[0] for row in database.execute(_TABLES)]
    one = sql.SQL("select {name}, (select count(*) from (select from {table} limit {most}) t)")
    asked = [
        one.format(name=sql.Literal(name), table=sql.Identifier(name), most=sql.Literal(MOST_ROWS + 1))
        for name in tables
    ]
    return dict(database.execute(sql.SQL(" union all ").join(asked)).fetchall())


def contents(database: psycopg.Connection, table: str) -> bytes:
    """All rows of a table, as PostgreSQL copies them."""
    with database.cursor().copy(sql.SQL("copy {} to stdout").format(sql.Identifier(table))) as out:
        return b"".join(bytes(part) for part in out)
