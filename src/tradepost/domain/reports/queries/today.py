"""What needs a person today: one number per kind of work, each the length of a list."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.reports.queries.exemptions import TO_RENEW
from tradepost.domain.reports.queries.work import scope_of
from tradepost.domain.sales import queries as sales_queries


@dataclass(frozen=True, slots=True)
class Today:
    """Counts within the actor's scope. Who is limited to some customers has no purchasing to do."""

    quotes_waiting: int
    quotes_drafted: int
    orders_to_confirm: int
    orders_held: int
    standing_failed: int
    orders_to_release: int
    orders_late: int
    dates_to_tell: int
    lines_backordered: int
    items_to_allocate: int
    shipments_to_pick: int
    shipments_to_send: int
    shipments_to_invoice: int
    invoices_overdue: int
    payments_unmatched: int
    returns_to_decide: int
    returns_expected: int
    returns_to_inspect: int
    returns_to_settle: int
    disputes_to_answer: int
    purchases_to_send: int
    purchases_due: int
    purchases_late: int
    variances_open: int
    counts_to_count: int
    counts_to_recount: int
    counts_to_review: int
    corrections_waiting: int
    transfers_to_send: int
    transfers_to_receive: int
    transfer_discrepancies: int
    exemptions_to_renew: int


_OURS = "(%(customer)s::uuid is null and %(rep)s::uuid is null)"
_CUSTOMER = """(%(customer)s::uuid is null or {0}.customer_id = %(customer)s::uuid)
  and (%(rep)s::uuid is null or exists (
    select from parties_customer c where c.id = {0}.customer_id and c.rep_id = %(rep)s::uuid))"""
_WAREHOUSE = "(%(warehouse)s::uuid is null or {0}.warehouse_id = %(warehouse)s::uuid)"
# Whoever works in a warehouse sees what is served from it, wholly or in part.
_ORDER = f"""{_CUSTOMER.format("o")}
  and (%(warehouse)s::uuid is null or o.warehouse_id = %(warehouse)s::uuid or exists (
    select from sales_order_line f where f.order_id = o.id and f.warehouse_id = %(warehouse)s::uuid))"""
_SHIPMENTS = f"""fulfilment_shipment s join sales_order o on o.id = s.order_id
  where {_CUSTOMER.format("o")} and {_WAREHOUSE.format("s")}"""
_DUE = f"""purchasing_purchase_order p where p.state in ('sent', 'acknowledged') and p.open_quantity > 0
  and {_OURS} and {_WAREHOUSE.format("p")}"""
_COUNTS = f"counting_count c where {_OURS} and {_WAREHOUSE.format('c')}"
_HERE = "(%(warehouse)s::uuid is null or {0} = %(warehouse)s::uuid)"
_RETURNS = f"returns_return r where {_CUSTOMER.format('r')} and {_WAREHOUSE.format('r')}"

# The day of arrival of what is there on a day, where handling and transit say more than that day.
_ARRIVES = "coalesce(((select %(days)s::jsonb) ->> (k.way || '|' || {0}))::date, {1})"
# Each counts what stands after `from`; the names are the fields above.
COUNTS: dict[str, str] = {
    "quotes_waiting": f"sales_quote q where q.state = 'sent' and {_CUSTOMER.format('q')}",
    "quotes_drafted": f"sales_quote q where q.state = 'draft' and {_CUSTOMER.format('q')}",
    "orders_to_confirm": f"sales_order o where o.state in ('draft', 'submitted') and {_ORDER}",
    "orders_held": f"sales_order o where o.state = 'confirmed' and o.held and {_ORDER}",
    "standing_failed": f"""sales_standing_date d join sales_standing_order t on t.id = d.standing_id
      where d.state = 'failed' and {_CUSTOMER.format("t")}""",
    "orders_to_release": f"""sales_order o join lateral (
        select sum(case when (d.promised_stock - d.reserved) * 100 >= (d.quantity - d.reserved) * d.minimum_fill_percent
                     then d.promised_stock - d.reserved else 0 end) as ready, sum(d.quantity) as open
        from inventory_demand d where d.document_id = o.id and {_WAREHOUSE.format("d")}) d on d.ready > 0
      where o.state = 'confirmed' and not o.held and (not o.ship_complete or d.ready = d.open) and {_ORDER}""",  # noqa: S608
    "orders_late": f"""sales_order o where o.state = 'confirmed' and {_ORDER} and exists (
        select from sales_order_line l where l.order_id = o.id and l.quantity > l.shipped + l.cancelled
          and coalesce(l.ships_on, l.promised_on, l.requested_on, o.requested_on) < %(day)s::date)""",
    # As sales.queries.moved_lines; most lines are there since the day told, and are passed over first.
    "dates_to_tell": f"""inventory_demand d join sales_order_line l on l.id = d.id
      join sales_order o on o.id = d.document_id
      left join lateral (
        select max(s.expected_on) as day from inventory_promise p join inventory_supply s on s.id = p.supply_id
        where p.demand_id = d.id) s on d.promised_supply > 0
      cross join lateral (select (select %(ways)s::jsonb) ->> case
        when l.warehouse_id is null then concat(o.warehouse_id, '|', o.carrier_id, '|', o.transit_id)
        else concat(l.warehouse_id, '|', l.carrier_id, '|', l.transit_id) end as way) k
      where d.quantity > 0 and o.state = 'confirmed' and {_CUSTOMER.format("o")} and {_WAREHOUSE.format("d")}
        and (d.promised_stock < d.quantity or l.promised_on is null or l.promised_on > %(day)s::date or l.way_changed)
        and case when d.backordered > 0 then l.promised_on is not null
                 when l.promised_on is null then coalesce(s.day, %(day)s::date) >= %(day)s::date
                 when {_ARRIVES.format("s.day", "s.day")} > l.promised_on then true
                 when l.way_changed and s.day is null and {_ARRIVES.format("'now'", "null")} > l.promised_on then true
                 else l.promised_on > greatest({_ARRIVES.format("s.day", "s.day")},
                   {_ARRIVES.format("case when s.day is null then 'now' else 'soon' end", "%(day)s::date")})
            end""",  # noqa: S608
    "lines_backordered": f"""inventory_demand d join sales_order o on o.id = d.document_id
      where d.quantity > 0 and d.backordered > 0 and {_ORDER}""",
    # As inventory.queries.SHORTAGES, where of several one holds stock that is not set aside.
    "items_to_allocate": f"""inventory_position p join catalog_item i on i.id = p.item_id
      where {_OURS} and {_WAREHOUSE.format("p")} and exists (
        select from inventory_demand d where d.warehouse_id = p.warehouse_id and d.item_id = p.item_id
          and d.quantity > 0 and d.promised_stock > d.reserved)
        and (select count(*) from inventory_demand d where d.warehouse_id = p.warehouse_id
          and d.item_id = p.item_id and d.quantity > d.reserved and d.quantity > 0) > 1
        and (p.backordered > 0 or p.incoming > 0 and exists (
          select from inventory_demand d join inventory_promise g on g.demand_id = d.id
            join inventory_supply s on s.id = g.supply_id
          where d.warehouse_id = p.warehouse_id and d.item_id = p.item_id and d.quantity > 0
            and s.expected_on > d.needed_on))""",  # noqa: S608
    "shipments_to_pick": f"{_SHIPMENTS} and s.state in ('planned', 'picking')",
    "shipments_to_send": f"{_SHIPMENTS} and s.state = 'packed'",
    "shipments_to_invoice": f"""{_SHIPMENTS} and s.shipped_at is not null
      and o.id in (select id from sales_order where state = 'confirmed'
                   union select order_id from billing_invoice where bill_again)
      and exists (
        select from fulfilment_shipment_line sl
        left join lateral (
          select sum(il.quantity - il.reopened) as billed, sum(il.credited - il.reopened) as settled
          from billing_invoice_line il where il.shipment_line_id = sl.id and il.credits_id is null) b on true
        where sl.shipment_id = s.id and sl.shipped
          > coalesce(b.billed, 0) + greatest(0, sl.returned - coalesce(b.settled, 0)))""",  # noqa: S608
    "invoices_overdue": f"""billing_invoice i where i.settled < i.total and i.kind = 'invoice'
      and exists (select from accounts_due d where d.document_id = i.id and d.settled < d.upto
        and d.due_on < %(day)s::date) and {_CUSTOMER.format("i")}""",
    "payments_unmatched": f"""billing_payment p where p.allocated < p.amount and p.order_id is null
      and {_CUSTOMER.format("p")}""",
    "returns_to_decide": f"{_RETURNS} and r.state = 'requested'",
    "returns_expected": f"{_RETURNS} and r.state = 'authorised'",
    "returns_to_inspect": f"{_RETURNS} and r.state = 'received'",
    "returns_to_settle": f"{_RETURNS} and r.state = 'inspected'",
    "disputes_to_answer": f"""service_dispute d where d.state = 'open'
      and (d.owner_id is null or d.owner_id = %(me)s::uuid) and {_CUSTOMER.format("d")}
      and (%(warehouse)s::uuid is null or exists (select from sales_order o where o.id = d.order_id and {_ORDER}))""",
    "purchases_to_send": f"""purchasing_purchase_order p where p.state in ('draft', 'approved')
      and {_OURS} and {_WAREHOUSE.format("p")}""",
    "purchases_due": f"{_DUE} and p.expected_on = %(day)s::date",
    "purchases_late": f"{_DUE} and p.expected_on < %(day)s::date",
    "counts_to_count": f"""{_COUNTS} and c.planned_on <= %(day)s::date and (c.state = 'planned'
      or c.state = 'counting' and c.lines_count > c.counted_count + c.recount_count)""",
    "counts_to_recount": f"{_COUNTS} and c.state = 'counting' and c.recount_count > 0",
    "counts_to_review": f"""{_COUNTS} and (c.state = 'review'
      or c.state = 'counting' and c.lines_count = c.counted_count)""",
    "corrections_waiting": f"""corrections_correction c where c.state = 'waiting' and {_OURS}
      and {_WAREHOUSE.format("c")}""",
    "transfers_to_send": f"""transfers_transfer t where t.state = 'released' and {_OURS}
      and {_HERE.format("t.from_warehouse_id")}""",
    "transfers_to_receive": f"""transfers_transfer t where t.state = 'in_transit' and t.expected_on <= %(day)s::date
      and {_OURS} and {_HERE.format("t.to_warehouse_id")}""",
    "transfer_discrepancies": f"""transfers_discrepancy x join transfers_transfer t on t.id = x.transfer_id
      where x.state = 'open' and {_OURS} and (%(warehouse)s::uuid is null
        or %(warehouse)s::uuid in (t.from_warehouse_id, t.to_warehouse_id))""",
    "exemptions_to_renew": f"{TO_RENEW.format(day='%(day)s::date')} and {_CUSTOMER.format('e')}",
    "variances_open": f"purchasing_variance v where v.state = 'open' and {_OURS}",
}


def asked_on(by: By, names: Collection[str]) -> dict[str, object]:
    """What these counts ask with: the actor's scope, the day, and when goods of open orders arrive."""
    reached = sales_queries.arrivals(by) if "dates_to_tell" in names else sales_queries.Arrivals()
    return {
        **scope_of(by),
        "me": by.actor_id,
        "day": by.now.date(),
        "ways": reached.ways,
        "days": reached.days,
    }


def today(by: By) -> Today:
    """All counts on the day of `by.now` in one statement, after those of `sales_queries.arrivals`."""
    names = [field.name for field in fields(Today)]
    counts = ",\n".join(f"(select count(*) from {COUNTS[name]})" for name in names)  # noqa: S608
    found = sql.rows_as(Today, f"select {counts}", asked_on(by, names))
    return found[0]
