from typing import TypeVar

from django.db.models import Model, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotPermitted
from tradepost.domain.access.rules import allows, is_of_the_whole, roles_that_may
from tradepost.domain.parties.models import Customer

M = TypeVar("M", bound=Model)


def may(by: By, name: str) -> bool:
    """Whether the actor's roles include `room.verb` or `room.read`, and their scope leaves room for it."""
    return allows(by.roles, name) and not (by.scope and is_of_the_whole(name))


def require(by: By, name: str) -> None:
    """Go on, or raise NotPermitted with a sentence naming who could."""
    if not may(by, name):
        room, _, verb = name.partition(".")
        if allows(by.roles, name):
            raise NotPermitted(
                f"“{verb.replace('_', ' ')}” in {room} is about everybody; you are limited to some.",
                verb=name,
            )
        who = ", ".join(roles_that_may(name))
        raise NotPermitted(
            f"Your role does not include “{verb.replace('_', ' ')}” in {room}. These roles do: {who}.",
            verb=name,
            roles=roles_that_may(name),
        )


def scoped(
    rows: "QuerySet[M]",
    by: By,
    *,
    rep: str | None = None,
    customer: str | None = None,
    warehouse: str | None = None,
) -> "QuerySet[M]":
    """The rows within the actor's scope, by the paths to their rep's, customer's and warehouse's id.

    A rep's rows without a path to the rep are found through the customer's rep. Rows that name neither
    belong to nobody in particular: someone limited to some customers sees none of them. A warehouse
    limits only rows that have one.
    """
    if "rep" in by.scope:
        if rep is not None:
            rows = rows.filter(**{rep: by.scope["rep"]})
        elif customer is not None:
            own = Customer.objects.filter(rep_id=by.scope["rep"]).values("id")
            rows = rows.filter(**{f"{customer}__in": own})
        else:
            rows = rows.none()
    if "customer" in by.scope:
        rows = rows.filter(**{customer: by.scope["customer"]}) if customer is not None else rows.none()
    if "warehouse" in by.scope and warehouse is not None:
        rows = rows.filter(**{warehouse: by.scope["warehouse"]})
    return rows
