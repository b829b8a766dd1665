"""An order as its page and its verbs see it, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
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

    @property
    def today(self) -> date:
        return today_of(self.by)

    @property
    def ready(self) -> int:
        """Base units that could go to the warehouse now."""
        return sum(cover.stock - cover.reserved for cover in self.covers.values())

    @property
    def backordered(self) -> int:
        return sum(cover.backordered for cover in self.covers.values())

    @property
    def open_holds(self) -> list[Hold]:
        return [hold for hold in self.holds if hold.released_at is None]

    def may(self, name: str) -> bool:
        return access_queries.may(self.by, name)


def order_view(by: By, pk: UUID) -> OrderView:
    """Five statements. Raises NotFound."""
    order = sales_queries.order(by, pk)
    covers = inventory_queries.demands_of([pk], on=by.now.date())
    rep = access_queries.names_of([order.rep_id]).get(order.rep_id, "") if order.rep_id else ""
    return OrderView(by, order, sales_queries.lines_with_items(pk), covers, sales_queries.holds_of(pk), rep)
