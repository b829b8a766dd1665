"""Places by kind. Warehouses have few places and they are never deleted."""

from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid


def imagined_place(warehouse_id: UUID, kind: str) -> UUID:
    """The imagined place of a kind (supplier, customer, loss, ...) in this warehouse."""
    return first_place(warehouse_id, kind)


def first_place(warehouse_id: UUID, kind: str) -> UUID:
    """The place of a kind that was made first: MAIN for `bin`."""
    found = sql.one(
        """select id from inventory_place where warehouse_id = %s and kind = %s
           order by made_at, id limit 1""",
        [warehouse_id, kind],
    )
    if found is None:
        raise Invalid(
            f"The warehouse has no place of kind {kind}. Make one first.", fields={"place": "Missing."}
        )
    place_id: UUID = found[0]
    return place_id


def kinds_of(warehouse_id: UUID, place_ids: set[UUID]) -> dict[UUID, str]:
    """The kind of each of these places; refuses places of another warehouse and imagined ones."""
    found = sql.rows(
        """select id, kind from inventory_place where warehouse_id = %s and id = any(%s::uuid[])
             and kind in ('bin', 'receiving', 'packing', 'quarantine')""",
        [warehouse_id, sorted(place_ids)],
    )
    kinds = {row[0]: row[1] for row in found}
    if len(kinds) < len(place_ids):
        raise Invalid("This place is not in the warehouse.", fields={"place": "Not in this warehouse."})
    return kinds
