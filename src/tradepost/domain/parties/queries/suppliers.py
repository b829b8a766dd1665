from collections.abc import Sequence
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import words_of
from tradepost.base.listing import Filter, Listing, choice, day_range, reference
from tradepost.domain.parties.flows import SUPPLIER
from tradepost.domain.parties.models import Party, Supplier
from tradepost.domain.parties.queries.customers import FoundParty


def visible_suppliers(by: By) -> QuerySet[Supplier]:
    """All suppliers; none for a buyer, who sees only its own side."""
    rows = Supplier.objects.select_related("party")
    return rows.none() if "customer" in by.scope else rows


def supplier(by: By, supplier_id: UUID) -> Supplier:
    """One supplier with party, addresses and contacts. Raises NotFound."""
    found = (
        visible_suppliers(by)
        .prefetch_related("party__addresses", "party__contacts")
        .filter(id=supplier_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such supplier.", supplier_id=supplier_id)
    return found


def _search(rows: QuerySet[Supplier], text: str) -> QuerySet[Supplier]:
    for word in words_of(text):
        named = Party.objects.filter(found_by__has=word)
        rows = rows.filter(Q(number__istartswith=word) | Q(party__in=named.values("id")))
    return rows


SUPPLIERS: Listing[Supplier] = Listing(
    name="suppliers",
    rows=visible_suppliers,
    sorts={"name": ("party__sort_name",), "number": ("number",), "made": ("made_at",)},
    default_sort="name",
    filters={
        "id": reference("Supplier", "id"),
        "state": choice("State", "state", SUPPLIER.states),
        "currency": Filter("Currency", lambda rows, values: rows.filter(currency__in=values)),
        "made": day_range("Since", "made_at"),
    },
    search=_search,
    subject="pk",
)


def find_suppliers(by: By, text: str, limit: int = 10) -> list[FoundParty]:
    """Look-ahead: the number first, then names that begin so, then names that contain all words."""
    asked = text.strip()
    found = (
        _search(visible_suppliers(by), asked)
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
    return [
        FoundParty(
            row.id,
            row.number,
            row.party.name,
            next((address.city for address in row.party.addresses.all() if address.city), ""),
            row.state,
        )
        for row in found
    ]


def supplier_ids(numbers: Sequence[str]) -> dict[str, UUID]:
    """The ids of suppliers by their numbers as given, whatever the case; unknown ones are left out."""
    found = sql.rows(
        """select asked.number, s.id from unnest(%s::text[]) as asked(number)
           join parties_supplier s on upper(s.number) = upper(asked.number) order by asked.number""",
        [list(numbers)],
    )
    return dict(found)
