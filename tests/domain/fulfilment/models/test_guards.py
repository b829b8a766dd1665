"""What the database keeps, whoever writes (I4)."""

import pytest
from django.db import IntegrityError, transaction

from small_warehouse import Trade
from tradepost.base import sql

GUARDS = {
    "shipment_line_not_overpicked": "update fulfilment_shipment_line set picked = asked + 1",
    "shipment_line_not_overshipped": "update fulfilment_shipment_line set shipped = picked + 1",
    "shipment_line_not_overreturned": "update fulfilment_shipment_line set returned = shipped + 1",
    "picked_within_asked": "update fulfilment_pick_task set picked = asked + 1",
    "open_pick_took_nothing": "update fulfilment_pick_task set done_at = null",
    "short_pick_has_reason": "update fulfilment_pick_task set picked = 0",
    "only_dispatched_is_shipped": "update fulfilment_shipment set state = 'packed'",
    "shipment_state_is_known": "update fulfilment_shipment set state = 'lost', shipped_at = null, shipped_total = 0",
    "one_shipment_line_per_order_line": """insert into fulfilment_shipment_line
          (id, position, asked, short, picked, shipped, returned, value, item_id, order_line_id, shipment_id)
        select gen_random_uuid(), position, asked, short, picked, shipped, returned, value, item_id, order_line_id,
               shipment_id from fulfilment_shipment_line""",
}


@pytest.mark.parametrize(("guard", "statement"), GUARDS.items(), ids=GUARDS.keys())
def test_the_database_refuses(trade: Trade, guard: str, statement: str) -> None:
    trade.stock("tea", 10)
    trade.ship(trade.order(("tea", 6)))

    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        sql.run(statement)
