"""Customers, suppliers, their addresses and contacts, and groups of customers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Address, Customer, Supplier
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.files.back.done import GONE, Back, Done, Reasons, changed_since, compared, used

_PARTY = ("name", "tax_number", "email", "phone", "website", "language")
_CUSTOMER = (
    "number", "currency", "terms_days", "terms_discount_percent", "terms_discount_days", "credit_limit",
    "tax_class", "discount_percent", "ship_complete", "minimum_fill_percent", "minimum_shelf_days",
    "group_id", "parent_id", "shares_limit",
)  # fmt: skip
BRANCHES = "branches"
"""As `uses_of` says it: a parent goes with its branches, when all of them go."""
_SUPPLIER = ("number", "currency", "terms_days", "lead_days", "minimum_order")


def _customers(by: By, done: Sequence[Done]) -> dict[UUID, dict[str, Any]]:
    rows: Mapping[UUID, Customer] = parties_queries.visible_customers(by).in_bulk([one.id for one in done])
    return {
        pk: {name: getattr(row.party, name) for name in _PARTY}
        | {name: getattr(row, name) for name in _CUSTOMER}
        | {"blocked": row.state == "blocked"}
        for pk, row in rows.items()
    }


def _look_at_customers(by: By, done: Sequence[Done]) -> Reasons:
    made = [one.id for one in done if one.made]
    uses, reasons = reports_queries.uses_of("customer", made), compared(done, _customers(by, done))
    branches = parties_queries.branches_of([pk for pk, words in uses.items() if words == [BRANCHES]])
    going = {one.id for one in done if one.made and one.row not in reasons and one.id not in uses}
    for parent_id, theirs in branches.items():
        if theirs <= going:
            del uses[parent_id]
    return reasons | used(done, uses)


def _undo_customers(by: By, done: Sequence[Done]) -> None:
    for one in done:
        if one.old is None:
            continue
        old = dict(one.old)
        blocked = old.pop("blocked", None)
        old |= {name: UUID(old[name]) for name in ("group_id", "parent_id") if old.get(name)}
        if old:
            parties.change_customer(by, customer_id=one.id, **old)
        if blocked is True:
            parties.block_customer(by, customer_id=one.id, reason="An import was taken back.")
        if blocked is False:
            parties.unblock_customer(by, customer_id=one.id)
    parties.remove_customers(by, customer_ids=[one.id for one in done if one.made])


def _suppliers(by: By, done: Sequence[Done]) -> dict[UUID, dict[str, Any]]:
    rows: Mapping[UUID, Supplier] = parties_queries.visible_suppliers(by).in_bulk([one.id for one in done])
    return {
        pk: {name: getattr(row.party, name) for name in _PARTY}
        | {name: getattr(row, name) for name in _SUPPLIER}
        for pk, row in rows.items()
    }


def _look_at_suppliers(by: By, done: Sequence[Done]) -> Reasons:
    made = [one.id for one in done if one.made]
    return compared(done, _suppliers(by, done)) | used(done, reports_queries.uses_of("supplier", made))


def _undo_suppliers(by: By, done: Sequence[Done]) -> None:
    for one in done:
        if one.old is not None:
            parties.change_supplier(by, supplier_id=one.id, **one.old)
    parties.remove_suppliers(by, supplier_ids=[one.id for one in done if one.made])


def _look_at_addresses(by: By, done: Sequence[Done]) -> Reasons:
    standing = {row.pk: row for row in parties_queries.addresses([one.id for one in done])}
    found: Reasons = {}
    for one in done:
        if one.id not in standing:
            found[one.row] = GONE
        elif sentence := changed_since(one.new, _parts(standing[one.id])):
            found[one.row] = sentence
    return found


def _parts(row: Address) -> dict[str, str]:
    """As a file calls them: those of the shipping address bear its name."""
    parts = ("line1", "line2", "city", "region", "postal_code", "country")
    prefix = "" if row.kind == "billing" else "shipping_"
    return {prefix + part: getattr(row, part) for part in parts}


def _undo_addresses(by: By, done: Sequence[Done]) -> None:
    for one in done:
        if one.old is not None:
            bare: Any = {name.removeprefix("shipping_"): value for name, value in one.old.items()}
            parties.change_address(by, address_id=one.id, **bare)
    parties.remove_addresses(by, address_ids=[one.id for one in done if one.made])


def _undo_contacts(by: By, done: Sequence[Done]) -> None:
    parties.remove_contacts(by, contact_ids=[one.id for one in done])


def _undo_groups(by: By, done: Sequence[Done]) -> None:
    parties.remove_groups(by, group_ids=_unused("group", (one.id for one in done)))


def _unused(kind: str, ids: Iterable[UUID]) -> list[UUID]:
    asked = list(ids)
    uses = reports_queries.uses_of(kind, asked)
    return [one for one in asked if one not in uses]


def _nothing(by: By, done: Sequence[Done]) -> Reasons:
    return {}


CUSTOMER = Back("customer", _look_at_customers, _undo_customers)
SUPPLIER = Back("supplier", _look_at_suppliers, _undo_suppliers)
ADDRESS = Back("address", _look_at_addresses, _undo_addresses)
CONTACT = Back("contact", _nothing, _undo_contacts)
GROUP = Back("group", _nothing, _undo_groups, shared=True)
