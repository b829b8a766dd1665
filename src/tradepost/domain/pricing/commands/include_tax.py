from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.pricing.commands._lists import base_is_net, price_list_for_update
from tradepost.domain.pricing.events import PriceListTaxIncluded
from tradepost.domain.pricing.models import PriceList


class PriceListHasPrices(Refusal):
    """The prices of a list, or of a draft of it, were meant with tax, or without; nobody turns them over."""


@command
def include_tax(by: By, *, price_list_id: UUID, includes_tax: bool) -> PriceList:
    """Say whether the prices of an empty list include tax. Said again: nothing.

    Raises NotFound, Invalid for the base list, PriceListHasPrices.
    """
    found = price_list_for_update(price_list_id)
    if found.includes_tax == includes_tax:
        return found
    if found.is_base:
        raise base_is_net()
    ((has_prices,),) = sql.rows(
        """select exists(select from pricing_price_row where price_list_id = %(id)s)
             or exists(select from pricing_version where price_list_id = %(id)s)""",
        {"id": price_list_id},
    )
    if has_prices:
        raise PriceListHasPrices(
            f"{found.name} has prices already, or a version. Make another list for the other prices."
        )
    found.includes_tax = includes_tax
    found.save(update_fields=["includes_tax"])
    publish(by, PriceListTaxIncluded(found.id, includes_tax))
    return found
