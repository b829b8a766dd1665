from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.catalog.events import CategoryRemoved


@command
def remove_categories(by: By, *, category_ids: Sequence[UUID]) -> int:
    """Remove categories that hold nothing and are named nowhere; gives how many there were. Raises StillUsed."""
    try:
        with sql.checked_at_once():
            gone = sql.rows(
                "delete from catalog_category where id = any(%s::uuid[]) returning id, name",
                [list(category_ids)],
            )
    except IntegrityError:
        raise StillUsed("One of these categories holds items, or is named by a price.") from None
    publish(by, *(CategoryRemoved(*row) for row in gone))
    return len(gone)
