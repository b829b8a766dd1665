"""Facts about customers, suppliers and their addresses. The details are in the rows and their history."""

from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class CustomerCreated(Event):
    name = "parties.customer_created"
    customer_id: UUID
    party_id: UUID
    number: str


@dataclass(frozen=True)
class CustomerChanged(Event):
    """`fields` are the names of what is different now."""

    name = "parties.customer_changed"
    customer_id: UUID
    party_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class CustomerBlocked(Event):
    name = "parties.customer_blocked"
    customer_id: UUID
    reason: str


@dataclass(frozen=True)
class CustomerUnblocked(Event):
    name = "parties.customer_unblocked"
    customer_id: UUID


@dataclass(frozen=True)
class CustomerRemoved(Event):
    """Nothing referred to it; what it was stands in the history."""

    name = "parties.customer_removed"
    customer_id: UUID
    party_id: UUID
    number: str


@dataclass(frozen=True)
class SupplierRemoved(Event):
    """Nothing referred to it; what it was stands in the history."""

    name = "parties.supplier_removed"
    supplier_id: UUID
    party_id: UUID
    number: str


@dataclass(frozen=True)
class AddressRemoved(Event):
    name = "parties.address_removed"
    party_id: UUID
    address_id: UUID


@dataclass(frozen=True)
class ContactRemoved(Event):
    name = "parties.contact_removed"
    party_id: UUID
    contact_id: UUID


@dataclass(frozen=True)
class GroupRemoved(Event):
    name = "parties.group_removed"
    group_id: UUID
    title: str


@dataclass(frozen=True)
class SupplierCreated(Event):
    name = "parties.supplier_created"
    supplier_id: UUID
    party_id: UUID
    number: str


@dataclass(frozen=True)
class SupplierChanged(Event):
    """`fields` are the names of what is different now."""

    name = "parties.supplier_changed"
    supplier_id: UUID
    party_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class SupplierBlocked(Event):
    name = "parties.supplier_blocked"
    supplier_id: UUID
    reason: str


@dataclass(frozen=True)
class SupplierUnblocked(Event):
    name = "parties.supplier_unblocked"
    supplier_id: UUID


@dataclass(frozen=True)
class AddressAdded(Event):
    name = "parties.address_added"
    party_id: UUID
    address_id: UUID
    kind: str


@dataclass(frozen=True)
class AddressChanged(Event):
    name = "parties.address_changed"
    party_id: UUID
    address_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class ContactAdded(Event):
    name = "parties.contact_added"
    party_id: UUID
    contact_id: UUID


@dataclass(frozen=True)
class GroupCreated(Event):
    name = "parties.group_created"
    group_id: UUID


@dataclass(frozen=True)
class CompanyChanged(Event):
    """Our own name, address or bank; `fields` are the names of what is different now."""

    name = "parties.company_changed"
    company_id: UUID
    fields: list[str]
