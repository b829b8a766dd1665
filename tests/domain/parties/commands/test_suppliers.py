from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, NumberTaken, SupplierInput
from tradepost.domain.parties.models import Supplier
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def test_create_and_change_supplier(by: By) -> None:
    supplier_id = new_id(by.now)
    for _ in range(2):
        made = parties.create_supplier(
            by,
            supplier_id=supplier_id,
            name="Exotic Liquids",
            number="EXO",
            currency="GBP",
            lead_days=21,
            minimum_order=Decimal("250.00"),
            addresses=[AddressInput(city="London", country="UK")],
        )
    assert (made.number, made.currency, made.lead_days, made.minimum_order) == (
        "EXO",
        "GBP",
        21,
        Decimal(250),
    )
    parties.change_supplier(by, supplier_id=supplier_id, version=1, lead_days=14, name="Exotic")
    stored = Supplier.objects.select_related("party").get(id=supplier_id)
    assert (stored.lead_days, stored.party.name, stored.version) == (14, "Exotic", 2)
    assert [event.name for event in feed.about([supplier_id])] == [
        "parties.supplier_changed",
        "parties.supplier_created",
    ]


def test_supplier_refusals_change_nothing(by: By) -> None:
    exo, cajun = (
        parties.create_supplier(by, supplier_id=new_id(by.now), name=name, number=name)
        for name in ("Exotic", "Cajun")
    )
    with unchanged("parties"):
        with pytest.raises(NumberTaken):
            parties.create_supplier(by, supplier_id=new_id(by.now), name="X", number="EXOTIC")
        with pytest.raises(NumberTaken):
            parties.create_supplier(by, supplier_id=new_id(by.now), party_id=exo.party_id)
        with pytest.raises(NumberTaken):
            parties.change_supplier(by, supplier_id=exo.id, number=cajun.number)
        with pytest.raises(Invalid):
            parties.create_supplier(by, supplier_id=new_id(by.now), name="X", lead_days=-1)
        with pytest.raises(Invalid):
            parties.change_supplier(by, supplier_id=exo.id, currency="Franc")
        with pytest.raises(ChangedMeanwhile):
            parties.change_supplier(by, supplier_id=exo.id, version=5, lead_days=1)
        with pytest.raises(NotFound):
            parties.change_supplier(by, supplier_id=new_id(by.now), lead_days=1)
        with pytest.raises(NotAllowed):
            parties.unblock_supplier(by, supplier_id=exo.id)


def test_block_and_unblock_supplier(by: By) -> None:
    made = parties.create_supplier(by, supplier_id=new_id(by.now), name="Exotic")
    assert parties.block_supplier(by, supplier_id=made.id, reason="Late").state == "blocked"
    assert parties.unblock_supplier(by, supplier_id=made.id).state == "active"


def test_create_suppliers_needs_as_many_statements_for_a_thousand_as_for_two(by: By) -> None:
    counts = []
    for count in (2, 1000):
        given = [
            SupplierInput(supplier_id, f"Supplier {n}", addresses=[AddressInput(city="Lyon", country="FR")])
            for n, supplier_id in enumerate(new_ids(by.now, count))
        ]
        with CaptureQueriesContext(connection) as statements:
            parties.create_suppliers(by, suppliers=given)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
