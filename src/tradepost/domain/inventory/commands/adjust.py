from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.money import ZERO
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._break import NotEnoughStock, break_promises
from tradepost.domain.inventory.commands._change import MoveRow, NewLayer, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import Held, hold_positions
from tradepost.domain.inventory.commands._lots import hold_lots_of, refuse_serials_elsewhere, stopped_in
from tradepost.domain.inventory.commands._places import imagined_place, kinds_of
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.commands._worth import add_layers, leaving
from tradepost.domain.inventory.events import StockAdjusted
from tradepost.domain.inventory.models.place import UNSELLABLE


@dataclass(frozen=True, slots=True)
class AdjustInput:
    """A correction of `delta` base units (never 0) in one place and lot.

    `value` is the total value of what is found; None takes the average of what lies there.
    """

    item_id: UUID
    place_id: UUID
    delta: int
    lot_id: UUID | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What a correction was worth in base currency: above 0 found, below 0 lost."""

    posting_id: UUID
    value: Decimal
    short_demands: list[UUID]


@command
def adjust(
    by: By,
    *,
    posting_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[AdjustInput],
    reason: str,
    kind: str = "adjustment",
    subject_id: UUID | None = None,
) -> Adjusted:
    """Correct stock by moves from and to LOSS, with a reason.

    `kind` opening: of the stock the books began with; supplier_return: goods go back to their supplier. The
    posting is about `subject_id`, else about itself.

    Where stock falls below what is promised, the lowest-ranked unreserved promises become backorders
    (or move to supply). Refuses NotEnoughStock where a place would fall below 0 or below its reserves,
    SerialElsewhere where a serial would be found that is somewhere else.
    """
    held = hold_positions(warehouse_id, {line.item_id for line in lines})
    kinds = kinds_of(warehouse_id, {line.place_id for line in lines})
    lots = hold_lots_of(lines)
    refuse_serials_elsewhere(lots, [(line.lot_id, line.delta) for line in lines if line.delta > 0], "loss")
    change = StockChange(warehouse_id)
    values = _values(change, held, lines)
    _take_stock(change, lines, kinds, stopped_in(lots), values)
    add_layers(
        change,
        held,
        [
            NewLayer(line.item_id, posting_id, subject_id or posting_id, by.now, line.delta, value)
            for line, value in zip(lines, values, strict=True)
            if line.delta > 0
        ],
    )
    broken = break_promises(change, held)
    served = settle(change, held, held, already=broken)
    change.write()
    beyond = imagined_place(warehouse_id, "supplier" if kind == "supplier_return" else "loss")
    moves = _moves(lines, values, beyond)
    write_posting(posting_id, kind, subject_id or posting_id, reason, by.now, moves)
    short = sorted({peg.demand_id for peg in broken} & {*served, *(peg.demand_id for peg in broken)})
    publish(by, StockAdjusted(posting_id, reason, short))
    return Adjusted(posting_id, sum(values, ZERO), short)


def _values(change: StockChange, held: Mapping[UUID, Held], lines: Sequence[AdjustInput]) -> list[Decimal]:
    """Signed value per line: given or at the average for what is found; what is lost at its item's costing."""
    lost = iter(leaving(change, held, _lost_of_layers(held, lines)))
    values: list[Decimal] = []
    left = {item_id: (position.value, position.stock) for item_id, position in held.items()}
    for line in lines:
        worth, stock = left[line.item_id]
        if line.delta > 0 and line.value is not None:
            value = line.value
        elif line.delta < 0 and held[line.item_id].fifo:
            value = -next(lost)
        elif stock == 0:
            value = ZERO
        else:
            size = min(abs(line.delta), stock) if line.delta < 0 else line.delta
            (plain,) = rules.outgoing_values(worth, stock, [size], settings.BASE_CURRENCY)
            value = plain if line.delta > 0 else -plain
        left[line.item_id] = (worth + value, stock + line.delta)
        values.append(value)
    return values


def _lost_of_layers(held: Mapping[UUID, Held], lines: Sequence[AdjustInput]) -> list[tuple[UUID, int]]:
    return [(line.item_id, -line.delta) for line in lines if line.delta < 0 and held[line.item_id].fifo]


def _take_stock(
    change: StockChange,
    lines: Sequence[AdjustInput],
    kinds: Mapping[UUID, str],
    stopped: Collection[UUID | None],
    values: Sequence[Decimal],
) -> None:
    less = _balances([line for line in lines if line.delta < 0])
    for line, value in zip(lines, values, strict=True):
        position = change.positions[line.item_id]
        if kinds[line.place_id] in UNSELLABLE or line.lot_id in stopped:
            position.unsellable += line.delta
        else:
            position.on_hand += line.delta
        position.value += value
        if line.delta > 0:
            change.arrivals[line.item_id, line.place_id, line.lot_id] += line.delta
            continue
        balance_id, free = less.get((line.item_id, line.place_id, line.lot_id), (0, 0))
        if free + change.balances[balance_id][0] < -line.delta:
            raise NotEnoughStock(
                f"Only {free} can be taken from there; the rest is not there or is set aside for picking.",
                item_id=str(line.item_id),
                free=free,
            )
        change.balances[balance_id][0] += line.delta


def _balances(lines: Sequence[AdjustInput]) -> dict[tuple[UUID, UUID, UUID | None], tuple[int, int]]:
    if not lines:
        return {}
    found = sql.rows(
        """select b.item_id, b.place_id, b.lot_id, b.id, b.on_hand - b.reserved from inventory_balance b
           where (b.item_id, b.place_id) in (select * from unnest(%s::uuid[], %s::uuid[]))""",
        [[line.item_id for line in lines], [line.place_id for line in lines]],
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in found}


def _moves(lines: Sequence[AdjustInput], values: Sequence[Decimal], beyond: UUID) -> list[MoveRow]:
    return [
        MoveRow(
            line.item_id,
            abs(line.delta),
            beyond if line.delta > 0 else line.place_id,
            line.place_id if line.delta > 0 else beyond,
            line.lot_id,
            abs(value),
        )
        for line, value in zip(lines, values, strict=True)
    ]
