"""What an order is charged beside its goods, as documents keep it: parts that add up to one figure. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules import Charge, charged_total

TYPED = "typed"
"""The kind of the one part of a document whose freight somebody typed."""

Parts = Sequence[Mapping[str, Any]]
"""Charges as a document keeps them: `kind`, `name`, `amount` as text, the id of the `rule`, and `why`."""


@dataclass(frozen=True, slots=True)
class Charged:
    """What a document is charged in all, and its parts."""

    freight: Decimal = ZERO
    parts: Parts = ()


NOTHING_CHARGED = Charged()


class Shown(NamedTuple):
    """One charge as papers and pages name it; `name` "" is called by its kind."""

    kind: str
    name: str
    amount: Decimal


def charged(found: Iterable[Charge], typed: Decimal | None) -> Charged:
    """What was typed, else what the rules charge. The part of a typed figure says what would have been charged."""
    found = list(found)
    if typed is None:
        return Charged(charged_total(found), [one.plain() for one in found])
    why = {"instead": f"{charged_total(found):f}"} if found else None
    return Charged(typed, [Charge(TYPED, "", typed, "", why).plain()])


def typed_freight(parts: Parts, freight: Decimal) -> Decimal | None:
    """The figure that somebody typed; None: the rules decide. What stands without parts was typed, if anything was."""
    if any(part["kind"] == TYPED for part in parts) or (freight and not parts):
        return freight
    return None


def added_up(parts: Parts) -> Decimal:
    """What the parts come to."""
    return sum((Decimal(part["amount"]) for part in parts), ZERO)


def whole_parts(parts: Parts, freight: Decimal) -> list[dict[str, Any]]:
    """The parts for a document that carries `freight`: all of them, or none where it carries only some of it."""
    return [dict(part) for part in parts] if freight and added_up(parts) == freight else []


def parts_together(orders: Iterable[tuple[Parts, Decimal]]) -> list[dict[str, Any]]:
    """The parts of orders that become one, of (parts, freight) of each; a figure without parts was typed."""
    found: list[dict[str, Any]] = []
    for parts, freight in orders:
        kept = parts or (charged((), freight).parts if freight else ())
        found += [dict(part) for part in kept]
    return found


def parts_left(parts: Parts) -> list[dict[str, Any]]:
    """The parts of an order that was split off one with these: nothing is charged, and no rule charges it again."""
    return [dict(part) for part in charged((), ZERO).parts] if parts else []


def told_charges(parts: Parts, freight: Decimal) -> list[Shown]:
    """Each part as it is kept; one figure where no parts add up to it."""
    if not parts or added_up(parts) != freight:
        return [Shown(TYPED, "", freight)] if freight else []
    return [Shown(part["kind"], part["name"], Decimal(part["amount"])) for part in parts]


def shown_charges(parts: Parts, freight: Decimal) -> list[Shown]:
    """Each charge as a paper shows it: those of 0 left out, a typed one as freight."""
    told = told_charges(parts, freight)
    return [one._replace(kind="freight") if one.kind == TYPED else one for one in told if one.amount]
