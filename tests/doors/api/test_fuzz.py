"""Schemathesis: every operation, sent sense and nonsense, as every role and as nobody.

No answer may be a 5xx, undocumented, or unlike its schema. With SOAK set it sends twenty times as much.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpResponse
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from cluster import TEMPLATE
from doors.api import documented
from doors.api.company import Company

SOAK = bool(os.environ.get("SOAK"))
EXAMPLES = 60 if SOAK else 2
# What is well-formed may still be against a rule of the trade, or not be what If-Match names.
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "429"]
CONFIG = SchemathesisConfig.from_dict(
    {
        # Words of the program's own text to try: reading all of it takes longer than the fuzzing of a room.
        "analysis": {"constants": {"enabled": SOAK}},
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        "generation": {"mode": "all", "max-examples": EXAMPLES},
        # The document's own examples are sent by test_examples.
        "phases": {"coverage": {"enabled": SOAK}, "examples": {"enabled": SOAK}},
    }
)
# test_document holds that this is what the API says of itself.
schema = schemathesis.openapi.from_dict(json.loads(documented.DOCUMENT.read_text()), config=CONFIG)
schema.app = WSGIHandler()


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[Company]:
    """A company in a database of its own, which all examples of this file share and mess up."""
    with django_db_blocker.unblock():
        connection = connections["default"]
        before, own = connection.settings_dict["NAME"], f"fuzz_{uuid4().hex[:12]}"
        run(f"create database {own} template {TEMPLATE} strategy file_copy")
        connection.close()
        connection.settings_dict["NAME"] = own
        try:
            yield Company()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            run(f"drop database {own} with (force)")


def run(statement: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)


def answer_of(response: schemathesis.Response) -> HttpResponse:
    """What schemathesis got, as our own comparison takes it: stricter where `fields` is not used."""
    kind = (response.headers.get("content-type") or [""])[0]
    return HttpResponse(response.content, status=response.status_code, content_type=kind)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not SOAK,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_the_answer_is_as_documented(case: schemathesis.Case, company: Company) -> None:
    if case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE:
        case.path_parameters = company.settle(dict(case.path_parameters))
        if isinstance(case.body, dict):
            case.body = company.settle(case.body)
    # Everyday somebody else asks the same every fourth time; who may do what is told by test_who_may.
    others = [next(company.tokens)] if SOAK or next(company.askers) else []
    for token in (company.owner, *others):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = case.call_and_validate(headers=headers)
        documented.check(case.method, response.request.path_url, answer_of(response))
