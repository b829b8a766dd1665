"""An import's page once it was tried: what becomes, or became, of its rows; and what may be taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.models import Import, ImportRow
from tradepost.domain.imports.rules import VERDICTS
from tradepost.doors.files.taking_back import looked_at
from tradepost.doors.office.imports.words import KIND_WORDS, VERDICT_WORDS, field_word, place_of, reason_words
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.document import Tab

PAGE = 50
SAID = 8
_HIDDEN = {"group_id", "parent_id", "category_id"}
_PAGES = {
    "customers": "customer",
    "suppliers": "supplier",
    "items": "item",
    "substitutes": "item",
    "prices": "item",
    "tax_rules": "",
    "tax_exemptions": "tax_exemption",
    "stock": "item",
    "orders": "order",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it is, as texts."""

    field: str
    new: str
    old: str = ""
    was: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it."""

    row: ImportRow
    url: str
    reason: str
    changes: Sequence[Change]
    more: int


def answer_import(request: HttpRequest, by: By, found: Import) -> HttpResponseBase:
    counts = imports_queries.counts_of(found.pk)
    asked = {"import": [str(found.pk)]}
    verdict = request.GET.get("verdict", "")
    if verdict in VERDICTS:
        asked["verdict"] = [verdict]
    if request.GET.get("stage") == "standing":
        asked["stage"] = ["standing"]
    search = request.GET.get("q", "")
    rows = imports_queries.ROWS.page(
        by, filters=asked, search=search, after=request.GET.get("after") or None, limit=PAGE
    )
    job = _job(by, found)
    context = {
        "import": found,
        "kind": KIND_WORDS[found.kind],
        "counts": counts,
        "job": job,
        "working": not jobs.is_over(found.job_id),
        "ended_badly": job is not None and job.state in ("failed", "cancelled"),
        "rows": [_shown(found, row) for row in rows.rows],
        "tabs": list(_tabs(counts, verdict, search, request.GET.get("stage", ""))),
        "verdict": verdict,
        "search": search,
        "next_url": _turned(request, rows.next_cursor),
        "previous_url": _turned(request, rows.previous_cursor),
        "good": counts.made + counts.changed,
        "left": counts.rows - counts.through,
        "job_id": new_id(by.now),
        "may": set(IMPORT.allowed(found.state)),
        "steps": True,
    }
    return render(request, "office/imports/import.html", context)


def _job(by: By, found: Import) -> Any:
    """The work in hand, or the last one; somebody else's is not shown."""
    if found.job_id is None:
        return None
    try:
        return jobs.job_of(by, found.job_id)
    except NotFound:
        return None


def _tabs(counts: imports_queries.Counts, verdict: str, search: str, stage: str) -> Iterator[Tab]:
    more = {"q": search} if search else {}
    yield Tab(_("All"), f"?{urlencode(more)}", not verdict and not stage, counts.rows)
    for name in VERDICTS:
        if count := getattr(counts, name):
            yield Tab(VERDICT_WORDS[name], f"?{urlencode({'verdict': name, **more})}", verdict == name, count)
    if counts.standing:
        yield Tab(
            _("Stayed"), f"?{urlencode({'stage': 'standing', **more})}", stage == "standing", counts.standing
        )


def _turned(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    asked = {name: value for name in ("verdict", "stage", "q") if (value := request.GET.get(name))}
    return f"?{urlencode({**asked, 'after': cursor})}"


def _shown(found: Import, row: ImportRow) -> Shown:
    changes = list(_changes(row))
    url = ""
    if row.subject_id and row.stage in ("kept", "standing") and row.verdict != "refused":
        is_credit = any(effect["kind"] == "credit" for effect in row.effects)
        name = "invoice" if is_credit else _PAGES[found.kind]
        url = address(name, row.subject_id) if name else address("all_tax_rules")
    return Shown(row, url, reason_words(row.said or row.reason), changes[:SAID], max(0, len(changes) - SAID))


def _changes(row: ImportRow) -> Iterator[Change]:
    """Field by field: of what was made the values, of what was changed the old and the new ones."""
    told: set[str] = set()
    for effect in reversed(row.effects):
        # The database keeps no order of names; people know that of the form.
        for name, new in sorted(effect["new"].items(), key=lambda pair: place_of(pair[0])):
            if name in _HIDDEN | told or (effect["old"] is None and new in (None, "", False)):
                continue
            told.add(name)
            was = effect["old"] is not None
            old = _text(effect["old"].get(name)) if was else ""
            yield Change(field_word(name), _text(new), old, was)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


@page("imports.bring_file")
def undo(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What taking an import back would do, and what stays with the reason, before anything is done."""
    found = imports_queries.import_of(by, pk)
    stay, looked = looked_at(by, pk)
    counts = imports_queries.counts_of(pk)
    open_rows = counts.made + counts.changed - counts.undone - counts.standing
    context = {
        "import": found,
        "kind": KIND_WORDS[found.kind],
        "counts": counts,
        "stay": [(row, reason_words(reason)) for row, reason in stay],
        "goes": looked - len(stay),
        "unseen": open_rows - looked,
        "job_id": new_id(by.now),
        "is_allowed": "take_back" in IMPORT.allowed(found.state),
    }
    return render(request, "office/imports/undo.html", context)
