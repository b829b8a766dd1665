"""Places by kind. They are never deleted; a closed one takes nothing in."""

from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries import first_place


class PlaceIsClosed(Refusal):
    """Nothing is put into a closed place."""


def imagined_place(warehouse_id: UUID, kind: str) -> UUID:
    """The imagined place of a kind (supplier, customer, loss, ...) in this warehouse."""
    return first_place(warehouse_id, kind)


def arrival_place(warehouse_id: UUID, from_kind: str) -> UUID:
    """Where goods lie first when nobody says a place: on the dock where the warehouse puts away from there."""
    found = sql.one(
        """select p.id from inventory_place p join inventory_warehouse w on w.id = p.warehouse_id
           where p.warehouse_id = %s and p.closed_at is null
             and (p.kind = 'bin' or p.kind = 'receiving' and w.receives_into = 'dock' and %s)
           order by p.kind = 'bin', p.made_at, p.id limit 1""",
        # What the books begin with lies on its shelf already.
        [warehouse_id, from_kind in ("supplier", "customer", "transit")],
    )
    return found[0] if found else first_place(warehouse_id, "bin")


def kinds_of(warehouse_id: UUID, place_ids: set[UUID]) -> dict[UUID, str]:
    """The kind of each of these places; refuses places of another warehouse, imagined ones and closed ones.

    Nobody closes them before this transaction ends: close_place waits for the key.
    """
    found = sql.rows(
        f"""select id, kind, code, closed_at is not null from inventory_place
            where warehouse_id = %s and id = any(%s::uuid[]) and kind in {REAL_SQL}
            order by id for key share""",  # noqa: S608 constants only
        [warehouse_id, sorted(place_ids)],
    )
    kinds = {row[0]: row[1] for row in found}
    for _, _, code, closed in found:
        if closed:
            raise PlaceIsClosed(f"{code} is closed. Choose another place, or open it again.", place=code)
    if len(kinds) < len(place_ids):
        raise Invalid("This place is not in the warehouse.", fields={"place": "Not in this warehouse."})
    return kinds
