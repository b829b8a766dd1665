"""Categories of items."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id, IdOut, Name, about
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Items"])


class CategoryIn(In):
    """A category to be made."""

    id: Id | None = about("Your id for it.", None, None)
    name: Name = about("Its name.", "Tea")
    parent_id: Id | None = about("The category above.", None, None)


class CategoryOut(Shape):
    """A category."""

    id: IdOut = about("The category.")
    name: str = about("Its name.", "Tea")
    parent_id: IdOut | None = about("The category above.")


@reads(router, "/categories", needs="catalog.read", gives=list[CategoryOut])
def list_categories(by: By) -> list[dict[str, Any]]:
    """All categories, by name."""
    return [CategoryOut.plain(row) for row in catalog_queries.categories()]


@changes(router, "POST", "/categories", needs="catalog.create_category", gives=CategoryOut, status=201)
def create_category(by: By, body: CategoryIn) -> dict[str, Any]:
    """Make a category."""
    made = catalog.create_category(
        by, category_id=body.id or new_id(by.now), name=body.name, parent_id=body.parent_id
    )
    return CategoryOut.plain(made)
