"""Splitting an order in two, and merging orders of a customer into one."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import ORDERS, Regrouped
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import asks, changes
from tradepost.doors.api.fields import AN_ID, AmountOut, Id, Note, about
from tradepost.doors.api.sales.orders import whole_order
from tradepost.doors.api.sales.schemas import CutIn, OrderOut
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])


class SplitAskedIn(In):
    """Lines, or parts of them, that go into an order of their own."""

    lines: list[CutIn] = about("Which lines, and how many base units of each.", min_length=1, max_length=5000)


class SplitIn(SplitAskedIn):
    """An order to be split."""

    id: Id | None = about("Your id for the new order: sent twice, it is one.", AN_ID, None)
    reason: Note = about("Stands in the history of both.", "Two parcels", "")


class MergeAskedIn(In):
    """Other open orders of the same customer and terms."""

    order_ids: list[Id] = about("They go into the order, and are cancelled.", min_length=1, max_length=20)


class MergeIn(MergeAskedIn):
    """Orders to be merged."""

    reason: Note = about("Stands in the history of the order.", "One parcel", "")


class AmountsOut(Shape):
    """What orders come to."""

    net: AmountOut = about("All lines.", "80.00")
    tax: AmountOut = about("Their tax, and that of freight.", "15.20")
    total: AmountOut = about("Both, and freight.", "95.20")


class RegroupedOut(Shape):
    """What splitting or merging would do."""

    currency: str = about("Of all amounts.", "EUR")
    before: AmountsOut = about("All orders as they are.")
    first: AmountsOut = about("The order that stays, after.")
    others: AmountsOut = about("The new order; of merging, nothing.")
    difference: AmountOut = about(
        "What all of it comes to more than before: taxes are rounded by order.", "0.00"
    )
    moved: int = about("How many lines go.", 2)
    covered: list[int] = about("Base units that go along from stock, from supply and without any.", [4, 2, 0])
    holds: list[str] = about("The kinds of hold that go along.", ["credit"])


def _effect(effect: Regrouped) -> dict[str, Any]:
    pairs = {"before": effect.before, "first": effect.first, "others": effect.others}
    amounts = {name: AmountsOut.plain(None, **one._asdict()) for name, one in pairs.items()}
    return RegroupedOut.plain(effect, **amounts, covered=list(effect.covered))


@asks(router, "/orders/{order_id}/split/preview", needs="sales.split_order", gives=RegroupedOut)
def preview_split(by: By, order_id: Id, body: SplitAskedIn) -> dict[str, Any]:
    """What splitting an order would do: money, what is promised, holds. Nothing is done."""
    sales_queries.order(by, order_id)
    lines = [(line.line_id, line.quantity) for line in body.lines]
    return _effect(sales.preview_split(by, order_id=order_id, lines=lines))


@changes(
    router,
    "POST",
    "/orders/{order_id}/split",
    needs="sales.split_order",
    gives=OrderOut,
    status=201,
    within=ORDERS,
    at="/orders/{id}",
    keyed=True,
)
def split_order(by: By, order_id: Id, body: SplitIn) -> dict[str, Any]:
    """Make another order of lines of an open one, or of parts of them; gives the new one.

    What is promised to them goes along. What is with the warehouse, or was shipped, stays; so do freight and deposit.
    """
    return whole_order(
        sales.split_order(
            by,
            new_order_id=body.id or new_id(by.now),
            order_id=order_id,
            lines=[(line.line_id, line.quantity) for line in body.lines],
            reason=body.reason,
        )
    )


@asks(router, "/orders/{order_id}/merge/preview", needs="sales.merge_orders", gives=RegroupedOut)
def preview_merge(by: By, order_id: Id, body: MergeAskedIn) -> dict[str, Any]:
    """What merging orders would do: money, what is promised, holds. Nothing is done."""
    sales_queries.order(by, order_id)
    refuse_unseen(by, ORDERS, body.order_ids)
    return _effect(sales.preview_merge(by, order_id=order_id, other_ids=body.order_ids))


@changes(
    router, "POST", "/orders/{order_id}/merge", needs="sales.merge_orders", gives=OrderOut, within=ORDERS
)
def merge_orders(by: By, order_id: Id, body: MergeIn) -> dict[str, Any]:
    """Put all lines of other open orders into this one; they are cancelled, and name it. Sent again, nothing happens.

    They are of the same customer, terms, address and warehouse, and nothing of them has begun.
    """
    refuse_unseen(by, ORDERS, body.order_ids)
    return whole_order(
        sales.merge_orders(by, order_id=order_id, other_ids=body.order_ids, reason=body.reason)
    )
