"""Many orders in one call: the good ones are kept, the others are told one by one."""

from typing import Any
from uuid import UUID, uuid5

from django.db import DataError, IntegrityError
from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.doors.api.endpoints import collects
from tradepost.doors.api.fields import IdOut, about
from tradepost.doors.api.problems import Problem, describe, of_refusal
from tradepost.doors.api.sales.orders import as_input, refuse_foreign
from tradepost.doors.api.sales.schemas import OrderIn
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])
MOST = 500


class OrdersIn(In):
    """Orders to be placed."""

    orders: list[OrderIn] = about("Up to 500 orders.", min_length=1, max_length=MOST)


class PlacedRow(Shape):
    """What became of one order of the request."""

    index: int = about("Which order of the request, from 0.", 0)
    status: int = about("201 placed; else the status it would have had alone.", 201)
    id: IdOut | None = about("The order.")
    number: str = about("The number people say.", "SO-1042")
    problem: Problem | None = about("Why it was not placed.")


class PlacedOut(Shape):
    """What became of the orders."""

    placed: int = about("How many were placed.", 499)
    refused: int = about("How many were not.", 1)
    rows: list[PlacedRow] = about("In the order of the request.")


@collects(router, "/orders/bulk", needs="sales.place_order", gives=PlacedOut)
def place_orders(by: By, key: str, body: OrdersIn) -> dict[str, Any]:
    """Place up to 500 orders; each stands or falls alone.

    The answer is 200 also when some were refused: read `rows`. Sent again with the same Idempotency-Key
    (or the same ids), orders that were placed are told again and not placed twice.
    """
    for index, order in enumerate(body.orders):
        order.id = order.id or own_id(by, key, index)
    told: dict[int, dict[str, Any]] = {}
    for index, order in enumerate(body.orders):
        try:
            refuse_foreign(by, order)
        except Refusal as refusal:
            told[index] = _refused(index, of_refusal(refusal))
    good = {index: order for index, order in enumerate(body.orders) if index not in told}
    told |= _together(by, good)
    rows = [told[index] for index in range(len(body.orders))]
    placed = sum(1 for row in rows if row["status"] == 201)
    return PlacedOut.plain(None, placed=placed, refused=len(rows) - placed, rows=rows)


def _together(by: By, orders: dict[int, OrderIn]) -> dict[int, dict[str, Any]]:
    """All in one transaction; where the database refuses the whole, one by one."""
    try:
        placed = sales.place_orders(by, orders=[as_input(order) for order in orders.values()])
    except (DataError, IntegrityError, Refusal):
        return {index: _alone(by, index, order) for index, order in orders.items()}
    return {index: _row(index, row) for index, row in zip(orders, placed, strict=True)}


def _alone(by: By, index: int, order: OrderIn) -> dict[str, Any]:
    try:
        (placed,) = sales.place_orders(by, orders=[as_input(order)])
    except Refusal as refusal:
        return _refused(index, of_refusal(refusal))
    except (DataError, IntegrityError):
        sentence = "A value is out of the range that can be kept, or names nothing."
        return _refused(index, describe(422, "invalid", sentence))
    return _row(index, placed)


def _row(index: int, placed: sales.Placed) -> dict[str, Any]:
    if placed.refusal is not None:
        return _refused(index, of_refusal(placed.refusal))
    return PlacedRow.plain(
        None, index=index, status=201, id=placed.order_id, number=placed.number, problem=None
    )


def _refused(index: int, problem: dict[str, Any]) -> dict[str, Any]:
    return PlacedRow.plain(None, index=index, status=problem["status"], id=None, number="", problem=problem)


def own_id(by: By, key: str, index: int) -> UUID:
    """The id of a row without one: the same again for the same key, actor and place."""
    if not key:
        return new_id(by.now)
    return uuid5(by.actor_id or UUID(int=0), f"{key}/{index}")
