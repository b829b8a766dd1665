"""What goods weigh that are billed by weight."""

from uuid import UUID

from tradepost.base import sql
from tradepost.domain.fulfilment.rules import LineToWeigh


def lines_to_weigh(shipment_id: UUID) -> list[LineToWeigh]:
    """The lines of a shipment that are billed by weight, weighed or not, by position."""
    return sql.rows_as(
        LineToWeigh,
        """select l.id, o.sku, o.name, o.unit, o.unit_numerator, o.unit_denominator, i.base_unit,
                  i.weight_tolerance_percent, l.picked, l.asked - l.short - l.picked, l.weight_milli, l.item_id
           from fulfilment_shipment_line l join sales_order_line o on o.id = l.order_line_id
             join catalog_item i on i.id = l.item_id
           where l.shipment_id = %s and l.weighed order by l.position, l.id""",
        [shipment_id],
    )
