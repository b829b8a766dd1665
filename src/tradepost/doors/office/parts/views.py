"""The one view behind every list: whole page, table only, sums, lines of a row, or file, by how it is asked."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import chain, islice
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from tradepost.base import sums
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.by import by_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.beside import with_beside
from tradepost.doors.office.parts.kept import habit_of, kept_of, mark_changed
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.render.formats import number_text
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.editing import Editing
from tradepost.render.screens.export import csv_pages, write_xlsx
from tradepost.render.screens.listing import ListPage, ListScreen
from tradepost.render.screens.parameters import ListParameters
from tradepost.render.screens.sums import shown_sums

Chooser = Callable[[By], ListScreen]


def answer_list(request: HttpRequest, by: By, screen: ListScreen, **more: Any) -> HttpResponseBase:
    """The list at this address. `more` is further context for a room's own template around it."""
    parameters = ListParameters.read(request.GET, screen.kinds(), today_of(by))
    if other := _other_answer(request, by, screen, parameters):
        return other
    is_part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target", "").endswith(
        "#tp-rows"
    )
    habit = habit_of(by, screen, looks=not is_part)
    if habit.opens_with and not is_part and not request.META["QUERY_STRING"]:
        opens = habit.opens_with
        return redirect(f"{request.path}?{opens.query}{'&' if opens.query else ''}view={opens.pk}")
    shown = ListPage(screen, by, parameters, by.now, tuple(habit.columns))
    mark_changed(by, shown, habit)
    context = {"list": shown, "screen": screen, "verbs": _verbs(screen, by), "habit": habit, **more}
    if is_part:
        response = render(request, "render/_list_rows.html", context)
        here = shown.here if len(shown.here) > 1 else "?view=all" if habit.opens_with else ""
        response["HX-Push-Url"] = request.path + here
    else:
        context["kept"] = kept_of(by, screen, parameters, habit)
        response = render(request, "office/list.html", context)
    response["Vary"] = "HX-Request"
    return response


def _other_answer(
    request: HttpRequest, by: By, screen: ListScreen, parameters: ListParameters
) -> HttpResponseBase | None:
    """A file, or a part that the page asks for later; None: the page itself."""
    if (kind := request.GET.get("export")) in ("csv", "xlsx"):
        return _csv(screen, by, parameters) if kind == "csv" else _xlsx(screen, by, parameters)
    if request.GET.get("part") == "sums" and screen.sums:
        found = sums.sums_of(
            screen.listing,
            by,
            parameters.asked(),
            parameters.search,
            names=tuple(one.name for one in screen.sums),
            everything=request.GET.get("all") == "yes",
        )
        context = {
            "sums": shown_sums(screen, found),
            "found": found,
            "list": ListPage(screen, by, parameters, by.now),
        }
        cap = number_text(sums.ROWS_AT_ONCE)
        return render(request, "render/_list_sums.html", {**context, "cap_text": cap})
    if request.GET.get("part") == "dialogs":
        habit = habit_of(by, screen, looks=False)
        shown = ListPage(screen, by, parameters, by.now, tuple(habit.columns))
        context = {"list": shown, "screen": screen, "kept": kept_of(by, screen, parameters, habit)}
        return render(request, "render/_list_dialogs.html", context)
    if request.GET.get("part") == "lines" and screen.expands:
        return _lines(request, by, screen)
    return None


def _lines(request: HttpRequest, by: By, screen: ListScreen) -> HttpResponseBase:
    """What opens under a row, if this person may see the row. Raises NotFound."""
    assert screen.expands is not None
    pk = id_of(request.GET.get("id"))
    if not screen.listing.has(by, pk):
        raise NotFound("There is no such row in this list.")
    rows = screen.expands.rows(by, pk)
    return render(request, "render/_list_lines.html", {"expands": screen.expands, "rows": rows})


def _verbs(screen: ListScreen, by: By) -> dict[str, list[Any]]:
    allowed = [verb for verb in screen.verbs if not verb.may or access_queries.may(by, verb.may)]
    head = [verb for verb in allowed if not verb.bulk]
    near = len(head) if len(head) <= MOST_NEAR + 1 else MOST_NEAR
    return {"head": head[:near], "far": head[near:], "bulk": [verb for verb in allowed if verb.bulk]}


def file_name(screen: ListScreen, by: By, kind: str) -> str:
    return f"{screen.name}-{by.now:%Y-%m-%d}.{kind}"


def _csv(screen: ListScreen, by: By, parameters: ListParameters) -> HttpResponseBase:
    lines = (text for text, _ in csv_pages(screen, by, parameters))
    # The first rows are asked for now: what is refused is told as a sentence, not in the middle of a file.
    begun = list(islice(lines, 2))
    response = StreamingHttpResponse(chain(begun, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(screen, by, "csv")}"'
    return response


MOST_NEAR = 6
"""Buttons over a list; where there are more, the later ones stand in a menu."""
MOST_AT_ONCE = 2000
"""So many rows come at once as a file; more are made by a job."""


def _xlsx(screen: ListScreen, by: By, parameters: ListParameters) -> HttpResponseBase:
    if rows_up_to(screen, by, parameters, MOST_AT_ONCE) > MOST_AT_ONCE:
        raise Invalid(
            "This is too much to wait for. Say “Export” under the list: it is made while you go on."
        )
    file = BytesIO()
    for _ in write_xlsx(file, screen, by, parameters):
        pass
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(screen, by, "xlsx"))


def rows_up_to(screen: ListScreen, by: By, parameters: ListParameters, most: int) -> int:
    """How many rows the filter has; counted no further than one above `most`."""
    found = screen.listing.narrowed(by, parameters.asked(), parameters.search)
    return found.order_by().values("pk")[: most + 1].count()


def list_view(screen: ListScreen | Chooser, may: str = "") -> Any:
    """A list needs no view of its own: `path("orders/", list_view(ORDERS), name="orders")`.

    Where the screen depends on who looks (costs) or on the day, give a function of `by`, and `may`.
    """
    choose: Chooser = screen if callable(screen) else lambda by: screen

    @page(may if callable(screen) else screen.may)
    def view(request: HttpRequest, by: By) -> HttpResponseBase:
        return answer_list(request, by, choose(by))

    view.screen_of = choose  # type: ignore[attr-defined]
    return view


def list_at(by: By, path: str) -> ListScreen:
    """The list that stands at an address, for this person. Raises Invalid, NotPermitted."""
    try:
        choose: Chooser | None = getattr(resolve(path).func, "screen_of", None)
    except Resolver404:
        choose = None
    if choose is None:
        raise Invalid("There is no list at this address. Load the page again.")
    screen = choose(by)
    if screen.may:
        access_queries.require(by, screen.may)
    return screen


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
