"""Brands: by name, and in a list with their items."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import words_of
from tradepost.base.listing import Listing
from tradepost.domain.catalog.models import Brand

MOST_OFFERED = 300


def brands_named(names: Sequence[str], *, held: bool = False) -> dict[str, UUID]:
    """The brands of these names as given, whatever the case and accents; unknown ones are left out.

    `held`: nobody removes them before this transaction ends.
    """
    found = sql.rows(
        f"""select t.name, b.id from unnest(%s::text[]) as t(name)
            join catalog_brand b on base_plain(b.name) = base_plain(t.name)
            order by b.id {"for key share of b" if held else ""}""",  # noqa: S608 constants only
        [list(names)],
    )
    return dict(found)


def known_brands() -> list[str]:
    """The names of brands in their order, as many as may be offered while somebody types."""
    return list(Brand.objects.order_by("name").values_list("name", flat=True)[:MOST_OFFERED])


def brand_names(brand_ids: Sequence[str]) -> dict[str, str]:
    """What brands are called, by their ids as texts."""
    found = sql.rows(
        "select id::text, name from catalog_brand where id::text = any(%s::text[]) order by name",
        [[str(one) for one in brand_ids]],
    )
    return dict(found)


def _brands(_by: By) -> QuerySet[Brand]:
    """Brands are the same for everybody."""
    return Brand.objects.all()


def items_per_brand(brand_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many items bear each of these brands, in one statement; those that none bears are left out."""
    found = sql.rows(
        """select brand_id, count(*) from catalog_item
           where brand_id = any(%s::uuid[]) and state <> 'withdrawn' group by brand_id order by brand_id""",
        [list(brand_ids)],
    )
    return dict(found)


def _search(rows: QuerySet[Brand], text: str) -> QuerySet[Brand]:
    for word in words_of(text):
        rows = rows.filter(name__loosely=word)
    return rows


BRANDS: Listing[Brand] = Listing(
    name="brands",
    rows=_brands,
    sorts={"name": ("name",), "made": ("made_at",)},
    default_sort="name",
    filters={},
    search=_search,
    subject="pk",
)


def brand(brand_id: UUID) -> Brand:
    """One brand. Raises NotFound."""
    found = Brand.objects.filter(pk=brand_id).first()
    if found is None:
        raise NotFound("There is no such brand.", brand_id=brand_id)
    return found
