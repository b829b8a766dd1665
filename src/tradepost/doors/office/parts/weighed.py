"""Goods that are counted in pieces and billed by weight, in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import milli_of, shown_weight
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.sales.models import Order, OrderLine, QuoteLine
from tradepost.doors.office.parts.figures import figure, in_unit
from tradepost.doors.office.parts.sheet import Chosen
from tradepost.render.formats import number_text
from tradepost.render.screens.grid import GridColumn
from tradepost.render.sentences import said

_BETWEEN = re.compile(r"[\s+;]+")


def weights_in(text: str) -> list[str]:
    """The weights of a text, one or several: 4.41 + 4.52."""
    return _BETWEEN.split(text.strip())


def milli_typed(text: str, unit: str) -> int:
    """Weights as typed, in thousandths: one, or several that add up: 4.41 + 4.52. Raises Invalid."""
    total = 0
    for part in weights_in(text.lower().strip().removesuffix(unit.lower())):
        found = figure(part)
        if found is None:
            raise Invalid(_("“%s” is not a weight.") % part)
        try:
            total += milli_of(found)
        except ValueError as wrong:
            raise Invalid(said(str(wrong))) from None
    return total


def pieces_text(trace: Mapping[str, Any], quantity: int, *, billed: bool = False) -> str:
    """`10 piece, about` of what is ordered, `10 piece, as weighed` of what is billed; empty: it goes by the piece."""
    told = trace.get("weighed")
    if not told:
        return ""
    words = {"count": number_text(quantity), "unit": told.get("counted_in", "")}
    return (_("%(count)s %(unit)s, as weighed") if billed else _("%(count)s %(unit)s, about")) % words


def about_text(pieces: int, counted_in: str, weight: Decimal, unit: str) -> str:
    """What pieces should weigh that are paid by weight: `10 wheel, about 45 kg`."""
    words = {
        "pieces": number_text(pieces),
        "counted_in": counted_in,
        "weight": number_text(weight),
        "unit": unit,
    }
    return _("%(pieces)s %(counted_in)s, about %(weight)s %(unit)s") % words


def weighed_text(trace: Mapping[str, Any]) -> str:
    """What a line should weigh, and that its price is of that; empty: it goes by the piece."""
    told = trace.get("weighed")
    if not told:
        return ""
    words = {
        "pieces": number_text(told["pieces"]),
        "counted_in": told["counted_in"],
        "weight": number_text(told["should_weigh"]),
        "unit": told["in"],
    }
    return (
        _("%(pieces)s %(counted_in)s, about %(weight)s %(unit)s: priced per %(unit)s, billed as weighed.")
        % words
    )


def beside_ordered(line: OrderLine, factor: UnitFactor) -> str:
    """What stands under an ordered quantity: its pieces, where it is billed by weight, and what is cancelled of it."""
    gone = _("%s cancelled") % number_text(in_unit(line.cancelled, factor)) if line.cancelled else ""
    return " · ".join(part for part in (pieces_text(line.price_trace, line.quantity), gone) if part)


def beside_shipped(line: OrderLine, factor: UnitFactor) -> str:
    """What stands under a shipped quantity: its pieces, and what is invoiced, where that is something else."""
    billed = line.invoiced - line.credited
    pieces = pieces_text(line.price_trace, line.shipped, billed=True) if line.shipped else ""
    other = _("%s invoiced") % number_text(in_unit(billed, factor)) if billed != line.shipped else ""
    return " · ".join(part for part in (pieces, other) if part)


def weights_left(order: Order, lines: Iterable[OrderLine]) -> dict[UUID, int]:
    """What its lines weighed that left and are billed by that; asked only where there are such."""
    has_any = any(line.is_weighed and line.shipped for line in lines)
    return fulfilment_queries.weights_shipped(order.pk) if has_any else {}


def shipped_figure(line: OrderLine, factor: UnitFactor, milli: int | None) -> Decimal | None:
    """What has left in the line's unit: as weighed, where it was."""
    if not line.shipped:
        return None
    return in_unit(line.shipped, factor) if milli is None else shown_weight(milli)


def about_note(lines: Iterable[OrderLine | QuoteLine]) -> str:
    """What is said of a total, some of whose lines are billed by what they will weigh; else nothing."""
    return _("about: some lines are billed as weighed") if any(line.is_weighed for line in lines) else ""


class InAUnit(Protocol):
    """A line in the unit it was ordered in."""

    unit: str
    unit_numerator: int
    unit_denominator: int


def pieces_or_unit(line: InAUnit, weighed: bool) -> tuple[str, UnitFactor]:
    """The unit in which a sheet asks how much of a line: its own, or pieces, where its own is a weight."""
    return (
        ("", UnitFactor()) if weighed else (line.unit, UnitFactor(line.unit_numerator, line.unit_denominator))
    )


WEIGHT = (
    GridColumn(
        "weight", gettext_lazy("Weight"), "text", 14, help=gettext_lazy("Several add up: 4.41 + 4.52.")
    ),
    GridColumn("weigh_unit", gettext_lazy("Unit"), "shown", 5),
)
"""What the goods of a sheet weigh, where some are billed by that."""


def weights_of(chosen: Sequence[Chosen], units: Mapping[UUID, str]) -> dict[UUID, int]:
    """The weights typed on a sheet in thousandths, by line; `units` are those of its lines that are billed by weight.

    Raises Invalid, also for a weight of what goes by the piece.
    """
    found: dict[UUID, int] = {}
    for line in chosen:
        typed = line.typed.get("weight", "").strip()
        if typed and line.key not in units:
            raise Invalid(_("This is billed by the piece: leave its weight empty."))
        if typed:
            found[line.key] = milli_typed(typed, units[line.key])
    return found
