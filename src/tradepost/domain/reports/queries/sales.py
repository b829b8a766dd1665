"""Sales by month, customer, item, rep or category: as invoiced, or as ordered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.access import queries as access_queries

# What a row is about: the key it is grouped by, and its words.
_GROUPS: dict[str, tuple[str, str]] = {
    "month": ("to_char(s.day, 'YYYY-MM')", "to_char(s.day, 'YYYY-MM')"),
    "customer": ("s.customer_id::text", "p.name"),
    "item": ("s.item_id::text", "it.sku || ' ' || it.name"),
    "rep": ("coalesce(s.rep_id::text, '')", "coalesce(nullif(u.name, ''), u.email, '')"),
    "category": ("coalesce(it.category_id::text, '')", "coalesce(cat.name, '')"),
}
GROUPS = tuple(_GROUPS)

# Revenue at the rate its entry was posted at, so that it equals the ledger; a credit note counts against
# the day of its own. The cost of a line is its share of what its shipment line cost; goods that were
# credited but not returned stay sold.
_INVOICED = """
  select i.invoiced_on as day, i.customer_id, i.rep_id, l.item_id, i.id as document_id,
         case i.kind when 'invoice' then l.quantity else -l.quantity end as quantity,
         case i.kind when 'invoice' then l.net else -l.net end * coalesce(e.rate, 1) as net,
         case i.kind when 'invoice' then l.quantity else -least(l.quantity, sl.returned) end
           * sl.value / nullif(sl.shipped, 0) as cost
  from billing_invoice i join billing_invoice_line l on l.invoice_id = i.id
  left join fulfilment_shipment_line sl on sl.id = l.shipment_line_id
  left join accounts_entry e on e.subject_id = i.id and e.kind = i.kind
  where i.state = 'posted' and i.invoiced_on >= %(since)s::date and i.invoiced_on < %(until)s::date"""

_ORDERED = """
  select (o.placed_at at time zone 'UTC')::date as day, o.customer_id, o.rep_id, l.item_id,
         o.id as document_id, l.quantity - l.cancelled as quantity,
         l.net * (l.quantity - l.cancelled) / l.quantity * o.rate as net, null::numeric as cost
  from sales_order o join sales_order_line l on l.order_id = o.id
  where o.state in ('confirmed', 'closed') and l.cancelled < l.quantity
    and o.placed_at >= %(since)s::date::timestamp at time zone 'UTC'
    and o.placed_at < %(until)s::date::timestamp at time zone 'UTC'"""
_BASES = {"invoiced": _INVOICED, "ordered": _ORDERED}
BASES = tuple(_BASES)


@dataclass(frozen=True, slots=True)
class SalesRow:
    """Sales of one group in base currency, without freight and tax; `quantity` in base units.

    `cost` is None for those who may not see it, and for orders, whose cost is not known yet.
    """

    key: str
    label: str
    documents: int
    quantity: int
    net: Decimal
    cost: Decimal | None

    @property
    def margin(self) -> Decimal | None:
        """Sales less cost."""
        return None if self.cost is None else self.net - self.cost


def sales_by(
    by: By,
    period: tuple[date, date],
    group: str = "month",
    *,
    basis: str = "invoiced",
    item_id: UUID | None = None,
    customer_id: UUID | None = None,
) -> list[SalesRow]:
    """Sales in a half-open range of days, months in order and all else the largest first.

    `group` is one of GROUPS, `basis` of BASES; of one item or customer where one is named; within the
    actor's scope. Raises Invalid.
    """
    if group not in _GROUPS or basis not in _BASES:
        raise Invalid(
            "This report does not exist.",
            fields={"group": f"One of {', '.join(GROUPS)}.", "basis": f"One of {', '.join(BASES)}."},
        )
    key, label = _GROUPS[group]
    asked = {
        "since": period[0],
        "until": period[1],
        "customer": by.scope.get("customer"),
        "rep": by.scope.get("rep"),
        "item": item_id,
        "only": customer_id,
        "cost": access_queries.may(by, "catalog.read_cost") and basis == "invoiced",
    }
    return sql.rows_as(
        SalesRow,
        f"""select {key}, {label}, count(distinct s.document_id), sum(s.quantity)::bigint,
                   round(sum(s.net), 2),
                   case when %(cost)s then round(coalesce(sum(s.cost), 0), 2) end
            from ({_BASES[basis]}) s
            join catalog_item it on it.id = s.item_id
            join parties_customer c on c.id = s.customer_id
            join parties_party p on p.id = c.party_id
            left join catalog_category cat on cat.id = it.category_id
            left join access_user u on u.id = s.rep_id
            where (%(customer)s::uuid is null or s.customer_id = %(customer)s::uuid)
              and (%(rep)s::uuid is null or c.rep_id = %(rep)s::uuid)
              and (%(item)s::uuid is null or s.item_id = %(item)s::uuid)
              and (%(only)s::uuid is null or s.customer_id = %(only)s::uuid)
            group by 1, 2 order by {"1" if group == "month" else "5 desc, 2, 1"}""",  # noqa: S608 constants only
        asked,
    )
