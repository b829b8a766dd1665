from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.copying import copy_rows
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.fulfilment.events import ShipmentDelivered, ShipmentShipped
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import PastMove, PastPosting

_SHIPMENT = (
    "id", "number", "order_id", "warehouse_id", "state", "carrier", "tracking_number", "shipping_address", "note",
    "lines_count", "asked_total", "short_total", "picked_total", "shipped_total", "returned_total", "value",
    "made_at", "packed_at", "shipped_at", "delivered_at", "version",
)  # fmt: skip
_LINE = (
    "id", "shipment_id", "position", "order_line_id", "item_id", "asked", "short", "picked", "shipped", "returned",
    "value",
)  # fmt: skip
_TASK = (
    "id", "shipment_id", "line_id", "place_id", "place_code", "pick_sequence", "lot_id", "lot_code", "asked",
    "picked", "short_reason", "done_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastPick:
    """Base units taken from one place and lot, and what they cost in base currency."""

    task_id: UUID
    place_id: UUID
    place_code: str
    pick_sequence: int
    lot_id: UUID | None
    lot_code: str
    quantity: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class PastShipmentLine:
    """What left of one order line."""

    line_id: UUID
    order_line_id: UUID
    position: int
    item_id: UUID
    picks: Sequence[PastPick]


@dataclass(frozen=True, slots=True)
class PastShipment:
    """A shipment that left at `packer.now`, and was delivered unless nobody said so."""

    shipment_id: UUID
    order_id: UUID
    shipping_address: str
    packer: By
    released_at: datetime
    delivered_at: datetime | None
    carrier: str
    tracking_number: str
    lines: Sequence[PastShipmentLine]


@command
def load_past_shipments(by: By, *, warehouse_id: UUID, shipments: Sequence[PastShipment]) -> None:
    """Write a stretch of history at once: shipments of past orders, their moves and their cost.

    In the order of time. The orders were loaded with counters that count them as shipped.
    """
    numbers = cheap_numbers("shipment", len(shipments))
    rows = [_shipment_row(one, number, warehouse_id) for one, number in zip(shipments, numbers, strict=True)]
    copy_rows("fulfilment_shipment", _SHIPMENT, rows)
    copy_rows("fulfilment_shipment_line", _LINE, _line_rows(shipments))
    copy_rows("fulfilment_pick_task", _TASK, _task_rows(shipments))
    inventory.load_past_moves(by, warehouse_id=warehouse_id, postings=[_posting(one) for one in shipments])
    accounts.load_past_entries(by, entries=[(one.packer.now, _entry(one)) for one in shipments])
    for one, number in zip(shipments, numbers, strict=True):
        shipped = ShipmentShipped(
            one.shipment_id, number, one.order_id, _quantity(one), one.carrier, one.tracking_number
        )
        publish(one.packer, shipped)
        if one.delivered_at:
            publish(one.packer.at(one.delivered_at), ShipmentDelivered(one.shipment_id, one.order_id))


def _quantity(shipment: PastShipment) -> int:
    return sum(pick.quantity for line in shipment.lines for pick in line.picks)


def _value(lines: Iterable[PastShipmentLine]) -> Decimal:
    return sum((pick.value for line in lines for pick in line.picks), ZERO)


def _shipment_row(one: PastShipment, number: str, warehouse_id: UUID) -> tuple[Any, ...]:
    quantity, left_at = _quantity(one), one.packer.now
    return (
        one.shipment_id, number, one.order_id, warehouse_id, "delivered" if one.delivered_at else "dispatched",
        one.carrier, one.tracking_number, one.shipping_address, "", len(one.lines), quantity, 0, quantity, quantity,
        0, _value(one.lines), one.released_at, left_at, left_at, one.delivered_at, 1,
    )  # fmt: skip


def _line_rows(shipments: Iterable[PastShipment]) -> Iterator[tuple[Any, ...]]:
    for one in shipments:
        for line in one.lines:
            n = sum(pick.quantity for pick in line.picks)
            yield (
                line.line_id, one.shipment_id, line.position, line.order_line_id, line.item_id, n, 0, n, n, 0,
                _value([line]),
            )  # fmt: skip


def _task_rows(shipments: Iterable[PastShipment]) -> Iterator[tuple[Any, ...]]:
    for one in shipments:
        for line in one.lines:
            for pick in line.picks:
                yield (
                    pick.task_id, one.shipment_id, line.line_id, pick.place_id, pick.place_code, pick.pick_sequence,
                    pick.lot_id, pick.lot_code, pick.quantity, pick.quantity, "", one.packer.now,
                )  # fmt: skip


def _posting(one: PastShipment) -> PastPosting:
    moves = [
        PastMove(line.item_id, pick.place_id, pick.lot_id, pick.quantity, pick.value)
        for line in one.lines
        for pick in line.picks
    ]
    return PastPosting(
        new_id(one.packer.now), "shipment", one.shipment_id, one.packer.now, "customer", False, moves
    )


def _entry(one: PastShipment) -> EntryInput:
    value, now = _value(one.lines), one.packer.now
    lines = [PostingInput(Ledger.COGS, value), PostingInput(Ledger.STOCK, -value)]
    return EntryInput(new_id(now), "shipment", one.shipment_id, now.date(), settings.BASE_CURRENCY, lines)
