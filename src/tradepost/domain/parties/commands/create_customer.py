from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties.commands._parents import refuse_bad_parents
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
from tradepost.domain.parties.events import CustomerBlocked, CustomerCreated
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.parties.queries import customer_ids
from tradepost.domain.parties.rules import clean_party


class TermsFields(TypedDict, total=False):
    """The terms of a customer, as typed. `credit_limit` None: unlimited; in the base currency, as `least_order`.

    `terms_parts` are instalments: per cent and days of each. `overdue_days` None: as the parent or the company says.
    """

    currency: str
    terms_days: int
    terms_discount_percent: Decimal
    terms_discount_days: int
    terms_month_end: bool
    terms_parts: Sequence[Sequence[Any]]
    deposit_percent: Decimal
    credit_limit: Decimal | None
    parent_id: UUID | None
    shares_limit: bool
    overdue_days: int | None
    po_required: bool
    least_order: Decimal | None
    no_holds: Sequence[str]
    group_id: UUID | None
    tax_class: str
    tax_rounding: str
    discount_percent: Decimal
    rep_id: UUID | None
    ship_complete: bool
    minimum_fill_percent: int
    minimum_shelf_days: int
    warehouse_id: UUID | None
    sourcing: str


class CustomerFields(PartyFields, TermsFields, total=False):
    """Everything about a customer but its name and number."""


TERMS_FIELDS = tuple(TermsFields.__annotations__)


@dataclass(frozen=True, slots=True)
class CustomerInput:
    """A customer as typed or imported.

    Without `number` it gets the next one; without `currency` the base currency; `party_id` names a
    party that stands already (a supplier who buys too), whose name and numbers then stay as they are.
    """

    customer_id: UUID
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
    terms_discount_percent: Decimal = Decimal(0)
    terms_discount_days: int = 0
    terms_month_end: bool = False
    terms_parts: Sequence[Sequence[Any]] = ()
    deposit_percent: Decimal = Decimal(0)
    credit_limit: Decimal | None = None
    parent_id: UUID | None = None
    shares_limit: bool = False
    overdue_days: int | None = None
    po_required: bool = False
    least_order: Decimal | None = None
    no_holds: Sequence[str] = ()
    group_id: UUID | None = None
    tax_class: str = "standard"
    tax_rounding: str = ""
    discount_percent: Decimal = Decimal(0)
    rep_id: UUID | None = None
    ship_complete: bool = False
    minimum_fill_percent: int = 0
    minimum_shelf_days: int = 0
    warehouse_id: UUID | None = None
    sourcing: str = ""
    is_blocked: bool = False
    addresses: Sequence[AddressInput] = ()
    contacts: Sequence[ContactInput] = ()


def _made(customer_id: UUID) -> Customer:
    return Customer.objects.select_related("party").get(id=customer_id)


@command(once="customer_id", again=_made)
def create_customer(
    by: By,
    *,
    customer_id: UUID,
    name: str = "",
    number: str = "",
    party_id: UUID | None = None,
    addresses: Sequence[AddressInput] = (),
    contacts: Sequence[ContactInput] = (),
    **fields: Unpack[CustomerFields],
) -> Customer:
    """One customer; see create_customers. Raises Invalid, NumberTaken, NotFound (group, party)."""
    given = CustomerInput(
        customer_id=customer_id,
        name=name,
        number=number,
        party_id=party_id,
        addresses=addresses,
        contacts=contacts,
        **fields,
    )
    made: Customer = create_customers(by, customers=[given])[0]
    return made


@command
def create_customers(by: By, *, customers: Sequence[CustomerInput]) -> list[Customer]:
    """Many customers in as many statements as one. Raises Invalid naming every bad field, NumberTaken."""
    if not customers:
        return []
    refuse_unknown_parties(given.party_id for given in customers)
    _refuse_unknown_groups(customers)
    refuse_bad_parents([(given.customer_id, given.parent_id, given.shares_limit) for given in customers])
    draft = Draft()
    made = [_row(by, draft, given, n, len(customers)) for n, given in enumerate(customers)]
    refuse_doubled([row.number for row in made], "customers.{}.number", "number", draft.problems)
    draft.refuse_problems("customers")
    _number(made)
    draft.write()
    try:
        Customer.objects.bulk_create(made)
    except IntegrityError as error:
        raise _taken(error) from None
    publish(by, *(CustomerCreated(row.id, row.party_id, row.number) for row in made))
    publish(by, *(CustomerBlocked(row.id, "Created so.") for row in made if row.state == "blocked"))
    return made


def _row(by: By, draft: Draft, given: CustomerInput, n: int, count: int) -> Customer:
    path = "" if count == 1 else f"customers.{n}."
    party_id = draft_party(by, draft, given, path)
    typed = {name: getattr(given, name) for name in TERMS_FIELDS} | {"number": given.number}
    typed["currency"] = given.currency or settings.BASE_CURRENCY
    clean = collect(draft.problems, path, *clean_party(typed))
    row = Customer(id=given.customer_id, party_id=party_id, made_at=by.now, **clean)
    if given.is_blocked:
        row.state = "blocked"
    return row


def _number(rows: Sequence[Customer]) -> None:
    """Give numbers to those without; refuse those whose number somebody has."""
    given = [row.number for row in rows if row.number]
    if given and (taken := sorted(customer_ids(given))):
        raise NumberTaken(f"There is a customer {taken[0]} already. Choose another number.", numbers=taken)
    unnumbered = [row for row in rows if not row.number]
    if unnumbered:
        for row, number in zip(unnumbered, cheap_numbers("customer", len(unnumbered)), strict=True):
            row.number = number


def _refuse_unknown_groups(customers: Sequence[CustomerInput]) -> None:
    asked = {given.group_id for given in customers if given.group_id is not None}
    if asked and (
        missing := asked - set(CustomerGroup.objects.filter(id__in=asked).values_list("id", flat=True))
    ):
        raise NotFound("There is no such customer group.", group_ids=sorted(missing))


def _taken(error: IntegrityError) -> NumberTaken:
    """What a twin's insert, committed since we looked, leaves to say."""
    if "customer_number_is_unique" in str(error):
        return NumberTaken(
            "Somebody took one of these numbers this moment. Try again with others.", numbers=[]
        )
    if "parties_customer_party_id_key" in str(error):
        return NumberTaken("This party is a customer already.", numbers=[])
    raise error
