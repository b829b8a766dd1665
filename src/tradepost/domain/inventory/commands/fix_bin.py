from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.events import BinFixed
from tradepost.domain.inventory.models import FixedBin, Place


@command
def fix_bin(by: By, *, item_id: UUID, place_id: UUID, max_quantity: int | None = None) -> FixedBin:
    """Say that an item lies in a bin, and how many base units of it at most; said again, the most is the new one.

    Raises NotFound, and Invalid where the place is no open bin.
    """
    place = Place.objects.select_for_update().filter(pk=place_id).first()
    item = Item.objects.filter(pk=item_id).exclude(state="withdrawn").first()
    if place is None or item is None:
        raise NotFound("There is no such item or place.")
    if place.kind != "bin" or place.closed_at is not None:
        raise Invalid(
            f"{place.code} is no open bin. Goods are kept in bins.", fields={"place_id": "Not an open bin."}
        )
    if max_quantity is not None and not 0 < max_quantity < 2**53:
        raise Invalid("At most how many? Give a number above 0.", fields={"max_quantity": "Above 0."})
    found = FixedBin.objects.filter(item_id=item_id, place_id=place_id).first()
    if found is not None and found.max_quantity == max_quantity:
        return found
    found = found or FixedBin(id=new_id(by.now), item=item, place=place, made_at=by.now)
    found.max_quantity = max_quantity
    found.save()
    publish(by, BinFixed(place.id, item.id, place.warehouse_id, place.code, item.sku, max_quantity))
    return found
