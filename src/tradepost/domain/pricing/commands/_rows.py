"""Prices as they are given, for a list or for a version of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.domain.pricing import rules


@dataclass(frozen=True, slots=True)
class PriceInput:
    """One price: of an item, of a category or of a brand, per `unit` ("" or the base unit's name: base unit).

    `kind` fixed: `amount` is a price; percent: `amount` is taken off the list price. `minimum_quantity`
    counts base units of what `counted` says: the line, all lines of the item, or all of a mixed group, named `mix`
    (a category or brand needs no name: its items are the group). No discount touches what `is_net`. `quota`: so many
    base units may be sold at it. Valid from `valid_from` until before `valid_until`; None is open.
    """

    amount: Decimal
    item_id: UUID | None = None
    category_id: UUID | None = None
    unit: str = ""
    minimum_quantity: int = 1
    kind: str = "fixed"
    valid_from: date | None = None
    valid_until: date | None = None
    counted: str = "line"
    mix: str = ""
    is_net: bool = False
    quota: int | None = None
    brand_id: UUID | None = None

    @property
    def subject_id(self) -> UUID | None:
        """The item, category or brand that it is for."""
        return self.item_id or self.category_id or self.brand_id


def checked_prices(rows: Sequence[PriceInput]) -> list[PriceInput]:
    """The rows with the units' own names, the last of each key; or Invalid."""
    sold_by = _units_of(rows)
    faults: dict[str, str] = {}
    kept: dict[tuple[object, ...], PriceInput] = {}
    for position, row in enumerate(rows):
        wrong = rules.faults_of_price(
            row.amount, row.kind, row.minimum_quantity, row.valid_from, row.valid_until,
            counted=row.counted, mix=row.mix.strip(), quota=row.quota,
        )  # fmt: skip
        if row.counted == "mix" and row.item_id and not row.mix.strip():
            wrong["mix"] = "Name the group whose items count together."
        subject = row.subject_id
        named = [one for one in (row.item_id, row.category_id, row.brand_id) if one]
        units = None if len(named) > 1 else sold_by.get(subject)
        # The goods of a category or brand differ in their units; its row is for any that bears the name.
        unit = (units or {}).get(row.unit.lower()) if row.item_id else row.unit
        if units is None:
            wrong["item_id"] = "Name one item, one category or one brand that exists."
        elif unit is None:
            wrong["unit"] = f"It is not sold by the “{row.unit}”."
        else:
            key = (subject, unit, row.minimum_quantity, row.valid_from, row.kind)
            kept[key] = replace(row, unit=unit, mix=row.mix.strip())
        faults |= {f"rows.{position}.{field}": sentence for field, sentence in wrong.items()}
    if faults:
        raise Invalid("Some prices cannot be taken. Correct the marked fields.", fields=faults)
    return list(kept.values())


def _units_of(rows: Sequence[PriceInput]) -> dict[UUID | None, dict[str, str]]:
    """For each item the names it is sold by, lower case to its own spelling; categories and brands have none."""
    found = sql.rows(
        """select i.id, i.base_unit, coalesce(array_agg(u.name) filter (where u.name is not null), '{}')
           from catalog_item i left join catalog_unit u on u.item_id = i.id
           where i.id = any(%s::uuid[]) group by i.id
           union all
           select c.id, '', '{}' from catalog_category c where c.id = any(%s::uuid[])
           union all
           select b.id, '', '{}' from catalog_brand b where b.id = any(%s::uuid[])""",
        [
            [row.item_id for row in rows if row.item_id],
            [row.category_id for row in rows if row.category_id],
            [row.brand_id for row in rows if row.brand_id],
        ],
    )
    return {
        subject: {"": "", base_unit.lower(): "", **{name.lower(): name for name in names}}
        for subject, base_unit, names in found
    }
