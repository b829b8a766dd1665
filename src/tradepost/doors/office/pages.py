"""Views of the office begin here: signed in, permitted, and a refusal becomes a page or a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.errors import Invalid, NotFound, NotPermitted, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.by import View, by_of, for_people
from tradepost.render.sentences import said


def page(may: str = "") -> Callable[[View], View]:
    """A page to look at: `@page("sales.read") def orders(request, by): ...`.

    Nothing found is a 404, not permitted a 403, any other refusal a message on the page it came from.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            by = by_of(request)
            try:
                if may:
                    access_queries.require(by, may)
                return _kept_private(view(request, by, *args, **kwargs))
            except NotFound as refusal:
                raise Http404(said(refusal.message)) from None
            except NotPermitted as refusal:
                raise PermissionDenied(said(refusal.message)) from None
            except Refusal as refusal:
                return refused_page(request, refusal)
            except (DataError, OverflowError):
                return refused_page(request, Invalid(_("A value is out of the range that can be kept.")))

        return for_people(inner)

    return wrap


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """No proxy keeps it, and a browser asks again: after signing out nobody finds it on the disk."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page whose address asks something impossible: say so, and show it without the question."""
    messages.error(request, said(refusal.message))
    if request.GET.get("view"):  # a saved view that asks what no list knows any more
        return redirect(f"{request.path}?view=all" if request.GET["view"] != "all" else "office:today")
    if request.GET:
        return redirect(request.path)
    return redirect("office:today")
