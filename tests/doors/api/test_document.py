"""The document of the API is committed, complete, and true."""

import pytest
from django.http import HttpResponse

from doors.api.documented import DOCUMENT, check, document
from tradepost.domain.access.rules import roles_that_may
from tradepost.doors.api.document import openapi_json
from tradepost.doors.api.shapes import Shape

OPERATIONS = [
    (method, path, operation)
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
]


def test_the_committed_document_is_the_one_the_code_makes():
    assert DOCUMENT.read_text() == openapi_json(), (
        "The API changed and docs/api/openapi.json did not. Look at the difference, then write it again: "
        "tradepost openapi > docs/api/openapi.json"
    )


def test_it_is_served_to_everybody(client):
    served = client.get("/api/v1/openapi.json")
    assert (served.status_code, served.content.decode()) == (200, openapi_json())
    assert client.post("/api/v1/openapi.json").status_code == 405


def test_every_operation_says_who_may_and_what_may_be_refused():
    for method, path, operation in OPERATIONS:
        assert roles_that_may(operation["x-permission"]), (
            f"{method} {path}: nobody may {operation['x-permission']}"
        )
        assert {"401", "403", "404", "405", "422", "429"} <= set(operation["responses"]), path
        if method != "get":
            assert {"409", "412", "413", "415"} <= set(operation["responses"]), path
        assert operation["summary"], path
        assert operation["tags"], path


def test_every_post_takes_an_idempotency_key():
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    assert all(key in operation["parameters"] for method, _, operation in OPERATIONS if method == "post")


def test_every_field_is_described():
    bare = [
        f"{name}.{field}"
        for name, schema in document()["components"]["schemas"].items()
        for field, shown in schema.get("properties", {}).items()
        if not shown.get("description") and name != "PartPage"
    ]
    assert not bare, bare


def test_every_parameter_is_described():
    bare = [
        f"{path} {parameter['name']}"
        for _, path, operation in OPERATIONS
        for parameter in operation["parameters"]
        if "$ref" not in parameter and parameter["in"] == "query" and not parameter.get("description")
    ]
    assert not bare, bare


def test_an_answer_that_is_not_as_documented_is_noticed():
    with pytest.raises(AssertionError, match="trial-balance"):
        check(
            "GET", "/api/v1/trial-balance", HttpResponse('[{"code": 1000}]', content_type="application/json")
        )
    with pytest.raises(AssertionError, match="not documented"):
        check("GET", "/api/v1/trial-balance", HttpResponse("{}", status=418))


def test_two_schemas_of_one_name_are_refused():
    with pytest.raises(ValueError, match="both describe a OrderOut"):
        type("OrderOut", (Shape,), {"__module__": "elsewhere"})
