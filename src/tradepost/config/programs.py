"""The short way in for programs: a call with a bearer token needs no session, messages, language or CSRF.

Each part of the chain costs little, and all of them together a twelfth of placing an order. So a call that brings
its own proof goes from here straight to the views. A call of the API from a browser, which brings a session, goes
the long way like every page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

Answering = Callable[[HttpRequest], HttpResponseBase]
API = "/api/"
_views: list[Answering] = []


def remember_views(get_response: Answering) -> NoReturn:
    """Stands last in the chain, which is built from inside out: keeps where the views begin, and steps aside."""
    _views[:] = [get_response]
    raise MiddlewareNotUsed


class ProgramsMiddleware:
    """Lets programs take the short way, under the same headers as everybody, in the installation's language."""

    def __init__(self, get_response: Answering) -> None:
        self.long_way = get_response
        (self.short_way,) = _views
        self.headers = {
            "Content-Security-Policy": build_policy(),
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not (request.path_info.startswith(API) and _brings_a_token(request)):
            return self.long_way(request)
        request.get_host()  # refuses a host that is not ours
        translation.activate(settings.LANGUAGE_CODE)  # a thread keeps the language of whom it served before
        response = self.short_way(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if isinstance(response, HttpResponse):  # else it goes out in pieces
            response.headers["Content-Length"] = str(len(response.content))
        return response


def _brings_a_token(request: HttpRequest) -> bool:
    return str(request.META.get("HTTP_AUTHORIZATION", "")).startswith("Bearer ")
