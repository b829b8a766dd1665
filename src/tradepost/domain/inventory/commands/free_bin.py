from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.inventory.events import BinFreed
from tradepost.domain.inventory.models import FixedBin


@command
def free_bin(by: By, *, item_id: UUID, place_id: UUID) -> None:
    """The bin is the item's own no more; what lies there stays. Said twice is once."""
    rows = FixedBin.objects.filter(item_id=item_id, place_id=place_id).select_related("item", "place")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        return
    found.delete()
    place, item = found.place, found.item
    publish(by, BinFreed(place.id, item.id, place.warehouse_id, place.code, item.sku))
