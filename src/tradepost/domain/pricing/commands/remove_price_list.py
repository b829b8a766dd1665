from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.pricing.events import PriceListRemoved


@command
def remove_price_lists(by: By, *, price_list_ids: Sequence[UUID]) -> int:
    """Remove empty price lists that nobody buys by; gives how many there were.

    Raises StillUsed for one with prices or buyers.
    """
    try:
        with sql.checked_at_once():
            gone = sql.rows(
                "delete from pricing_price_list where id = any(%s::uuid[]) returning id, name",
                [list(price_list_ids)],
            )
    except IntegrityError:
        raise StillUsed("One of these price lists is used.") from None
    publish(by, *(PriceListRemoved(*row) for row in gone))
    return len(gone)
