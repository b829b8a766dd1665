"""The addresses under /api/v1, closed on all sides: whatever is answered is JSON."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from tradepost.doors.api.api import api
from tradepost.doors.api.document import openapi_json
from tradepost.doors.api.problems import problem

app_name = "api"


def _closed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A body must be JSON, and a method that is not offered is a problem like any other."""

    @csrf_exempt
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (
            request.method not in ("GET", "HEAD")
            and request.META.get("CONTENT_LENGTH")
            not in (
                None,
                "",
                "0",
            )
            and request.content_type != "application/json"
        ):
            return problem(request, 415, "not-json", "Send JSON, with Content-Type: application/json.")
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allow = response.headers["Allow"]
            response = problem(request, 405, "method-not-allowed", f"This address takes {allow}.")
            response.headers["Allow"] = allow
        return response

    return inner


def describe(request: HttpRequest) -> HttpResponse:
    """The document of the API, for everybody."""
    if request.method != "GET":
        return problem(request, 405, "method-not-allowed", "This address takes GET.")
    return HttpResponse(openapi_json(), content_type="application/json")


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    return problem(request, 404, "not-found", "There is nothing at this address.")


urlpatterns: list[URLPattern] = [
    path("openapi.json", describe, name="openapi"),
    *(
        path(str(pattern.pattern), _closed(pattern.callback), pattern.default_args, pattern.name)
        for pattern in api.urls[0]
        if pattern.name != "api-root"
    ),
    re_path(r"", nothing_here),
]
