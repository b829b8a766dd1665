from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.catalog.events import SubstituteRemoved


@command
def remove_substitute(by: By, *, item_id: UUID, other_id: UUID) -> None:
    """An item is not offered instead of another any more. Raises NotFound."""
    if not remove_substitutes(by, pairs=[(item_id, other_id)]):
        raise NotFound("It does not stand in for this item.", item_id=item_id, other_id=other_id)


@command
def remove_substitutes(by: By, *, pairs: Sequence[tuple[UUID, UUID]]) -> int:
    """The same for many pairs of item and other; others are passed over. Gives how many there were."""
    gone = sql.rows(
        """delete from catalog_substitute s using unnest(%s::uuid[], %s::uuid[]) as t(item_id, other_id)
           where s.item_id = t.item_id and s.other_id = t.other_id returning s.item_id, s.other_id""",
        [[item_id for item_id, _ in pairs], [other_id for _, other_id in pairs]],
    )
    publish(by, *(SubstituteRemoved(item_id, other_id) for item_id, other_id in gone))
    return len(gone)
