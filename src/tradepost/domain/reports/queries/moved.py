"""Lines whose day moved, with what moved them: narrowed by purchase order and supplier, which sales does not know."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range, reference, uuids
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderLine

LEAST_DAYS = ("2", "4", "8", "15", "31")

# The lines of which the last comes with these purchase orders, and those that a change or an arrival of their goods
# covered otherwise since their customer was told last. The fact of an arrival bears the receipt's id.
_HIT = """
select d.id from inventory_supply s join inventory_promise p on p.supply_id = s.id
  join inventory_demand d on d.id = p.demand_id
where s.source_id = any(%s) and d.backordered = 0 and not exists (
  select from inventory_promise later join inventory_supply t on t.id = later.supply_id
  where later.demand_id = d.id and (t.expected_on, t.id) > (s.expected_on, s.id))
union
select hit.id from (
  select e.id as event_id, x.id::uuid as id from base_event e, jsonb_array_elements_text(e.data -> 'demand_ids') x(id)
  where e.name in ('inventory.supply_changed', 'inventory.demands_repegged') and e.subject_id in (
    select id from inventory_supply where source_id = any(%s)
    union all select id from purchasing_receipt where purchase_order_id = any(%s))) hit
join sales_order_line l on l.id = hit.id
where not exists (select from base_event t where t.subject_id = l.order_id and t.name = 'sales.dates_told'
  and t.id > hit.event_id and jsonb_exists(t.data -> 'lines', l.id::text))"""


def _hit_by(rows: Rows, purchase_order_ids: list[UUID]) -> Rows:
    return rows.filter(pk__in=RawSQL(_HIT, [purchase_order_ids] * 3))  # noqa: S611 constant, ids as parameters


def _of_orders(rows: Rows, values: list[str]) -> Rows:
    return _hit_by(rows, uuids(values))


def _of_suppliers(rows: Rows, values: list[str]) -> Rows:
    orders = PurchaseOrder.objects.filter(supplier_id__in=uuids(values)).exclude(state="draft")
    return _hit_by(rows, list(orders.values_list("pk", flat=True)))


def _by_days(rows: Rows, values: list[str]) -> Rows:
    """Moved by at least so many days, either way; a line that had or has no day is not among them."""
    least = min((int(value) for value in values if value in LEAST_DAYS), default=0)
    moved = Q(new_on__gte=F("promised_on") + least) | Q(new_on__lte=F("promised_on") - least)
    return rows.filter(moved)


def _rows(by: By) -> QuerySet[OrderLine]:
    return sales_queries.moved_lines(by)


MOVED_DATES: Listing[OrderLine] = Listing(
    name="moved_dates",
    rows=_rows,
    sorts={
        "told": ("told_day", "id"),
        "new": ("new_day", "id"),
        "order": ("order__number", "position"),
        "customer": ("order__customer_name", "told_day", "id"),
    },
    default_sort="told",
    filters={
        "move": choice("What happened", "move", sales_queries.MOVES),
        "days": Filter("Moved by", _by_days, "choice", tuple((days, days) for days in LEAST_DAYS)),
        "told": day_range("Told so far", "promised_on"),
        "new": day_range("New day", "new_on"),
        "customer": reference("Customer", "order__customer_id"),
        "rep": reference("Sales rep", "order__rep_id"),
        "order": reference("Order", "order_id"),
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "demand__warehouse_id"),
        "purchase_order": Filter("Purchase order", _of_orders, "reference"),
        "supplier": Filter("Supplier", _of_suppliers, "reference"),
    },
    search=sales_queries.search_lines,
    sums={
        "customers": Sum("Customers", "order__customer_id", distinct=True),
        "quantity": Sum("Open", "left_over"),
    },
)
"""Open lines whose day is another than the one told, the earliest told first. A told line leaves it."""


def lines_hit(by: By, purchase_order_id: UUID) -> dict[str, int]:
    """How many lines a purchase order gave another day than told, by what happened; one statement."""
    rows = _of_orders(_rows(by), [str(purchase_order_id)])
    found: dict[str, int] = {}
    for move in rows.order_by().values_list("move", flat=True):
        found[move] = found.get(move, 0) + 1
    return found
