"""The pages for when nothing else can be shown: no database, no context, in the language of whoever asked."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

COME_BACK_SECONDS = 3
AWAY = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls it for what no view has caught: also a database that is gone before the view begins."""
    return come_back(request) if isinstance(sys.exception(), AWAY) else _said(request, 500)


def come_back(request: HttpRequest) -> HttpResponse:
    response = _said(request, 503)
    response.headers["Retry-After"] = str(COME_BACK_SECONDS)
    return response


def _said(request: HttpRequest, status: int) -> HttpResponse:
    """In the person's language as far as it is known by now, else the browser's; a thread keeps the last one's."""
    language = getattr(request, "LANGUAGE_CODE", "") or translation.get_language_from_request(request)
    with translation.override(language):
        return HttpResponse(render_to_string(f"{status}.html"), status=status)
