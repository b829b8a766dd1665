"""Something sensible to send: to an operation of the API after its schema, to a verb of the office by field name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from security.doorplates import KINDS, Doorplate
from tradepost.doors.api.document import openapi

Ids = Callable[[str], str]

FIELDS = {
    # what the office's forms ask, by name; each takes what it knows
    "reason": "manual",
    "note": "A word",
    "text": "A word",
    "note_id": str(uuid4()),
    "accepted_by": "Somebody",
    "tracking": "T-1",
    "tracking_number": "T-1",
    "carrier": "DHL",
    "name": "A name",
    "kind": "shipping",
    "line1": "Street 1",
    "city": "Town",
    "country": "DE",
    "amount": "1.00",
    "paid_on": "2026-01-02",
    "method": "transfer",
    "confirm": "",
    "quantity": "1",
    "sku": "NEW-1",
    "code": "NEW-1",
    "email": "new@company.example",
}


@functools.cache
def document() -> dict[str, Any]:
    return openapi()


@functools.cache
def operation(name: str) -> dict[str, Any]:
    found = (o for path in document()["paths"].values() for o in path.values() if o["operationId"] == name)
    return next(found)


def query_of(plate: Doorplate) -> str:
    """The query parameters that an operation cannot do without."""
    if plate.door != "api":
        return ""
    asked = [p for p in operation(plate.name)["parameters"] if p.get("in") == "query" and p.get("required")]
    said = {p["name"]: made(p["schema"], _random) for p in asked}
    if "until" in said:
        said["until"] = "2027-01-01"
    return f"?{urlencode(said)}" if said else ""


def body_of(plate: Doorplate, ids: Ids | None = None) -> Any:
    """The smallest body that the schema takes. `ids` gives the id of a kind of document, or any."""
    shown = operation(plate.name).get("requestBody")
    if shown is None:
        return None
    return made(shown["content"]["application/json"]["schema"], ids or _random)


def names_documents_of(plate: Doorplate, kinds: set[str]) -> bool:
    """Whether its body carries ids of such documents."""
    asked: set[str] = set()
    shown = operation(plate.name).get("requestBody")
    if shown is not None:
        made(
            shown["content"]["application/json"]["schema"],
            lambda kind: asked.add(kind) or str(uuid4()),
            all_ids=True,
        )
    return bool(asked & kinds)


def _random(kind: str) -> str:
    return str(uuid4())


def made(schema: dict[str, Any], ids: Ids, name: str = "", *, all_ids: bool = False) -> Any:
    """An instance of a schema of our own document."""
    schema = _resolved(schema)
    if schema.get("format") == "uuid":
        return ids(KINDS.get(name, ""))
    if schema.get("type") == "object":
        required = set(schema.get("required", ()))
        return {
            field: made(each, ids, field, all_ids=all_ids)
            for field, each in schema.get("properties", {}).items()
            if field in required or ((all_ids or ids is not _random) and KINDS.get(field) and field != "id")
        }
    if schema.get("type") == "array":
        return [made(schema["items"], ids, name.removesuffix("s"), all_ids=all_ids)]
    if name == "amount":
        return "1.00"
    if schema.get("examples"):
        return schema["examples"][0]
    if "default" in schema:
        return schema["default"]
    if "enum" in schema:
        return schema["enum"][0]
    return _plain(schema)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _resolved(document()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in schema:
        first = next(each for each in schema["anyOf"] if each.get("type") != "null")
        return _resolved({**{k: v for k, v in schema.items() if k != "anyOf"}, **first})
    if "allOf" in schema:
        return _resolved(schema["allOf"][0])
    return schema


def _plain(schema: dict[str, Any]) -> Any:
    kind = schema.get("type")
    if schema.get("format") == "date":
        return "2026-01-02"
    if schema.get("format") == "date-time":
        return "2026-01-02T03:04:05Z"
    if kind in ("integer", "number") or isinstance(kind, list):
        return max(1, schema.get("minimum", 1))
    return kind == "boolean" or "x" * max(1, schema.get("minLength", 1))
