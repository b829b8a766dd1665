"""A file brought into the books the browser's way, without a browser: noted row by row, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trade import NOW
from tradepost.base.by import By, system
from tradepost.base.ids import new_id
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.models import ImportRow
from tradepost.doors.files.bringing import bring
from tradepost.doors.files.running import Hand, keep_rows, try_rows, undo_rows

BY: By = system(NOW, "Olivia")


def brought(kind: str, text: str | bytes, **given: Any) -> UUID:
    """A file that lies there, its columns guessed."""
    data = text.encode() if isinstance(text, str) else text
    import_id = new_id(NOW)
    bring(BY, import_id=import_id, kind=kind, file_name=given.pop("name", f"{kind}.csv"), data=data, **given)
    return import_id


def check(import_id: UUID) -> None:
    try_rows(BY, imports_queries.import_by_id(import_id), Hand())


def bring_in(import_id: UUID) -> None:
    keep_rows(BY, imports_queries.import_by_id(import_id), Hand())


def take_back(import_id: UUID) -> None:
    undo_rows(BY, imports_queries.import_by_id(import_id), Hand())


def kept(kind: str, text: str, **given: Any) -> UUID:
    """Checked and brought in."""
    import_id = brought(kind, text, **given)
    check(import_id)
    bring_in(import_id)
    return import_id


def verdicts(import_id: UUID) -> list[tuple[int, str, str]]:
    return [(row.number, row.verdict, row.reason) for row in rows(import_id)]


def rows(import_id: UUID) -> Sequence[ImportRow]:
    return list(ImportRow.objects.filter(of_id=import_id).order_by("number"))


def standing(import_id: UUID) -> dict[str, str]:
    """What stays, by key, with the reason."""
    return {row.key: row.said for row in rows(import_id) if row.stage == "standing"}
