"""A refusal of many rows at once, told row by row."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tradepost.base.errors import Invalid
from tradepost.doors.files.outcome import RowsRefused, Typed


@contextmanager
def by_row(rows: Sequence[Typed]) -> Iterator[None]:
    """The command inside was given one thing per row, in this order; an Invalid names them by place."""
    try:
        yield
    except Invalid as refusal:
        found: dict[int, str] = {}
        for path, sentence in refusal.facts.get("fields", {}).items():
            place, field = _place(path, len(rows))
            if place is None:
                raise
            number = rows[place].number
            found[number] = f"{found.get(number, '')} {field}: {sentence}".strip()
        if not found:
            raise
        raise RowsRefused(found) from refusal


def _place(path: str, count: int) -> tuple[int | None, str]:
    """`items.3.sku` is the fourth row; without a place there was one row only."""
    if found := re.fullmatch(r"[a-z]+\.(\d+)\.(.+)", path):
        place = int(found.group(1))
        if place < count:
            return place, found.group(2)
    return (0, path) if count == 1 else (None, path)
