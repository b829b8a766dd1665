"""How an address is made: who may, one command or query, what is said.

`@reads` and `@changes` turn a function of `by` (and the parts of the request it names) into an
operation of the API; `lists` makes one from a Listing. Everything all operations share (sign-in,
permission, scope, If-Match, Idempotency-Key, ETag, sparse fields) stands here, once.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.doors.api.answers import (
    Answer,
    answered,
    as_id,
    as_json,
    hold,
    key_of,
    only,
    respond,
    unchanged,
)
from tradepost.doors.api.shapes import Shape

View = Callable[..., Any]
COSTS = "catalog.read_cost"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document of the API says of an operation beside its schemas."""

    needs: str
    guarded: bool = False
    question: bool = False
    sparse: str = ""
    parameters: tuple[dict[str, Any], ...] = ()


OPERATIONS: dict[str, Facts] = {}


def reads(
    router: Router, path: str, *, needs: str, gives: Any, parameters: Sequence[dict[str, Any]] = ()
) -> Callable[[View], View]:
    """GET: the function gives plain values; documents carry an ETag, and `fields=` cuts them down."""
    sparse = isinstance(gives, type) and issubclass(gives, Shape)
    shown = [*parameters, *([_fields_parameter(gives)] if sparse else [])]

    def mark(function: View) -> View:
        def view(request: HttpRequest, **parts: Any) -> HttpResponse:
            by = allowed(request, needs)
            body = function(by, **parts)
            if sparse:
                body = only(body, wanted_fields(request, gives))
            return unchanged(request, respond(200, as_json(body), body))

        register(
            router,
            "GET",
            path,
            function,
            view,
            gives,
            200,
            Facts(needs, parameters=tuple(shown), sparse="Part" if sparse else ""),
        )
        return function

    return mark


def changes(
    router: Router,
    method: str,
    path: str,
    *,
    needs: str,
    gives: Any,
    status: int = 200,
    within: Listing[Any] | None = None,
    at: str = "",
    keyed: bool = False,
    kept: bool = True,
) -> Callable[[View], View]:
    """POST, PATCH, PUT, DELETE: the function calls one command and gives plain values.

    `within` is the list that holds the document named first in the path: what is not in it for this
    actor is not found, and If-Match is compared with the row under lock. `at` is the address of a new
    document, with {id}. `keyed`: an Idempotency-Key that is an id becomes the id of the new document when
    the body has none, so that it costs no claim of its own; sent again, the document is told as it stands.
    What is not `kept` holds a secret: neither the request's digest nor the answer is written down.
    """

    def mark(function: View) -> View:
        def view(request: HttpRequest, **parts: Any) -> HttpResponse:
            by = allowed(request, needs)
            key = key_of(request)
            if keyed and parts["body"].id is None and (own := as_id(key)):
                parts["body"].id, key = own, ""
            key = key if kept else ""

            def work() -> Answer:
                if within is not None:
                    hold(by, request, within, next(iter(parts.values())))
                return Answer(function(by, **parts), status)

            return answered(by, request, needs, at, work, key)

        facts = Facts(needs, guarded=within is not None)
        register(router, method, path, function, view, gives, status, facts)
        return function

    return mark


def asks(router: Router, path: str, *, needs: str, gives: Any) -> Callable[[View], View]:
    """POST that changes nothing: a question too long for an address."""

    def mark(function: View) -> View:
        def view(request: HttpRequest, **parts: Any) -> HttpResponse:
            by = allowed(request, needs)
            key_of(request)  # of no use here, but a bad one is told
            body = function(by, **parts)
            return respond(200, as_json(body), body)

        register(router, "POST", path, function, view, gives, 200, Facts(needs, question=True))
        return function

    return mark


def collects(router: Router, path: str, *, needs: str, gives: Any) -> Callable[[View], View]:
    """POST of many rows, each in a transaction of its own; the function makes ids from the key it is given."""

    def mark(function: View) -> View:
        def view(request: HttpRequest, **parts: Any) -> HttpResponse:
            by = allowed(request, needs)
            body = function(by, key_of(request), **parts)
            return respond(200, as_json(body), body)

        register(router, "POST", path, function, view, gives, 200, Facts(needs), skip=2)
        return function

    return mark


def allowed(request: HttpRequest, needs: str) -> By:
    """The actor, if the role includes it. Raises NotPermitted."""
    by: By = request.auth  # type: ignore[attr-defined]
    access_queries.require(by, needs)
    return by


def sees_costs(by: By) -> bool:
    """Whether costs and margins may be told to this actor."""
    return access_queries.may(by, COSTS)


def wanted_fields(request: HttpRequest, gives: type[Shape]) -> list[str]:
    """The names in `fields=`. Raises Invalid for those the document does not have."""
    names = [name for name in request.GET.get("fields", "").split(",") if name]
    if unknown := [name for name in names if name not in gives.model_fields]:
        raise Invalid(
            f"There is no field called {unknown[0]}.",
            fields={"fields": f"Some of {', '.join(gives.model_fields)}."},
        )
    return names


def _fields_parameter(gives: type[Shape]) -> dict[str, Any]:
    one = "|".join(gives.model_fields)
    return {
        "name": "fields",
        "in": "query",
        "required": False,
        "description": "Only these fields of the answer, with commas. Without it: all.",
        "schema": {"type": "string", "pattern": f"^(({one})(,({one}))*)?$"},
        "example": next(iter(gives.model_fields)),
    }


def register(
    router: Router,
    method: str,
    path: str,
    function: View,
    view: View,
    gives: Any,
    status: int,
    facts: Facts,
    *,
    skip: int = 1,
) -> None:
    """Hand the view to the router, with the function's own parts as the parts of the request."""
    if function is not view:
        _take_signature(function, view, skip)
    operation = function.__name__
    if operation in OPERATIONS:
        raise ValueError(f"two operations are called {operation}")
    OPERATIONS[operation] = facts
    router.add_api_operation(
        path,
        [method],
        view,
        response={status: gives},
        operation_id=operation,
        summary=_summary(function),
        description=inspect.getdoc(function) or "",
        openapi_extra={"parameters": list(facts.parameters)} if facts.parameters else None,
    )


def _take_signature(function: View, view: View, skip: int) -> None:
    """What the router reads of a view: the request, and the function's parts but for the first `skip`."""
    signature = inspect.signature(function)
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parts = [part.replace(kind=kind) for part in list(signature.parameters.values())[skip:]]
    shown = signature.replace(parameters=[inspect.Parameter("request", kind), *parts])
    view.__signature__ = shown  # type: ignore[attr-defined]
    view.__name__, view.__doc__, view.__module__ = function.__name__, function.__doc__, function.__module__


def _summary(function: View) -> str:
    return (inspect.getdoc(function) or function.__name__).splitlines()[0].rstrip(".")
