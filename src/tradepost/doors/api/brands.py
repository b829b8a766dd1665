"""Brands of items."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import BRANDS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, about, text
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Items"])
BrandName = text(80, 1)


class BrandIn(In):
    """A brand to be made."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    name: BrandName = about("Its name; whatever case and accents, it is there once.", "Nordic Wares")


class BrandChange(In):
    """Another name for a brand."""

    name: BrandName = about("Its name from now on.", "Highland Estates")


class BrandOut(Shape):
    """A brand."""

    id: IdOut = about("The brand.")
    name: str = about("Its name.", "Nordic Wares")
    made_at: MomentOut = about("Since when we have it.")


class BrandsRemoved(Shape):
    """What was removed."""

    removed: int = about("How many brands that were.", 1)


lists(router, "/brands", BRANDS, name="list_brands", needs="catalog.read", gives=BrandOut)


@changes(
    router,
    "POST",
    "/brands",
    needs="catalog.create_brand",
    gives=BrandOut,
    status=201,
    at="/api/v1/brands/{id}",
)
def create_brand(by: By, body: BrandIn) -> dict[str, Any]:
    """Make a brand that no item bears yet; items make theirs by its name."""
    return BrandOut.plain(catalog.create_brand(by, brand_id=body.id or new_id(by.now), name=body.name))


@reads(router, "/brands/{brand_id}", needs="catalog.read", gives=BrandOut)
def get_brand(by: By, brand_id: Id) -> dict[str, Any]:
    """One brand."""
    return BrandOut.plain(catalog_queries.brand(brand_id))


@changes(router, "PATCH", "/brands/{brand_id}", needs="catalog.rename_brand", gives=BrandOut, within=BRANDS)
def rename_brand(by: By, brand_id: Id, body: BrandChange) -> dict[str, Any]:
    """Call a brand otherwise; its items, and what is agreed for it, go on with it."""
    return BrandOut.plain(catalog.rename_brand(by, brand_id=brand_id, name=body.name))


@changes(
    router,
    "POST",
    "/brands/{brand_id}/remove",
    needs="catalog.remove_brands",
    gives=BrandsRemoved,
    within=BRANDS,
)
def remove_brand(by: By, brand_id: Id) -> dict[str, Any]:
    """Remove a brand that no item bears and nothing is agreed for."""
    catalog_queries.brand(brand_id)
    return BrandsRemoved.plain(None, removed=catalog.remove_brands(by, brand_ids=[brand_id]))
