"""Why an order is held when it is confirmed, beside its credit. Told in docs/algorithms/holds.md."""

from dataclasses import dataclass
from decimal import Decimal

from tradepost.base.money import ZERO
from tradepost.domain.parties.rules import country_name
from tradepost.domain.sales.rules.findings import Finding

LEAST_LINES = 3
"""An address has who, the street and the place, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of an order when it is confirmed; `kinds` are those that hold its customer's orders.

    `value` in base currency; `first_over`: a first order of more is held (none: of any value it is not), `is_first`
    whether it is one. `ships_to` is a country, empty where it is not known.
    """

    kinds: frozenset[str]
    po_required: bool = False
    customer_po: str = ""
    shipping_address: str = ""
    ships_to: str = ""
    bills_to: str = ""
    backordered: int = 0
    value: Decimal = ZERO
    first_over: Decimal | None = None
    is_first: bool = False


def order_findings(asked: Asked) -> list[Finding]:
    """Everything that holds it, in a fixed order."""
    found = [
        Finding("po", _no_po(asked)),
        Finding("address", _no_address(asked)),
        Finding("fraud", _doubtful(asked)),
        Finding("stock", f"{asked.backordered} units have no supply yet." if asked.backordered > 0 else ""),
    ]
    return [one for one in found if one.note and one.kind in asked.kinds]


def _no_po(asked: Asked) -> str:
    if asked.po_required and not asked.customer_po.strip():
        return "This customer's orders need their own number, and it is missing."
    return ""


def _no_address(asked: Asked) -> str:
    if is_whole_address(asked.shipping_address):
        return ""
    return "The address it goes to is not whole: who, street and place, each on a line."


def is_whole_address(text: str) -> bool:
    """Whether somebody could find it."""
    return sum(bool(line.strip()) for line in text.splitlines()) >= LEAST_LINES


def _doubtful(asked: Asked) -> str:
    told = []
    if asked.ships_to and asked.bills_to and asked.ships_to != asked.bills_to:
        told.append(
            f"Goods go to {country_name(asked.ships_to)}, the bill to {country_name(asked.bills_to)}."
        )
    if asked.is_first and asked.first_over is not None and asked.value > asked.first_over:
        told.append(
            f"A first order of {asked.value:.2f}; first orders are held above {asked.first_over:.2f}."
        )
    return " ".join(told)


def wants_first(asked: Asked) -> bool:
    """Whether it matters that it is a first order."""
    return "fraud" in asked.kinds and asked.first_over is not None and asked.value > asked.first_over
