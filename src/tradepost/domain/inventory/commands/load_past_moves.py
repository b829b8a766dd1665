from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.copying import copy_rows
from tradepost.base.errors import Refusal
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.rules.months import first_of_month

_POSTING = ("id", "kind", "subject_id", "reason", "at")
_MOVE = ("posting_id", "item_id", "quantity", "from_place_id", "to_place_id", "lot_id", "value", "at")
_Balance = tuple[UUID, UUID, UUID | None]


class CostedByLayers(Refusal):
    """History carries values at the moving average; the item is costed first in, first out."""


@dataclass(frozen=True, slots=True)
class PastMove:
    """Base units of one item and lot into or out of a bin, with their total value in base currency."""

    item_id: UUID
    place_id: UUID
    lot_id: UUID | None
    quantity: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class PastPosting:
    """A receipt from `outside` (supplier) or a shipment to it (customer), as it happened."""

    posting_id: UUID
    kind: str
    subject_id: UUID
    at: datetime
    outside: str
    is_in: bool
    moves: Sequence[PastMove]


@command
def load_past_moves(by: By, *, warehouse_id: UUID, postings: Sequence[PastPosting]) -> None:
    """Write a stretch of history at once: postings, moves, and what they leave in balances and positions.

    All places are sellable ones. The values of what leaves are the caller's, who knows the history; the
    database refuses balances and positions that would end below 0, or below what is promised. Refuses
    CostedByLayers: an item's costing is changed after its history was loaded.
    """
    held = hold_positions(warehouse_id, {move.item_id for posting in postings for move in posting.moves})
    if layered := sorted(item_id for item_id, position in held.items() if position.fifo):
        raise CostedByLayers(
            f"{len(layered)} of these items are costed first in, first out, and history is loaded at the moving"
            " average. Load it first, and change their costing when nothing of them lies there.",
            item_ids=[str(item_id) for item_id in layered],
        )
    outside = {kind: imagined_place(warehouse_id, kind) for kind in {one.outside for one in postings}}
    copy_rows(
        "inventory_posting", _POSTING, ((p.posting_id, p.kind, p.subject_id, "", p.at) for p in postings)
    )
    copy_rows("inventory_move", _MOVE, _moves(postings, outside))
    if postings:
        first = first_of_month(min(posting.at for posting in postings))
        sql.run("delete from inventory_stock_month where month >= %s", [first])
    balances: dict[_Balance, int] = defaultdict(int)
    positions: dict[UUID, list[Any]] = {item_id: [0, Decimal(0)] for item_id in held}
    for posting in postings:
        sign = 1 if posting.is_in else -1
        for move in posting.moves:
            balances[move.item_id, move.place_id, move.lot_id] += sign * move.quantity
            position = positions[move.item_id]
            position[0] += sign * move.quantity
            position[1] += sign * move.value
    _add_to_balances([(key, delta) for key, delta in sorted(balances.items(), key=_in_order) if delta > 0])
    _take_from_balances([(key, delta) for key, delta in sorted(balances.items(), key=_in_order) if delta < 0])
    sql.run(
        """update inventory_position p set on_hand = p.on_hand + t.quantity, value = p.value + t.value
           from unnest(%s::uuid[], %s::bigint[], %s::numeric[]) as t(item_id, quantity, value)
           where p.item_id = t.item_id and p.warehouse_id = %s""",
        [
            list(positions),
            [p[0] for p in positions.values()],
            [p[1] for p in positions.values()],
            warehouse_id,
        ],
    )


def _moves(postings: Iterable[PastPosting], outside: dict[str, UUID]) -> Iterator[tuple[Any, ...]]:
    for posting in postings:
        beyond = outside[posting.outside]
        for m in posting.moves:
            ways = (beyond, m.place_id) if posting.is_in else (m.place_id, beyond)
            yield (posting.posting_id, m.item_id, m.quantity, *ways, m.lot_id, m.value, posting.at)


def _in_order(balance: tuple[_Balance, int]) -> tuple[UUID, UUID, bool, UUID | None]:
    (item_id, place_id, lot_id), _ = balance
    return item_id, place_id, lot_id is not None, lot_id


def _add_to_balances(deltas: Sequence[tuple[_Balance, int]]) -> None:
    sql.run(
        """insert into inventory_balance as b (item_id, place_id, lot_id, on_hand, reserved, serial)
           select item_id, place_id, lot_id, quantity, 0, i.tracking = 'serial' and lot_id is not null
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) as t(item_id, place_id, lot_id, quantity)
             join catalog_item i on i.id = t.item_id
           on conflict (item_id, place_id, lot_id) do update set on_hand = b.on_hand + excluded.on_hand""",
        _columns(deltas),
    )


def _take_from_balances(deltas: Sequence[tuple[_Balance, int]]) -> None:
    # An upsert would check the negative quantity as a new row first, and refuse it.
    sql.run(
        """update inventory_balance b set on_hand = b.on_hand + t.quantity
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) as t(item_id, place_id, lot_id, quantity)
           where b.item_id = t.item_id and b.place_id = t.place_id and b.lot_id is not distinct from t.lot_id""",
        _columns(deltas),
    )


def _columns(deltas: Sequence[tuple[_Balance, int]]) -> list[list[Any]]:
    return [*([key[n] for key, _ in deltas] for n in range(3)), [delta for _, delta in deltas]]
