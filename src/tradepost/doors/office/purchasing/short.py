"""A purchase order that begins with what nobody has ordered for a customer's order."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.standing import today_of


@dataclass(frozen=True, slots=True)
class Short:
    """Lines of the grid, in base units, and who sells all of them as first choice, if it is one."""

    order: Order
    lines: list[dict[str, Any]]
    supplier_id: UUID | None


def short_of(by: By, text: str) -> Short | None:
    """What of this order waits without supply; nothing for who may not read it. Four statements."""
    if not text or not access_queries.may(by, "sales.read"):
        return None
    try:
        order = sales_queries.order(by, id_of(text))
    except (NotFound, Invalid):
        return None
    today = today_of(by)
    covers = inventory_queries.demands_of([order.pk], on=today)
    wanted: dict[UUID, dict[str, Any]] = {}
    for line in sales_queries.lines_with_items(order.pk):
        if (cover := covers.get(line.pk)) and cover.backordered:
            first = {"key": f"s{len(wanted)}", "item": line.sku, "unit": line.item.base_unit, "quantity": 0}
            wanted.setdefault(line.item_id, first)["quantity"] += cover.backordered
    offers = purchasing_queries.offers_of(list(wanted), on=today)
    chosen = {offer.item_id: offer.supplier_id for offer in offers if offer.preferred}
    sellers = set(chosen.values())
    lines = [{**line, "quantity": str(line["quantity"])} for line in wanted.values()]
    return Short(order, lines, sellers.pop() if len(sellers) == 1 and len(chosen) == len(wanted) else None)
