"""How far a long work has come, moved in the same transaction as the work itself.

Killed in the middle, it stands where the last commit left it and goes on from there.
"""

from datetime import datetime

from tradepost.base import sql
from tradepost.base.errors import Refusal

UNBEGUN = ""


class MovedMeanwhile(Refusal):
    """Another run of the same work is on its way."""


def place_of(name: str) -> str:
    """Where the work called `name` stands; UNBEGUN when it never began."""
    found = sql.one("select cursor from base_consumer where name = %s", [name])
    return UNBEGUN if found is None else str(found[0])


def advance(name: str, since: str, to: str, now: datetime) -> None:
    """Move from one place to the next, before doing what lies between, inside its transaction.

    Waits for another run of the same work. Raises MovedMeanwhile when that one has moved on.
    """
    sql.run(
        "insert into base_consumer (name, cursor) values (%s, %s) on conflict (name) do nothing",
        [name, UNBEGUN],
    )
    moved = sql.run(
        "update base_consumer set cursor = %s, moved_at = %s where name = %s and cursor = %s",
        [to, now, name, since],
    )
    if not moved:
        raise MovedMeanwhile("Another run of the same work is on its way. Let it end, then look again.")
