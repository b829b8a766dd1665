"""Items with their units and codes, categories and brands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LEDGER
from tradepost.doors.files.back.done import Back, Done, Reasons, compared, used

_PLAIN = (
    "name", "description", "base_unit", "tracking", "tax_class", "weight_g", "volume_ml", "costing",
    "minimum_quantity", "increment", "sold_by", "round_to", "rounding", "most_quantity", "most_days", "category_id",
)  # fmt: skip
_GOES_WITH_IT = {"prices", "offers", LEDGER}
"""What the row itself made beside the item, or what keeps it in the ledger only: looked at more closely."""


def _items(by: By, done: Sequence[Done]) -> dict[UUID, dict[str, Any]]:
    rows: Mapping[UUID, Item] = {
        row.pk: row for row in catalog_queries.items_of(by, [one.id for one in done])
    }
    return {
        pk: {name: getattr(row, name) for name in _PLAIN}
        | {"discontinued": row.state == "discontinued", "brand": row.brand.name if row.brand else ""}
        for pk, row in rows.items()
    }


def _look_at_items(by: By, done: Sequence[Done]) -> Reasons:
    made = [one.id for one in done if one.made]
    uses = {
        item_id: [word for word in words if word not in _GOES_WITH_IT]
        for item_id, words in reports_queries.uses_of("item", made).items()
    }
    lies = reports_queries.stock_that_lies(made)
    found = compared(done, _items(by, done))
    found |= {
        one.row: "Stock of it lies there, or is expected. Take the stock back first."
        for one in done
        if one.made and one.id in lies
    }
    return found | used(done, {item_id: words for item_id, words in uses.items() if words})


def look_for_more_prices(done: Sequence[Done]) -> Reasons:
    """Items that were made and got prices or offers since, beside those of their row."""
    made = [one for one in done if one.kind == "item" and one.made]
    own = Counter((one.row, one.kind) for one in done if one.kind in ("price", "offer"))
    found: Reasons = {}
    counts = reports_queries.prices_of_items([one.id for one in made])
    for one in made:
        prices, offers = counts.get(one.id, (0, 0))
        if prices > own[one.row, "price"] or offers > own[one.row, "offer"]:
            found[one.row] = "It has prices or suppliers that were set since. Remove those first."
    return found


def _undo_items(by: By, done: Sequence[Done]) -> None:
    for one in done:
        if one.old is None:
            continue
        old = dict(one.old)
        if old.pop("discontinued", None) is False:
            catalog.reactivate_item(by, item_id=one.id)
        if old.get("category_id"):
            old["category_id"] = UUID(old["category_id"])
        if old:
            catalog.change_item(by, item_id=one.id, **old)
    made = [one.id for one in done if one.made]
    # What the ledger names stays in it: its rows are never erased.
    kept = reports_queries.uses_of("item", made)
    catalog.withdraw_items(by, item_ids=[item_id for item_id in made if LEDGER in kept.get(item_id, [])])
    catalog.remove_items(by, item_ids=[item_id for item_id in made if item_id not in kept])


def _look_at_units(by: By, done: Sequence[Done]) -> Reasons:
    """A unit that was added to an item which is traded stays: documents may be in it."""
    uses = reports_queries.uses_of("item", [one.id for one in done])
    traded = {item_id for item_id, words in uses.items() if not set(words) <= _GOES_WITH_IT}
    return {
        one.row: f"The item is traded, perhaps by the {one.at['unit']}." for one in done if one.id in traded
    }


def _undo_units(by: By, done: Sequence[Done]) -> None:
    catalog.remove_units(by, units=[(one.id, str(one.at["unit"])) for one in done])


def _undo_codes(by: By, done: Sequence[Done]) -> None:
    catalog.remove_codes(by, codes=[(one.id, "gtin", str(one.new["gtin"])) for one in done])


def _undo_categories(by: By, done: Sequence[Done]) -> None:
    asked = [one.id for one in done]
    uses = reports_queries.uses_of("category", asked)
    # What was withdrawn stands in no category any more.
    catalog.remove_categories(by, category_ids=[one for one in asked if one not in uses])


def _undo_brands(by: By, done: Sequence[Done]) -> None:
    asked = [one.id for one in done]
    uses = reports_queries.uses_of("brand", asked)
    catalog.remove_brands(by, brand_ids=[one for one in asked if one not in uses])


def _nothing(by: By, done: Sequence[Done]) -> Reasons:
    return {}


ITEM = Back("item", _look_at_items, _undo_items)
UNIT = Back("unit", _look_at_units, _undo_units)
CODE = Back("code", _nothing, _undo_codes)
BRAND = Back("brand", _nothing, _undo_brands, shared=True)
CATEGORY = Back("category", _nothing, _undo_categories, shared=True)
