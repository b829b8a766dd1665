from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.parties.events import ContactRemoved


@command
def remove_contacts(by: By, *, contact_ids: Sequence[UUID]) -> int:
    """Remove the people to talk to; gives how many there were."""
    gone = sql.rows(
        "delete from parties_contact where id = any(%s::uuid[]) returning party_id, id", [list(contact_ids)]
    )
    publish(by, *(ContactRemoved(party_id, contact_id) for party_id, contact_id in gone))
    return len(gone)
