"""Saved views, columns and looks. The page says at which list (`path`) and how it stands there (`query`)."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import ListView
from tradepost.doors.office.parts.posted import id_of, minted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import list_at
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.listing import ListScreen
from tradepost.render.screens.parameters import ListParameters


def posted_list(request: HttpRequest, by: By) -> tuple[str, ListScreen]:
    """The list that the page is at. Raises Invalid, NotPermitted."""
    path = request.POST.get("path", "")
    return path, list_at(by, path)


def posted_query(request: HttpRequest, by: By, screen: ListScreen) -> str:
    """Filters, order and columns as they stand on the page; this person's own columns when it names none."""
    asked = ListParameters.read(
        QueryDict(request.POST.get("query", "").lstrip("?")), screen.kinds(), today_of(by)
    )
    columns = asked.columns or access_queries.list_habit(by, screen.name).columns
    whole = replace(asked, columns=tuple(columns), after="", view="")
    # Asked once, so that nothing is kept that cannot be opened again.
    screen.listing.page(by, filters=whole.asked(), search=whole.search, sort=whole.sort, limit=1)
    return whole.address().removeprefix("?")


def _at(path: str, view: ListView) -> str:
    return f"{path}?{view.query}{'&' if view.query else ''}{urlencode({'view': view.pk})}"


def _shares(request: HttpRequest, by: By) -> bool:
    """Whether it is for everybody; asks whether this person may. Raises NotPermitted."""
    if request.POST.get("is_shared"):
        access_queries.require(by, "access.share_view")
        return True
    return False


@verb("access.keep_view")
def save(request: HttpRequest, by: By) -> str:
    path, screen = posted_list(request, by)
    view = access.save_view(
        by,
        view_id=minted(request, "view_id"),
        list_name=screen.name,
        name=request.POST.get("name", ""),
        query=posted_query(request, by, screen),
        is_shared=_shares(request, by),
    )
    return done(request, _("Kept as “%s”.") % view.name, _at(path, view))


@verb("access.keep_view")
def change(request: HttpRequest, by: By) -> str:
    """Rename, share or not; or keep the filters of the page under the same name."""
    path, screen = posted_list(request, by)
    view_id = id_of(request.POST.get("view_id"))
    if "name" in request.POST:
        view = access.change_view(
            by, view_id=view_id, name=request.POST["name"], is_shared=_shares(request, by)
        )
    else:
        view = access.change_view(by, view_id=view_id, query=posted_query(request, by, screen))
    return done(request, _("Kept as “%s”.") % view.name, _at(path, view))


@verb("access.keep_view")
def delete(request: HttpRequest, by: By) -> str:
    path, _screen = posted_list(request, by)
    access.delete_view(by, view_id=id_of(request.POST.get("view_id")))
    return done(request, _("The view is deleted. The rows are as they were."), f"{path}?view=all")


@verb("access.keep_view")
def opens_with(request: HttpRequest, by: By) -> str:
    path, screen = posted_list(request, by)
    view_id = request.POST.get("view_id", "")
    access.open_with(by, list_name=screen.name, view_id=id_of(view_id) if view_id else None)
    if view_id:
        return done(request, _("This list opens with this view now, for you."), f"{path}?view={view_id}")
    return done(request, _("This list opens with all rows now, for you."), path)


@verb("access.keep_view")
def columns(request: HttpRequest, by: By) -> str:
    """The chosen columns in the order of the page; all of them as declared is the same as none."""
    path, screen = posted_list(request, by)
    known = [column.key for column in screen.columns]
    chosen = [key for key in request.POST.getlist("column") if key in known]
    access.choose_columns(by, list_name=screen.name, columns=[] if chosen == known else chosen)
    here = ListParameters.read(
        QueryDict(request.POST.get("query", "").lstrip("?")), screen.kinds(), today_of(by)
    )
    return path + here.with_columns(()).at(None).address()


@verb("access.keep_view")
def seen(request: HttpRequest, by: By) -> str:
    path, screen = posted_list(request, by)
    access.record_look(by, list_name=screen.name, all_seen=True)
    return done(request, _("From now on, what changes after this moment is marked."), f"{path}?view=all")
