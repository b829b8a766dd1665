"""Suppliers, their addresses and contacts."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import SupplierInput
from tradepost.domain.parties.queries import SUPPLIERS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.parties.both import add_address, add_contact, change_address, with_party
from tradepost.doors.api.parties.schemas import (
    AddressChange,
    AddressIn,
    AddressOut,
    BlockIn,
    BulkMade,
    ContactIn,
    ContactOut,
    SupplierChange,
    SupplierIn,
    SupplierOut,
    SupplierRow,
    SuppliersIn,
)

router = Router(tags=["Suppliers"])
NO_REASON = BlockIn()
lists(router, "/suppliers", SUPPLIERS, name="list_suppliers", needs="parties.read", gives=SupplierRow)


def _supplier(by: By, supplier_id: UUID) -> dict[str, Any]:
    return with_party(SupplierOut, parties_queries.supplier(by, supplier_id))


def _new_supplier(by: By, body: SupplierIn) -> dict[str, Any]:
    return {
        **body.model_dump(exclude={"id", "addresses", "contacts"}),
        "supplier_id": body.id or new_id(by.now),
        "addresses": [address.typed() for address in body.addresses],
        "contacts": [contact.typed() for contact in body.contacts],
    }


@changes(
    router,
    "POST",
    "/suppliers",
    needs="parties.create_supplier",
    gives=SupplierOut,
    status=201,
    at="/api/v1/suppliers/{id}",
)
def create_supplier(by: By, body: SupplierIn) -> dict[str, Any]:
    """Make a supplier, with addresses and contacts."""
    return _supplier(by, parties.create_supplier(by, **_new_supplier(by, body)).id)


@changes(router, "POST", "/suppliers/bulk", needs="parties.create_suppliers", gives=BulkMade, status=201)
def create_suppliers(by: By, body: SuppliersIn) -> dict[str, Any]:
    """Make up to 1,000 suppliers, all or none; a refusal names every bad field."""
    rows = [SupplierInput(**_new_supplier(by, each)) for each in body.suppliers]
    made = parties.create_suppliers(by, suppliers=rows)
    return BulkMade.plain(None, ids=[row.id for row in made])


@reads(router, "/suppliers/{supplier_id}", needs="parties.read", gives=SupplierOut)
def get_supplier(by: By, supplier_id: Id) -> dict[str, Any]:
    """One supplier with addresses and contacts."""
    return _supplier(by, supplier_id)


@changes(
    router,
    "PATCH",
    "/suppliers/{supplier_id}",
    needs="parties.change_supplier",
    gives=SupplierOut,
    within=SUPPLIERS,
)
def change_supplier(by: By, supplier_id: Id, body: SupplierChange) -> dict[str, Any]:
    """Change a supplier; documents keep the terms they copied."""
    parties.change_supplier(by, supplier_id=supplier_id, **body.model_dump(exclude_unset=True))
    return _supplier(by, supplier_id)


@changes(
    router,
    "POST",
    "/suppliers/{supplier_id}/block",
    needs="parties.block_supplier",
    gives=SupplierOut,
    within=SUPPLIERS,
)
def block_supplier(by: By, supplier_id: Id, body: BlockIn = NO_REASON) -> dict[str, Any]:
    """Buy nothing more from a supplier until it is unblocked."""
    parties.block_supplier(by, supplier_id=supplier_id, reason=body.reason)
    return _supplier(by, supplier_id)


@changes(
    router,
    "POST",
    "/suppliers/{supplier_id}/unblock",
    needs="parties.unblock_supplier",
    gives=SupplierOut,
    within=SUPPLIERS,
)
def unblock_supplier(by: By, supplier_id: Id) -> dict[str, Any]:
    """Buy from a supplier again."""
    parties.unblock_supplier(by, supplier_id=supplier_id)
    return _supplier(by, supplier_id)


@changes(
    router,
    "POST",
    "/suppliers/{supplier_id}/addresses",
    needs="parties.change_supplier",
    gives=AddressOut,
    status=201,
    within=SUPPLIERS,
)
def add_supplier_address(by: By, supplier_id: Id, body: AddressIn) -> dict[str, Any]:
    """Add an address to a supplier."""
    return add_address(by, parties_queries.supplier(by, supplier_id).party_id, body)


@changes(
    router,
    "POST",
    "/suppliers/{supplier_id}/contacts",
    needs="parties.change_supplier",
    gives=ContactOut,
    status=201,
    within=SUPPLIERS,
)
def add_supplier_contact(by: By, supplier_id: Id, body: ContactIn) -> dict[str, Any]:
    """Add a person to a supplier."""
    return add_contact(by, parties_queries.supplier(by, supplier_id).party_id, body)


@changes(
    router,
    "PATCH",
    "/suppliers/{supplier_id}/addresses/{address_id}",
    needs="parties.change_supplier",
    gives=AddressOut,
    within=SUPPLIERS,
)
def change_supplier_address(by: By, supplier_id: Id, address_id: Id, body: AddressChange) -> dict[str, Any]:
    """Change an address of a supplier; documents keep their copy."""
    return change_address(by, parties_queries.supplier(by, supplier_id), address_id, body)
