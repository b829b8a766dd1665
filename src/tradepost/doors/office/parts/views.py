"""The one view behind every list: whole page, table only, or file, by how it is asked."""

from dataclasses import replace
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.by import by_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.beside import with_beside
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.editing import Editing
from tradepost.render.screens.export import csv_lines
from tradepost.render.screens.listing import ListPage, ListScreen
from tradepost.render.screens.parameters import ListParameters


def answer_list(request: HttpRequest, by: By, screen: ListScreen, **more: Any) -> HttpResponseBase:
    """The list at this address. `more` is further context for a room's own template around it."""
    parameters = ListParameters.read(request.GET, screen.kinds())
    if request.GET.get("export") == "csv":
        return _file(screen, by, parameters)
    shown = ListPage(screen, by, parameters, by.now)
    context = {"list": shown, "screen": screen, "verbs": _verbs(screen, by), **more}
    if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target", "").endswith(
        "#tp-rows"
    ):
        response = render(request, "render/_list_rows.html", context)
        response["HX-Push-Url"] = request.path + (shown.here if len(shown.here) > 1 else "")
        response["Vary"] = "HX-Request"
        return response
    response = render(request, "office/list.html", context)
    response["Vary"] = "HX-Request"
    return response


def _verbs(screen: ListScreen, by: By) -> dict[str, list[Any]]:
    allowed = [verb for verb in screen.verbs if not verb.may or access_queries.may(by, verb.may)]
    return {"head": [v for v in allowed if not v.bulk], "bulk": [v for v in allowed if v.bulk]}


def _file(screen: ListScreen, by: By, parameters: ListParameters) -> HttpResponseBase:
    lines = csv_lines(screen, by, parameters)
    # The first rows are asked for now: what is refused is told as a sentence, not in the middle of a file.
    begun = list(islice(lines, 2))
    response = StreamingHttpResponse(chain(begun, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{screen.name}-{by.now:%Y-%m-%d}.csv"'
    return response


def list_view(screen: ListScreen) -> Any:
    """A list needs no view of its own: `path("orders/", list_view(ORDERS), name="orders")`."""

    @page(screen.may)
    def view(request: HttpRequest, by: By) -> HttpResponseBase:
        return answer_list(request, by, screen)

    return view


def answer_document(
    request: HttpRequest, shown: DocumentPage, editing: Editing | None = None, **more: Any
) -> HttpResponse:
    """A DocumentPage as HTML, with the notes and files beside it, and what of its head may be changed in place."""
    whole = replace(with_beside(by_of(request), shown), editing=editing)
    return render(request, "office/document.html", {"doc": whole, **more})


def answer_form(request: HttpRequest, shown: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    """A FormPage as HTML; with status 422 when it came back with errors."""
    status = 422 if status == 200 and shown.form.is_bound and shown.form.errors else status
    return render(request, "office/form.html", {"page": shown, "form": shown.form, **more}, status=status)
