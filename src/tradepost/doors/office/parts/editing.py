"""Heads of documents changed in place: declared once per page, saved with the version that was read.

When somebody else changed the document meanwhile, what this person did not touch is taken over, what only they
touched is saved, and where both touched a field the two values are shown side by side, with whose the other is.
Nothing typed is lost: everything needed stands in the form itself, so any number of rounds ends well.
"""

import copy
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, NotFound, NotPermitted, Refusal
from tradepost.base.events import RecordedEvent
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.beside import with_beside
from tradepost.doors.office.parts.posted import version_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.editing import Conflict, Editing, in_words, raw
from tradepost.render.screens.form import ScreenForm

ROUNDS = 4
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What of a document's head can be changed where it stands.

    `find(by, pk)` gives the document within the scope; `form(by, document)` makes a class of the fields that may
    be changed now (none of them: nothing is offered); `values(document)` are those fields as they stand;
    `save(by, document, version, changed)` calls the command; `shown(by, pk)` draws the page.
    """

    page: str
    may: str
    find: Callable[[By, UUID], Any]
    form: Callable[[By, Any], Callable[..., ScreenForm]]
    values: Callable[[Any], Mapping[str, Any]]
    save: Callable[[By, Any, int, Values], Any]
    shown: Callable[[By, UUID], DocumentPage]

    def editing(self, request: HttpRequest, by: By, document: Any) -> Editing | None:
        """What may be changed on the page now; open when its address asks for it (`?edit=note`)."""
        if not access_queries.may(by, self.may):
            return None
        form = self.form(by, document)(initial=dict(self.values(document)), auto_id="edit_%s")
        if not form.fields:
            return None
        focus = request.GET.get("edit", "")
        return Editing(self.url(document), address(self.page, document.pk), form, document.version,
                       is_open=bool(focus), focus=focus)  # fmt: skip

    def url(self, document: Any) -> str:
        return address(f"{self.page}_head", document.pk)


def some_of(form: type[ScreenForm], *names: str) -> type[ScreenForm]:
    """A form of these fields of another one; of none, when nothing may be changed."""
    kept = {name: copy.deepcopy(form.base_fields[name]) for name in names}
    return types.new_class("InPlace", (ScreenForm,), exec_body=lambda space: space.update(kept))


def head_view(head: Head) -> Callable[..., HttpResponseBase]:
    """`path("orders/<uuid:pk>/head/", head_view(ORDER_HEAD), name="order_head")` saves what was typed."""

    @verb(head.may, back=f"office:{head.page}")
    def view(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase | str:
        for _round in range(ROUNDS):
            try:
                return _saved(head, request, by, head.find(by, pk))
            except ChangedMeanwhile:
                continue  # between our look and the command; look again
        raise ChangedMeanwhile(_("Others are changing this right now. Try again in a moment."))

    return view


def _saved(head: Head, request: HttpRequest, by: By, document: Any) -> HttpResponseBase | str:
    make = head.form(by, document)
    now = make(initial=dict(head.values(document)), auto_id="edit_%s")
    typed = _Typed(_one_line_end(request.POST), make, now)
    form = typed.form
    editing = Editing(
        head.url(document),
        address(head.page, document.pk),
        form,
        document.version,
        is_open=True,
        was=typed.was,
    )
    if not form.is_valid():
        # Seen against what they had read; the version stays theirs, so that a conflict is still found.
        read = version_of(request.POST) or document.version
        return _again(head, request, by, document, replace(editing, version=read))
    others = version_of(request.POST) != document.version
    conflicts = typed.conflicts() if others else {}
    if conflicts or typed.undecided:
        told = _with_authors(typed.undecided_conflicts() | conflicts, feed.about([document.pk]))
        return _again(head, request, by, document, _side_by_side(editing, typed, told))
    changed = typed.changed()
    try:
        if changed:
            head.save(by, document, document.version, changed)
    except (ChangedMeanwhile, NotFound, NotPermitted):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return _again(head, request, by, document, editing)
    return done(request, _("Saved.") if changed else _("Nothing was changed."), editing.page_url)


def _one_line_end(posted: QueryDict) -> QueryDict:
    """Browsers send CR LF; rows hold LF. An address that nobody touched must not look changed."""
    data = posted.copy()
    for name in posted:
        data.setlist(name, [str(value).replace("\r\n", "\n") for value in posted.getlist(name)])
    return data


def _again(head: Head, request: HttpRequest, by: By, document: Any, editing: Editing) -> HttpResponseBase:
    """The form once more, with everything that was typed."""
    shown = replace(head.shown(by, document.pk), editing=editing)
    if request.headers.get("HX-Request") == "true":
        return render(request, "render/_facts.html", {"doc": shown}, status=422)
    return render(request, "office/document.html", {"doc": with_beside(by, shown)}, status=422)


def _side_by_side(editing: Editing, typed: "_Typed", conflicts: Mapping[str, Conflict]) -> Editing:
    """What was typed stands, what only others changed is theirs, and the version is the one they made."""
    data = typed.data.copy()
    for name in typed.now.fields:
        if name not in typed.changed_names and name not in conflicts:
            data.setlist(name, [typed.stands[name]])
    form = typed.make(data, auto_id="edit_%s")
    form.is_valid()
    return replace(editing, form=form, was=typed.stands, conflicts=conflicts)


def _with_authors(conflicts: Mapping[str, Conflict], told: list[RecordedEvent]) -> dict[str, Conflict]:
    """Who wrote what stands now: the newest fact that names the field."""
    found = {}
    for name, conflict in conflicts.items():
        fact = next((one for one in told if _names(one, name)), None)
        found[name] = replace(conflict, who=fact.actor, at=fact.at) if fact else conflict
    return found


def _names(fact: RecordedEvent, field: str) -> bool:
    return field in (fact.data.get("fields") or fact.data.get("changed") or fact.data)


class _Typed:
    """Three values of each field: as it was read (`was`), as it was typed, and as it stands now (`stands`)."""

    def __init__(self, data: QueryDict, make: Callable[..., ScreenForm], now: ScreenForm) -> None:
        self.data, self.make, self.now = data, make, now
        self.stands = {name: raw(now[name]) for name in now.fields}
        self.was = {name: data.get(f"was_{name}", self.stands[name]) for name in now.fields}
        # Two values were shown and none was chosen: what was typed is still there.
        self.undecided = [name for name in now.fields if f"mine_{name}" in data and name not in data]
        filled = data.copy()
        for name in self.undecided:
            filled[name] = data[f"mine_{name}"]
        self.form = make(filled, auto_id="edit_%s")

    @property
    def changed_names(self) -> list[str]:
        return [name for name in self.now.fields if self._same(name, self.was[name]) is False]

    def changed(self) -> Values:
        """What this person changed of what they had read."""
        return {name: self.form.cleaned_data[name] for name in self.changed_names}

    def conflicts(self) -> dict[str, Conflict]:
        """What both changed, each to something else."""
        both = [
            name
            for name in self.changed_names
            if self._clean(name, self.stands[name]) != self._clean(name, self.was[name])
            and not self._same(name, self.stands[name])
        ]
        return {name: self._conflict(name) for name in both}

    def undecided_conflicts(self) -> dict[str, Conflict]:
        return {name: self._conflict(name) for name in self.undecided}

    def _conflict(self, name: str) -> Conflict:
        mine, theirs, bound = raw(self.form[name]), self.stands[name], self.now[name]
        return Conflict(mine, theirs, in_words(bound, mine), in_words(bound, theirs))

    def _same(self, name: str, text: str) -> bool:
        return bool(self.form.cleaned_data.get(name) == self._clean(name, text))

    def _clean(self, name: str, text: str) -> Any:
        field = self.now.fields[name]
        given = QueryDict(mutable=True)
        if text:
            given[name] = text
        try:
            return field.clean(field.widget.value_from_datadict(given, {}, name))
        except ValidationError:
            return text
