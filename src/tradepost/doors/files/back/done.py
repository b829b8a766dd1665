"""One thing that a row did, and what is asked before it is taken back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.events import to_json
from tradepost.domain.imports.models import ImportRow

GONE = "It is not there any more."


@dataclass(frozen=True, slots=True)
class Done:
    """An effect of the row with this number; `old` is None where it made something. Values as in JSON."""

    row: int
    kind: str
    id: UUID
    new: Mapping[str, Any]
    old: Mapping[str, Any] | None
    at: Mapping[str, Any]

    @property
    def made(self) -> bool:
        return self.old is None


Reasons = dict[int, str]


@dataclass(frozen=True, slots=True)
class Back:
    """How one kind is taken back.

    `look` gives for rows by number why it cannot be; `undo` does it, for effects that may be. What several rows
    share (`shared`: a group, a category) goes when nobody uses it, and stops no row.
    """

    kind: str
    look: Callable[[By, Sequence[Done]], Reasons]
    undo: Callable[[By, Sequence[Done]], None]
    shared: bool = False


def done_by(rows: Iterable[ImportRow]) -> list[Done]:
    """What these rows did."""
    return [
        Done(row.number, one["kind"], UUID(one["id"]), one["new"], one["old"], one["at"])
        for row in rows
        for one in row.effects
    ]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As they are kept in JSON, so that they can be compared with what was."""
    found: dict[str, Any] = json.loads(to_json(dict(values)))
    return found


def compared(done: Sequence[Done], now: Mapping[UUID, Mapping[str, Any]]) -> Reasons:
    """Why rows stay: what they wrote is not what stands now. What was made and is gone is no reason."""
    found: Reasons = {}
    for one in done:
        stands = now.get(one.id)
        if stands is None:
            if not one.made:
                found[one.row] = GONE
            continue
        if sentence := changed_since(one.new, stands):
            found[one.row] = sentence
    return found


def changed_since(wrote: Mapping[str, Any], stands: Mapping[str, Any]) -> str:
    """The first field that says something else now; empty: none."""
    now = plain(stands)
    for name, value in wrote.items():
        if name in now and now[name] != value:
            return f"{name}: {_said(now[name])} now; the file said {_said(value)}, and somebody changed it since."
    return ""


def _said(value: Any) -> str:
    return "nothing" if value in (None, "") else repr(value) if isinstance(value, str) else str(value)


USED = "It is used: "
"""Before the kinds of documents that refer to a record; whoever shows it says these in the reader's language."""


def used(done: Sequence[Done], uses: Mapping[UUID, Sequence[str]]) -> Reasons:
    """Why what was made stays: documents refer to it."""
    return {one.row: f"{USED}{', '.join(uses[one.id])}." for one in done if one.made and one.id in uses}
