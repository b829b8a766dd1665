from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.catalog.events import BrandRemoved


@command
def remove_brands(by: By, *, brand_ids: Sequence[UUID]) -> int:
    """Remove brands that no item bears and nothing is agreed for; gives how many there were. Raises StillUsed."""
    try:
        with sql.checked_at_once():
            gone = sql.rows(
                "delete from catalog_brand where id = any(%s::uuid[]) returning id, name", [list(brand_ids)]
            )
    except IntegrityError:
        raise StillUsed(
            "Items bear one of these brands, or a price, a discount or a charge is for it. Change those first."
        ) from None
    publish(by, *(BrandRemoved(*row) for row in gone))
    return len(gone)
