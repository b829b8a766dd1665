"""The lines of a blanket order: read in their units, written in sets."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Head
from tradepost.domain.sales.commands._draft import DraftLine, price_lines
from tradepost.domain.sales.queries import LineInput

MOST_LINES = 2000
Placed = tuple[int, DraftLine]
"""A line at its position."""


def refuse_bad_days(begins: date, ends: date, today: date) -> None:
    """Raise Invalid for an agreement that ends before it begins, or is over already."""
    if ends < begins or ends < today:
        raise Invalid(
            "The last day is before the first, or has passed. Give a later one.",
            fields={"valid_until": "After the first day, and not passed."},
        )


def agreed_lines(by: By, customer: CustomerTerms, lines: Sequence[LineInput]) -> list[DraftLine]:
    """What is agreed, in base units of each item. An item that has no price in the list yet needs one of its own.

    Raises CustomerIsBlocked, Invalid naming each line.
    """
    if len(lines) > MOST_LINES:
        raise Invalid(f"At most {MOST_LINES} lines.", fields={"lines": f"At most {MOST_LINES}."})
    priced, _, _ = price_lines(by, customer, lines, by.now.date(), Head(as_offered=True))
    return priced[: len(lines)]


def write_new(blanket_id: UUID, lines: Sequence[Placed]) -> None:
    """Insert lines at their positions; one statement."""
    if not lines:
        return
    sql.run(
        """insert into sales_blanket_line (blanket_id, called, id, position, item_id, typed_quantity, unit,
             unit_numerator, unit_denominator, quantity, unit_price, note)
           select %s::uuid, 0, * from unnest(%s::uuid[], %s::int[], %s::uuid[], %s::numeric[], %s::text[],
             %s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[], %s::text[])""",
        [
            blanket_id,
            [line.line_id for _, line in lines],
            [position for position, _ in lines],
            [line.priced.item_id for _, line in lines],
            *_values(lines),
        ],
    )


def write_anew(lines: Sequence[Placed]) -> None:
    """Lines that stand, as they are agreed now; one statement."""
    if not lines:
        return
    sql.run(
        """update sales_blanket_line l set position = t.position, typed_quantity = t.typed, unit = t.unit,
             unit_numerator = t.numerator, unit_denominator = t.denominator, quantity = t.quantity,
             unit_price = t.price, note = t.note
           from unnest(%s::uuid[], %s::int[], %s::numeric[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[],
             %s::numeric[], %s::text[]) as t(id, position, typed, unit, numerator, denominator, quantity, price, note)
           where l.id = t.id""",
        [[line.line_id for _, line in lines], [position for position, _ in lines], *_values(lines)],
    )


def _values(lines: Sequence[Placed]) -> list[object]:
    priced = [line.priced for _, line in lines]
    return [
        [one.typed_quantity for one in priced],
        [one.unit for one in priced],
        [one.factor.numerator for one in priced],
        [one.factor.denominator for one in priced],
        [one.quantity for one in priced],
        [line.typed.unit_price for _, line in lines],
        [line.typed.note for _, line in lines],
    ]
