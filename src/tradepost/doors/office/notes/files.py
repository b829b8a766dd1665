"""Files beside a document: taken as they come, handed out so that nothing in them runs here."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes import rules as notes_rules
from tradepost.domain.notes.models import File
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Subject
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.beside import page_of
from tradepost.doors.office.parts.handed_out import handed_out
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.verbs import verb

CHUNK = 256 * 1024


@verb("notes.add_file")
def add(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The body is the file; `?name=` and `?id=` (minted by the browser) say the rest.

    Not a form of several parts: nothing is kept on the disk before the document, the name and the size are looked at.
    """
    about = reports_queries.subject(by, pk)
    name = notes_queries.name_to_keep(request.GET.get("name", ""))
    file_id = id_of(request.GET.get("id"))
    _refuse_announced(request)
    kept = storage.keep(_chunks(request), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    notes.add_file(by, file_id=file_id, kind=about.kind, subject_id=pk, name=name, digest=kept.digest)
    return HttpResponse(status=204) if request.headers.get("HX-Request") == "true" else _to(about)


def _refuse_announced(request: HttpRequest) -> None:
    """Refuse what says itself that it is too large before reading it. Raises TooLarge."""
    announced = request.headers.get("Content-Length", "")
    if announced.isdigit():
        storage.refuse_larger(int(announced), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


def _to(about: Subject) -> HttpResponseBase:
    return redirect(page_of(about.kind, about.id) + "#tp-beside")


def _seen_file(by: By, pk: UUID) -> tuple[File, Subject]:
    """A file beside a document that is theirs to read. Raises NotFound."""
    found = notes_queries.file(pk)
    return found, reports_queries.subject(by, found.subject_id, found.kind)


@page("notes.read")
def fetch(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """To be saved, whatever it is."""
    found, _about = _seen_file(by, pk)
    if found.removed_at is not None:
        raise Http404
    return _handed_out(found, notes_rules.PLAIN, saved=True)


@page("notes.read")
def picture(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Shown in the page: only what a browser does nothing but paint."""
    found, _about = _seen_file(by, pk)
    if found.removed_at is not None or found.media_type not in notes_rules.PICTURES:
        raise Http404
    return _handed_out(found, found.media_type, saved=False)


def _handed_out(found: File, media_type: str, *, saved: bool) -> HttpResponseBase:
    response = handed_out(storage.open_kept(found.digest), media_type, found.name, saved=saved)
    response["Content-Length"] = str(found.size_bytes)
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{found.digest}"'
    return response


@verb("notes.remove_file")
def remove(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    _file, about = _seen_file(by, pk)
    notes.remove_file(by, file_id=pk)
    return _to(about)


@verb("notes.restore_file")
def restore(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    _file, about = _seen_file(by, pk)
    notes.restore_file(by, file_id=pk)
    return _to(about)
