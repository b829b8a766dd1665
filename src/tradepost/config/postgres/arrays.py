"""Lists as PostgreSQL arrays, in a small part of the time that the driver's own way takes.

Every line of every document travels as arrays (`unnest(%s::uuid[], ...)`). The driver looks at each element,
chooses the narrowest type for the whole list, and asks a regular expression about each value. Here a list of
plain values is written as JSON, in one call, and its brackets become braces: JSON and PostgreSQL's arrays write
numbers, ids, days, truth and quoted texts alike. The type of the array is the one that the statement names: so
one statement is also prepared once, and not once for small and once for large numbers.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg import DataError
from psycopg.adapt import PyFormat
from psycopg.types.array import ListDumper

_PLAIN = {UUID, int, Decimal, bool, date, datetime, str, type(None)}
_NUMBERS = ({int}, {Decimal})


class ArrayDumper(ListDumper):
    """For lists of plain values; all others (nested lists, JSON, ranges) go the driver's way."""

    def get_key(self, obj: list[Any], format: PyFormat) -> Any:
        """All plain lists are dumped by one dumper, of no type of its own."""
        return self.cls if obj and type(obj[0]) in _PLAIN else super().get_key(obj, format)

    def upgrade(self, obj: list[Any], format: PyFormat) -> Any:
        """A plain list needs no dumper for its elements."""
        return self if obj and type(obj[0]) in _PLAIN else super().upgrade(obj, format)

    def dump(self, obj: list[Any]) -> Any:
        """The text of the array. Raises DataError for the sign that PostgreSQL's texts cannot hold."""
        kinds = set(map(type, obj))
        if kinds in _NUMBERS:
            return ("{" + ",".join(map(str, obj)) + "}").encode()
        if not kinds or not kinds <= _PLAIN:
            return super().dump(obj)
        try:
            text = orjson.dumps(obj, _decimal)
        except orjson.JSONEncodeError:  # half a character, or a number of more than 64 bits
            return _by_hand(obj)
        if b"\\" in text:  # JSON names tabs and line ends, arrays hold them as they are
            return _by_hand(obj)
        return b"{" + text[1:-1] + b"}"


def _decimal(number: object) -> str:
    return str(number)


def _by_hand(items: list[Any]) -> bytes:
    text = "{" + ",".join("NULL" if item is None else _quoted(item) for item in items) + "}"
    if "\0" in text:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return text.encode()


def _quoted(item: object) -> str:
    escaped = str(item).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
