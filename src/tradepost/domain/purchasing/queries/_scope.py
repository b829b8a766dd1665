from typing import TypeVar

from django.db.models import Model, QuerySet

from tradepost.base.by import By

M = TypeVar("M", bound=Model)


def visible(rows: QuerySet[M], by: By, warehouse: str = "") -> QuerySet[M]:
    """Customers see nothing of buying; a warehouse grant sees its own (`warehouse` is the path to it)."""
    if "customer" in by.scope:
        return rows.none()
    if "warehouse" in by.scope and warehouse:
        return rows.filter(**{warehouse: by.scope["warehouse"]})
    return rows
