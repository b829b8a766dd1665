"""Notes beside a document, and the page of what mentions me."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.models import Mention, Note
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Subject
from tradepost.doors.office.notes.forms import NoteForm
from tradepost.doors.office.notes.notices import shown_notice
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.beside import page_of
from tradepost.doors.office.parts.posted import ids_of, minted
from tradepost.doors.office.verbs import verb
from tradepost.render.screens.beside import said

PEOPLE_ASKED = 24


def _seen_note(by: By, pk: UUID) -> tuple[Note, Subject]:
    """A note on a document that is theirs to read. Raises NotFound."""
    found = notes_queries.note(pk)
    return found, reports_queries.subject(by, found.subject_id, found.kind)


def _to(about: Subject) -> HttpResponseBase:
    """Back to the document; scripts take its timeline from there."""
    return redirect(page_of(about.kind, about.id) + "#tp-beside")


@verb("notes.write_note", form=NoteForm)
def write(request: HttpRequest, by: By, form: NoteForm, pk: UUID) -> HttpResponseBase:
    about = reports_queries.subject(by, pk)
    text = form.cleaned_data["text"]
    notes.write_note(
        by,
        note_id=minted(request, "note_id"),
        kind=about.kind,
        subject_id=pk,
        text=text,
        mentions=reports_queries.mentioned_in(by, about, text),
    )
    return _to(about)


@verb("notes.change_note", form=NoteForm)
def edit(request: HttpRequest, by: By, form: NoteForm, pk: UUID) -> HttpResponseBase:
    _note, about = _seen_note(by, pk)
    text = form.cleaned_data["text"]
    mentions = reports_queries.mentioned_in(by, about, text)
    notes.change_note(by, note_id=pk, text=text, mentions=mentions)
    return _to(about)


@verb("notes.remove_note")
def remove(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    _note, about = _seen_note(by, pk)
    notes.remove_note(by, note_id=pk)
    return _to(about)


@verb("notes.restore_note")
def restore(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    _note, about = _seen_note(by, pk)
    notes.restore_note(by, note_id=pk)
    return _to(about)


@page("notes.read")
def earlier(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What a note said before; of a removed one nothing is told."""
    found, about = _seen_note(by, pk)
    if found.removed_at is not None:
        raise NotFound("There is no such note.")
    context = {
        "note": found,
        "earlier": notes_queries.said_before(found),
        "back_url": page_of(about.kind, about.id),
        "about": about,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "office/notes/_earlier.html" if part else "office/notes/earlier.html", context)


@page("notes.write_note")
def people(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Who can be mentioned on this document: colleagues who may read it, for the list under an @."""
    about = reports_queries.subject(by, pk)
    asked = access_queries.colleagues(request.GET.get("q", "").strip()[:80], PEOPLE_ASKED)
    seeing = reports_queries.readers(by, about, [one.pk for one in asked])
    able = [one for one in asked if one.pk in seeing][:8]
    items = [{"id": str(one.pk), "label": one.get_full_name(), "detail": one.email} for one in able]
    return JsonResponse({"items": items})


@page("notes.read_mentions")
def for_you(request: HttpRequest, by: By) -> HttpResponseBase:
    """What this person was told of, and what mentions them, newest first; documents they may no longer read are not
    shown."""
    mentions = notes_queries.mentions_of(by)
    about = reports_queries.all_readable(by, [(one.note.kind, one.note.subject_id) for one in mentions])
    context = {
        "notices": [shown_notice(one) for one in notes_queries.notices_of(by)],
        "shown": [
            _shown(one, about[one.note.subject_id]) for one in mentions if one.note.subject_id in about
        ],
    }
    return render(request, "office/notes/for_you.html", context)


def _shown(mention: Mention, about: Subject) -> dict[str, object]:
    names = [one.user.get_full_name() for one in mention.note.mentions.all()]
    return {
        "mention": mention,
        "note": mention.note,
        "html": said(mention.note.text, names),
        "about": about,
        "url": page_of(about.kind, about.id),
    }


@page("notes.read_mentions")
def count(request: HttpRequest, by: By) -> HttpResponseBase:
    """How many mentions are new, for the mark in the top bar."""
    return JsonResponse({"count": notes_queries.unread_count(by)})


@verb("notes.read_mentions", back="office:for_you")
def read(request: HttpRequest, by: By) -> HttpResponse | None:
    """The chosen ones, or all of them."""
    ids = ids_of(request) or None
    notes.read_mentions(by, note_ids=ids)
    notes.read_notices(by, notice_ids=ids)
    return None
