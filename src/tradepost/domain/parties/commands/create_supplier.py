from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties.commands._party import (
    AddressInput,
    ContactInput,
    Draft,
    NumberTaken,
    PartyFields,
    collect,
    draft_party,
    refuse_doubled,
    refuse_unknown_parties,
)
from tradepost.domain.parties.events import SupplierCreated
from tradepost.domain.parties.models import Supplier
from tradepost.domain.parties.queries import supplier_ids
from tradepost.domain.parties.rules import clean_party


class SupplyFields(TypedDict, total=False):
    """The terms of a supplier, as typed. `minimum_order` in its currency; 0: none."""

    currency: str
    terms_days: int
    lead_days: int
    minimum_order: Decimal


class SupplierFields(PartyFields, SupplyFields, total=False):
    """Everything about a supplier but its name and number."""


SUPPLY_FIELDS = tuple(SupplyFields.__annotations__)


@dataclass(frozen=True, slots=True)
class SupplierInput:
    """A supplier as typed or imported; see CustomerInput for number, currency and party."""

    supplier_id: UUID
    name: str = ""
    number: str = ""
    party_id: UUID | None = None
    tax_number: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    language: str = ""
    currency: str = ""
    terms_days: int = 30
    lead_days: int = 7
    minimum_order: Decimal = Decimal(0)
    addresses: Sequence[AddressInput] = ()
    contacts: Sequence[ContactInput] = ()


def _made(supplier_id: UUID) -> Supplier:
    return Supplier.objects.select_related("party").get(id=supplier_id)


@command(once="supplier_id", again=_made)
def create_supplier(
    by: By,
    *,
    supplier_id: UUID,
    name: str = "",
    number: str = "",
    party_id: UUID | None = None,
    addresses: Sequence[AddressInput] = (),
    contacts: Sequence[ContactInput] = (),
    **fields: Unpack[SupplierFields],
) -> Supplier:
    """One supplier; see create_suppliers. Raises Invalid, NumberTaken, NotFound (party)."""
    given = SupplierInput(
        supplier_id=supplier_id,
        name=name,
        number=number,
        party_id=party_id,
        addresses=addresses,
        contacts=contacts,
        **fields,
    )
    made: Supplier = create_suppliers(by, suppliers=[given])[0]
    return made


@command
def create_suppliers(by: By, *, suppliers: Sequence[SupplierInput]) -> list[Supplier]:
    """Many suppliers in as many statements as one. Raises Invalid naming every bad field, NumberTaken."""
    if not suppliers:
        return []
    refuse_unknown_parties(given.party_id for given in suppliers)
    draft = Draft()
    made = [_row(by, draft, given, n, len(suppliers)) for n, given in enumerate(suppliers)]
    refuse_doubled([row.number for row in made], "suppliers.{}.number", "number", draft.problems)
    draft.refuse_problems("suppliers")
    _number(made)
    draft.write()
    try:
        Supplier.objects.bulk_create(made)
    except IntegrityError as error:
        raise _taken(error) from None
    publish(by, *(SupplierCreated(row.id, row.party_id, row.number) for row in made))
    return made


def _row(by: By, draft: Draft, given: SupplierInput, n: int, count: int) -> Supplier:
    path = "" if count == 1 else f"suppliers.{n}."
    party_id = draft_party(by, draft, given, path)
    typed = {name: getattr(given, name) for name in SUPPLY_FIELDS} | {"number": given.number}
    typed["currency"] = given.currency or settings.BASE_CURRENCY
    clean = collect(draft.problems, path, *clean_party(typed))
    return Supplier(id=given.supplier_id, party_id=party_id, made_at=by.now, **clean)


def _number(rows: Sequence[Supplier]) -> None:
    """Give numbers to those without; refuse those whose number somebody has."""
    given = [row.number for row in rows if row.number]
    if given and (taken := sorted(supplier_ids(given))):
        raise NumberTaken(f"There is a supplier {taken[0]} already. Choose another number.", numbers=taken)
    unnumbered = [row for row in rows if not row.number]
    if unnumbered:
        for row, number in zip(unnumbered, cheap_numbers("supplier", len(unnumbered)), strict=True):
            row.number = number


def _taken(error: IntegrityError) -> NumberTaken:
    """What a twin's insert, committed since we looked, leaves to say."""
    if "supplier_number_is_unique" in str(error):
        return NumberTaken(
            "Somebody took one of these numbers this moment. Try again with others.", numbers=[]
        )
    if "parties_supplier_party_id_key" in str(error):
        return NumberTaken("This party is a supplier already.", numbers=[])
    raise error
