from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.catalog.events import ItemDiscontinued
from tradepost.domain.catalog.flows import ITEM
from tradepost.domain.catalog.models import Item


@command
def discontinue_item(by: By, *, item_id: UUID) -> Item:
    """No new documents with this item; what is open goes on. Raises NotAllowed, NotFound."""
    row = Item.objects.select_for_update().filter(id=item_id).first()
    if row is None:
        raise NotFound("There is no such item.", item_id=item_id)
    row.state = ITEM.next(row.state, "discontinue")
    row.save(update_fields=["state"])
    row.version += 1
    publish(by, ItemDiscontinued(row.id))
    return row
