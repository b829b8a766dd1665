from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog import rules
from tradepost.domain.catalog.events import ItemChanged
from tradepost.domain.catalog.models import Item


@command
def record_costing(by: By, *, item_id: UUID, costing: str) -> Item:
    """Write how an item is costed. Said by inventory, which knows whether something lies in stock.

    Raises Invalid, NotFound.
    """
    item = Item.objects.select_for_update().filter(id=item_id).first()
    if item is None:
        raise NotFound("There is no such item.", item_id=item_id)
    if costing not in rules.COSTINGS:
        says = f"One of {', '.join(rules.COSTINGS)}."
        raise Invalid("Some values cannot be kept.", fields={"costing": says})
    if item.costing != costing:
        item.costing = costing
        item.save(update_fields=["costing"])
        item.version += 1
        publish(by, ItemChanged(item.id, ["costing"]))
    return item
