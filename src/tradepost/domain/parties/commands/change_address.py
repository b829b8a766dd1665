from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import refuse_older, save_fields, set_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.parties.events import AddressChanged
from tradepost.domain.parties.models import Address, Party
from tradepost.domain.parties.rules import clean_address


class AddressChanges(TypedDict, total=False):
    """The fields of an address; what is not given stays. `is_default` can only be set, not taken away."""

    name: str
    line1: str
    line2: str
    city: str
    region: str
    postal_code: str
    country: str
    is_default: bool


@command
def change_address(
    by: By, *, address_id: UUID, version: int | None = None, **fields: Unpack[AddressChanges]
) -> Address:
    """Change what is given; documents keep their copy. Raises ChangedMeanwhile, Invalid, NotFound."""
    found = Address.objects.filter(id=address_id).first()
    if found is None:
        raise NotFound("There is no such address.", address_id=address_id)
    # The party's lock makes two changes of the default wait for each other.
    Party.objects.select_for_update().get(id=found.party_id)
    row = Address.objects.select_for_update().get(id=address_id)
    refuse_older(row.version, version, "address")
    clean, problems = clean_address(fields)
    if row.is_default and clean.get("is_default") is False:
        problems["is_default"] = "Make another address the default one instead."
    if problems:
        raise Invalid("Some values cannot be kept.", fields=problems)
    changed = set_fields(row, clean)
    if "is_default" in changed:
        Address.objects.filter(party_id=row.party_id, kind=row.kind, is_default=True).update(is_default=False)
    save_fields(row, changed)
    if changed:
        publish(by, AddressChanged(row.party_id, row.id, changed))
    return row
