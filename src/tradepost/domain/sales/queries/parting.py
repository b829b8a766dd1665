"""What splitting and merging orders comes to, and which orders came of one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from tradepost.base.by import By
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries.orders import visible_orders
from tradepost.domain.sales.rules.parting import Amounts

MOST_RELATED = 20
MOST_SHOWN = 100
MOST_MERGED = 20
"""So many orders go into another at once."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What splitting an order, or merging some, does. Amounts in their currency.

    `before`: all orders as they were; `first`: the one that stays, after; `others`: the new one, or nothing where they
    went into the first. `moved`: how many lines go. `covered`: base units of them from stock, from supply and without
    any, which go along. `holds`: the kinds of hold that go along.
    """

    currency: str
    before: Amounts
    first: Amounts
    others: Amounts
    moved: int
    covered: tuple[int, int, int]
    holds: list[str]

    @property
    def difference(self) -> Decimal:
        """What all of it comes to more than before: taxes are rounded by order."""
        return self.first.total + self.others.total - self.before.total


def related_orders(by: By, order: Order) -> list[Order]:
    """The orders it was split from or went into, and those that came of it or into it, the oldest first.

    As far as the actor may see them; the newest twenty at most. One statement.
    """
    named = [pk for pk in (order.split_from_id, order.merged_into_id) if pk]
    around = Q(split_from_id=order.pk) | Q(merged_into_id=order.pk) | Q(pk__in=named)
    found = visible_orders(by).filter(around).exclude(pk=order.pk).order_by("-made_at", "-id")
    return list(found[:MOST_RELATED])[::-1]


def may_merge(by: By, order: Order) -> list[Order]:
    """Other open orders of its customer, for one to choose from, the newest first; one statement.

    Whether they may become one is said when it is tried.
    """
    states = ["confirmed"] if order.state == "confirmed" else ["draft", "submitted"]
    rows = visible_orders(by).filter(
        customer_id=order.customer_id, currency=order.currency, state__in=states, shipped_total=0
    )
    return list(rows.exclude(pk=order.pk).order_by("-placed_at", "id")[:MOST_SHOWN])


def lines_of_orders(order_ids: Sequence[UUID]) -> list[OrderLine]:
    """The lines of several orders with their items and warehouses, each order's by position; one statement."""
    rows = OrderLine.objects.filter(order_id__in=list(order_ids)).select_related(
        "item", "warehouse", "carrier"
    )
    return list(rows.order_by("order_id", "position"))
