from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, reference
from tradepost.domain.imports.models import ImportRow
from tradepost.domain.imports.queries.imports import kinds_of
from tradepost.domain.imports.rules import STAGES, VERDICTS


def _visible(by: By) -> "QuerySet[ImportRow]":
    return ImportRow.objects.select_related("of").filter(of__kind__in=kinds_of(by))


ROWS: Listing[ImportRow] = Listing(
    name="import_rows",
    rows=_visible,
    sorts={"number": ("number",), "key": ("key", "number")},
    default_sort="number",
    filters={
        "import": reference("Import", "of_id"),
        "verdict": choice("What becomes of it", "verdict", VERDICTS),
        "stage": choice("How far it came", "stage", STAGES),
    },
    search=lambda rows, text: rows.filter(loosely(text, "key", "reason")),
)


def numbers_kept(import_id: UUID) -> set[int]:
    """The rows that went through already: an earlier worker came so far."""
    found = sql.rows("select number from imports_row where of_id = %s and stage <> 'checked'", [import_id])
    return {row[0] for row in found}


def rows_to_take_back(import_id: UUID, limit: int, before: int | None = None) -> list[ImportRow]:
    """The next rows that made or changed something and still do, the last one first; `before` a number."""
    found = ImportRow.objects.filter(of_id=import_id, stage="kept", verdict__in=("made", "changed"))
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found.order_by("-number")[:limit])


def taken_back(subject_ids: Sequence[UUID]) -> set[UUID]:
    """Those of these records whose making was taken back."""
    found = sql.rows(
        """select distinct subject_id from imports_row
           where stage = 'undone' and subject_id = any(%s::uuid[])""",
        [list(subject_ids)],
    )
    return {row[0] for row in found}


def examples_that_stay() -> list[ImportRow]:
    """The rows of example files that were not taken back, with the reason, by kind and number."""
    found = ImportRow.objects.select_related("of").filter(of__is_example=True, stage="standing")
    return list(found.order_by("of__made_at", "of_id", "number"))
