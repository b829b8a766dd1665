from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from tradepost.base.by import By

Rule = TypeVar("Rule", bound=Model)


def within_scope(by: By, rows: "QuerySet[Rule]") -> "QuerySet[Rule]":
    """Customers see no rules, only what they pay; a rep those of everybody, of groups, and of their own customers."""
    if "customer" in by.scope:
        return rows.none()
    if "rep" in by.scope:
        return rows.filter(Q(customer=None) | Q(customer__rep_id=by.scope["rep"]))
    return rows
