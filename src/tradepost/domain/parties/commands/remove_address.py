from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.parties.events import AddressRemoved


@command
def remove_addresses(by: By, *, address_ids: Sequence[UUID]) -> int:
    """Remove addresses: documents keep the text they copied. Gives how many there were."""
    gone = sql.rows(
        "delete from parties_address where id = any(%s::uuid[]) returning party_id, id", [list(address_ids)]
    )
    publish(by, *(AddressRemoved(party_id, address_id) for party_id, address_id in gone))
    return len(gone)
