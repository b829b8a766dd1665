"""What needs a person today, with the first rows of each kind: as `today` counts it, and how long it waits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.reports.queries.today import COUNTS, asked_on

MOST = 10_000
"""Beyond so many nobody counts on: the number is "more than"."""
FIRST = 3


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: the document to open, what it is called, whose it is, and since when it waits."""

    id: UUID
    label: str
    who: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: how many, the oldest day, and the first rows, the oldest first.

    Of more than MOST `count` is MOST + 1, and the oldest day is that of those that were counted.
    """

    count: int
    oldest: date | None = None
    first: tuple[WaitingRow, ...] = ()


def _day(moment: str) -> str:
    return f"({moment} at time zone 'UTC')::date"


# What is shown of a row: the document to open, its label, whose it is, since when it waits.
_ORDER = ("o.id", "o.number", "o.customer_name", _day("o.placed_at"))
_QUOTE = ("q.id", "q.number", "q.customer_name")
_SHIPMENT = ("s.id", "s.number", "o.customer_name")
_CUSTOMER_OF = """(select n.name from parties_customer k join parties_party n on n.id = k.party_id
  where k.id = {}.customer_id)"""
_RETURN = ("r.id", "r.number", _CUSTOMER_OF.format("r"))
_PURCHASE = ("p.id", "p.number", "p.supplier_name")
_COUNT = ("c.id", "c.number", "(select w.code from inventory_warehouse w where w.id = c.warehouse_id)")
_TRANSFER = (
    "t.id",
    "t.number",
    """(select f.code || ' → ' || w.code from inventory_warehouse f, inventory_warehouse w
        where f.id = t.from_warehouse_id and w.id = t.to_warehouse_id)""",
)
_RECEIPT = """(select {} from purchasing_receipt_line rl join purchasing_receipt rc on rc.id = rl.receipt_id
  join purchasing_purchase_order po on po.id = rc.purchase_order_id
  join catalog_item it on it.id = rl.item_id where rl.id = v.receipt_line_id)"""
_DUE_ON = "(select min(d.due_on) from accounts_due d where d.document_id = i.id and d.settled < d.upto)"
_SHOWN: dict[str, tuple[str, str, str, str]] = {
    "quotes_waiting": (*_QUOTE, _day("q.sent_at")),
    "quotes_drafted": (*_QUOTE, _day("q.made_at")),
    "orders_to_confirm": _ORDER,
    "orders_held": _ORDER,
    "standing_failed": ("t.id", "t.name", _CUSTOMER_OF.format("t"), "d.due_on"),
    "orders_to_release": _ORDER,
    "orders_late": (
        *_ORDER[:3],
        """(select min(coalesce(l.ships_on, l.promised_on, l.requested_on, o.requested_on)) from sales_order_line l
            where l.order_id = o.id and l.quantity > l.shipped + l.cancelled)""",
    ),
    "dates_to_tell": ("o.id", "o.number", "o.customer_name", "l.promised_on"),
    "lines_backordered": (
        "o.id",
        "(select it.sku from catalog_item it where it.id = d.item_id)",
        "o.customer_name",
        "d.needed_on",
    ),
    "items_to_allocate": (
        "i.id",
        "i.sku",
        "i.name",
        """(select min(d.needed_on) from inventory_demand d where d.warehouse_id = p.warehouse_id
             and d.item_id = p.item_id and d.quantity > d.promised_stock)""",
    ),
    "shipments_to_pick": (*_SHIPMENT, _day("s.made_at")),
    "shipments_to_send": (*_SHIPMENT, _day("s.packed_at")),
    "shipments_to_invoice": (*_SHIPMENT, _day("s.shipped_at")),
    "invoices_overdue": (
        "i.id",
        "i.number",
        "i.customer_name",
        _DUE_ON,
    ),
    "payments_unmatched": ("p.id", "p.number", _CUSTOMER_OF.format("p"), "p.paid_on"),
    "returns_to_decide": (*_RETURN, _day("r.made_at")),
    "returns_expected": (*_RETURN, _day("r.authorised_at")),
    "returns_to_inspect": (*_RETURN, _day("r.received_at")),
    "returns_to_settle": (*_RETURN, _day("r.inspected_at")),
    "disputes_to_answer": ("d.id", "d.number", "d.customer_name", "d.due_on"),
    "purchases_to_send": (*_PURCHASE, _day("p.made_at")),
    "purchases_due": (*_PURCHASE, "p.expected_on"),
    "purchases_late": (*_PURCHASE, "p.expected_on"),
    "counts_to_count": (*_COUNT, "c.planned_on"),
    "counts_to_recount": (*_COUNT, _day("c.started_at")),
    "counts_to_review": (*_COUNT, _day("coalesce(c.finished_at, c.started_at)")),
    "corrections_waiting": ("c.id", "c.number", "c.asked_by", _day("c.asked_at")),
    "transfers_to_send": (*_TRANSFER, _day("t.released_at")),
    "transfers_to_receive": (*_TRANSFER, "t.expected_on"),
    "transfer_discrepancies": (*_TRANSFER, _day("x.made_at")),
    "exemptions_to_renew": ("e.id", "e.certificate", _CUSTOMER_OF.format("e"), "e.valid_until"),
    "variances_open": (
        _RECEIPT.format("rc.id"),
        _RECEIPT.format("it.sku"),
        _RECEIPT.format("po.supplier_name"),
        _day("v.made_at"),
    ),
}
KINDS = tuple(_SHOWN)


def waiting(by: By, kinds: Sequence[str]) -> dict[str, Waiting]:
    """These kinds of work within the actor's scope, on the day of `by.now`; one statement, whatever waits.

    For days that moved, those of `sales_queries.arrivals` before it.
    """
    asked = [kind for kind in kinds if kind in _SHOWN]
    if not asked:
        return {}
    params = {**asked_on(by, asked), "most": MOST + 1, "first": FIRST}
    found = sql.rows(f"select {', '.join(_statement(kind) for kind in asked)}", params)[0]
    return {kind: _waiting(told) for kind, told in zip(asked, found, strict=True)}


def _statement(kind: str) -> str:
    document, label, who, since = _SHOWN[kind]
    return f"""(with w as (
        select {document} as id, {label} as label, {who} as who, {since} as since
        from {COUNTS[kind]} limit %(most)s)
      select jsonb_build_object('count', count(*), 'oldest', min(since), 'first', (
        select jsonb_agg(f) from (select * from w order by since, label limit %(first)s) f)) from w)"""  # noqa: S608


def _waiting(text: str) -> Waiting:
    told: dict[str, Any] = json.loads(text)
    rows = tuple(
        WaitingRow(UUID(row["id"]), row["label"] or "", row["who"] or "", _date(row["since"]))
        for row in told["first"] or ()
    )
    return Waiting(told["count"], _date(told["oldest"]), rows)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def newest_fact() -> int:
    """The number of the newest fact on the feed: while it stays, nothing that is counted has changed."""
    found = sql.one("select max(id) from base_event")
    return found[0] or 0 if found else 0
