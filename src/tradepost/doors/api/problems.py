"""What a refusal looks like: RFC 9457 problem details, made here and nowhere else."""

import json
import logging
import math
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from tradepost.base.errors import Refusal
from tradepost.base.events import to_json
from tradepost.doors.api.fields import about
from tradepost.doors.api.shapes import Shape
from tradepost.render.sentences import said

log = logging.getLogger("tradepost.api")
MEDIA_TYPE = "application/problem+json"
COME_BACK_SECONDS = 1
_CODES = {
    400: "invalid",
    401: "not-signed-in",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
}


class Problem(Shape):
    """Why nothing was done (RFC 9457). `code` is stable; `detail` says what to do about it."""

    type: str = about("A stable path that names the kind of problem.", "/problems/not-enough-stock")
    title: str = about("The kind of problem in words.", "Not enough stock")
    status: int = about("The HTTP status.", 409)
    code: str = about("The kind of problem for programs, the last part of `type`.", "not-enough-stock")
    detail: str = about("What is wrong this time, and what to do.", "Only 3 of TEA-1 are free in MAIN.")
    fields: dict[str, str] = about(
        "For each field that is not right, why.", {"lines.0.quantity": "Must be more than 0."}, {}
    )
    facts: dict[str, Any] = about("Values that belong to this problem.", {"free": 3}, {})
    request_id: str = about("Tell it to whoever looks into it.", "8c1f0a7e5d1b4a1f", "")


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str,
    *,
    fields: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A problem as an answer."""
    body = describe(status, code, detail, fields=fields, facts=facts)
    body["request_id"] = getattr(request, "request_id", "")
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def describe(
    status: int,
    code: str,
    detail: str,
    *,
    fields: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A problem as plain JSON values, also for one row of many; its sentences in the language the caller accepts."""
    return {
        "type": f"/problems/{code}",
        "title": code.replace("-", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": said(detail),
        "fields": {name: said(sentence) for name, sentence in (fields or {}).items()},
        "facts": json.loads(to_json(dict(facts or {}))),
        "request_id": "",
    }


def of_refusal(refusal: Refusal) -> dict[str, Any]:
    """A refusal of a command as plain JSON values."""
    facts = {name: value for name, value in refusal.facts.items() if name != "fields"}
    return describe(
        refusal.status,
        refusal.code,
        refusal.message,
        fields=refusal.facts.get("fields"),
        facts=facts,
    )


def listen_to(api: NinjaAPI) -> None:
    """Let every exception that a caller can cause end as a problem."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(AuthenticationError, _not_signed_in)
    api.add_exception_handler(Throttled, _too_often)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, _nothing_here)
    api.add_exception_handler(RequestDataTooBig, _too_large)
    api.add_exception_handler(DataError, _out_of_range)
    api.add_exception_handler(IntegrityError, _broken_rule)
    api.add_exception_handler(OperationalError, _database_away)
    api.add_exception_handler(InterfaceError, _database_away)
    api.add_exception_handler(Exception, _our_mistake)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    body = of_refusal(refusal)
    return problem(
        request,
        refusal.status,
        refusal.code,
        refusal.message,
        fields=body["fields"],
        facts=body["facts"],
    )


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {}
    for each in error.errors:
        # ("body", "body", "lines", 0, "quantity") is "lines.0.quantity"; a bare "body" is all of it
        place = [str(part) for part in each["loc"][1:]]
        if each["loc"][0] == "body":
            place = place[1:]
        fields[".".join(place) or str(each["loc"][0])] = str(each["msg"]).removeprefix("Value error, ")
    first = next(iter(fields.items()), ("", "Not understood."))
    return problem(request, 422, "invalid", f"{first[0]}: {first[1]}", fields=fields)


def _not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, 401, "not-signed-in", "Send a valid API token: Authorization: Bearer tp_...")


def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    wait = math.ceil(error.wait or 1)
    response = problem(
        request, 429, "too-many-requests", f"Too many requests. Try again in {wait} s.", facts={"wait": wait}
    )
    response.headers["Retry-After"] = str(wait)
    return response


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:  # ninja's word for a body that is no JSON
        return problem(request, 422, "invalid", "The body is not valid JSON.", fields={"body": "No JSON."})
    code = _CODES.get(error.status_code, "refused")
    return problem(request, error.status_code, code, error.message)


def _nothing_here(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, "not-found", "There is nothing at this address.")


def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(request, 413, "too-large", "The body is too large. Send it in parts.")


def _out_of_range(request: HttpRequest, error: DataError) -> HttpResponse:
    log.warning("a value reached the database that it cannot keep: %s", error)
    return problem(request, 422, "invalid", "A value is out of the range that can be kept.")


def _database_away(request: HttpRequest, error: OperationalError | InterfaceError) -> HttpResponse:
    """It restarts, is full or does not answer. Nobody knows whether the work was done: ids and keys help."""
    log.warning("the database did not answer: %s", str(error).strip())
    response = problem(
        request,
        503,
        "try-again",
        "The database does not answer just now. Send the same again: with your own id or an Idempotency-Key"
        " it is done once.",
        facts={"wait": COME_BACK_SECONDS},
    )
    response.headers["Retry-After"] = str(COME_BACK_SECONDS)
    return response


def _broken_rule(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """The database guards what a command did not say by name: an unknown id, or a rule of a table."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    rule = getattr(diagnosis, "constraint_name", None) or ""
    log.warning("the database refused: %s", rule or error)
    if getattr(cause, "sqlstate", "") == "23503":
        return problem(
            request, 422, "unknown-reference", "An id names nothing that exists.", facts={"rule": rule}
        )
    if getattr(cause, "sqlstate", "") == "23505":
        return problem(request, 409, "exists-already", "Such a thing exists already.", facts={"rule": rule})
    return problem(request, 422, "against-a-rule", f"That is against a rule: {rule}.", facts={"rule": rule})


def _our_mistake(request: HttpRequest, error: Exception) -> HttpResponse:
    got_request_exception.send(sender=None, request=request)  # for whoever collects errors
    log.exception("an error nobody expected", exc_info=error)
    return problem(request, 500, "our-mistake", "Something went wrong on our side. Tell us the request_id.")
