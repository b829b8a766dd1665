from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._lists import free_name, price_list_for_update
from tradepost.domain.pricing.events import PriceListRenamed
from tradepost.domain.pricing.models import PriceList


@command
def rename_price_list(by: By, *, price_list_id: UUID, name: str) -> PriceList:
    """Call a list otherwise; lines that were priced by it keep the name they know. The same name changes nothing.

    Raises NotFound, Invalid, PriceListExists.
    """
    found = price_list_for_update(price_list_id)
    if name.strip() == found.name:
        return found
    before, found.name = found.name, free_name(name)
    found.save(update_fields=["name"])
    publish(by, PriceListRenamed(found.id, before, found.name))
    return found
