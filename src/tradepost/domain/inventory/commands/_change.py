"""The one writer of the stock ledger: gathers what a command decided, writes it set-wise.

Every table is written by one statement whatever the number of lines. Rows may be changed only while
the positions of their items are held (`_hold.hold_positions`), which orders all writers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.money import ZERO
from tradepost.domain.inventory.rules import Peg
from tradepost.domain.inventory.rules.months import first_of_month

BalanceKey = tuple[UUID, UUID, UUID | None]  # item, place, lot
Part = tuple[str, list[object]]  # of a statement: its text and its values


@dataclass
class PositionDelta:
    """What changes in the position of one item; quantities in base units, value in base currency."""

    on_hand: int = 0
    unsellable: int = 0
    promised: int = 0
    incoming: int = 0
    backordered: int = 0
    value: Decimal = ZERO


@dataclass
class DemandDelta:
    """What changes in one demand, base units."""

    quantity: int = 0
    promised_stock: int = 0
    promised_supply: int = 0
    backordered: int = 0
    reserved: int = 0


@dataclass
class SupplyDelta:
    """What changes in one supply, base units; `expected_on` only when the day changes."""

    quantity: int = 0
    promised: int = 0
    expected_on: date | None = None


@dataclass
class LayerDelta:
    """What changes in one cost layer: base units and worth left, and what it cost in all."""

    quantity: int = 0
    value_left: Decimal = ZERO
    value: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class NewLayer:
    """One arrival of an item that is costed first in, first out."""

    item_id: UUID
    posting_id: UUID
    source_id: UUID
    received_at: datetime
    quantity: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move to be written; without quantity it moves value alone."""

    item_id: UUID
    quantity: int
    from_place_id: UUID
    to_place_id: UUID
    lot_id: UUID | None
    value: Decimal


@dataclass
class StockChange:
    """All that one command changes in one warehouse."""

    warehouse_id: UUID
    positions: dict[UUID, PositionDelta] = field(default_factory=lambda: defaultdict(PositionDelta))
    demands: dict[UUID, DemandDelta] = field(default_factory=lambda: defaultdict(DemandDelta))
    supplies: dict[UUID, SupplyDelta] = field(default_factory=lambda: defaultdict(SupplyDelta))
    promises: dict[tuple[UUID, UUID | None], int] = field(default_factory=lambda: defaultdict(int))
    arrivals: dict[BalanceKey, int] = field(default_factory=lambda: defaultdict(int))
    balances: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    reserves: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    layers: dict[int, LayerDelta] = field(default_factory=lambda: defaultdict(LayerDelta))
    new_layers: list[NewLayer] = field(default_factory=list)
    new_demands: Part | None = None

    def peg(self, pegs: Iterable[Peg], touch_demands: bool = True) -> None:
        """Take up the changes a rule decided; new demands are inserted whole and not touched again."""
        for peg in pegs:
            position = self.positions[peg.item_id]
            demand = self.demands[peg.demand_id] if touch_demands else DemandDelta()
            if peg.kind == "backorder":
                position.backordered += peg.quantity
                demand.backordered += peg.quantity
                continue
            self.promises[peg.demand_id, peg.supply_id] += peg.quantity
            if peg.kind == "stock":
                position.promised += peg.quantity
                demand.promised_stock += peg.quantity
            else:
                assert peg.supply_id is not None
                self.supplies[peg.supply_id].promised += peg.quantity
                demand.promised_supply += peg.quantity

    def write(self) -> None:
        """Write everything: at most four statements."""
        # What leaves is written first: a serial is nowhere for a moment, but never in two places.
        self._write_balances()
        self._write_arrivals()
        self._write_reserves()
        self._write_rest()

    def _write_arrivals(self) -> None:
        rows = sorted((k, q) for k, q in self.arrivals.items() if q) if self.arrivals else []
        if not rows:
            return
        sql.run(
            """insert into inventory_balance (item_id, place_id, lot_id, on_hand, reserved, serial)
               select item_id, place_id, lot_id, quantity, 0, i.tracking = 'serial' and lot_id is not null
               from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) as t(item_id, place_id, lot_id, quantity)
                 join catalog_item i on i.id = t.item_id
               on conflict (item_id, place_id, lot_id)
               do update set on_hand = inventory_balance.on_hand + excluded.on_hand""",
            [[k[0] for k, _ in rows], [k[1] for k, _ in rows], [k[2] for k, _ in rows], [q for _, q in rows]],
        )

    def _write_balances(self) -> None:
        if not self.balances:
            return
        sql.run(
            """update inventory_balance b set on_hand = b.on_hand + t.on_hand, reserved = b.reserved + t.reserved
               from unnest(%s::bigint[], %s::bigint[], %s::bigint[]) as t(id, on_hand, reserved) where b.id = t.id""",
            [
                list(self.balances),
                [on_hand for on_hand, _ in self.balances.values()],
                [reserved for _, reserved in self.balances.values()],
            ],
        )

    def _write_reserves(self) -> None:
        if not self.reserves:
            return
        sql.run(
            """with t as (select * from unnest(%s::uuid[], %s::bigint[]) as t(id, less)),
                    gone as (delete from inventory_reserve r using t where r.id = t.id and r.quantity = t.less)
               update inventory_reserve r set quantity = r.quantity - t.less
               from t where r.id = t.id and r.quantity <> t.less""",
            [list(self.reserves), list(self.reserves.values())],
        )

    def _write_rest(self) -> None:
        parts: list[Part] = [self.new_demands] if self.new_demands else []
        promises = {key: quantity for key, quantity in self.promises.items() if quantity}
        if promises:
            parts += _promise_parts(promises)
        if self.demands:
            parts.append(_demand_part(self.demands))
        if self.supplies:
            parts.append(_supply_part(self.supplies))
        if self.positions:
            parts.append(_position_part(self.warehouse_id, self.positions))
        if self.layers:
            parts.append(_layer_part(self.layers))
        if self.new_layers:
            parts.append(_new_layer_part(self.warehouse_id, self.new_layers))
        if parts:
            named = ",\n".join(f"part{n} as ({text})" for n, (text, _) in enumerate(parts))
            sql.run(f"with {named} select 1", [value for _, values in parts for value in values])


def _promise_parts(promises: dict[tuple[UUID, UUID | None], int]) -> list[Part]:
    more = {key: quantity for key, quantity in promises.items() if quantity > 0}
    less = {key: -quantity for key, quantity in promises.items() if quantity < 0}
    parts: list[Part] = []
    arrays = "unnest(%s::uuid[], %s::uuid[], %s::bigint[]) as t(demand_id, supply_id, quantity)"
    if more:
        parts.append(
            (
                f"""insert into inventory_promise (demand_id, supply_id, quantity)
                    select demand_id, supply_id, quantity from {arrays}
                    on conflict (demand_id, supply_id)
                    do update set quantity = inventory_promise.quantity + excluded.quantity""",  # noqa: S608
                _promise_arrays(more),
            )
        )
    if less:
        same = "p.demand_id = t.demand_id and p.supply_id is not distinct from t.supply_id"
        parts.append(
            (
                f"delete from inventory_promise p using {arrays} where {same} and p.quantity = t.quantity",  # noqa: S608
                _promise_arrays(less),
            )
        )
        parts.append(
            (
                f"""update inventory_promise p set quantity = p.quantity - t.quantity
                    from {arrays} where {same} and p.quantity <> t.quantity""",  # noqa: S608
                _promise_arrays(less),
            )
        )
    return parts


def _promise_arrays(promises: dict[tuple[UUID, UUID | None], int]) -> list[object]:
    return [[k[0] for k in promises], [k[1] for k in promises], list(promises.values())]


def _demand_part(demands: dict[UUID, DemandDelta]) -> Part:
    return (
        """update inventory_demand d set quantity = d.quantity + t.quantity,
             promised_stock = d.promised_stock + t.stock, promised_supply = d.promised_supply + t.supply,
             backordered = d.backordered + t.backordered, reserved = d.reserved + t.reserved
           from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
             as t(id, quantity, stock, supply, backordered, reserved) where d.id = t.id""",
        [list(demands), *sql.columns(list(demands.values()))],
    )


def _supply_part(supplies: dict[UUID, SupplyDelta]) -> Part:
    return (
        """update inventory_supply s set quantity = s.quantity + t.quantity, promised = s.promised + t.promised,
             expected_on = coalesce(t.expected_on, s.expected_on)
           from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::date[])
             as t(id, quantity, promised, expected_on) where s.id = t.id""",
        [list(supplies), *sql.columns(list(supplies.values()))],
    )


def _position_part(warehouse_id: UUID, positions: dict[UUID, PositionDelta]) -> Part:
    return (
        """update inventory_position p set on_hand = p.on_hand + t.on_hand, unsellable = p.unsellable + t.unsellable,
             promised = p.promised + t.promised, incoming = p.incoming + t.incoming,
             backordered = p.backordered + t.backordered, value = p.value + t.value
           from unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[])
             as t(item_id, on_hand, unsellable, promised, incoming, backordered, value)
           where p.warehouse_id = %s and p.item_id = t.item_id""",
        [list(positions), *sql.columns(list(positions.values())), warehouse_id],
    )


def _layer_part(layers: dict[int, LayerDelta]) -> Part:
    return (
        """update inventory_layer l set quantity_left = l.quantity_left + t.quantity,
             value_left = l.value_left + t.value_left, value = l.value + t.value
           from unnest(%s::bigint[], %s::bigint[], %s::numeric[], %s::numeric[]) as t(id, quantity, value_left, value)
           where l.id = t.id""",
        [list(layers), *sql.columns(list(layers.values()))],
    )


def _new_layer_part(warehouse_id: UUID, layers: list[NewLayer]) -> Part:
    return (
        """insert into inventory_layer (item_id, warehouse_id, posting_id, source_id, received_at, quantity,
             quantity_left, value, value_left)
           select item_id, %s, posting_id, source_id, received_at, quantity, quantity, value, value
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::timestamptz[], %s::bigint[], %s::numeric[])
             with ordinality as t(item_id, posting_id, source_id, received_at, quantity, value, n) order by n""",
        [warehouse_id, *sql.columns(layers)],
    )


def write_posting(
    posting_id: UUID, kind: str, subject_id: UUID, reason: str, at: datetime, moves: list[MoveRow]
) -> None:
    """Write a posting with its moves, the immutable part of the ledger, in one statement.

    A month that was summed without them is summed no more (`sum_months`). Positions must be held.
    """
    item_ids, quantities, from_ids, to_ids, lot_ids, values = sql.columns(moves)
    sql.run(
        """with p as (insert into inventory_posting (id, kind, subject_id, reason, at) values (%s, %s, %s, %s, %s)),
             s as (delete from inventory_stock_month where month >= %s)
           insert into inventory_move (posting_id, item_id, quantity, from_place_id, to_place_id, lot_id, value, at)
           select %s, item_id, quantity, from_place_id, to_place_id, lot_id, value, %s
           from unnest(%s::uuid[], %s::bigint[], %s::uuid[], %s::uuid[], %s::uuid[], %s::numeric[])
             as t(item_id, quantity, from_place_id, to_place_id, lot_id, value)""",
        [
            *(posting_id, kind, subject_id, reason, at, first_of_month(at), posting_id, at),
            *(item_ids, quantities, from_ids, to_ids, lot_ids, values),
        ],
    )
