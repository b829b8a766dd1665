from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """I15: every item has the fact of its making; every GTIN on a packing stands as a code of it; what is priced by
    weight has that unit of weight."""
    silent = sql.differing(
        """select i.sku from catalog_item i where not exists (
             select from base_event e where e.subject_id = i.id and e.name = 'catalog.item_created')
           order by i.sku"""
    )
    for (sku,) in silent:
        yield Difference("I15", f"item {sku}", "the event catalog.item_created", "1", "0")
    apart = sql.differing(
        """select i.sku, u.name, u.gtin from catalog_unit u join catalog_item i on i.id = u.item_id
           where u.gtin <> '' and not exists (
             select from catalog_code c where c.kind = 'gtin' and c.item_id = u.item_id
                and lower(c.unit) = lower(u.name) and lpad(c.code, 14, '0') = lpad(u.gtin, 14, '0'))
           order by i.sku, u.name"""
    )
    for sku, unit, gtin in apart:
        yield Difference("I7", f"item {sku}", f"the code of {unit}", gtin, "missing")
    weightless = sql.differing(
        """select i.sku, i.weighed_in from catalog_item i where i.weighed_in <> '' and not exists (
             select from catalog_unit u where u.item_id = i.id and u.name = i.weighed_in) order by i.sku"""
    )
    for sku, unit in weightless:
        yield Difference("I7", f"item {sku}", "the unit in which it is weighed", unit, "missing")
