"""Orders: place, change, confirm, hold, cancel, close."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access.queries import require
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import HOLDS, ORDERS
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import asks, changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.sales.schemas import (
    Because,
    CancelReasonIn,
    CancelReasonOut,
    CutsIn,
    FreedLineOut,
    FreedOut,
    HoldIn,
    HoldOut,
    HoldReleaseIn,
    LineIn,
    LotsWishedIn,
    OrderChange,
    OrderIn,
    OrderOut,
    OrderRow,
    SourceIn,
)

router = Router(tags=["Orders"])
NO_REASON = Because()
lists(router, "/holds", HOLDS, name="list_holds", needs="sales.read", gives=HoldOut)
lists(router, "/orders", ORDERS, name="list_orders", needs="sales.read", gives=OrderRow)


def whole_order(order: Order) -> dict[str, Any]:
    """An order with its lines."""
    return OrderOut.plain(order, lines=sales_queries.lines_with(order))


def refuse_own_terms(by: By, lines: Sequence[LineIn], *amounts: Any, freight: bool) -> None:
    """Typed prices, discounts, freight and priority are for those who sell, not for those who buy.

    `freight`: whether anything is said of it; 0 would be free.
    """
    if (
        any(amounts)
        or freight
        or any(x.unit_price is not None or x.discount_percent is not None for x in lines)
    ):
        require(by, "sales.set_terms")


def by_rules(given: dict[str, Any]) -> dict[str, Any]:
    """What a change names, with a freight of null as the rules' to say."""
    if "freight" in given and given["freight"] is None:
        return {**given, "without": ["freight"]}
    return given


def refuse_foreign(by: By, body: OrderIn) -> None:
    """Refuse a customer or warehouse the actor may not see, and terms or a confirmation not theirs to give."""
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    if "warehouse" in by.scope:
        body.warehouse_id = body.warehouse_id or by.scope["warehouse"]
        for house in {body.warehouse_id, *(line.warehouse_id for line in body.lines if line.warehouse_id)}:
            inventory_queries.visible_warehouse(by, house)
    refuse_own_terms(
        by, body.lines, body.order_discount_percent, body.priority, freight=body.freight is not None
    )
    if body.confirm:
        require(by, "sales.confirm_order")


def as_input(body: OrderIn) -> sales.OrderInput:
    """The order as the commands take it."""
    assert body.id is not None
    return sales.OrderInput(
        order_id=body.id,
        customer_id=body.customer_id,
        warehouse_id=body.warehouse_id,
        lines=[line.typed() for line in body.lines],
        customer_po=body.customer_po,
        requested_on=body.requested_on,
        order_discount_percent=body.order_discount_percent,
        freight=body.freight,
        note=body.note,
        shipping_address=body.shipping_address,
        priority=body.priority,
        ship_complete=body.ship_complete,
        minimum_fill_percent=body.minimum_fill_percent,
        carrier_id=body.carrier_id,
        sourcing=body.sourcing,
        confirm=body.confirm,
    )


def place(by: By, body: OrderIn) -> Order:
    """Place one order."""
    refuse_foreign(by, body)
    body.id = body.id or new_id(by.now)
    asked = as_input(body)
    return sales.place_order(by, **{field.name: getattr(asked, field.name) for field in fields(asked)})


@changes(
    router,
    "POST",
    "/orders",
    needs="sales.place_order",
    gives=OrderOut,
    status=201,
    at="/api/v1/orders/{id}",
    keyed=True,
)
def place_order(by: By, body: OrderIn) -> dict[str, Any]:
    """Place an order at today's prices.

    With `confirm` every line is promised in the same transaction: from stock, from dated supply, or
    backordered. A line that comes from several warehouses is answered as several: the others name it in `split_of`
    and stand below. Lines that cannot be priced are refused together, each by its own field.
    """
    return whole_order(place(by, body))


@reads(router, "/orders/{order_id}", needs="sales.read", gives=OrderOut)
def get_order(by: By, order_id: Id) -> dict[str, Any]:
    """One order with its lines."""
    return whole_order(sales_queries.order(by, order_id))


@changes(router, "PATCH", "/orders/{order_id}", needs="sales.change_order", gives=OrderOut, within=ORDERS)
def change_order(by: By, order_id: Id, body: OrderChange) -> dict[str, Any]:
    """Change an order that is not confirmed yet; its lines are priced again."""
    given = by_rules(body.model_dump(exclude_unset=True, exclude={"lines"}))
    refuse_own_terms(
        by, body.lines or [], body.order_discount_percent, freight="freight" in body.model_fields_set
    )
    lines = None if body.lines is None else [line.typed() for line in body.lines]
    return whole_order(sales.change_order(by, order_id=order_id, lines=lines, **given))


@changes(
    router, "POST", "/orders/{order_id}/submit", needs="sales.submit_order", gives=OrderOut, within=ORDERS
)
def submit_order(by: By, order_id: Id) -> dict[str, Any]:
    """Submit an order: the typing is done, inside sales may confirm."""
    return whole_order(sales.submit_order(by, order_id=order_id))


@changes(
    router, "POST", "/orders/{order_id}/confirm", needs="sales.confirm_order", gives=OrderOut, within=ORDERS
)
def confirm_order(by: By, order_id: Id) -> dict[str, Any]:
    """Confirm an order: every line is promised from stock, from dated supply, or backordered.

    An order over the credit limit is confirmed and held.
    """
    return whole_order(sales.confirm_order(by, order_id=order_id))


@changes(
    router, "POST", "/orders/{order_id}/cancel", needs="sales.cancel_order", gives=OrderOut, within=ORDERS
)
def cancel_order(by: By, order_id: Id, body: Because = NO_REASON) -> dict[str, Any]:
    """Cancel an order of which nothing was shipped."""
    return whole_order(sales.cancel_order(by, order_id=order_id, reason=body.reason))


@changes(
    router,
    "POST",
    "/orders/{order_id}/cancel-lines",
    needs="sales.cancel_lines",
    gives=OrderOut,
    within=ORDERS,
)
def cancel_order_lines(by: By, order_id: Id, body: CutsIn) -> dict[str, Any]:
    """Cancel part of a confirmed order; freed goods go to whoever waits, and what came free with them goes too."""
    cuts = [(cut.line_id, cut.quantity) for cut in body.lines]
    return whole_order(
        sales.cancel_lines(by, order_id=order_id, cuts=cuts, reason=body.reason, keep_gifts=body.keep_gifts)
    )


@asks(router, "/orders/{order_id}/cancel-preview", needs="sales.cancel_lines", gives=FreedOut)
def preview_cancel(by: By, order_id: Id, body: CutsIn) -> dict[str, Any]:
    """What cancelling these lines would free, with what came free with them; nothing is done."""
    order = sales_queries.order(by, order_id)
    mine = {line.id: line for line in sales_queries.lines_of(order_id)}
    cuts = {cut.line_id: cut.quantity for cut in body.lines}
    if any(pk not in mine or cut > mine[pk].open - mine[pk].released for pk, cut in cuts.items()):
        wrong = {"lines": "Not lines of this order, or more than is open."}
        raise Invalid("Say which lines of this order, and how many.", fields=wrong)
    freed = sales_queries.freed_by(order, cuts, by.now.date())
    lines = [FreedLineOut.plain(one, line_id=one.line.pk, sku=one.line.sku) for one in freed.lines]
    return FreedOut.plain(freed, lines=lines)


@reads(router, "/cancel-reasons", needs="sales.read", gives=list[CancelReasonOut])
def list_cancel_reasons(by: By) -> list[dict[str, Any]]:
    """Why orders are cancelled, by name; what is given as a reason may be other words as well."""
    return [CancelReasonOut.plain(one) for one in sales_queries.cancel_reasons(closed=True)]


@changes(router, "POST", "/cancel-reasons", needs="sales.keep_cancel_reason", gives=CancelReasonOut)
def keep_cancel_reason(by: By, body: CancelReasonIn) -> dict[str, Any]:
    """Make a reason to cancel, or change the one of this code."""
    return CancelReasonOut.plain(sales.keep_cancel_reason(by, **body.model_dump()))


@changes(
    router,
    "POST",
    "/orders/{order_id}/source-lines",
    needs="sales.source_lines",
    gives=OrderOut,
    within=ORDERS,
)
def source_order_lines(by: By, order_id: Id, body: SourceIn) -> dict[str, Any]:
    """Send lines of a confirmed order from another warehouse; part of a line becomes a line of its own."""
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    lines = [(line.line_id, line.quantity) for line in body.lines]
    return whole_order(
        sales.source_lines(
            by, order_id=order_id, warehouse_id=body.warehouse_id, lines=lines, reason=body.reason
        )
    )


@changes(
    router, "POST", "/orders/{order_id}/wish-lots", needs="sales.wish_lots", gives=OrderOut, within=ORDERS
)
def wish_order_lots(by: By, order_id: Id, body: LotsWishedIn) -> dict[str, Any]:
    """Prefer lots for lines, until they are set aside; sent again with others, these count."""
    lines = [(line.line_id, line.lot_ids) for line in body.lines]
    return whole_order(sales.wish_lots(by, order_id=order_id, lines=lines))


@changes(router, "POST", "/orders/{order_id}/close", needs="sales.close_order", gives=OrderOut, within=ORDERS)
def close_order(by: By, order_id: Id, body: Because = NO_REASON) -> dict[str, Any]:
    """Close an order short: what is not shipped is cancelled."""
    return whole_order(sales.close_order(by, order_id=order_id, reason=body.reason))


@changes(
    router,
    "POST",
    "/orders/{order_id}/holds",
    needs="sales.hold_order",
    gives=HoldOut,
    status=201,
    within=ORDERS,
)
def hold_order(by: By, order_id: Id, body: HoldIn) -> dict[str, Any]:
    """Keep an order from the warehouse until somebody releases the hold by name."""
    hold = sales.hold_order(
        by, hold_id=body.id or new_id(by.now), order_id=order_id, note=body.note, reason=body.reason
    )
    return HoldOut.plain(hold)


@reads(router, "/orders/{order_id}/holds", needs="sales.read", gives=list[HoldOut])
def list_order_holds(by: By, order_id: Id) -> list[dict[str, Any]]:
    """All holds of an order, oldest first."""
    sales_queries.order(by, order_id)
    return [HoldOut.plain(hold) for hold in sales_queries.holds_of(order_id)]


@changes(
    router,
    "POST",
    "/orders/{order_id}/holds/{hold_id}/release",
    needs="sales.release_hold",
    gives=HoldOut,
    within=ORDERS,
)
def release_hold(by: By, order_id: Id, hold_id: Id, body: HoldReleaseIn) -> dict[str, Any]:
    """Let a held order go on, by name."""
    if all(hold.id != hold_id for hold in sales_queries.holds_of(order_id)):
        raise NotFound("This order has no such hold.")
    return HoldOut.plain(sales.release_hold(by, hold_id=hold_id, note=body.note))
