"""What a document is charged beside its goods, as answers show it."""

from typing import Any

from tradepost.domain.pricing.rules import CHARGE_KINDS
from tradepost.domain.sales.rules.charging import TYPED, Shown, told_charges
from tradepost.doors.api.fields import AmountOut, about
from tradepost.doors.api.shapes import Shape


class ChargeOut(Shape):
    """One charge: freight, or a surcharge."""

    kind: str = about(
        "What it is for; `typed`: the one figure that somebody typed.", "freight",
        json_schema_extra={"enum": [*CHARGE_KINDS, TYPED]},
    )  # fmt: skip
    name: str = about("What papers call it; empty: by its kind.", "Diesel")
    amount: AmountOut = about("Net; 0: a rule says that nothing is charged.", "12.00")


def charges_of(document: Any) -> list[Shown]:
    """The charges of an order, a quote or an invoice."""
    return told_charges(document.charges, document.freight)
