"""Each request carries an id, the proxy's or a new one, in every log line and in the answer."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

log = structlog.get_logger("tradepost.web")
GOOD = re.compile(r"[A-Za-z0-9._-]{8,64}")
# A label for whatever a stranger sends would fill the memory.
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
QUIET = ("/healthz", "/readyz", "/metrics", "/static/")
REQUESTS = Counter("tradepost_requests", "Requests answered.", ["method", "view", "status"])
SECONDS = Histogram("tradepost_request_seconds", "Time to answer.", ["view"])


SECRETS = ("secret", "key", "token")


def path_of(request: HttpRequest) -> str:
    """The path as it may be written down: who has the secret in it can do what it is for, so it is left out."""
    path = request.path
    for name, value in (request.resolver_match.kwargs if request.resolver_match else {}).items():
        if name in SECRETS and value:
            path = path.replace(str(value), "...")
    return path


class RequestIdMiddleware:
    """Binds the id, and writes one line when the answer is ready."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GOOD.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        took = time.perf_counter() - began
        response.headers["X-Request-ID"] = request_id
        view = request.resolver_match.view_name if request.resolver_match else "none"
        REQUESTS.labels(
            request.method if request.method in METHODS else "other", view, response.status_code
        ).inc()
        SECONDS.labels(view).observe(took)
        if not request.path.startswith(QUIET):
            milliseconds = round(took * 1000, 1)
            log.info(
                "answered",
                method=request.method,
                path=path_of(request),
                status=response.status_code,
                ms=milliseconds,
            )
        return response
