"""100,000 open lines, and one purchase order that comes five days later: which lines have another day than told."""

from __future__ import annotations

import json
import random
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from bench.clients import Caller
from bench.company import Company

ORDERS, LINES, PURCHASES = 10_000, 10, 200
SLIPS_DAYS = 5

RAW = """select l.id, o.number, o.customer_name, l.sku, l.promised_on, s.expected_on
  from inventory_supply s join inventory_promise p on p.supply_id = s.id
  join inventory_demand d on d.id = p.demand_id join sales_order_line l on l.id = d.id
  join sales_order o on o.id = l.order_id
  where s.source_id = '{purchase}' and o.state = 'confirmed' and d.backordered = 0 and s.expected_on > l.promised_on
  order by l.promised_on, l.id"""
"""Of this company, where each line waits for one supply; it knows neither scope nor cuts nor what was told since."""


def fill(company: Company) -> tuple[UUID, str, date]:
    """Open lines, half of them on one of 200 purchase orders. Gives one of these, its line and its day."""
    from tradepost.base.by import system
    from tradepost.base.ids import new_id, new_ids
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.parties import commands as parties
    from tradepost.domain.pricing import commands as pricing
    from tradepost.domain.pricing.models import PriceList
    from tradepost.domain.purchasing import commands as purchasing
    from tradepost.domain.sales import commands as sales

    now = datetime.now(UTC)
    by, rng = system(now, "Bench"), random.Random(1)
    supplier, items = new_id(now), new_ids(now, PURCHASES)
    parties.create_supplier(by, supplier_id=supplier, name="Slow Supply", currency="USD")
    catalog.create_items(
        by, items=[catalog.ItemInput(i, f"SLOW-{n}", f"Slow {n}") for n, i in enumerate(items)]
    )
    rows = [pricing.PriceInput(Decimal(10), item_id=i) for i in items]
    pricing.set_prices(by, price_list_id=PriceList.objects.get(is_base=True, currency="USD").id, rows=rows)
    day, orders = now.date() + timedelta(days=20), new_ids(now, PURCHASES)
    for order_id, item in zip(orders, items, strict=True):
        line = purchasing.PurchaseLineInput(item, Decimal(100_000), unit_price=Decimal(5), expected_on=day)
        purchasing.order_from_supplier(by, purchase_order_id=order_id, supplier_id=supplier, lines=[line])
    for _ in range(ORDERS // 500):
        sales.place_orders(by, orders=[
            sales.OrderInput(
                new_id(now), rng.choice(company.customers), confirm=True,
                lines=[
                    sales.LineInput(i, Decimal(rng.randint(1, 9)))
                    for i in (*rng.sample(company.items, LINES // 2), *rng.sample(items, LINES // 2))
                ],
            )
            for _ in range(500)
        ])  # fmt: skip
    from django.db import connection

    connection.cursor().execute("vacuum analyze")
    (line_id,) = _lines(orders[0])
    return orders[0], str(line_id), day


def _lines(order_id: UUID) -> list[UUID]:
    from tradepost.domain.purchasing import queries

    return [line.id for line in queries.lines_of(order_id)]


class Slipped:
    """What a purchase order that slipped comes to, asked over HTTP."""

    def __init__(self, company: Company, port: int) -> None:
        self.purchase, self.line, self.day = fill(company)
        self.caller = Caller(company, port)

    def slip(self) -> float:
        """The supplier names the later day. Gives the milliseconds."""
        body = {"lines": [{"line_id": self.line, "expected_on": self.day + timedelta(days=SLIPS_DAYS)}]}
        began = time.perf_counter()
        status, answer = self.caller.call(
            "POST", f"/api/v1/purchase-orders/{self.purchase}/acknowledge", body
        )
        if status != 200:
            raise RuntimeError(f"{status} {answer[:300]!r}")
        return (time.perf_counter() - began) * 1000

    @property
    def path(self) -> str:
        """All lines that it hit, on one page."""
        return f"/api/v1/moved-dates?purchase_order={self.purchase}&limit=500"

    def lines(self) -> list[dict[str, object]]:
        """As the product tells them."""
        return list(json.loads(self.caller.call("GET", self.path)[1])["items"])

    def raw_lines(self) -> set[str]:
        """As the hand-written query tells them."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(RAW.replace("{purchase}", str(self.purchase)))
            return {str(row[0]) for row in cursor.fetchall()}

    def draft(self, customer_id: object) -> float:
        """A customer's notice as it would be sent. Gives the milliseconds."""
        began = time.perf_counter()
        status, answer = self.caller.call("GET", f"/api/v1/customers/{customer_id}/new-dates")
        if status != 200 or not json.loads(answer)["text"]:
            raise RuntimeError(f"{status} {answer[:300]!r}")
        return (time.perf_counter() - began) * 1000
