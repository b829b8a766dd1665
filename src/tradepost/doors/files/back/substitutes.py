"""Substitutes of items."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import SubstituteInput
from tradepost.domain.catalog.models import Substitute
from tradepost.domain.catalog.rules.substitutes import SAID
from tradepost.doors.files.back.done import GONE, Back, Done, Reasons, changed_since

_DAYS = ("valid_from", "valid_until")


def _pair(one: Done) -> tuple[UUID, UUID]:
    return one.id, UUID(str(one.at["other_id"]))


def _values(row: Substitute) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SAID}


def _look(by: By, done: Sequence[Done]) -> Reasons:
    standing = catalog_queries.substitutes_between([_pair(one) for one in done])
    found: Reasons = {}
    for one in done:
        row = standing.get(_pair(one))
        if row is None and not one.made:
            found[one.row] = GONE
        elif row is not None and (sentence := changed_since(one.new, _values(row))):
            found[one.row] = sentence
    return found


def _undo(by: By, done: Sequence[Done]) -> None:
    catalog.remove_substitutes(by, pairs=[_pair(one) for one in done if one.made])
    changed = [one for one in done if one.old is not None]
    standing = catalog_queries.substitutes_between([_pair(one) for one in changed])
    old = [
        SubstituteInput(*_pair(one), **(_values(standing[_pair(one)]) | _read(one.old or {})))
        for one in changed
    ]
    catalog.keep_substitutes(by, substitutes=old)


def _read(old: Any) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if value and name in _DAYS else value for name, value in old.items()
    }


SUBSTITUTE = Back("substitute", _look, _undo)
