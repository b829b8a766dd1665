from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Upper

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import words_of
from tradepost.base.listing import Filter, Listing, choice, day_range, flag, reference
from tradepost.domain.parties.flows import CUSTOMER
from tradepost.domain.parties.models import Address, Customer, CustomerGroup, Party


@dataclass(frozen=True, slots=True)
class FoundParty:
    """One answer of a look-ahead: a customer or a supplier."""

    id: UUID
    number: str
    name: str
    city: str
    state: str


def visible_customers(by: By) -> QuerySet[Customer]:
    """The customers this actor may see: a rep's own, a buyer's one, else all."""
    rows = Customer.objects.select_related("party", "group")
    if "rep" in by.scope:
        rows = rows.filter(rep_id=by.scope["rep"])
    if "customer" in by.scope:
        rows = rows.filter(id=by.scope["customer"])
    return rows


def customer(by: By, customer_id: UUID) -> Customer:
    """One customer with party, group, addresses and contacts. Raises NotFound, also for another's."""
    found = (
        visible_customers(by)
        .select_related("parent__party")
        .prefetch_related("party__addresses", "party__contacts", "branches__party")
        .filter(id=customer_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such customer.", customer_id=customer_id)
    return found


def _search(rows: QuerySet[Customer], text: str) -> QuerySet[Customer]:
    """Each word in the name or at the beginning of number or city: three ways, each by its index."""
    for word in words_of(text):
        numbered = Customer.objects.filter(number__istartswith=word)
        named = Customer.objects.filter(party__in=Party.objects.filter(found_by__has=word).values("id"))
        in_city = Customer.objects.filter(party__addresses__city__istartswith=word)
        rows = rows.filter(id__among=numbered.values("id").union(named.values("id"), in_city.values("id")))
    return rows


CUSTOMERS: Listing[Customer] = Listing(
    name="customers",
    rows=visible_customers,
    sorts={"name": ("party__sort_name",), "number": ("number",), "made": ("made_at",)},
    default_sort="name",
    filters={
        "state": choice("State", "state", CUSTOMER.states),
        "group": reference("Group", "group_id"),
        "rep": reference("Rep", "rep_id"),
        "currency": Filter("Currency", lambda rows, values: rows.filter(currency__in=values)),
        "tax_class": choice("Tax", "tax_class", ["standard", "exempt", "reverse"]),
        "made": day_range("Since", "made_at"),
        "limited": flag("Has a credit limit", Q(credit_limit__isnull=False)),
    },
    search=_search,
    subject="pk",
)


def find_customers(by: By, text: str, limit: int = 10) -> list[FoundParty]:
    """Look-ahead: the number first, then names that begin so, then names that contain all words."""
    asked = text.strip()
    found = (
        _search(visible_customers(by), asked)
        .annotate(
            nearness=Case(
                When(number__iexact=asked, then=Value(0)),
                When(number__istartswith=asked, then=Value(1)),
                When(party__name__istartswith=asked, then=Value(2)),
                default=Value(3),
                output_field=IntegerField(),
            )
        )
        .order_by("nearness", "party__sort_name", "id")
        .prefetch_related("party__addresses")[:limit]
    )
    return [_found(row) for row in found]


def _found(row: Customer) -> FoundParty:
    city = next((address.city for address in row.party.addresses.all() if address.city), "")
    return FoundParty(row.id, row.number, row.party.name, city, row.state)


def customer_ids(numbers: Sequence[str]) -> dict[str, UUID]:
    """The ids of customers by their numbers as given, whatever the case; unknown ones are left out."""
    found = sql.rows(
        """select asked.number, c.id from unnest(%s::text[]) as asked(number)
           join parties_customer c on upper(c.number) = upper(asked.number) order by asked.number""",
        [list(numbers)],
    )
    return dict(found)


def customers_called(by: By, names: Sequence[str]) -> list[tuple[str, UUID]]:
    """Name and id of the customers that are called so, whatever the case, as far as the actor sees them."""
    wanted = [name.upper() for name in names]
    found = visible_customers(by).annotate(called=Upper("party__name")).filter(called__in=wanted)
    return [(row.party.name, row.pk) for row in found]


def branches_of(parent_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The ids of their branches; who has none is left out. One statement, or none."""
    found: dict[UUID, set[UUID]] = {}
    if parent_ids:
        rows = Customer.objects.filter(parent_id__in=parent_ids).values_list("parent_id", "pk")
        for parent_id, pk in rows:
            found.setdefault(parent_id, set()).add(pk)
    return found


def groups() -> QuerySet[CustomerGroup]:
    """All customer groups by name."""
    return CustomerGroup.objects.order_by("name", "id")


def addresses(address_ids: Sequence[UUID]) -> list[Address]:
    """Many addresses by id; unknown ones are left out."""
    return list(Address.objects.filter(id__in=address_ids).order_by("id"))
