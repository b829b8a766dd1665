from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class ListPrice:
    """The list price of one base unit."""

    amount: Decimal
    currency: str


def list_prices(item_ids: Sequence[UUID], currency: str, *, on: date) -> dict[UUID, ListPrice]:
    """The list price of many items on a day, for one base unit, in one statement; those without are left out."""
    found = sql.rows(
        """select distinct on (r.item_id) r.item_id, r.amount, l.currency
           from pricing_price_row r join pricing_price_list l on l.id = r.price_list_id and l.is_base
           where r.item_id = any(%s::uuid[]) and l.currency = %s and r.kind = 'fixed' and r.unit = ''
             and (r.valid_from is null or r.valid_from <= %s)
             and (r.valid_until is null or r.valid_until > %s)
           order by r.item_id, r.minimum_quantity, r.valid_from desc nulls last""",
        [list(item_ids), currency, on, on],
    )
    return {item_id: ListPrice(amount, code) for item_id, amount, code in found}
