"""What goods are worth that come and leave: at the moving average, or first in, first out. Positions are held."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import NewLayer, StockChange
from tradepost.domain.inventory.commands._hold import Held
from tradepost.domain.inventory.rules import OpenLayer


def add_layers(change: StockChange, held: Mapping[UUID, Held], arrived: Iterable[NewLayer]) -> None:
    """A cost layer for each arrival of an item that is costed first in, first out; the position is the caller's."""
    change.new_layers += [one for one in arrived if one.quantity and held[one.item_id].fifo]


def leaving(
    change: StockChange, held: Mapping[UUID, Held], goods: Sequence[tuple[UUID, int]]
) -> list[Decimal]:
    """What each of (item, base units) is worth that leaves, in their order; `change` takes it from the cost layers.

    One statement for all items costed first in, first out, none for the others.
    """
    wanted: dict[UUID, list[int]] = defaultdict(list)
    for item_id, quantity in goods:
        wanted[item_id].append(quantity)
    layers = open_layers(change.warehouse_id, [item_id for item_id in wanted if held[item_id].fifo])
    worth = {}
    for item_id, quantities in wanted.items():
        position = held[item_id]
        if position.fifo:
            values, given = rules.from_layers(layers[item_id], quantities, settings.BASE_CURRENCY)
            _take(change, given)
        else:
            values = rules.outgoing_values(position.value, position.stock, quantities, settings.BASE_CURRENCY)
        worth[item_id] = iter(values)
    return [next(worth[item_id]) for item_id, _ in goods]


def _take(change: StockChange, given: Mapping[int, tuple[int, Decimal]]) -> None:
    for layer_id, (quantity, value) in given.items():
        change.layers[layer_id].quantity -= quantity
        change.layers[layer_id].value_left -= value


def open_layers(warehouse_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, list[OpenLayer]]:
    """What is left of the arrivals of these items, the oldest first."""
    found: dict[UUID, list[OpenLayer]] = defaultdict(list)
    if item_ids:
        for item_id, *layer in sql.rows(
            """select item_id, id, quantity_left, value_left from inventory_layer
               where warehouse_id = %s and item_id = any(%s::uuid[]) and quantity_left > 0 order by item_id, id""",
            [warehouse_id, list(item_ids)],
        ):
            found[item_id].append(OpenLayer(*layer))
    return found
