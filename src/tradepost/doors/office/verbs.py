"""Verbs: POST views that call one command. A refusal is a sentence where the person is, never an error page."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, NotPermitted, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.by import by_of, for_people
from tradepost.render.screens.form import ScreenForm
from tradepost.render.sentences import spoken

Back = Callable[..., str] | str
FormMaker = Callable[..., BaseForm]


def verb(
    may: str = "", *, back: Back = "", form: FormMaker | None = None
) -> Callable[[Callable[..., Any]], Callable[..., HttpResponseBase]]:
    """`@verb("sales.confirm_order", back=...) def confirm(request, by, pk): ...`

    The view calls one command and returns an address (or a response, or nothing: back to the document).
    With `form` it gets the valid form after `by`; a dialog shows what is wrong in place. `form` is a form class,
    or a callable `(data, *, by, **url_kwargs)`. `back` is an address, or a callable of the URL's arguments.
    """

    def wrap(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            by = by_of(request)
            bound = None
            try:
                # Before the form: its choices and its faults tell about the document.
                if may:
                    access_queries.require(by, may)
                bound = _bound(form, request, by, kwargs)
                if bound is not None and not bound.is_valid():
                    return _unfinished(request, bound, _back(request, back, kwargs))
                answer = (
                    view(request, by, bound, **kwargs) if bound is not None else view(request, by, **kwargs)
                )
            except Refusal as refusal:
                return refused(request, refusal, _back(request, back, kwargs), bound)
            except DataError:
                return refused(request, _out_of_range(), _back(request, back, kwargs), bound)
            return _answered(request, answer or _back(request, back, kwargs))

        return for_people(require_POST(inner))

    return wrap


def done(request: HttpRequest, sentence: str, address: str = "") -> str:
    """Say what was done on the next page, and go there."""
    messages.success(request, sentence)
    return address


def refused(
    request: HttpRequest, refusal: Refusal, back: str, bound: BaseForm | None = None
) -> HttpResponseBase:
    """A refusal in a dialog stays in the dialog; elsewhere it is a message on the page people came from.

    What is not theirs to do or to see is a page of its own (403, 404): no button leads there.
    """
    refusal = spoken(refusal)
    if isinstance(refusal, NotPermitted) and not _is_part(request):
        raise PermissionDenied(refusal.message)
    if isinstance(refusal, NotFound) and not _is_part(request):
        raise Http404(refusal.message)
    if bound is not None and isinstance(bound, ScreenForm):
        bound.refuse(refusal)
        if _is_part(request):
            return _unfinished(request, bound, back)
    if _is_part(request):
        return render(request, "render/_refused.html", {"message": refusal.message}, status=422)
    messages.error(request, refusal.message)
    return redirect(back)


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _bound(
    form: FormMaker | None, request: HttpRequest, by: By, kwargs: Mapping[str, Any]
) -> BaseForm | None:
    if form is None:
        return None
    bound = form(request.POST) if isinstance(form, type) else form(request.POST, by=by, **kwargs)
    if name := request.POST.get("_verb", ""):
        bound.auto_id = f"id_{name}_%s"
    return bound


def _unfinished(request: HttpRequest, bound: BaseForm, back: str) -> HttpResponseBase:
    if _is_part(request):
        return render(request, "render/_dialog_fields.html", {"form": bound}, status=422)
    for name, errors in bound.errors.items():
        label = bound.fields[name].label or name if name in bound.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))
    return redirect(back)


def _answered(request: HttpRequest, answer: Any) -> HttpResponseBase:
    if isinstance(answer, HttpResponseBase):
        return answer
    if _is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": str(answer)})
    return redirect(str(answer))


def _back(request: HttpRequest, back: Back, kwargs: Mapping[str, Any]) -> str:
    if callable(back):
        return back(**kwargs)
    if back:
        return reverse(back, kwargs=dict(kwargs)) if ":" in back else back
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return came_from
    return reverse("office:today")


# ---- JSON, for the grid


def grid_verb(may: str = "") -> Callable[[Callable[..., Any]], Callable[..., HttpResponseBase]]:
    """A grid's preview or submit: the view gets `asked`, the posted JSON, and returns a dict.

    A refusal answers `{"message", "fields", "lines"}` with its status; `lines.3.unit` goes to the fourth line.
    """

    def wrap(view: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            asked: dict[str, Any] = {}
            try:
                asked = _asked(request)
                by = by_of(request)
                if may:
                    access_queries.require(by, may)
                return JsonResponse(view(request, by, asked, **kwargs))
            except Refusal as refusal:
                return JsonResponse(refusal_json(refusal, asked.get("lines") or []), status=refusal.status)
            except (DataError, ArithmeticError):
                return JsonResponse(refusal_json(_out_of_range(), []), status=422)

        return for_people(require_POST(inner))

    return wrap


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = None
    if (
        not isinstance(asked, dict)
        or not isinstance(asked.get("lines", []), list)
        or not all(isinstance(line, dict) for line in asked.get("lines", []))
        or b"\\u0000" in request.body  # no text of ours holds it, nor can the database
    ):
        raise Invalid(_("This could not be read. Load the page again."))
    return asked


def _out_of_range() -> Invalid:
    return Invalid(_("A value is out of the range that can be kept."))


def refusal_json(refusal: Refusal, lines: list[Any]) -> dict[str, Any]:
    """The refusal's sentences sorted to the head's fields and to the lines by key."""
    refusal = spoken(refusal)
    head: dict[str, str] = {}
    by_line: dict[str, dict[str, str]] = {}
    for path, sentence in (refusal.facts.get("fields") or {}).items():
        first, _dot, rest = str(path).partition(".")
        number, _dot, column = rest.partition(".")
        if first == "lines" and number.isdigit() and int(number) < len(lines):
            key = str(lines[int(number)].get("key", number))
            by_line.setdefault(key, {})[column or "item"] = str(sentence)
        else:
            head[str(path)] = str(sentence)
    told = {"code": refusal.code, "message": refusal.message, "fields": head, "lines": by_line}
    return told | {name: refusal.facts[name] for name in ("version", "theirs") if "theirs" in refusal.facts}
