from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._confirm import place_holds


@command
def hold_for_credit(by: By, *, order_ids: Sequence[UUID]) -> int:
    """Hold those of these orders that may not leave for their customer's credit; gives how many holds.

    Asked after a release was refused for it, so that somebody can let the order go by name. One that is held for it
    is not held twice.
    """
    orders = [order for order in queries.orders_for_update(order_ids).values() if order.state == "confirmed"]
    credit = queries.credit_of_orders([order.id for order in orders])
    open_kinds = {
        (hold.order_id, hold.reason) for hold in queries.open_holds_of([order.id for order in orders])
    }
    found = [
        (order.id, why)
        for order in orders
        for why in credit[order.id].findings(by.now.date())
        if (order.id, why.kind) not in open_kinds
    ]
    place_holds(by, found)
    return len(found)
