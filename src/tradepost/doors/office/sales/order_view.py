"""An order as its page and its verbs see it, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import Carrier
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Hold, Order, OrderLine
from tradepost.doors.office.parts.standing import today_of


@dataclass(frozen=True)
class OrderView:
    """Everything the page needs about one order, read once."""

    by: By
    order: Order
    lines: Sequence[OrderLine]
    covers: Mapping[UUID, DemandCover]
    holds: Sequence[Hold]
    rep: str
    houses: int = 1
    moved: Mapping[UUID, Any] = field(default_factory=dict)
    """Its lines whose day is not the one told, as sales_queries.moved_lines gives them."""

    journeys: Mapping[UUID, Journey] = field(default_factory=dict)
    """When what is open of each line leaves and arrives as things stand."""
    carrier: Carrier | None = None

    @property
    def several(self) -> bool:
        """Whether its lines come from several warehouses."""
        return any(line.warehouse_id not in (None, self.order.warehouse_id) for line in self.lines)

    @property
    def today(self) -> date:
        return today_of(self.by)

    @property
    def ready(self) -> int:
        """Base units that could go to the warehouse now."""
        return sum(cover.stock - cover.reserved for cover in self.covers.values())

    @property
    def movable(self) -> bool:
        """Whether something of it could come from another warehouse."""
        return self.houses > 1 and any(line.open > line.released for line in self.lines)

    @property
    def backordered(self) -> int:
        return sum(cover.backordered for cover in self.covers.values())

    @property
    def open_holds(self) -> list[Hold]:
        return [hold for hold in self.holds if hold.released_at is None]

    def may(self, name: str) -> bool:
        return access_queries.may(self.by, name)


def order_view(by: By, pk: UUID) -> OrderView:
    """Nine statements. Raises NotFound."""
    order = sales_queries.order(by, pk)
    covers = inventory_queries.demands_of([pk], on=by.now.date())
    rep = access_queries.names_of([order.rep_id]).get(order.rep_id, "") if order.rep_id else ""
    moved = (
        {line.pk: line for line in sales_queries.moved_of_order(by, pk)} if order.state == "confirmed" else {}
    )
    lines = sales_queries.lines_with_items(pk)
    houses = (
        sum(1 for one in inventory_queries.visible_warehouses(by) if one.customer_id is None)
        if order.state == "confirmed"
        else 1
    )
    ready = {
        cover.demand_id: (cover.promised_on, cover.supply > 0)
        for cover in covers.values()
        if cover.promised_on is not None and cover.quantity
    }
    journeys = sales_queries.journeys_of_order(by, order, lines, ready)
    carrier = delivery_queries.carrier(order.carrier_id) if order.carrier_id else None
    return OrderView(
        by, order, lines, covers, sales_queries.holds_of(pk), rep, houses, moved, journeys, carrier
    )
