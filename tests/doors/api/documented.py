"""Every answer that a test of this door gets is compared with the committed document of the API."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
from django.http import HttpResponse

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "api" / "openapi.json"


@functools.cache
def document() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text())


@functools.cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    found = [
        (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), operations)
        for path, operations in document()["paths"].items()
    ]
    return sorted(found, key=lambda pair: pair[0].pattern.count("[^/]+"))


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in _paths():
        if pattern.fullmatch(path) and method.lower() in operations:
            return operations[method.lower()]
    return None


@functools.cache
def _documented(operation_id: str, status: str, whole: bool) -> tuple[str, Any] | None:
    """The media type and schema of an answer; None: it has no body."""
    operation = next(
        operation
        for path in document()["paths"].values()
        for operation in path.values()
        if operation["operationId"] == operation_id
    )
    answer = operation["responses"][status]
    if "$ref" in answer:
        answer = document()["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    if "content" not in answer:
        return None
    ((media_type, content),) = answer["content"].items()
    schema = content["schema"]
    if whole and "anyOf" in schema:  # the other one is what `fields` leaves
        schema = schema["anyOf"][0]
    return media_type, _validator(json.dumps(schema))


@functools.cache
def _validator(schema: str) -> Any:
    absolute = schema.replace('"#/', '"urn:document#/')
    return jsonschema_rs.validator_for(json.loads(absolute), registry=_registry())


@functools.cache
def _registry() -> jsonschema_rs.Registry:
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return jsonschema_rs.Registry([("urn:document", draft | document())])


def check(method: str, path: str, response: HttpResponse) -> None:
    """Fail when an answer is not as documented. Addresses and methods that do not exist have no say."""
    operation = operation_of(method, path.partition("?")[0])
    if operation is None:
        assert response.status_code in (404, 405), (method, path, response.status_code)
        return
    status = str(response.status_code)
    assert status in operation["responses"], f"{method} {path} answers {status}, which is not documented"
    documented = _documented(operation["operationId"], status, "fields=" not in path)
    if documented is None:
        assert response.content == b""
        return
    media_type, validator = documented
    assert response.headers["Content-Type"].startswith(media_type)
    body = json.loads(response.content)
    faults = [
        f"{'/'.join(map(str, fault.instance_path))}: {fault.message}" for fault in validator.iter_errors(body)
    ]
    assert not faults, f"{method} {path}\n" + "\n".join(faults[:5])
