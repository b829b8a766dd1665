"""What customers and suppliers have alike: a party with addresses and people."""

from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.models import Customer, Supplier
from tradepost.doors.api.parties.schemas import (
    AddressChange,
    AddressIn,
    AddressOut,
    ContactIn,
    ContactOut,
    CustomerOut,
    SupplierOut,
)


def with_party(shape: type[CustomerOut | SupplierOut], row: Customer | Supplier) -> dict[str, Any]:
    """A customer or supplier with its addresses and people."""
    return shape.plain(row, addresses=row.party.addresses.all(), contacts=row.party.contacts.all())


def add_address(by: By, party_id: UUID, body: AddressIn) -> dict[str, Any]:
    """One more address of a party."""
    address = body.typed()
    made = parties.add_address(by, address_id=body.id or new_id(by.now), party_id=party_id, address=address)
    return AddressOut.plain(made)


def change_address(
    by: By, owner: Customer | Supplier, address_id: UUID, body: AddressChange
) -> dict[str, Any]:
    """Change an address, if it is theirs. Raises NotFound."""
    if all(address.id != address_id for address in owner.party.addresses.all()):
        raise NotFound("There is no such address here.")
    return AddressOut.plain(
        parties.change_address(by, address_id=address_id, **body.model_dump(exclude_unset=True))
    )


def add_contact(by: By, party_id: UUID, body: ContactIn) -> dict[str, Any]:
    """One more person of a party."""
    given = body.model_dump(exclude={"id"})
    return ContactOut.plain(
        parties.add_contact(by, contact_id=body.id or new_id(by.now), party_id=party_id, **given)
    )
