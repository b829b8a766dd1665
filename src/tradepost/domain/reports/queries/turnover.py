"""How items turned over: their class, what goes slowly, what does not go at all, and what is tied up in it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, When
from django.db.models.functions import Cast

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, Sum, choice, flag, reference
from tradepost.domain.reports.models import Turnover
from tradepost.domain.reports.rules import DEAD_DAYS, SLOW_DAYS, TURNOVER_DAYS


@dataclass(frozen=True, slots=True)
class TurnedOver:
    """What left of an item for customers in a period, when some left last and when it first came."""

    position_id: int
    item_id: UUID
    gone: int
    gone_value: Decimal
    gone_at: datetime | None
    came_at: datetime | None


def unclassed_warehouse(until: date) -> UUID | None:
    """A warehouse with stock whose turnover is not known up to this day."""
    found = sql.one(
        """select w.id from inventory_warehouse w
           where exists (select from inventory_position p where p.warehouse_id = w.id)
             and not exists (select from inventory_position p join reports_turnover t on t.position_id = p.id
                             where p.warehouse_id = w.id and t.until_on = %s)
           order by w.made_at, w.id limit 1""",
        [until],
    )
    return found[0] if found else None


def turned_over(warehouse_id: UUID, since: datetime, until: datetime) -> list[TurnedOver]:
    """Every item of a warehouse; one statement.

    Reads the moves of the period by their age. Of each item of which nothing left then, it reads backwards by an
    index to its last move to a customer; where there is none, its first move.
    """
    return sql.rows_as(
        TurnedOver,
        """with c as materialized (
             select id from inventory_place where warehouse_id = %(warehouse)s and kind = 'customer'),
           g as (
             select m.item_id, sum(m.quantity)::bigint as gone, sum(m.value) as value, max(m.at) as at
             from inventory_move m where m.at >= %(since)s and m.at < %(until)s
               and m.to_place_id in (select id from c) group by m.item_id)
           select o.id, o.item_id, coalesce(g.gone, 0), coalesce(g.value, 0), coalesce(g.at, l.at), f.at
           from inventory_position o left join g on g.item_id = o.item_id
             left join lateral (
               select m.at from inventory_move m
               where g.item_id is null and m.item_id = o.item_id and m.at < %(since)s
                 and m.to_place_id = any(array(select id from c))
               order by m.item_id desc, m.at desc limit 1) l on true
             left join lateral (
               select m.at from inventory_move m join inventory_place p on p.id = m.to_place_id
               where g.item_id is null and l.at is null and m.item_id = o.item_id
                 and p.warehouse_id = %(warehouse)s
               order by m.at limit 1) f on true
           where o.warehouse_id = %(warehouse)s order by o.id""",
        {"warehouse": warehouse_id, "since": since, "until": until},
    )


def _turnover(by: By) -> "QuerySet[Turnover]":
    """What the company sold is nothing for those who see only some customers; what is a supplier's ties up nothing."""
    rows = Turnover.objects.select_related("position__item", "position__warehouse")
    rows = rows.filter(position__of_supplier=False).exclude(position__item__state="withdrawn")
    rows = rows.annotate(
        item_id=F("position__item_id"),
        warehouse_id=F("position__warehouse_id"),
        lying=F("position__on_hand") + F("position__unsellable"),
    ).annotate(
        lasts_days=Case(
            When(gone__gt=0, then=Cast(F("lying") * TURNOVER_DAYS / F("gone"), BigIntegerField())),
            default=None,
        )
    )
    if "rep" in by.scope or "customer" in by.scope:
        return rows.none()
    return rows.filter(position__warehouse_id=by.scope["warehouse"]) if "warehouse" in by.scope else rows


TURNOVER: Listing[Turnover] = Listing(
    name="turnover",
    rows=_turnover,
    sorts={
        "sku": ("position__item__sku", "pk"),
        "gone": ("gone", "pk"),
        "idle": ("idle_days", "pk"),
        "on_hand": ("lying", "pk"),
        "letter": ("letter", "pk"),
        "gone_value": ("gone_value", "pk"),
        "tied": ("position__value", "pk"),
    },
    default_sort="-gone",
    filters={
        "letter": choice("Class", "letter", (("A", "A"), ("B", "B"), ("C", "C"))),
        "slow": flag("Slow", Q(lying__gt=0, idle_days__gte=SLOW_DAYS)),
        "dead": flag("Dead", Q(lying__gt=0, idle_days__gte=DEAD_DAYS)),
        "lying": flag("Lies there", Q(lying__gt=0)),
        "gone": flag("Went", Q(gone__gt=0)),
        "warehouse": reference("Warehouse", "position__warehouse_id"),
        "item": reference("Item", "position__item_id"),
        "category": reference("Category", "position__item__category_id"),
    },
    search=lambda rows, text: rows.filter(having(text, "position__item__found_by")),
    sums={
        "items": Sum("Items", "position__item_id", distinct=True),
        "gone": Sum("Went to customers", "gone"),
        "on_hand": Sum("On hand", "lying"),
        "gone_value": Sum("Worth of that", "gone_value"),
        "tied": Sum("Tied up", "position__value"),
    },
)
"""How each item turned over in each warehouse, as of the beginning of the day; what lies there is of now."""
