from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.pricing.commands._lists import price_list_for_update
from tradepost.domain.pricing.events import PriceListRetired
from tradepost.domain.pricing.models import PriceList


class PriceListIsBase(Refusal):
    """The list prices of a currency cannot be retired: percentages are taken off them, strangers pay them."""


@command
def retire_price_list(by: By, *, price_list_id: UUID) -> PriceList:
    """From today the list prices nothing; whoever bought by it pays by their next list. Said again: nothing.

    Its rows and buyers stay, so that it can be reinstated, and a draft of an earlier day is still priced
    as on that day. Raises NotFound, PriceListIsBase.
    """
    found = price_list_for_update(price_list_id)
    if found.is_base:
        raise PriceListIsBase(
            f"{found.name} holds the list prices in {found.currency} and stays. End its prices one by one instead."
        )
    if found.retired_on is not None:
        return found
    found.retired_on = by.now.date()
    found.save(update_fields=["retired_on"])
    publish(by, PriceListRetired(found.id, found.retired_on))
    return found
