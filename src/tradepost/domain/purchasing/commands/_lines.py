"""The lines of a purchase order as typed, and as they stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.models import PurchaseOrderLine


@dataclass(frozen=True, slots=True)
class PurchaseLineInput:
    """What to buy: `quantity` in `unit` (empty: base units), `unit_price` in the supplier's currency.

    Without a price the supplier's offer says it; without a day the lead time does.
    """

    item_id: UUID
    quantity: Decimal
    unit: str = ""
    unit_price: Decimal | None = None
    expected_on: date | None = None
    line_id: UUID | None = None


def made_lines(
    by: By,
    order_id: UUID,
    supplier: Supplier,
    asked: Sequence[PurchaseLineInput],
    expected_on: date | None,
) -> list[PurchaseOrderLine]:
    """The lines as rows, not written; raises Invalid that names every line that cannot be ordered."""
    sold = queries.sold_by(supplier.id, [(line.item_id, line.unit) for line in asked])
    wrong: dict[str, str] = {} if asked else {"lines": "Name at least one line."}
    today = by.now.date()
    made: list[PurchaseOrderLine] = []
    ids = new_ids(by.now, len(asked))
    for row, (line, item) in enumerate(zip(asked, sold, strict=True)):
        bought = rules.buy(item, line.quantity, line.unit, line.unit_price)
        if isinstance(bought, rules.Bought):
            day = line.expected_on or expected_on or today + _lead(bought.item, supplier)
            made.append(_row(order_id, row + 1, line.line_id or ids[row], bought, supplier.currency, day))
        else:
            wrong[f"lines.{row}.{bought.field}"] = bought.says
    if wrong:
        raise Invalid("Some lines cannot be ordered. Correct the marked ones.", fields=wrong)
    return made


def sums_of(lines: Sequence[PurchaseOrderLine]) -> dict[str, Any]:
    """What an order of these lines, of which nothing came yet, keeps of them."""
    ordered = sum(line.ordered for line in lines)
    return {
        "expected_on": max(line.expected_on for line in lines),
        "total": sum((line.net for line in lines), Decimal(0)),
        "lines_count": len(lines),
        "ordered_quantity": ordered,
        "open_quantity": ordered,
    }


def _lead(item: rules.Sold, supplier: Supplier) -> timedelta:
    return timedelta(days=supplier.lead_days if item.offer_lead_days is None else item.offer_lead_days)


def _row(
    order_id: UUID, position: int, line_id: UUID, bought: rules.Bought, currency: str, day: date
) -> PurchaseOrderLine:
    return PurchaseOrderLine(
        id=line_id,
        purchase_order_id=order_id,
        position=position,
        item_id=bought.item.item_id,
        sku=bought.item.sku,
        name=bought.item.name,
        supplier_sku=bought.item.offer_sku or "",
        typed_quantity=bought.typed_quantity,
        unit=bought.unit,
        unit_numerator=bought.factor.numerator,
        unit_denominator=bought.factor.denominator,
        unit_price=bought.unit_price,
        net=rules.line_net(bought.typed_quantity, bought.unit_price, currency),
        expected_on=day,
        ordered=bought.quantity,
        weighed=bought.weighed,
    )
