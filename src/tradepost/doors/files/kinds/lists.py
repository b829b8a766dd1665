"""The list that prices of a file go to, and the prices themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.ids import id_of
from tradepost.doors.files.outcome import Typed, Verdict


@dataclass(frozen=True, slots=True)
class PriceKey:
    """What names a price in a list; the unit in lower case."""

    item_id: UUID
    unit: str
    minimum_quantity: int
    valid_from: date | None


def price_list_of(by: By, name: str) -> UUID:
    """The named list, else the one with the list prices in base currency, made when it is not there."""
    lists = pricing_queries.PRICE_LISTS.page(by, search=name, limit=500).rows
    for row in lists:
        if row.name.casefold() == name.casefold() if name else _is_base(row):
            return row.id
    if name:
        raise NotFound(f"There is no price list {name!r}. Make it first, or leave --price-list out.")
    list_id = id_of("price list", settings.BASE_CURRENCY)
    pricing.create_price_list(
        by, price_list_id=list_id, name="List prices", currency=settings.BASE_CURRENCY, is_base=True
    )
    return list_id


def _is_base(row: object) -> bool:
    return bool(getattr(row, "is_base", False)) and getattr(row, "currency", "") == settings.BASE_CURRENCY


def set_prices(by: By, price_list_id: UUID, asked: Sequence[tuple[Typed, PriceInput]]) -> dict[int, Verdict]:
    """Keep a price per row; gives what became of each by row number. Raises RowsRefused."""
    found: dict[int, Verdict] = {}
    if not asked:
        return found
    standing = _standing(by, price_list_id, [price.item_id for _, price in asked if price.item_id])
    wanted = []
    for row, price in asked:
        assert price.item_id is not None
        key = PriceKey(price.item_id, price.unit.lower(), price.minimum_quantity, price.valid_from)
        stands = standing.get(key)
        found[row.number] = "made" if stands is None else "changed"
        if stands == (price.amount, price.valid_until):
            found[row.number] = "same"
        else:
            wanted.append((row, price))
    with by_row([row for row, _ in wanted]):
        pricing.set_prices(by, price_list_id=price_list_id, rows=[price for _, price in wanted])
    return found


def _standing(
    by: By, price_list_id: UUID, item_ids: Sequence[UUID]
) -> dict[PriceKey, tuple[Decimal | None, date | None]]:
    """The fixed prices of these items (one at least) in a list, with their last days, in one statement."""
    asked = {"price_list": [str(price_list_id)], "item": [str(one) for one in item_ids], "kind": ["fixed"]}
    return {
        PriceKey(row.item_id, row.unit.lower(), row.minimum_quantity, row.valid_from): (
            row.amount,
            row.valid_until,
        )
        for row in pricing_queries.PRICES.narrowed(by, asked)
        if row.item_id is not None
    }
