"""`python -m bench [--seconds S] [--only NAME]`: each measure beside raw SQL, in one run on one database."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from bench import clients, lives
from bench.clients import Measured, measure
from bench.company import ROOT, Company, open_company, server
from bench.dates import RAW, Slipped
from bench.machine import cpu_seconds, memory_mb, web_server
from bench.papers import measure_papers


@dataclass
class Bench:
    """The company, the running server, and the rows of the report."""

    company: Company
    port: int
    web: int
    seconds: float
    rows: list[dict[str, object]]

    def both(self, name: str, raw: clients.Maker, api: clients.Maker, count: int, **options: object) -> None:
        """Measure hand-written SQL, the product, and hand-written SQL again, and note the ratio.

        A shared machine is not the same from one minute to the next; before and after together are what the
        product had to compare with.
        """
        first = measure(self.company, raw, count, self.seconds / 2, **options)
        before = cpu_seconds(self.web), cpu_seconds(self.postgres)
        ours = measure(self.company, api, count, self.seconds, port=self.port, **options)
        work = len(ours.times) + ours.errors + ours.warming
        web, database = cpu_seconds(self.web) - before[0], cpu_seconds(self.postgres) - before[1]
        by_hand = first + measure(self.company, raw, count, self.seconds / 2, **options)
        self.note(
            name,
            count,
            ours,
            raw_per_s=round(by_hand.rate, 1),
            raw_ms=round(by_hand.median, 2),
            rate_ratio=round(ours.rate / by_hand.rate, 2),
            latency_ratio=round(ours.median / by_hand.median, 2),
            cpu_ms=f"{web / work * 1000:.1f}+{database / work * 1000:.1f}",
        )

    @property
    def postgres(self) -> int:
        """The process id of the measured database server."""
        return int((server().data / "postmaster.pid").read_text().split()[0])

    def note(self, name: str, count: int, ours: Measured, **more: object) -> None:
        """Keep and print one row."""
        row: dict[str, object] = {
            "what": name,
            "clients": count,
            "per_s": round(ours.rate, 1),
            "median_ms": round(ours.median, 2),
            "p95_ms": round(ours.p95, 2),
            "errors": ours.errors,
            **more,
        }
        self.rows.append(row)
        print("  ".join(f"{key}={value}" for key, value in row.items()), flush=True)


def orders(bench: Bench) -> None:
    """Place and confirm over HTTP at 1 and 8 clients; 1, 10 and 100 lines."""
    for count in (1, 8):
        bench.both("place order, 10 lines", clients.raw_order, clients.api_order, count, lines=10)
    bench.both("place order, 100 lines", clients.raw_order, clients.api_order, 1, lines=100)


def bulk(bench: Bench) -> None:
    """500 orders of 10 lines a call."""
    bench.both("bulk: 500 orders", clients.raw_bulk_orders, clients.api_bulk_orders, 1)


def hot(bench: Bench) -> None:
    """N units, 2N buyers: how many are accepted is shown by the tests; here the rate."""
    for count in (8,):
        item = bench.company.items[0]
        ours = measure(bench.company, clients.hot_item, count, bench.seconds, port=bench.port, item=item)
        bench.note("hot item, 1 line", count, ours)


def life(bench: Bench) -> None:
    """An order's whole life over HTTP, step by step: of ten lines, and of a thousand."""
    for lines in (10, 1000):
        told = lives.measure_steps(bench.company, bench.port, lines)
        for step, (median, worst) in told.items():
            print(f"what={step}, {lines} lines  median_ms={median:.0f}  worst_ms={worst:.0f}", flush=True)
            bench.rows.append({"what": f"{step}, {lines} lines", "median_ms": median, "worst_ms": worst})


READS = {
    "order list": (
        "/api/v1/orders?limit=50",
        "select * from sales_order order by placed_at desc, id desc limit 50",
    ),
    "stock list": (
        "/api/v1/stock?limit=50",
        "select * from inventory_position p join catalog_item i on i.id = p.item_id order by i.sku, p.id limit 50",
    ),
    "search orders": (
        "/api/v1/orders?q=Customer%20{n}&limit=20",
        """select * from sales_order where number ilike '%Customer {n}%' or customer_po ilike '%Customer {n}%'
           or customer_name ilike '%Customer {n}%' order by placed_at desc, id desc limit 20""",
    ),
}


def reads(bench: Bench) -> None:
    """Lists and search."""
    for name, (path, statement) in READS.items():
        for count in (1, 8):
            bench.both(name, clients.raw_query, clients.api_get, count, path=path, sql=statement)


def dates(bench: Bench) -> None:
    """One of 200 purchase orders slips five days among 100,000 open lines: the lines it hits, and their notices."""
    slipped = Slipped(bench.company, bench.port)
    took = slipped.slip()
    lines, by_hand = slipped.lines(), slipped.raw_lines()
    customers = sorted({str(line["customer_id"]) for line in lines})
    drafts = [slipped.draft(customer) for customer in customers]
    row: dict[str, object] = {
        "what": "a purchase order slips five days",
        "ms": round(took),
        "lines_hit": len(lines),
        "as_by_hand": {line["id"] for line in lines} == by_hand,
        "notices": len(drafts),
        "notice_ms": round(statistics.median(drafts), 1),
    }
    bench.rows.append(row)
    print("  ".join(f"{key}={value}" for key, value in row.items()), flush=True)
    statement = RAW.replace("{purchase}", str(slipped.purchase))
    bench.both("lines hit", clients.raw_query, clients.api_get, 1, path=slipped.path, sql=statement)
    for name, path in (("all dates that moved", "/api/v1/moved-dates?limit=50"), ("today", "/api/v1/today")):
        bench.note(
            name, 1, measure(bench.company, clients.api_get, 1, bench.seconds, port=bench.port, path=path)
        )


def papers(bench: Bench) -> None:
    """Papers of a thousand lines as PDF, through the office."""
    for name, (median, worst, size) in measure_papers(bench.company, bench.port).items():
        row = {
            "what": f"{name}, 1000 lines",
            "median_ms": round(median),
            "worst_ms": round(worst),
            "kb": size // 1000,
        }
        bench.rows.append(row)
        print("  ".join(f"{key}={value}" for key, value in row.items()), flush=True)


PARTS = {
    "orders": orders,
    "bulk": bulk,
    "hot": hot,
    "life": life,
    "reads": reads,
    "dates": dates,
    "papers": papers,
}


def main() -> None:
    """Run the parts asked for, and keep the rows in var/bench/results.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--only", choices=PARTS, action="append")
    options = parser.parse_args()
    company = open_company()
    with web_server() as (port, process):
        bench = Bench(company, port, process, options.seconds, [])
        for name in options.only or PARTS:
            PARTS[name](bench)
        print("memory of the web processes, MB:", memory_mb(process))
    Path(ROOT / "var" / "bench" / "results.json").write_text(
        json.dumps({"at": time.strftime("%Y-%m-%d"), "rows": bench.rows}, indent=1)
    )


if __name__ == "__main__":
    main()
