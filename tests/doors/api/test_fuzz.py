"""Schemathesis: every operation, sent sense and nonsense, as every role and as nobody.

No answer may be a 5xx, undocumented, or unlike its schema. TRADEPOST_SOAK raises the number of examples.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpResponse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from cluster import TEMPLATE
from doors.api import documented
from doors.api.people import sign_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.rules import ROLES
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment

SOAK = int(os.environ.get("TRADEPOST_SOAK") or 1)
EXAMPLES = 6 * SOAK
# What is well-formed may still be against a rule of the trade, or not be what If-Match names.
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "429"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        "generation": {"mode": "all", "max-examples": EXAMPLES},
        "phases": {"coverage": {"enabled": SOAK > 1}},
    }
)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=CONFIG)


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


class Company:
    """Documents in some states, and a token for every role; ids by the names of their fields."""

    def __init__(self) -> None:
        trade = Trade.open(timezone.now())
        trade.add_items("tea", "cup", stock=1000)
        customer = trade.add_customer()
        draft, confirmed, shipped = (
            trade.order(("tea", 3), confirm=False),
            trade.order(("tea", 4), ("cup", 2)),
            trade.order(("cup", 5)),
        )
        shipment = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=shipped.id)
        invoice = billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipment.id)
        self.ids: dict[str, list[UUID]] = {
            "customer_id": [customer],
            "item_id": list(trade.items.values()),
            "order_id": [draft.id, confirmed.id, shipped.id],
            "shipment_id": [shipment.id],
            "invoice_id": [invoice.id],
            "warehouse_id": [trade.warehouse_id],
            "price_list_id": [trade.price_list_id],
        }
        people = [sign_in(GrantInput(role)) for role in ROLES if role != "buyer"]
        people.append(sign_in(GrantInput("buyer", "customer", customer), name="buyer"))
        people.append(sign_in(GrantInput("rep", "own_customers"), name="own"))
        self.ids["user_id"] = [people[-1].user_id]
        self.owner = people[0].token
        self.tokens = itertools.cycle([person.token for person in people[1:]] + [""])
        self.turn = itertools.count()

    def settle(self, given: Any, name: str = "") -> Any:
        """The same with known ids in place of invented ones, two times of three."""
        if isinstance(given, dict):
            return {key: self.settle(value, key) for key, value in given.items()}
        if isinstance(given, list):
            return [self.settle(value, name) for value in given]
        turn = next(self.turn)
        if isinstance(given, str) and name in self.ids and turn % 3:
            return str(self.ids[name][turn % len(self.ids[name])])
        return given


def answer_of(response: schemathesis.Response) -> HttpResponse:
    """What schemathesis got, as our own comparison takes it: stricter where `fields` is not used."""
    kind = (response.headers.get("content-type") or [""])[0]
    return HttpResponse(response.content, status=response.status_code, content_type=kind)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=SOAK == 1,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_the_answer_is_as_documented(case: schemathesis.Case, company: Company) -> None:
    if case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE:
        case.path_parameters = company.settle(dict(case.path_parameters))
        if isinstance(case.body, dict):
            case.body = company.settle(case.body)
    for token in (company.owner, next(company.tokens)):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = case.call_and_validate(headers=headers)
        documented.check(case.method, response.request.path_url, answer_of(response))
