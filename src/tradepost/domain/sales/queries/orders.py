from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales.models import Hold, Order


def order(by: By, order_id: UUID) -> Order:
    """One order the actor may see, with its warehouse and customer. Raises NotFound."""
    rows = Order.objects.select_related("warehouse", "customer__party")
    seen = access_queries.scoped(rows, by, rep="rep_id", customer="customer_id", warehouse="warehouse_id")
    found = seen.filter(pk=order_id).first()
    if found is None:
        raise NotFound("There is no such order.")
    return found


def order_for_update(order_id: UUID) -> Order:
    """One order, locked until the command ends. Raises NotFound."""
    found = Order.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if found is None:
        raise NotFound("There is no such order.")
    return found


def orders_for_update(order_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """Many orders, locked in id order. Unknown ids are missing from the answer."""
    rows = Order.objects.select_for_update(no_key=True).filter(pk__in=list(order_ids)).order_by("pk")
    return {row.pk: row for row in rows}


def holds_of(order_id: UUID) -> list[Hold]:
    """All holds of an order, oldest first; those with `released_at` None are in force."""
    return list(Hold.objects.filter(order_id=order_id).order_by("placed_at", "id"))


def hold(hold_id: UUID) -> Hold:
    """One hold, whoever asks. Raises NotFound."""
    found = Hold.objects.filter(pk=hold_id).first()
    if found is None:
        raise NotFound("There is no such hold.")
    return found
