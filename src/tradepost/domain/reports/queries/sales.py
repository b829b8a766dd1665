"""Sales by month, customer, item, rep or category: as invoiced, or as ordered."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports.queries._rows import rows_in
from tradepost.domain.reports.queries.sums import reading_of
from tradepost.domain.reports.rules import NOBODY, Days

_NO_WORDS = ""
# What a row is about: what it is grouped by, its key, its words, and where the words stand.
_GROUPS: dict[str, tuple[str, str, str, str]] = {
    "month": (
        "date_trunc('month', s.day::timestamp)",
        "to_char(g.of, 'YYYY-MM')",
        "to_char(g.of, 'YYYY-MM')",
        _NO_WORDS,
    ),
    "customer": (
        "s.customer_id",
        "g.of::text",
        "p.name",
        "join parties_customer named on named.id = g.of join parties_party p on p.id = named.party_id",
    ),
    "item": (
        "s.item_id",
        f"coalesce(nullif(g.of, '{NOBODY}')::text, '')",
        "coalesce(it.sku || ' ' || it.name, '')",
        "left join catalog_item it on it.id = g.of",
    ),
    "rep": (
        "s.rep_id",
        "coalesce(g.of::text, '')",
        "coalesce(nullif(u.name, ''), u.email, '')",
        "left join access_user u on u.id = g.of",
    ),
    "category": (
        "sold.category_id",
        "coalesce(g.of::text, '')",
        "coalesce(cat.name, '')",
        "left join catalog_category cat on cat.id = g.of",
    ),
}
GROUPS = tuple(_GROUPS)
_WHOLE = ("0", "''", "''", _NO_WORDS)
BASES = ("invoiced", "ordered")
# Which kind of sum tells a group, and by what its rows are to be summed as well.
_KINDS = {
    "all": "",
    "customer": ", customer_id, rep_id",
    "item": ", item_id",
}


@dataclass(frozen=True, slots=True)
class SalesRow:
    """Sales of one group in base currency, without freight and tax; `quantity` in base units.

    `cost` is None for those who may not see it, and for orders, whose cost is not known yet. `documents` is
    None by category: one document counts in several.
    """

    key: str
    label: str
    documents: int | None
    quantity: int
    net: Decimal
    cost: Decimal | None

    @property
    def margin(self) -> Decimal | None:
        """Sales less cost."""
        return None if self.cost is None else self.net - self.cost


def sales_in(by: By, period: Days, *, basis: str = "invoiced") -> SalesRow:
    """All sales in a half-open range of days, rounded once: groups that were rounded each add up to something else."""
    return (_sums(by, period, "whole", basis) or [SalesRow("", "", 0, 0, ZERO, None)])[0]


def sales_by(
    by: By,
    period: Days,
    group: str = "month",
    *,
    basis: str = "invoiced",
    item_id: UUID | None = None,
    customer_id: UUID | None = None,
) -> list[SalesRow]:
    """Sales in a half-open range of days, months in order and all else the largest first.

    `group` is one of GROUPS, `basis` of BASES; of one item or customer where one is named; within the
    actor's scope. From sums by day and month where these are up to date and know enough, from the rows
    otherwise; the answer is the same. Raises Invalid.
    """
    if group not in _GROUPS or basis not in BASES:
        raise Invalid(
            "This report does not exist.",
            fields={"group": f"One of {', '.join(GROUPS)}.", "basis": f"One of {', '.join(BASES)}."},
        )
    return _sums(by, period, group, basis, item_id, customer_id)


def _sums(
    by: By,
    period: Days,
    group: str,
    basis: str,
    item_id: UUID | None = None,
    customer_id: UUID | None = None,
) -> list[SalesRow]:
    asked = {
        "customer": by.scope.get("customer"),
        "rep": by.scope.get("rep"),
        "item": item_id,
        "only": customer_id,
        "cost": access_queries.may(by, "catalog.read_cost") and basis == "invoiced",
    }
    kind = _kind_of(group, asked)
    figures = _from_sums(basis, kind, period, asked) if kind else _from_rows(basis, period, asked)
    of, key, label, joined = _GROUPS.get(group, _WHOLE)
    documents = "null::bigint" if group == "category" else "g.documents"
    return sql.rows_as(
        SalesRow,
        f"""select {key}, {label}, {documents}, g.quantity, round(g.net, 2),
                   case when %(cost)s then round(g.cost, 2) end
            from (
              select {of} as of, sum(s.documents)::bigint as documents, sum(s.quantity)::bigint as quantity,
                     sum(s.net) as net, sum(s.cost) as cost
              from ({figures}) s {_ITEMS if group == "category" else ""} {_SCOPED if asked["rep"] else ""}
              where (%(customer)s::uuid is null or s.customer_id = %(customer)s::uuid)
                and (%(item)s::uuid is null or s.item_id = %(item)s::uuid)
                and (%(only)s::uuid is null or s.customer_id = %(only)s::uuid)
              group by 1) g {joined}
            order by {"1" if group == "month" else "5 desc, 2, 1"}""",  # noqa: S608 constants only
        asked,
    )


_ITEMS = "left join catalog_item sold on sold.id = s.item_id"
_SCOPED = "join parties_customer own on own.id = s.customer_id and own.rep_id = %(rep)s::uuid"


def _kind_of(group: str, asked: dict[str, Any]) -> str:
    """The kind of sum that answers: none where items and customers are asked for at once."""
    of_customers = bool(asked["customer"] or asked["rep"] or asked["only"]) or group in {"customer", "rep"}
    of_items = bool(asked["item"]) or group in {"item", "category"}
    if of_customers and of_items:
        return ""
    return "customer" if of_customers else "item" if of_items else "all"


def _from_sums(basis: str, kind: str, period: Days, asked: dict[str, Any]) -> str:
    """What the sums know of the period, and beside it the sums of the rows that they do not know yet."""
    found = reading_of(basis, period)
    asked.update(basis=basis, kind=kind, months=found.months, days=found.days)
    keys = _KINDS[kind]
    named = [
        f"s.subject_id as {name}" if name == f"{kind}_id" else f"null::uuid as {name}"
        for name in ("customer_id", "item_id")
    ]
    own = [name if name in keys else f"null::uuid as {name}" for name in ("customer_id", "item_id", "rep_id")]
    return f"""
      select s.starts_on as day, {", ".join(named)}, nullif(s.rep_id, '{NOBODY}') as rep_id,
             s.documents, s.quantity, s.net, s.cost
      from reports_sales_sum s where s.basis = %(basis)s and s.kind = %(kind)s
        and (s.span, s.starts_on) in (
          select 'month', unnest(%(months)s::date[]) union all select 'day', unnest(%(days)s::date[]))
      union all
      select day, {", ".join(own)}, count(distinct document_id), sum(quantity), sum(net), coalesce(sum(cost), 0)
      from ({rows_in(basis, found.rows, asked)}) r group by day{keys}"""  # noqa: S608 constants only


# Said again where the rows are, for the indexes to be used.
_NARROWED = {
    "invoiced": (
        " and i.customer_id in (select id from parties_customer where rep_id = %(rep)s::uuid)",
        """ and l.id in (
              select n.id from billing_invoice_line n join sales_order_line o on o.id = n.order_line_id
              where o.item_id = %(item)s::uuid
              union all
              select id from billing_invoice_line where order_line_id is null and item_id = %(item)s::uuid)""",
    ),
    "ordered": (
        " and o.customer_id in (select id from parties_customer where rep_id = %(rep)s::uuid)",
        " and l.item_id = %(item)s::uuid",
    ),
}


def _from_rows(basis: str, period: Days, asked: dict[str, Any]) -> str:
    of_rep, of_item = _NARROWED[basis]
    also = f"{of_rep if asked['rep'] else ''}{of_item if asked['item'] else ''}"
    return f"""
      select day, customer_id, item_id, rep_id, document_id, 1 as documents, sum(quantity) as quantity,
             sum(net) as net, coalesce(sum(cost), 0) as cost
      from ({rows_in(basis, [period], asked, also)}) r group by 1, 2, 3, 4, 5"""  # noqa: S608 constants only
