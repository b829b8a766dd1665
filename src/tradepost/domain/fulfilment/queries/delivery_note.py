"""The delivery note: what is in the shipment, and what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.fulfilment.models import Package, Shipment
from tradepost.domain.fulfilment.queries.shipments import packages, shipment


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One line of the paper. Quantities in base units; `unit` and its factor are those of the order.

    `lots` are "code: quantity" of what is in the boxes; `to_follow` is ordered, and neither cancelled nor
    shipped so far, nor in this shipment. `weight_milli`: what the quantity weighs, in thousandths of `unit`, where it
    is billed by that.
    """

    position: int
    sku: str
    name: str
    unit: str
    unit_numerator: int
    unit_denominator: int
    ordered: int
    quantity: int
    to_follow: int
    lots: Sequence[str]
    weight_milli: int | None = None
    base_unit: str = ""

    @property
    def quantity_in_unit(self) -> Fraction:
        """The quantity in the unit that was ordered, exact (5 of a case of 12 is 5/12); as weighed, where it was."""
        if self.weight_milli is not None:
            return Fraction(self.weight_milli, 1000)
        return from_base(self.quantity, UnitFactor(self.unit_numerator, self.unit_denominator))


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """Everything the paper shows. Never a price: it travels with the goods."""

    shipment: Shipment
    lines: list[DeliveryLine]
    packages: list[Package]

    @property
    def weight_g(self) -> int | None:
        """Of all packages in grams, when every one was weighed."""
        weights = [package.weight_g for package in self.packages]
        return sum(w for w in weights if w is not None) if weights and None not in weights else None

    @property
    def quantity(self) -> int:
        """Base units in all lines."""
        return sum(line.quantity for line in self.lines)


def delivery_note(by: By, shipment_id: UUID) -> DeliveryNote:
    """Before dispatch it shows what is picked. Raises NotFound."""
    found = shipment(by, shipment_id)
    lines = sql.rows_as(
        DeliveryLine,
        """select l.position, o.sku, o.name, o.unit, o.unit_numerator, o.unit_denominator,
                  o.quantity - o.cancelled, l.picked,
                  greatest(o.quantity - o.cancelled - o.shipped - (l.picked - l.shipped), 0),
                  array(select t.lot_code || ': ' || sum(t.picked) from fulfilment_pick_task t
                        where t.line_id = l.id and t.lot_code <> '' and t.picked > 0
                        group by t.lot_code order by t.lot_code), l.weight_milli,
                  case when l.weighed then i.base_unit else '' end
           from fulfilment_shipment_line l join sales_order_line o on o.id = l.order_line_id
             join catalog_item i on i.id = l.item_id
           where l.shipment_id = %s and l.picked > 0 order by l.position, l.id""",
        [shipment_id],
    )
    return DeliveryNote(found, lines, packages(shipment_id))
