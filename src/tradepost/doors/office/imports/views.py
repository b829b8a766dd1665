"""Bring a file, say what its columns are, look at what will become of it; then its verbs."""

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.models import Import
from tradepost.doors.files.bringing import MOST_BYTES, bring, look, read_otherwise
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.files.reading import Reading
from tradepost.doors.files.refused_rows import harmless
from tradepost.doors.files.starting import ask
from tradepost.doors.office.imports.forms import Chosen, FileForm, chosen, places_for
from tradepost.doors.office.imports.import_page import answer_import
from tradepost.doors.office.imports.words import KIND_WORDS, field_word, reason_words
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.verbs import done, verb

EARLIER = 8
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", gettext_lazy("Western (Windows)")),
    ("cp1250", gettext_lazy("Central European (Windows)")),
    ("cp1251", gettext_lazy("Cyrillic (Windows)")),
    ("cp1253", gettext_lazy("Greek (Windows)")),
    ("cp1254", gettext_lazy("Turkish (Windows)")),
    ("cp850", gettext_lazy("Western (DOS)")),
    ("mac_roman", gettext_lazy("Western (Mac)")),
    ("utf-16", "UTF-16"),
)
DELIMITERS = (
    (",", gettext_lazy("comma")),
    (";", gettext_lazy("semicolon")),
    ("\t", gettext_lazy("tab")),
    ("|", gettext_lazy("bar |")),
)


@page("imports.bring_file")
def new(request: HttpRequest, by: By) -> HttpResponseBase:
    """Choose what, drop a file."""
    form = FileForm(
        request.POST or None, request.FILES or None, by=by, initial={"kind": request.GET.get("kind", "")}
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return redirect("office:import", pk=_brought(request, by, form))
            except Refusal as refusal:
                form.add_error("file", refusal.message)
        status = 422
    context = {
        "form": form,
        "kinds": [(kind, KIND_WORDS[kind], _needed(kind)) for kind in imports_queries.kinds_of(by)],
        "chosen": form["kind"].value() or "",
        "import_id": request.POST.get("import_id") or new_id(by.now),
        "price_version": request.POST.get("price_version") or request.GET.get("version", ""),
        "earlier": imports_queries.IMPORTS.page(by, limit=EARLIER).rows,
        "most": MOST_BYTES // 1_000_000,
        "steps": True,
    }
    return render(request, "office/imports/new.html", context, status=status)


def _brought(request: HttpRequest, by: By, form: FileForm) -> UUID:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise Invalid(_("The file is larger than %s MB. Split it.") % (MOST_BYTES // 1_000_000))
    found = bring(
        by,
        import_id=minted(request, "import_id"),
        kind=form.cleaned_data["kind"],
        file_name=file.name,
        data=file.read(),
        options=_into(request, form.cleaned_data["kind"]),
    )
    return found.pk


def _into(request: HttpRequest, kind: str) -> dict[str, str]:
    """The draft of a version whose page led here."""
    version = request.POST.get("price_version", "")
    return {"price_version": str(id_of(version))} if version and kind == "prices" else {}


def _needed(kind: str) -> list[str]:
    return [field_word(field.name) for field in KINDS[kind].fields if field.needed]


@page("imports.bring_file")
def example(request: HttpRequest, by: By) -> HttpResponseBase:
    """A small file of a kind, to be filled."""
    words = KIND_WORDS.get(request.GET.get("kind", ""))
    if words is None:
        return redirect("office:import_new")
    answer = HttpResponse("\ufeff" + words.example, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="example-{request.GET["kind"]}.csv"'
    return answer


@page("imports.read")
def one(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What stands to be done with a file: its columns while it is a draft, else its rows."""
    found = imports_queries.import_of(by, pk)
    is_open = found.state == "draft" or (found.state == "checked" and "columns" in request.GET)
    if is_open and jobs.is_over(found.job_id):
        return render(request, "office/imports/columns.html", _columns(by, found, _as_kept(found)))
    return answer_import(request, by, found)


def _as_kept(found: Import) -> Chosen:
    return Chosen(Reading.of(found.reading), dict(found.columns), dict(found.options))


def _columns(by: By, found: Import, asked: Chosen) -> dict[str, Any]:
    """The page of columns: how the file is read with these choices, and what stands in the way."""
    context: dict[str, Any] = {
        "import": found,
        "kind": KIND_WORDS[found.kind],
        "reading": asked.reading,
        "options": asked.options,
        "doubled": [field_word(name) for name in asked.doubled],
        "job_id": new_id(by.now),
        "encodings": ENCODINGS,
        "delimiters": DELIMITERS,
        "steps": True,
        **places_for(by, found.kind),
    }
    try:
        shown = look(found, asked.reading, asked.columns or None, options=asked.options)
    except Refusal as refusal:
        return context | {"unreadable": refusal.message}
    fields = [(field.name, field_word(field.name), field.needed) for field in KINDS[found.kind].fields]
    return context | {
        "shown": shown,
        "columns": [
            (word, shown.columns.get(word, ""), shown.samples.get(word, ())) for word in _once(shown.heading)
        ],
        "fields": fields,
        "missing": [field_word(name) for name in shown.missing],
        "heads": [field_word(name) for name in shown.fields],
        "unused": sum(1 for name in shown.columns.values() if not name),
    }


def _once(heading: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for word in heading:
        if word.strip() and word not in seen:
            seen.add(word)
            yield word


@page("imports.bring_file")
def preview(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The page of columns as it would be with what is chosen now."""
    found = imports_queries.import_of(by, pk)
    return render(request, "office/imports/_columns.html", _columns(by, found, chosen(request, found.kind)))


@verb("imports.bring_file", back="office:import")
def check(request: HttpRequest, by: By, pk: UUID) -> str:
    """Keep the choices, and try every row."""
    found = imports_queries.import_of(by, pk)
    if request.POST.getlist("column"):
        asked = chosen(request, found.kind)
        if asked.doubled:
            names = ", ".join(field_word(name) for name in asked.doubled)
            raise Invalid(_("Two columns are %s. Leave one of them out.") % names)
        found = read_otherwise(
            by,
            found,
            reading=asked.reading,
            columns=asked.columns,
            options=asked.options,
            version=_version(request),
        )
    ask(by, found, "check", job_id=minted(request, "job_id"), version=found.version)
    return address("import", pk)


@verb("imports.bring_file", back="office:import")
def begin(request: HttpRequest, by: By, pk: UUID) -> str:
    found = imports_queries.import_of(by, pk)
    ask(by, found, "begin", job_id=minted(request, "job_id"), version=_version(request))
    return address("import", pk)


@verb("imports.bring_file", back="office:import")
def take_back(request: HttpRequest, by: By, pk: UUID) -> str:
    found = imports_queries.import_of(by, pk)
    ask(by, found, "take_back", job_id=minted(request, "job_id"), version=_version(request))
    return address("import", pk)


@verb("imports.bring_file", back="office:import")
def discard(request: HttpRequest, by: By, pk: UUID) -> str:
    found = imports_queries.import_of(by, pk)
    imports.discard_import(by, import_id=found.pk)
    return done(request, _("Thrown away. Nothing of it is in the books."), address("import_new"))


@page("imports.read")
def refused(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The refused rows with their reasons, as a file to mend and bring again."""
    found = imports_queries.import_of(by, pk)
    rows = imports_queries.ROWS.narrowed(by, {"import": [str(pk)], "verdict": ["refused"]}).order_by("number")
    answer = StreamingHttpResponse(_lines(found, rows.iterator(500)), content_type="text/csv; charset=utf-8")
    name = found.file_name.rpartition(".")[0] or found.file_name
    answer["Content-Disposition"] = f'attachment; filename="{_plain(name)}-refused.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


def _lines(found: Import, rows: Any) -> Iterator[str]:
    write = csv.writer(_Echo()).writerow
    yield "\ufeff" + write([*map(harmless, found.heading), "row refused", "reason"])
    width = len(found.heading)
    for row in rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))][:width]
        yield write([*map(harmless, cells), row.number, reason_words(row.reason)])


def _plain(name: str) -> str:
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_ ") else "_" for letter in name
    )


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() and len(text) < 10 else None
