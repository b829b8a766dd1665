from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, NumberTaken
from tradepost.domain.parties.models import Customer, Party
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(by: By) -> Customer:
    made: Customer = parties.create_customer(
        by,
        customer_id=new_id(by.now),
        name="Tea House",
        number="TEA",
        addresses=[AddressInput(city="Berlin", country="DE")],
    )
    return made


def test_change_customer_changes_what_is_given_and_keeps_the_rest(by: By, tea: Customer) -> None:
    changed = parties.change_customer(
        by, customer_id=tea.id, version=1, terms_days=60, phone="030 901820", credit_limit=Decimal("10.50")
    )
    stored = Customer.objects.select_related("party").get(id=tea.id)
    assert (stored.terms_days, stored.credit_limit, stored.number) == (60, Decimal("10.5000"), "TEA")
    assert (stored.party.phone, stored.party.name) == ("+4930901820", "Tea House")
    assert stored.version == changed.version == 2
    event = feed.about([tea.id])[0]
    assert (event.name, event.data["fields"]) == (
        "parties.customer_changed",
        ["credit_limit", "phone", "terms_days"],
    )


def test_a_change_of_the_name_alone_is_a_new_version_of_the_customer(by: By, tea: Customer) -> None:
    parties.change_customer(by, customer_id=tea.id, name="Tea Palace")
    assert Customer.objects.get(id=tea.id).version == 2


def test_a_change_that_changes_nothing_writes_nothing(by: By, tea: Customer) -> None:
    with unchanged("parties"):
        parties.change_customer(by, customer_id=tea.id, name="Tea House", terms_days=30)


def test_change_customer_refusals_change_nothing(by: By, tea: Customer) -> None:
    parties.create_customer(by, customer_id=new_id(by.now), name="Coffee", number="COF")
    with unchanged("parties"):
        with pytest.raises(ChangedMeanwhile):
            parties.change_customer(by, customer_id=tea.id, version=7, terms_days=1)
        with pytest.raises(NumberTaken):
            parties.change_customer(by, customer_id=tea.id, number="cof")
        with pytest.raises(Invalid) as refused:
            parties.change_customer(
                by, customer_id=tea.id, number="", name=" ", discount_percent=Decimal(101)
            )
        assert sorted(refused.value.facts["fields"]) == ["discount_percent", "name", "number"]
        with pytest.raises(NotFound):
            parties.change_customer(by, customer_id=new_id(by.now), terms_days=1)
        with pytest.raises(NotFound):
            parties.change_customer(by, customer_id=tea.id, group_id=new_id(by.now))


def test_block_and_unblock(by: By, tea: Customer) -> None:
    assert parties.block_customer(by, customer_id=tea.id, reason="Does not pay").state == "blocked"
    with unchanged("parties"), pytest.raises(NotAllowed):
        parties.block_customer(by, customer_id=tea.id)
    assert parties.unblock_customer(by, customer_id=tea.id).state == "active"
    assert [event.name for event in feed.about([tea.id])] == [
        "parties.customer_unblocked",
        "parties.customer_blocked",
        "parties.customer_created",
    ]
    with unchanged("parties"):
        with pytest.raises(NotAllowed):
            parties.unblock_customer(by, customer_id=tea.id)
        with pytest.raises(NotFound):
            parties.block_customer(by, customer_id=new_id(by.now))
        with pytest.raises(NotFound):
            parties.unblock_customer(by, customer_id=new_id(by.now))


def test_history_keeps_what_was_also_under_raw_sql(by: By, tea: Customer) -> None:
    parties.change_customer(by, customer_id=tea.id, terms_days=60)
    with connection.cursor() as cursor:
        cursor.execute("update parties_customer set terms_days = 90")
        cursor.execute("update parties_party set name = name")
    was = tea.history.order_by("pgh_id").values_list("pgh_label", "terms_days", "version")
    assert list(was) == [("update", 30, 1), ("update", 60, 2)]
    # The change feed tells who did it: the transaction is the event's.
    with connection.cursor() as cursor:
        cursor.execute(
            """select e.actor, e.name from parties_customer_history h
               join base_event e on e.xid::text::bigint = h.transaction
               where h.terms_days = 30 and e.name = 'parties.customer_changed'"""
        )
        assert cursor.fetchall() == [("Anna", "parties.customer_changed")]


def test_history_is_never_changed(by: By, tea: Customer) -> None:
    parties.change_customer(by, customer_id=tea.id, name="Tea Palace")
    party = Party.objects.get(id=tea.party_id)
    with pytest.raises(ProgrammingError, match="Cannot update"):
        party.history.all().update(name="Forged")
