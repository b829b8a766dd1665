from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer's order line that waits for a purchase order line; base units."""

    line_id: UUID
    demand_id: UUID
    document_id: UUID
    quantity: int
    needed_on: date
    expected_on: date

    @property
    def is_late(self) -> bool:
        """The goods are expected after the day they are needed."""
        return self.expected_on > self.needed_on


def waiting_for(purchase_order_id: UUID) -> list[Waiting]:
    """Who waits for the goods of this order, the earliest need first."""
    return sql.rows_as(
        Waiting,
        """select s.id, d.id, d.document_id, p.quantity, d.needed_on, s.expected_on
           from inventory_supply s
           join inventory_promise p on p.supply_id = s.id
           join inventory_demand d on d.id = p.demand_id
           where s.source_id = %s
           order by d.needed_on, d.placed_at, d.id""",
        [purchase_order_id],
    )
