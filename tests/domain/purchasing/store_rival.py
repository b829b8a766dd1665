"""A process of its own: sells and serves a supplier's last goods, or counts their store. Prints JSON."""

import contextlib
import json
import sys
import time
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from datetime import UTC, datetime  # noqa: E402

from tradepost.base import sql  # noqa: E402
from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.fulfilment import commands as fulfilment  # noqa: E402
from tradepost.domain.inventory import queries as inventory_queries  # noqa: E402
from tradepost.domain.purchasing import commands as purchasing  # noqa: E402
from tradepost.domain.purchasing.commands import OfStore  # noqa: E402
from tradepost.domain.sales import commands as sales  # noqa: E402
from tradepost.domain.sales.commands import LineInput  # noqa: E402

BY = system(datetime(2026, 3, 16, 9, 0, tzinfo=UTC))


def until_all_ordered(orders: int) -> None:
    while sql.rows("select count(*) from sales_order")[0][0] < orders:
        time.sleep(0.01)


def sell(store: str, supplier: str, warehouse: str, customer: str, item: str, times: str) -> dict[str, int]:
    """Orders of one piece; when all are placed, takes over, ships and states what was promised, piece by piece."""
    told = {"supply": 0, "backordered": 0, "taken": 0, "shipped": 0}
    for _ in range(int(times)):
        order_id, line = new_id(BY.now), LineInput(UUID(item), Decimal(1))
        sales.place_order(
            BY,
            order_id=order_id,
            customer_id=UUID(customer),
            warehouse_id=UUID(warehouse),
            lines=[line],
            confirm=True,
        )
        (found,) = inventory_queries.demands_of([order_id], on=BY.now.date()).values()
        told["supply"] += found.supply
        told["backordered"] += found.backordered
    until_all_ordered(2 * int(times))
    piece = [OfStore(UUID(item), 1)]
    while True:
        try:
            purchasing.take_over(BY, withdrawal_id=new_id(BY.now), warehouse_id=UUID(store), lines=piece)
        except Refusal:
            break
        told["taken"] += 1
        told["shipped"] += ship_what_is_there()
        with contextlib.suppress(Refusal):  # the other one told it
            purchasing.state_store(
                BY, statement_id=new_id(BY.now), supplier_id=UUID(supplier), until_on=BY.now.date()
            )
    told["shipped"] += ship_what_is_there()
    return told


def ship_what_is_there() -> int:
    shipped = 0
    for (order_id,) in sql.rows(
        "select distinct document_id from inventory_demand where promised_stock > reserved"
    ):
        try:
            fulfilment.ship_order(BY, shipment_id=new_id(BY.now), order_id=order_id)
            shipped += 1
        except Refusal:  # the other one was first
            pass
    return shipped


def count(store: str, item: str, orders: str, times: str) -> dict[str, int]:
    """Counts, again and again, one piece less than lies there by the books."""
    until_all_ordered(int(orders))
    missing = 0
    for _ in range(int(times)):
        lies = sum(inventory_queries.balances_of(UUID(store), [UUID(item)]).values())
        line = OfStore(UUID(item), max(lies - 1, 0))
        try:
            made = purchasing.count_store(
                BY, withdrawal_id=new_id(BY.now), warehouse_id=UUID(store), lines=[line]
            )
            missing += made.quantity
        except Refusal:  # all of it is gone, or some went meanwhile
            pass
    return {"missing": missing}


print(json.dumps({"sell": sell, "count": count}[sys.argv[1]](*sys.argv[2:])))
