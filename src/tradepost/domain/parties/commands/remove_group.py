from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.parties.events import GroupRemoved


@command
def remove_groups(by: By, *, group_ids: Sequence[UUID]) -> int:
    """Remove customer groups that nobody is in and no price list names; gives how many there were. Raises StillUsed."""
    try:
        with sql.checked_at_once():
            gone = sql.rows(
                "delete from parties_customer_group where id = any(%s::uuid[]) returning id, name",
                [list(group_ids)],
            )
    except IntegrityError:
        raise StillUsed("One of these groups is used by a customer or a price list.") from None
    publish(by, *(GroupRemoved(*row) for row in gone))
    return len(gone)
