from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._lists import price_list_for_update
from tradepost.domain.pricing.events import PriceListReinstated
from tradepost.domain.pricing.models import PriceList


@command
def reinstate_price_list(by: By, *, price_list_id: UUID) -> PriceList:
    """A retired list prices again, with the rows and buyers it had. One in use stays as it is. Raises NotFound."""
    found = price_list_for_update(price_list_id)
    if found.retired_on is None:
        return found
    found.retired_on = None
    found.save(update_fields=["retired_on"])
    publish(by, PriceListReinstated(found.id))
    return found
