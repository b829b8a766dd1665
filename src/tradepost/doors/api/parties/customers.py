"""Customers, their addresses and contacts, customer groups."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.queries import require
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import CustomerInput
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.parties.rules.terms import clean_parts
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
    CustomerChange,
    CustomerIn,
    CustomerOut,
    CustomerRow,
    CustomersIn,
    GroupIn,
    GroupOut,
)

router = Router(tags=["Customers"])
NO_REASON = BlockIn()
_TERMS = {
    "currency",
    "terms_days",
    "terms_discount_percent",
    "terms_discount_days",
    "credit_limit",
    "tax_class",
    "discount_percent",
    "terms_month_end",
    "instalments",
    "deposit_percent",
    "overdue_days",
    "parent_id",
    "shares_limit",
    "no_holds",
}

lists(router, "/customers", CUSTOMERS, name="list_customers", needs="parties.read", gives=CustomerRow)


def _customer(by: By, customer_id: UUID) -> dict[str, Any]:
    return with_party(CustomerOut, parties_queries.customer(by, customer_id))


def _refuse_foreign_terms(by: By, given: set[str], rep_id: UUID | None) -> None:
    """Terms are for those who keep them; a rep's new customer is the rep's own."""
    if given & _TERMS - {"currency"}:
        require(by, "parties.change_terms")
    if "rep_id" in given and rep_id != by.scope.get("rep"):
        require(by, "parties.set_rep")


def _refuse_unknown_warehouses(by: By, ids: Iterable[UUID | None]) -> None:
    """Raises Invalid; the room of customers does not know warehouses."""
    asked = {pk for pk in ids if pk is not None}
    if asked and asked - {house.pk for house in inventory_queries.visible_warehouses(by)}:
        raise Invalid("There is no such warehouse.", fields={"warehouse_id": "No warehouse of ours."})


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    """The fields as the commands take them. Raises Invalid."""
    if "instalments" in given:
        parts = [[part["percent"], part["days"]] for part in given.pop("instalments")]
        try:
            given["terms_parts"] = clean_parts(parts)
        except ValueError as problem:
            raise Invalid("Some values cannot be kept.", fields={"instalments": str(problem)}) from None
    return given


def _new_customer(by: By, body: CustomerIn) -> dict[str, Any]:
    given = {
        name for name in body.model_fields_set if getattr(body, name) != CustomerIn.model_fields[name].default
    }
    _refuse_foreign_terms(by, given, body.rep_id)
    return {
        **_typed(body.model_dump(exclude={"id", "addresses", "contacts"})),
        "customer_id": body.id or new_id(by.now),
        "rep_id": body.rep_id or by.scope.get("rep"),
        "addresses": [address.typed() for address in body.addresses],
        "contacts": [contact.typed() for contact in body.contacts],
    }


@changes(
    router,
    "POST",
    "/customers",
    needs="parties.create_customer",
    gives=CustomerOut,
    status=201,
    at="/api/v1/customers/{id}",
)
def create_customer(by: By, body: CustomerIn) -> dict[str, Any]:
    """Make a customer, with addresses and contacts."""
    _refuse_unknown_warehouses(by, [body.warehouse_id])
    return _customer(by, parties.create_customer(by, **_new_customer(by, body)).id)


@changes(router, "POST", "/customers/bulk", needs="parties.create_customers", gives=BulkMade, status=201)
def create_customers(by: By, body: CustomersIn) -> dict[str, Any]:
    """Make up to 1,000 customers, all or none; a refusal names every bad field."""
    _refuse_unknown_warehouses(by, [each.warehouse_id for each in body.customers])
    rows = [CustomerInput(**_new_customer(by, each)) for each in body.customers]
    made = parties.create_customers(by, customers=rows)
    return BulkMade.plain(None, ids=[row.id for row in made])


@reads(router, "/customers/{customer_id}", needs="parties.read", gives=CustomerOut)
def get_customer(by: By, customer_id: Id) -> dict[str, Any]:
    """One customer with addresses and contacts."""
    return _customer(by, customer_id)


@changes(
    router,
    "PATCH",
    "/customers/{customer_id}",
    needs="parties.change_customer",
    gives=CustomerOut,
    within=CUSTOMERS,
)
def change_customer(by: By, customer_id: Id, body: CustomerChange) -> dict[str, Any]:
    """Change a customer; documents keep the terms they copied."""
    given = body.model_dump(exclude_unset=True)
    _refuse_foreign_terms(by, set(given), given.get("rep_id"))
    _refuse_unknown_warehouses(by, [given.get("warehouse_id")])
    parties.change_customer(by, customer_id=customer_id, **_typed(given))
    return _customer(by, customer_id)


@changes(
    router,
    "POST",
    "/customers/{customer_id}/block",
    needs="parties.block_customer",
    gives=CustomerOut,
    within=CUSTOMERS,
)
def block_customer(by: By, customer_id: Id, body: BlockIn = NO_REASON) -> dict[str, Any]:
    """Sell nothing more to a customer until it is unblocked."""
    parties.block_customer(by, customer_id=customer_id, reason=body.reason)
    return _customer(by, customer_id)


@changes(
    router,
    "POST",
    "/customers/{customer_id}/unblock",
    needs="parties.unblock_customer",
    gives=CustomerOut,
    within=CUSTOMERS,
)
def unblock_customer(by: By, customer_id: Id) -> dict[str, Any]:
    """Sell to a customer again."""
    parties.unblock_customer(by, customer_id=customer_id)
    return _customer(by, customer_id)


@changes(
    router,
    "POST",
    "/customers/{customer_id}/addresses",
    needs="parties.change_customer",
    gives=AddressOut,
    status=201,
    within=CUSTOMERS,
)
def add_customer_address(by: By, customer_id: Id, body: AddressIn) -> dict[str, Any]:
    """Add an address to a customer."""
    return add_address(by, parties_queries.customer(by, customer_id).party_id, body)


@changes(
    router,
    "PATCH",
    "/customers/{customer_id}/addresses/{address_id}",
    needs="parties.change_customer",
    gives=AddressOut,
    within=CUSTOMERS,
)
def change_customer_address(by: By, customer_id: Id, address_id: Id, body: AddressChange) -> dict[str, Any]:
    """Change an address of a customer; documents keep their copy."""
    return change_address(by, parties_queries.customer(by, customer_id), address_id, body)


@changes(
    router,
    "POST",
    "/customers/{customer_id}/contacts",
    needs="parties.change_customer",
    gives=ContactOut,
    status=201,
    within=CUSTOMERS,
)
def add_customer_contact(by: By, customer_id: Id, body: ContactIn) -> dict[str, Any]:
    """Add a person to a customer."""
    return add_contact(by, parties_queries.customer(by, customer_id).party_id, body)


@reads(router, "/customer-groups", needs="parties.read", gives=list[GroupOut])
def list_customer_groups(by: By) -> list[dict[str, Any]]:
    """All customer groups, by name."""
    access_queries.require(by, "pricing.read")
    return [GroupOut.plain(group) for group in parties_queries.groups()]


@changes(router, "POST", "/customer-groups", needs="parties.create_group", gives=GroupOut, status=201)
def create_customer_group(by: By, body: GroupIn) -> dict[str, Any]:
    """Make a group of customers who share price lists."""
    return GroupOut.plain(parties.create_group(by, group_id=body.id or new_id(by.now), name=body.name))
