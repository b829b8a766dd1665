"""Statements that run again and again: how each reads with numbered places is found out once."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Self

import psycopg

_PLACE = re.compile(r"%(?:\((\w+)\)s|s|%)")


@lru_cache(maxsize=1000)
def numbered(statement: str) -> tuple[str, tuple[str, ...] | None]:
    """The text with $1, $2 for `%s` and `%(name)s`, and the names in their order (None: there are none)."""
    names: dict[str, int] = {}
    places = 0

    def number(found: re.Match[str]) -> str:
        nonlocal places
        if found[0] == "%%":
            return "%"
        if found[1]:
            return f"${names.setdefault(found[1], len(names) + 1)}"
        places += 1
        return f"${places}"

    text = _PLACE.sub(number, statement)
    if names and places:
        raise psycopg.ProgrammingError("A statement has either named values or values by place.")
    return text, tuple(names) or None


class NumberedCursor(psycopg.RawCursor[Any]):
    """Takes statements with `%s` or `%(name)s`, as the driver's usual cursor does.

    The driver takes apart texts of over 4,096 signs or 50 values each time they run; those of an order are longer.
    """

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Run a statement; a text only, with a sequence or a mapping."""
        if params is None:
            return super().execute(query, **options)
        text, names = numbered(query)
        return super().execute(text, _in_order(params, names), **options)


def _in_order(params: Sequence[Any] | Mapping[str, Any], names: tuple[str, ...] | None) -> Sequence[Any]:
    if isinstance(params, Mapping):
        return [params[name] for name in names or ()]
    return params
