from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.commands._supply import announce, approved_and_sent
from tradepost.domain.purchasing.events import PurchaseOrderMade
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine


class SupplierBlocked(Refusal):
    """We do not buy from this supplier now."""


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


@command(once="purchase_order_id", again=queries.purchase_order_by_id)
def order_from_supplier(
    by: By,
    *,
    purchase_order_id: UUID,
    supplier_id: UUID,
    lines: Sequence[PurchaseLineInput],
    warehouse_id: UUID | None = None,
    expected_on: date | None = None,
    note: str = "",
    send: bool = True,
) -> PurchaseOrder:
    """Make a purchase order; with `send` it is approved and sent at once, and stock expects it.

    Without a warehouse it goes to the default one. Raises NotFound, SupplierBlocked, Invalid with every
    line that cannot be ordered.
    """
    supplier = parties_queries.supplier(by, supplier_id)
    if supplier.state != "active":
        raise SupplierBlocked(
            f"{supplier.party.name} is blocked. Unblock the supplier, or choose another one."
        )
    warehouse = warehouse_id or inventory_queries.default_warehouse_id()
    sold = queries.sold_by(supplier_id, [(line.item_id, line.unit) for line in lines])
    made = _lines(by, purchase_order_id, supplier, lines, sold, expected_on)

    order = PurchaseOrder(
        id=purchase_order_id,
        number=cheap_numbers("purchase_order")[0],
        supplier=supplier,
        supplier_name=supplier.party.name,
        warehouse_id=warehouse,
        currency=supplier.currency,
        expected_on=max(line.expected_on for line in made),
        note=note,
        total=sum((line.net for line in made), Decimal(0)),
        lines_count=len(made),
        ordered_quantity=sum(line.ordered for line in made),
        open_quantity=sum(line.ordered for line in made),
        made_at=by.now,
    )
    publish(by, PurchaseOrderMade(order.id, order.number, supplier.id))
    if send:
        approved_and_sent(by, order)
    order.save(force_insert=True)
    PurchaseOrderLine.objects.bulk_create(made)

    if send:
        announce(by, order, made)
    return order


def _lines(
    by: By,
    order_id: UUID,
    supplier: Supplier,
    asked: Sequence[PurchaseLineInput],
    sold: Sequence[rules.Sold | None],
    expected_on: date | None,
) -> list[PurchaseOrderLine]:
    """The lines as rows; raises Invalid that names every line that cannot be ordered."""
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
    )
