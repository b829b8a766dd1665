"""What lines wish of their lots, and what a release would make of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.errors import NotFound
from tradepost.domain.fulfilment import rules
from tradepost.domain.fulfilment.models import LotRule, ShipmentLine
from tradepost.domain.fulfilment.queries.open_lines import open_lines
from tradepost.domain.fulfilment.rules import LastLot, OpenLine
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.rules.lots import LotWish


def wishes_of(lines: Sequence[OpenLine]) -> dict[UUID, LotWish]:
    """What these lines wish of their lots. One statement where a rule looks back at the last delivery, else none."""
    pairs = sorted(
        {(line.customer_id, line.item_id) for line in lines if line.looks_back and line.customer_id}
    )
    return rules.wishes(lines, last_lots(pairs) if pairs else [])


def last_lots(pairs: Sequence[tuple[UUID, UUID]]) -> list[LastLot]:
    """The lots in the last delivery of each (customer, item), first over first."""
    return sql.rows_as(
        LastLot,
        """select p.customer_id, p.item_id, o.id, o.code, least(o.expires_on, o.best_before_on), o.made_at
           from unnest(%s::uuid[], %s::uuid[]) as p(customer_id, item_id)
             cross join lateral (
               select s.id from sales_order r
                 join fulfilment_shipment s on s.order_id = r.id and s.shipped_at is not null
                 join fulfilment_shipment_line l on l.shipment_id = s.id and l.item_id = p.item_id and l.shipped > 0
               where r.customer_id = p.customer_id order by s.shipped_at desc, s.id desc limit 1) last
             join lateral (
               select distinct t.lot_id from fulfilment_pick_task t join fulfilment_shipment_line l on l.id = t.line_id
               where t.shipment_id = last.id and l.item_id = p.item_id and t.picked > 0) t on true
             join inventory_lot o on o.id = t.lot_id
           order by p.customer_id, p.item_id, least(o.expires_on, o.best_before_on) nulls last, o.made_at, o.id""",
        [[customer_id for customer_id, _ in pairs], [item_id for _, item_id in pairs]],
    )


def lots_foreseen(order_id: UUID, today: date) -> dict[UUID, dict[str, Any]]:
    """Which lots a release would look at now for the lines of an order, as a shipment keeps it. Nothing is held.

    Lines without lots, or with nothing in stock that is not set aside, are left out.
    """
    lines = open_lines([order_id])
    wishes = wishes_of(lines)
    demands = {line.order_line_id: None for line in lines if line.promised}
    seen = inventory_queries.lots_foreseen(demands, wishes, today) if demands else {}
    return {line_id: rules.lot_trace(wishes.get(line_id), lots) for line_id, lots in seen.items() if lots}


def lot_traces(order_id: UUID) -> dict[UUID, list[dict[str, Any]]]:
    """Why each line of an order got its lots, the newest shipment first; shipments that were given up are left out."""
    rows = ShipmentLine.objects.filter(order_line__order_id=order_id).exclude(shipment__state="cancelled")
    rows = rows.exclude(lot_trace={}).order_by("-shipment__made_at", "-shipment_id")
    found: dict[UUID, list[dict[str, Any]]] = {}
    for line_id, number, trace in rows.values_list("order_line_id", "shipment__number", "lot_trace"):
        found.setdefault(line_id, []).append({"shipment": number, **trace})
    return found


def lot_rules(customer_id: UUID) -> list[LotRule]:
    """How a customer takes lots, the rule for all items first, then by SKU."""
    rows = LotRule.objects.filter(customer_id=customer_id).select_related("item")
    return sorted(rows, key=lambda rule: (rule.item is not None, rule.item.sku if rule.item else "", rule.pk))


def rule_for(customer_id: UUID, item_id: UUID | None) -> QuerySet[LotRule]:
    """A customer's rule for an item; without one, for all others."""
    rows = LotRule.objects.filter(customer_id=customer_id)
    return rows.filter(item__isnull=True) if item_id is None else rows.filter(item_id=item_id)


def lot_rule(customer_id: UUID, rule_id: UUID) -> LotRule:
    """One of a customer's rules. Raises NotFound."""
    found = LotRule.objects.filter(pk=rule_id, customer_id=customer_id).select_related("item").first()
    if found is None:
        raise NotFound("There is no such rule. Load the page again.")
    return found
