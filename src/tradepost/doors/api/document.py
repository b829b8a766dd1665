"""The document of the API (OpenAPI 3.1), made from the code: what ninja knows, and what all operations share.

docs/api/openapi.json is this document, committed; a test compares them.
"""

import functools
import json
from typing import Any

from pydantic.json_schema import models_json_schema

from tradepost.domain.access.rules import roles_that_may
from tradepost.doors.api.api import api
from tradepost.doors.api.endpoints import OPERATIONS, Facts
from tradepost.doors.api.problems import MEDIA_TYPE, Problem

ABOUT = """Orders, stock, purchasing and billing of a wholesaler, for programs.

Send `Authorization: Bearer <token>`. Amounts and typed quantities are decimal text, counts are whole base
units, moments are UTC. A refusal is a problem (RFC 9457) with a stable `code` and a sentence. Send an
`Idempotency-Key` with every POST, and `If-Match` where somebody else may have changed what you read."""

_PROBLEMS = {
    401: ("NotSignedIn", "No token, or one that is unknown, expired or revoked."),
    403: ("NotPermitted", "The role does not include it."),
    404: ("NotFound", "There is no such thing, or it is not yours to see."),
    405: ("MethodNotAllowed", "This address does not take this method; see Allow."),
    409: ("Refused", "The state of things does not allow it; `code` and `detail` say what to do."),
    412: ("ChangedMeanwhile", "It is not the version of If-Match any more."),
    413: ("TooLarge", "The body is too large."),
    415: ("NotJson", "The body is not sent as JSON."),
    422: ("Invalid", "Something that was sent cannot be understood or used; `fields` says what."),
    429: ("TooManyRequests", "Too many requests; Retry-After says when to come back."),
    500: ("OurMistake", "Something went wrong on our side."),
    503: ("TryAgain", "The database does not answer just now; Retry-After says when to send the same again."),
}
_ALWAYS = (401, 403, 404, 405, 422, 429, 500, 503)
_WITH_CHANGE = (409, 412, 413, 415)
_EXAMPLES = {
    401: ("not-signed-in", "Send a valid API token: Authorization: Bearer tp_..."),
    403: (
        "not-permitted",
        "Your role does not include “adjust” in inventory. These roles do: owner, warehouse.",
    ),
    404: ("not-found", "There is no such order."),
    405: ("method-not-allowed", "This address takes GET, POST."),
    409: ("more-than-ordered", "40 arrived, 36 were ordered."),
    412: ("changed-meanwhile", "It was changed since you read it. Load it again and repeat your change."),
    413: ("too-large", "The body is too large. Send it in parts."),
    415: ("not-json", "Send JSON, with Content-Type: application/json."),
    422: ("invalid", "lines.0.quantity: Must be more than 0."),
    429: ("too-many-requests", "Too many requests. Try again in 3 s."),
    500: ("our-mistake", "Something went wrong on our side. Tell us the request_id."),
    503: ("try-again", "The database does not answer just now. Send the same again."),
}


def openapi() -> dict[str, Any]:
    """The whole document."""
    shown: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="api/v1")))
    shown["info"] = {
        "title": "Tradepost",
        "version": "1",
        "summary": "Order management for wholesalers.",
        "description": ABOUT,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    shown["servers"] = [{"url": "/", "description": "This installation."}]
    tags: set[str] = set()
    for path in shown["paths"].values():
        for method, operation in path.items():
            _complete(operation, method, OPERATIONS[operation["operationId"]])
            tags.update(operation.get("tags", ()))
    shown["tags"] = [{"name": tag} for tag in sorted(tags)]
    components = shown["components"]
    schemas = components["schemas"] | _problem_schema() | _PARTS
    components["schemas"] = {name: _without_titles(schemas[name]) for name in sorted(schemas)}
    components["parameters"] = _PARAMETERS
    components["headers"] = _HEADERS
    components["responses"] = {name: _problem_response(status) for status, (name, _) in _PROBLEMS.items()}
    components["securitySchemes"] = _SECURITY
    return shown


_SECURITY = {
    "Token": {"type": "http", "scheme": "bearer", "description": "An API token: tp_..."},
    "Session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "tradepost_session",
        "description": "The session of the office; changes need X-CSRFToken as well.",
    },
}


@functools.cache
def openapi_json() -> str:
    """The document as it is committed to docs/api/openapi.json."""
    return json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n"


def _complete(operation: dict[str, Any], method: str, facts: Facts) -> None:
    """What ninja does not know: who may, the headers, and everything that can be refused."""
    operation["x-permission"] = facts.needs
    roles = ", ".join(roles_that_may(facts.needs))
    operation["description"] = f"{operation.get('description', '')}\n\nRoles: {roles}.".strip()
    change = method != "get"
    if "requestBody" in operation:  # one that may be left out is not sent as its defaults
        content = operation["requestBody"]["content"]["application/json"]
        content["schema"].pop("default", None)
        content["schema"] = content["schema"].get("allOf", [content["schema"]])[0]
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        _describe(parameter)
    if method == "post":
        parameters.append(_reference("parameters", "IdempotencyKey"))
    if facts.guarded:
        parameters.append(_reference("parameters", "IfMatch"))
    responses = operation["responses"]
    for status, answer in responses.items():
        answer["headers"] = _headers(status, method)
        if facts.sparse:
            content = answer["content"]["application/json"]
            content["schema"] = {"anyOf": [content["schema"], _reference("schemas", facts.sparse)]}
    if not change:
        parameters.append(_reference("parameters", "IfNoneMatch"))
        responses["304"] = {"description": "It is what If-None-Match names."}
    for status in (*_ALWAYS, *(_WITH_CHANGE if change else ())):
        responses[str(status)] = _reference("responses", _PROBLEMS[status][0])
    operation["responses"] = dict(sorted(responses.items()))


def _describe(parameter: dict[str, Any]) -> None:
    """Words for parameters that stand in many addresses; what may be left out is not sent as null."""
    schema = parameter["schema"]
    if "anyOf" in schema:
        (kept,) = (kind for kind in schema["anyOf"] if kind.get("type") != "null")
        parameter["schema"] = schema = dict(kept)
    schema.pop("title", None)
    if not parameter.get("description"):
        named = parameter["name"].removesuffix("_id").replace("_", " ")
        parameter["description"] = _WORDS.get(parameter["name"]) or f"The {named}."
    if example := _EXAMPLE_VALUES.get(parameter["name"]):
        parameter.setdefault("example", example)


_WORDS = {
    "since": "The first day.",
    "until": "The first day outside.",
    "on": "The day; without it, today.",
    "after": "The cursor of the last fact you have; without it, from the beginning.",
    "limit": "At most so many.",
    "group": "What the rows are.",
    "basis": "What counts as a sale.",
    "currency": "In which currency; without it, the customer's.",
    "part": "Which part of many: the first is 1.",
}
_EXAMPLE_VALUES = {"since": "2031-01-01", "until": "2031-02-01", "on": "2031-05-04"}


def _headers(status: str, method: str) -> dict[str, Any]:
    names = ["X-Request-ID"]
    if method == "get":
        names += ["ETag", "Link"]
    elif status == "201":
        names.append("Location")
    return {name: _reference("headers", name) for name in names}


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _header(says: str) -> dict[str, Any]:
    return {"description": says, "schema": {"type": "string"}}


_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes a repeat harmless: the same key with the same body is done once and answered alike.",
    "schema": {"type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": 200},
    "example": "01890a5d-ac96-774b-bcce-b302099a8057",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag you read: 412 when it was changed since.",
    "schema": {"type": "string"},
    "example": '"3.9f1c2d3e4a5b"',
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag you have: 304 without a body when nothing changed.",
    "schema": {"type": "string"},
    "example": '"3.9f1c2d3e4a5b"',
}


_PARAMETERS = {"IdempotencyKey": _KEY, "IfMatch": _IF_MATCH, "IfNoneMatch": _IF_NONE_MATCH}
_PARTS: dict[str, Any] = {
    "Part": {"type": "object", "description": "Only the fields asked for with `fields`."},
    "PartPage": {
        "type": "object",
        "description": "A page with only the fields asked for with `fields`.",
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
            "next": {"type": ["string", "null"]},
            "previous": {"type": ["string", "null"]},
        },
        "required": ["items", "next", "previous"],
    },
}
_HEADERS = {
    "X-Request-ID": _header("Found again in the log and on the change feed."),
    "ETag": _header("The version, where a document has one."),
    "Link": _header('rel="next" and rel="prev", where there are such pages.'),
    "Location": _header("The address of what was made."),
}


def _without_titles(shown: Any) -> Any:
    """pydantic names every property again; the key says it."""
    if isinstance(shown, list):
        return [_without_titles(each) for each in shown]
    if not isinstance(shown, dict):
        return shown
    return {
        name: _without_titles(value)
        for name, value in shown.items()
        if not (name == "title" and isinstance(value, str))
    }


def _problem_schema() -> dict[str, Any]:
    _, shown = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    return dict(shown["$defs"])


def _problem_response(status: int) -> dict[str, Any]:
    code, detail = _EXAMPLES[status]
    example = {
        "type": f"/problems/{code}",
        "title": code.replace("-", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": detail,
        "fields": {},
        "facts": {},
        "request_id": "8c1f0a7e5d1b4a1f",
    }
    shown: dict[str, Any] = {
        "description": _PROBLEMS[status][1],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
    if status in (429, 503):
        shown["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    if status == 401:
        shown["headers"] = {"WWW-Authenticate": _header("Bearer.")}
    if status == 405:
        shown["headers"] = {"Allow": _header("What it takes.")}
    return shown
