import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales.models import Hold, Order, OrderLine
from tradepost.domain.sales.rules.charging import Charged


def visible_orders(by: By) -> QuerySet[Order]:
    """The orders within the actor's scope; of a warehouse, all that are served from it, wholly or in part."""
    rows = access_queries.scoped(Order.objects.all(), by, rep="rep_id", customer="customer_id")
    if "warehouse" not in by.scope:
        return rows
    served = OrderLine.objects.filter(warehouse_id=by.scope["warehouse"]).values("order_id")
    return rows.filter(Q(warehouse_id=by.scope["warehouse"]) | Q(pk__in=served))


def visible_lines(by: By, rows: QuerySet[OrderLine]) -> QuerySet[OrderLine]:
    """Those of these lines within the actor's scope; of a warehouse, those that come from it."""
    seen = access_queries.scoped(rows, by, rep="order__customer__rep_id", customer="order__customer_id")
    if "warehouse" not in by.scope:
        return seen
    own = by.scope["warehouse"]
    return seen.filter(Q(warehouse_id=own) | Q(warehouse_id=None, order__warehouse_id=own))


def order(by: By, order_id: UUID) -> Order:
    """One order the actor may see, with its warehouse and customer. Raises NotFound."""
    seen = visible_orders(by).select_related("warehouse", "customer__party")
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


def open_holds_of(order_ids: Sequence[UUID]) -> list[Hold]:
    """The holds in force of these orders, the oldest first."""
    rows = Hold.objects.filter(order_id__in=list(order_ids), released_at=None)
    return list(rows.order_by("placed_at", "id"))


def orders_with_po(by: By, customer_id: UUID, customer_po: str, besides: UUID | None = None) -> list[Order]:
    """The customer's orders with this number of theirs that are not cancelled, the newest first; five at most.

    Blanks around it and the case do not count; no number is nobody's.
    """
    number = customer_po.strip()
    if not number:
        return []
    rows = visible_orders(by).filter(customer_id=customer_id, customer_po__iexact=number)
    if besides is not None:
        rows = rows.exclude(pk=besides)
    return list(rows.exclude(state="cancelled").order_by("-placed_at", "id")[:5])


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


class KeptTerms(NamedTuple):
    """What an order or a quote keeps whatever is typed: how tax is rounded ("": unknown), and what was offered."""

    tax_rounding: str = ""
    offered: Charged | None = None


def kept_terms(document_id: UUID) -> KeptTerms:
    """What the order or quote of this id keeps when its lines are others; nothing, where there is none."""
    found = sql.one(
        """select tax_rounding, quote_id is not null, freight, charges::text from sales_order where id = %s
           union all select tax_rounding, false, 0, '[]' from sales_quote where id = %s""",
        [document_id, document_id],
    )
    if found is None:
        return KeptTerms()
    return KeptTerms(found[0], Charged(found[2], json.loads(found[3])) if found[1] else None)
