from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.parties.commands._party import remove_bare_parties
from tradepost.domain.parties.events import CustomerRemoved


@command
def remove_customers(by: By, *, customer_ids: Sequence[UUID]) -> int:
    """Remove customers that nothing refers to, with their addresses and contacts; gives how many there were.

    A party that also plays the other part stays. What they were stands in the history. Raises StillUsed.
    """
    try:
        with sql.checked_at_once():
            gone = sql.rows(
                "delete from parties_customer where id = any(%s::uuid[]) returning id, party_id, number",
                [list(customer_ids)],
            )
            remove_bare_parties([party_id for _, party_id, _ in gone])
    except IntegrityError:
        raise StillUsed("One of these customers is used in documents. Block it instead.") from None
    publish(by, *(CustomerRemoved(customer_id, party_id, number) for customer_id, party_id, number in gone))
    return len(gone)
