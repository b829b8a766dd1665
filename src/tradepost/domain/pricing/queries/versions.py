"""Versions of price lists and their changes, for pages, lists and exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Filter, Listing, Rows, choice, reference
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion, VersionRow
from tradepost.domain.pricing.models.price_list import KINDS
from tradepost.domain.pricing.queries.lists import lists_seen

EFFECTS = ("changed", "added", "gone")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version changes, in numbers: dearer and cheaper are among the changed."""

    changed: int
    added: int
    gone: int
    dearer: int
    cheaper: int
    lowest: Decimal | None
    highest: Decimal | None

    @property
    def rows(self) -> int:
        return self.changed + self.added + self.gone


def price_version(by: By, version_id: UUID) -> PriceVersion:
    """One version. Raises NotFound; customers see none."""
    found = _versions(by).filter(pk=version_id).first()
    if found is None:
        raise NotFound("There is no such version.")
    return found


def difference_of(version: PriceVersion) -> Difference:
    """How a version differs from what holds, or held before it; one statement. Percentages of fixed prices alone."""
    (found,) = sql.rows_as(
        Difference,
        """select count(*) filter (where not is_gone and old_amount is not null),
                  count(*) filter (where not is_gone and old_amount is null), count(*) filter (where is_gone),
                  count(*) filter (where dearer), count(*) filter (where cheaper), min(share), max(share)
           from (select is_gone, old_amount,
                   not is_gone and case kind when 'fixed' then amount > old_amount else amount < old_amount end dearer,
                   not is_gone and case kind when 'fixed' then amount < old_amount else amount > old_amount end cheaper,
                   case when kind = 'fixed' and not is_gone and old_amount > 0
                     then (amount - old_amount) / old_amount end as share
                 from pricing_version_row where of_id = %s) w""",
        [version.pk],
    )
    return found


def open_versions(by: By, price_list_id: UUID | None = None) -> list[PriceVersion]:
    """The drafts that this person may change, of a list or of all, by list."""
    found = _versions(by).filter(state="draft")
    if price_list_id is not None:
        found = found.filter(price_list=price_list_id)
    return list(found.order_by("price_list__name", "number")[:500])


def versions_of(by: By, price_list_id: UUID, limit: int = 20) -> list[PriceVersion]:
    """The newest versions of a list, the last one first, with `rows`."""
    return list(_versions(by).filter(price_list=price_list_id).order_by("-number")[:limit])


def changes_named(by: By, row_ids: Sequence[UUID]) -> list[VersionRow]:
    """These changes. Raises NotFound when one is missing."""
    found = list(_rows(by).filter(pk__in=row_ids))
    if len(found) < len(set(row_ids)):
        raise NotFound("One of these changes does not exist any more. Load the list again.")
    return found


def _versions(by: By) -> QuerySet[PriceVersion]:
    counted = VersionRow.objects.filter(of=OuterRef("pk")).order_by().values("of").annotate(n=Count("pk"))
    rows = PriceVersion.objects.filter(price_list__in=lists_seen(by).values("id"))
    return rows.select_related("price_list").annotate(rows=Coalesce(Subquery(counted.values("n")), 0))


def _rows(by: By) -> QuerySet[VersionRow]:
    rows = VersionRow.objects.all()
    if by.scope:
        rows = rows.filter(of__price_list__in=lists_seen(by).values("id"))
    return rows.select_related("item", "category", "brand", "of__price_list")


_EFFECT = {
    "changed": Q(is_gone=False, old_amount__isnull=False),
    "added": Q(is_gone=False, old_amount__isnull=True),
    "gone": Q(is_gone=True),
}


def _by_effect(rows: Rows, values: list[str]) -> Rows:
    wanted = Q(pk=None)
    for value in values:
        wanted |= _EFFECT.get(value, Q(pk=None))
    return rows.filter(wanted)


def _searched(rows: QuerySet[VersionRow], text: str) -> QuerySet[VersionRow]:
    return rows.filter(having(text, "item__found_by"))


def _choices(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, name.capitalize()) for name in names)


PRICE_VERSIONS: Listing[Any] = Listing(
    name="price_versions",
    rows=_versions,
    sorts={"made": ("made_at",), "list": ("price_list__name", "number"), "number": ("number",)},
    default_sort="-made",
    filters={
        "price_list": reference("Price list", "price_list_id"),
        "state": choice("State", "state", PRICE_VERSION.states),
    },
    search=lambda rows, text: rows.filter(loosely(text, "name", "price_list__name")),
    subject="pk",
)

VERSION_ROWS: Listing[VersionRow] = Listing(
    name="version_rows",
    rows=_rows,
    sorts={"jump": ("jump",), "amount": ("amount",), "minimum": ("minimum_quantity",)},
    default_sort="-jump",
    filters={
        "version": reference("Version", "of_id"),
        "effect": Filter("Effect", _by_effect, "choice", _choices(EFFECTS)),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "item__category_id"),
        "brand": reference("Brand", "brand_id"),
        "kind": choice("Kind", "kind", KINDS),
    },
    search=_searched,
)
