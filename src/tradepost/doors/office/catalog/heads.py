"""What of an item is changed where it stands."""

from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.doors.office.catalog.forms import ItemForm
from tradepost.doors.office.catalog.item_page import around_item, brand_of, item_page
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.form import ScreenForm

NAMES = (
    "category_id", "brand", "description", "minimum_quantity", "increment", "sold_by", "round_to", "rounding",
    "most_quantity", "most_days", "tax_class", "weight_g", "volume_ml",
)  # fmt: skip


_NOTHING = {"most_days": 0, "rounding": "refuse"}
"""What an emptied field says, as on the form's own page."""


def _form(by: By, item: Item) -> type[ScreenForm]:
    return some_of(ItemForm, *NAMES)


def _values(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in NAMES} | {"brand": brand_of(item)}


def _save(by: By, item: Item, version: int, changed: dict[str, Any]) -> None:
    given = {
        name: _NOTHING.get(name, value) if value in ("", None) else value for name, value in changed.items()
    }
    catalog.change_item(by, item_id=item.pk, version=version, **given)


def _page(by: By, pk: UUID) -> DocumentPage:
    found = catalog_queries.item(by, pk)
    return item_page(by, found, around_item(by, found))


ITEM_HEAD = Head(
    page="item",
    may="catalog.change_item",
    find=catalog_queries.item,
    form=_form,
    values=_values,
    save=_save,
    shown=_page,
)
