"""When the database does not answer: an honest 503, so that people and proxies come again."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tradepost.config.error_pages import AWAY, come_back

log = structlog.get_logger("tradepost.web")


class DatabaseAwayMiddleware:
    """A restart, a failover, a full disk: what the view could not do was rolled back or never begun."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls it with what a view raised; None leaves other errors to others."""
        if not isinstance(error, AWAY):
            return None
        log.warning("the database did not answer", error=str(error).strip(), path=request.path)
        return come_back(request)
