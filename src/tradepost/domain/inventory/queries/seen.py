"""Which warehouses somebody may see: their own one with the suppliers' stores beside it, and of those with customers
only those of customers they see."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.domain.inventory.models import Warehouse


def within(rows: "QuerySet[Any]", by: By, path: str) -> "QuerySet[Any]":
    """The rows whose warehouse, by the path to its id, the actor may see."""
    if "warehouse" in by.scope:
        rows = rows.filter(**{f"{path}__in": houses_of(by).values("id")})
    hidden = _hidden(by)
    return rows if hidden is None else rows.exclude(**{f"{path}__in": hidden.values("id")})


def unseen(by: By) -> list[UUID]:
    """The warehouses that the actor may not see, for statements: one more, for those who are limited to something."""
    if "warehouse" in by.scope:
        return list(Warehouse.objects.exclude(pk__in=houses_of(by)).values_list("pk", flat=True))
    hidden = _hidden(by)
    return [] if hidden is None else list(hidden.values_list("pk", flat=True))


def houses_of(by: By) -> "QuerySet[Warehouse]":
    """Of somebody who works in one warehouse: it, and the suppliers' stores beside it."""
    own = by.scope["warehouse"]
    return Warehouse.objects.filter(Q(pk=own) | Q(beside_id=own))


def _hidden(by: By) -> "QuerySet[Warehouse] | None":
    """Those with customers whom the actor does not see; None: the actor sees all customers."""
    held = Warehouse.objects.filter(customer__isnull=False)
    if "rep" in by.scope:
        return held.exclude(customer__rep_id=by.scope["rep"])
    if "customer" in by.scope:
        return held.exclude(customer_id=by.scope["customer"])
    return None
