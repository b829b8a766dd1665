"""Suppliers' stores with us: goods that come and stay theirs, what leaves, and what the supplier is told."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import OfStore, StoreInput
from tradepost.domain.purchasing.models import StoreDelivery, StoreStatement, StoreWithdrawal
from tradepost.domain.purchasing.queries import STORE_DELIVERIES, STORE_STATEMENTS, STORE_WITHDRAWALS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.purchasing.store_schemas import (
    StatedLineOut,
    StoreCountIn,
    StoreDeliveryIn,
    StoreDeliveryOut,
    StoreDeliveryRow,
    StoreLineOut,
    StoreStatementIn,
    StoreStatementOut,
    StoreStatementRow,
    StoreWithdrawalIn,
    StoreWithdrawalOut,
    StoreWithdrawalRow,
    TakeOverIn,
    WithdrawnLineOut,
)

router = Router(tags=["Suppliers' stores"])


def _hidden(by: By, *names: str) -> dict[str, Any]:
    return {} if sees_costs(by) else dict.fromkeys(names)


def _withdrawals(by: By, rows: list[StoreWithdrawal]) -> list[dict[str, Any]]:
    hidden = _hidden(by, "amount", "value", "rate")
    return [StoreWithdrawalRow.plain(row, **hidden) for row in rows]


def _delivery(by: By, found: StoreDelivery) -> dict[str, Any]:
    lines = [StoreLineOut.plain(line) for line in purchasing_queries.store_lines_of(found.pk)]
    return StoreDeliveryOut.plain(purchasing_queries.store_delivery(by, found.pk), lines=lines)


def _withdrawal(by: By, found: StoreWithdrawal) -> dict[str, Any]:
    hidden = _hidden(by, "amount", "value", "price")
    lines = [
        WithdrawnLineOut.plain(line, **hidden) for line in purchasing_queries.withdrawal_lines_of(found.pk)
    ]
    whole = purchasing_queries.store_withdrawal(by, found.pk)
    return StoreWithdrawalOut.plain(whole, lines=lines, **_hidden(by, "amount", "value", "rate"))


def _statement(by: By, found: StoreStatement) -> dict[str, Any]:
    lines = [StatedLineOut.plain(line) for line in purchasing_queries.stated_lines_of(found.pk)]
    return StoreStatementOut.plain(found, lines=lines)


lists(
    router,
    "/store-deliveries",
    STORE_DELIVERIES,
    name="list_store_deliveries",
    needs="purchasing.read",
    gives=StoreDeliveryRow,
)
lists(
    router,
    "/store-withdrawals",
    STORE_WITHDRAWALS,
    name="list_store_withdrawals",
    needs="purchasing.read",
    gives=StoreWithdrawalRow,
    write=_withdrawals,
    costly=("value",),
)
lists(
    router,
    "/store-statements",
    STORE_STATEMENTS,
    name="list_store_statements",
    needs="catalog.read_cost",
    gives=StoreStatementRow,
)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/store-deliveries",
    needs="purchasing.fill_store",
    gives=StoreDeliveryOut,
    status=201,
    at="/api/v1/store-deliveries/{id}",
)
def fill_store(by: By, warehouse_id: Id, body: StoreDeliveryIn) -> dict[str, Any]:
    """Take goods of a supplier into their store: they stay theirs, nothing is owed, and orders may be promised them."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    made = purchasing.fill_store(
        by,
        delivery_id=body.id or new_id(by.now),
        warehouse_id=warehouse_id,
        lines=[StoreInput(**line.model_dump()) for line in body.lines],
        delivery_note=body.delivery_note,
        note=body.note,
    )
    return _delivery(by, made)


@reads(router, "/store-deliveries/{delivery_id}", needs="purchasing.read", gives=StoreDeliveryOut)
def get_store_delivery(by: By, delivery_id: Id) -> dict[str, Any]:
    """One delivery, and what of it is still the supplier's."""
    return _delivery(by, purchasing_queries.store_delivery(by, delivery_id))


def _leave(
    by: By, command: Callable[..., StoreWithdrawal], warehouse_id: Id, body: StoreWithdrawalIn, **more: Any
) -> dict[str, Any]:
    inventory_queries.visible_warehouse(by, warehouse_id)
    lines = [OfStore(**line.model_dump()) for line in body.lines]
    made = command(
        by,
        withdrawal_id=body.id or new_id(by.now),
        warehouse_id=warehouse_id,
        lines=lines,
        note=body.note,
        **more,
    )
    return _withdrawal(by, made)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/take-over",
    needs="purchasing.take_over",
    gives=StoreWithdrawalOut,
    status=201,
    at="/api/v1/store-withdrawals/{id}",
)
def take_over(by: By, warehouse_id: Id, body: TakeOverIn) -> dict[str, Any]:
    """Goods of a store become ours, what came first first: into the warehouse beside it, owed at today's price."""
    return _leave(by, purchasing.take_over, warehouse_id, body, place_id=body.place_id)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/missing",
    needs="purchasing.report_missing",
    gives=StoreWithdrawalOut,
    status=201,
    at="/api/v1/store-withdrawals/{id}",
)
def report_missing(by: By, warehouse_id: Id, body: StoreWithdrawalIn) -> dict[str, Any]:
    """Goods of a store are lost or broken: owed all the same."""
    return _leave(by, purchasing.report_missing, warehouse_id, body)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/store-count",
    needs="purchasing.count_store",
    gives=StoreWithdrawalOut,
    status=201,
    at="/api/v1/store-withdrawals/{id}",
)
def count_store(by: By, warehouse_id: Id, body: StoreCountIn) -> dict[str, Any]:
    """What is still in a store of these items: the rest is missing. Refused where nothing is."""
    return _leave(by, purchasing.count_store, warehouse_id, body)


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/send-back",
    needs="purchasing.send_back_from_store",
    gives=StoreWithdrawalOut,
    status=201,
    at="/api/v1/store-withdrawals/{id}",
)
def send_back_from_store(by: By, warehouse_id: Id, body: StoreWithdrawalIn) -> dict[str, Any]:
    """Goods of a store go back to the supplier: not owed; who was promised them gets others, or waits."""
    return _leave(by, purchasing.send_back_from_store, warehouse_id, body)


@reads(router, "/store-withdrawals/{withdrawal_id}", needs="purchasing.read", gives=StoreWithdrawalOut)
def get_store_withdrawal(by: By, withdrawal_id: Id) -> dict[str, Any]:
    """What left a store by one document; amounts for those who see costs."""
    return _withdrawal(by, purchasing_queries.store_withdrawal(by, withdrawal_id))


@changes(
    router,
    "POST",
    "/store-statements",
    needs="purchasing.state_store",
    gives=StoreStatementOut,
    status=201,
    at="/api/v1/store-statements/{id}",
)
def state_store(by: By, body: StoreStatementIn) -> dict[str, Any]:
    """Tell a supplier what of their goods became ours up to a day, each withdrawal once. It posts nothing."""
    made = purchasing.state_store(
        by, statement_id=body.id or new_id(by.now), **body.model_dump(exclude={"id"})
    )
    return _statement(by, made)


@reads(router, "/store-statements/{statement_id}", needs="catalog.read_cost", gives=StoreStatementOut)
def get_store_statement(by: By, statement_id: Id) -> dict[str, Any]:
    """One statement with all that it tells."""
    return _statement(by, purchasing_queries.store_statement(by, statement_id))
