from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound, NotPermitted
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, day_range
from tradepost.base.record import Difference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.models import Import
from tradepost.domain.imports.rules import KINDS, NEEDS, signature


@dataclass(frozen=True, slots=True)
class Counts:
    """What becomes of the rows; `through` of them are in the books or refused, `undone` taken back."""

    made: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    through: int = 0
    undone: int = 0
    standing: int = 0

    @property
    def rows(self) -> int:
        return self.made + self.changed + self.same + self.refused


def may_bring(by: By, kind: str) -> bool:
    """Whether this actor may say all that a row of such a file says. Nobody may who sees a part of the company."""
    return not by.scope and all(access_queries.may(by, verb) for verb in NEEDS[kind])


def kinds_of(by: By) -> list[str]:
    """The kinds of files that this actor may bring, in the order in which a company begins."""
    return [kind for kind in KINDS if may_bring(by, kind)]


def _visible(by: By) -> "QuerySet[Import]":
    return Import.objects.filter(kind__in=kinds_of(by))


IMPORTS: Listing[Import] = Listing(
    name="imports",
    rows=_visible,
    sorts={"made": ("made_at",), "file": ("file_name",), "kind": ("kind", "made_at")},
    default_sort="-made",
    filters={
        "kind": choice("Kind", "kind", KINDS),
        "state": choice("State", "state", IMPORT.states),
        "made": day_range("Brought", "made_at"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "file_name")),
)


def import_of(by: By, import_id: UUID) -> Import:
    """One import, of a kind that this actor may bring. Raises NotFound, NotPermitted."""
    found = Import.objects.filter(pk=import_id).first()
    if found is None or by.scope:
        raise NotFound("There is no such import.", import_id=import_id)
    if not may_bring(by, found.kind):
        raise NotPermitted(
            f"Your role does not bring {found.kind} in by file. Ask the owner.", kind=found.kind
        )
    return found


def import_by_id(import_id: UUID) -> Import:
    """Whoever asks."""
    return Import.objects.get(pk=import_id)


def contents_of(import_id: UUID) -> bytes:
    """The file. Raises NotFound once all its rows are through."""
    found = sql.one("select data from imports_contents where of_id = %s", [import_id])
    if found is None:
        raise NotFound("The file is not kept any more: all its rows are through.", import_id=import_id)
    return bytes(found[0])


def counts_of(import_id: UUID) -> Counts:
    """One statement."""
    return sql.rows_as(
        Counts,
        """select count(*) filter (where verdict = 'made'), count(*) filter (where verdict = 'changed'),
                  count(*) filter (where verdict = 'same'), count(*) filter (where verdict = 'refused'),
                  count(*) filter (where stage <> 'checked'), count(*) filter (where stage = 'undone'),
                  count(*) filter (where stage = 'standing')
           from imports_row where of_id = %s""",
        [import_id],
    )[0]


def remembered_columns(by: By, kind: str, heading: Sequence[str]) -> dict[str, str] | None:
    """The fields that were last chosen for a file of this kind with the same heading; None: never."""
    found = (
        Import.objects.filter(kind=kind, signature=signature(heading), is_example=False)
        .exclude(state="draft")
        .order_by("-made_at")
        .first()
    )
    if found is None:
        return None
    # The same words, though perhaps in another case.
    names = {now: found.columns.get(then, "") for now, then in zip(heading, found.heading, strict=True)}
    return {word: name for word, name in names.items() if word.strip()}


def examples(by: By) -> list[Import]:
    """The example files that are in the books, the first one first."""
    found = Import.objects.filter(is_example=True).exclude(state="undone")
    return list(found.order_by("made_at", "id"))


def differences() -> Iterator[Difference]:
    """I15: an import whose rows are in the books is on the change feed."""
    for file_name, import_id in sql.differing(
        """select i.file_name, i.id from imports_import i
           where i.state in ('begun', 'kept', 'undoing', 'undone')
             and not exists (select from base_event e where e.subject_id = i.id and e.name = 'imports.begun')
           order by i.id""",
        by_index=True,
    ):
        yield Difference("I15", f"import {file_name}", "the event imports.begun", "1", "0", import_id)
