"""For tests of refusals: the rows of some rooms, and the change feed, are the same afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def contents(*rooms: str) -> dict[str, tuple[int, str]]:
    """How many rows each table of the rooms holds, and a digest of them; the change feed too."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.split("_")[0] in rooms or name in ("base_event", "base_answer")
    ]
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(
                f"select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
            )
            found[table] = cursor.fetchone()
        return found


@contextmanager
def unchanged(*rooms: str) -> Iterator[None]:
    """Fails when a row of these rooms or of the change feed was written inside."""
    before = contents(*rooms)
    yield
    assert contents(*rooms) == before
