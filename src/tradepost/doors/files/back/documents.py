"""Orders, which are cancelled; credit notes, which stay; opening stock, which goes out again by moves of its own."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import ORDER as ORDER_FLOW
from tradepost.doors.files.back.done import GONE, Back, Done, Reasons, used


def _look_at_orders(by: By, done: Sequence[Done]) -> Reasons:
    ids = list({one.id for one in done})
    standing = sales_queries.ORDERS.rows(by).in_bulk(ids)
    found: Reasons = {}
    for one in done:
        order = standing.get(one.id)
        if order is None:
            found[one.row] = GONE
        elif order.state != "cancelled" and order.state not in ORDER_FLOW.sources("cancel"):
            found[one.row] = f"Order {order.number} is {order.state}: it can be cancelled no more."
    return found | used(done, reports_queries.uses_of("order", ids))


def _undo_orders(by: By, done: Sequence[Done]) -> None:
    ids = sorted({one.id for one in done})
    standing = sales_queries.ORDERS.rows(by).in_bulk(ids)
    for order_id in ids:
        if standing[order_id].state != "cancelled":
            sales.cancel_order(by, order_id=order_id, reason="The import was taken back.")


def _look_at_credits(_by: By, done: Sequence[Done]) -> Reasons:
    """A posted document never changes, nor does its number fall out of the series."""
    return {
        one.row: f"{one.at['number']} is posted, and what is posted stays. Invoice what was credited too much."
        for one in done
    }


def _leave_credits(_by: By, _done: Sequence[Done]) -> None:
    """None of them may be taken back."""


def _look_at_stock(by: By, done: Sequence[Done]) -> Reasons:
    found: Reasons = {}
    for warehouse_id, here in _by_warehouse(done).items():
        items = sorted({one.id for one in here})
        opened = inventory_queries.only_opened(warehouse_id, items)
        lies = inventory_queries.balances_of(warehouse_id, items)
        promised = inventory_queries.promised_items(warehouse_id, items)
        for one in here:
            quantity = lies.get((one.id, UUID(one.at["place_id"]), one.at["lot"]), 0)
            if one.id not in opened:
                found[one.row] = "It was traded, counted or moved since. Count it instead."
            elif one.id in promised:
                found[one.row] = "It is promised to orders. Cancel those first."
            elif quantity != one.new["quantity"]:
                found[one.row] = f"{quantity} lie there now, {one.new['quantity']} were imported."
    return found


def _undo_stock(by: By, done: Sequence[Done]) -> None:
    for warehouse_id, here in _by_warehouse(done).items():
        lots = inventory_queries.lot_ids(sorted({one.id for one in here if one.at["lot"]}))
        lines = [
            AdjustInput(
                one.id,
                UUID(one.at["place_id"]),
                -int(one.new["quantity"]),
                lot_id=lots.get((one.id, one.at["lot"])),
            )
            for one in here
        ]
        purchasing.take_back_opening_stock(
            by, posting_id=new_id(by.now), warehouse_id=warehouse_id, lines=lines
        )


def _by_warehouse(done: Sequence[Done]) -> dict[UUID, list[Done]]:
    found: dict[UUID, list[Done]] = defaultdict(list)
    for one in done:
        found[UUID(one.at["warehouse_id"])].append(one)
    return found


ORDER = Back("order", _look_at_orders, _undo_orders)
CREDIT = Back("credit", _look_at_credits, _leave_credits)
STOCK = Back("stock", _look_at_stock, _undo_stock)
