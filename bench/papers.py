"""Papers of a thousand lines as PDF, through the office as people print them, beside the page of the same document."""

from __future__ import annotations

import http.client
import random
import statistics
import time

from bench.clients import Caller
from bench.company import MEMBER, Company
from bench.growth import cookie_of
from bench.lives import Walker, live

LINES, TIMES = 1000, 3


def measure_papers(company: Company, port: int) -> dict[str, tuple[float, float, int]]:
    """Of each paper the median and worst milliseconds of three, and its size in bytes."""
    walk = Walker(Caller(company, port))
    made = live(walk, company, LINES, random.Random(2))
    supplier = walk.step("supplier", "/suppliers", {"name": "Bench supplier"})["id"]
    bought = [{"item_id": item, "quantity": 5, "unit_price": "2.50"} for item in company.items[:LINES]]
    purchase = walk.step("buy", "/purchase-orders", {"supplier_id": supplier, "lines": bought, "send": True})
    asked = [{"item_id": item, "quantity": 5} for item in company.items[:LINES]]
    order = walk.step(
        "order", "/orders", {"customer_id": company.customers[0], "lines": asked, "confirm": True}
    )
    to_pick = walk.step("release", f"/orders/{order['id']}/release")["id"]
    papers = {
        "quote": f"quotes/{made['quote']}/quote.pdf",
        "order confirmation": f"orders/{made['order']}/confirmation.pdf",
        "pick list": f"shipments/{to_pick}/pick-list.pdf",
        "packing slip": f"shipments/{made['shipment']}/packing-slip.pdf",
        "delivery note": f"shipments/{made['shipment']}/delivery-note.pdf",
        "invoice": f"invoices/{made['invoice']}/paper.pdf",
        "purchase order": f"purchase-orders/{purchase['id']}/order.pdf",
        "receiving sheet": f"purchase-orders/{purchase['id']}/receiving.pdf",
    }
    return {name: _printed(port, f"/office/{path}") for name, path in papers.items()}


def _printed(port: int, path: str) -> tuple[float, float, int]:
    wire, head = http.client.HTTPConnection("127.0.0.1", port), {"Cookie": cookie_of(MEMBER)}
    times, size = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        wire.request("GET", path, headers=head)
        answer = wire.getresponse()
        found = answer.read()
        if answer.status != 200 or not found.startswith(b"%PDF"):
            raise RuntimeError(f"{path}: {answer.status}")
        times.append((time.perf_counter() - began) * 1000)
        size = len(found)
    return statistics.median(times), max(times), size
