from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.catalog import commands as catalog


class KitInStock(Refusal):
    """Something of the item lies in stock, is promised, waited for or expected: a kit has only its parts."""


@command
def define_kit(
    by: By,
    *,
    item_id: UUID,
    parts: Sequence[tuple[UUID, int]],
    instead_of: Sequence[tuple[UUID, int]] | None = None,
) -> int:
    """Make an item a kit of these parts, (item, base units in one kit); no parts: it is a kit no more.

    Gives how many parts are others than before. `instead_of`: the parts that the caller read; None: whatever stands.
    Raises KitInStock, PartOfAKit, Invalid with `parts.<n>.<field>`, NotFound, ChangedMeanwhile.
    """
    changed = catalog.record_kit(by, item_id=item_id, parts=parts, instead_of=instead_of)
    # Held, so that a delivery under way ends first; one that waits meanwhile, or comes later, finds a kit. Where
    # there is no position yet, whoever makes one waits for the item, which `record_kit` holds.
    held = sql.rows(
        """select w.code, p.on_hand + p.unsellable, p.promised + p.backordered, p.incoming
           from inventory_position p join inventory_warehouse w on w.id = p.warehouse_id
           where p.item_id = %s order by p.warehouse_id for no key update of p""",
        [item_id],
    )
    busy = sorted(code for code, lying, wanted, coming in held if lying or wanted or coming)
    if busy and parts:
        raise KitInStock(
            f"It is in the books of {', '.join(busy)} itself: in stock, on order or expected. "
            "Use it up first, or make a new item the kit.",
        )
    sql.run("update inventory_position set is_kit = %s where item_id = %s", [bool(parts), item_id])
    return changed
