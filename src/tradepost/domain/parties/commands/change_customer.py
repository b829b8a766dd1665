from typing import Unpack
from uuid import UUID

from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.changing import refuse_older, save_fields, set_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.parties.commands._change import party_for_update
from tradepost.domain.parties.commands._parents import refuse_bad_parents
from tradepost.domain.parties.commands._party import PARTY_FIELDS, NumberTaken
from tradepost.domain.parties.commands.create_customer import CustomerFields
from tradepost.domain.parties.events import CustomerChanged
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.parties.rules import clean_party


class CustomerChanges(CustomerFields, total=False):
    """Everything that can be changed; what is not given stays."""

    name: str
    number: str


@command
def change_customer(
    by: By, *, customer_id: UUID, version: int | None = None, **fields: Unpack[CustomerChanges]
) -> Customer:
    """Change what is given, keep the rest. Documents keep the terms they copied.

    `version` is what the caller read. Raises ChangedMeanwhile, Invalid, NumberTaken, NotFound.
    """
    row = Customer.objects.select_for_update().filter(id=customer_id).first()
    if row is None:
        raise NotFound("There is no such customer.", customer_id=customer_id)
    refuse_older(row.version, version, "customer")
    party, country = party_for_update(row.party_id)
    clean, problems = clean_party(fields, country)
    if clean.get("number") == "":
        problems["number"] = "Give a number."
    if problems:
        raise Invalid("Some values cannot be kept.", fields=problems)
    _refuse_unknown_group(clean.get("group_id"))
    if {"parent_id", "shares_limit"} & set(clean):
        parent_id = clean.get("parent_id", row.parent_id)
        refuse_bad_parents([(row.id, parent_id, clean.get("shares_limit", row.shares_limit))])
    own = set_fields(row, {name: value for name, value in clean.items() if name not in PARTY_FIELDS})
    partys = set_fields(party, {name: value for name, value in clean.items() if name in PARTY_FIELDS})
    try:
        # A change of the party alone also makes a new version of the customer: they are one page.
        save_fields(row, own or (["state"] if partys else []))
    except IntegrityError:
        if "number" not in own:
            raise
        raise NumberTaken("Another customer has this number.", numbers=[clean["number"]]) from None
    save_fields(party, partys)
    if own or partys:
        publish(by, CustomerChanged(row.id, party.id, sorted(own + partys)))
    row.party = party
    return row


def _refuse_unknown_group(group_id: UUID | None) -> None:
    if group_id is not None and not CustomerGroup.objects.filter(id=group_id).exists():
        raise NotFound("There is no such customer group.", group_id=group_id)
