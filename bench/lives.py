"""One order from quote to payment over HTTP, each step timed."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections import defaultdict
from typing import Any

from bench.clients import Caller
from bench.company import Company

LIVES = {10: 20, 1000: 3}


class Walker:
    """Takes the steps of one order, and notes how long each took in milliseconds."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.times: dict[str, list[float]] = defaultdict(list)

    def step(self, name: str, path: str, body: object = None) -> dict[str, Any]:
        """POST; raises RuntimeError when it is refused."""
        began = time.perf_counter()
        status, answer = self.caller.call("POST", f"/api/v1{path}", body)
        self.times[name].append((time.perf_counter() - began) * 1000)
        if status not in (200, 201):
            raise RuntimeError(f"{name}: {status} {answer[:500]!r}")
        return dict(json.loads(answer))


def live(walk: Walker, company: Company, lines: int, rng: random.Random) -> dict[str, str]:
    """Price, quote, order, release, pick, pack, ship, invoice, pay. Gives the ids of the four documents."""
    customer = str(rng.choice(company.customers))
    asked = [{"item_id": i, "quantity": rng.randint(1, 9)} for i in rng.sample(company.items, lines)]
    walk.step("price and promise dates", "/prices/preview", {"customer_id": customer, "lines": asked})
    quote = walk.step("quote", "/quotes", {"customer_id": customer, "lines": asked})
    walk.step("send", f"/quotes/{quote['id']}/send")
    walk.step("accept", f"/quotes/{quote['id']}/accept")
    order = walk.step("order and promise", f"/quotes/{quote['id']}/order", {"confirm": True})
    shipment = walk.step("release", f"/orders/{order['id']}/release")
    path = f"/shipments/{shipment['id']}"
    picks = [{"task_id": task["id"], "quantity": task["asked"]} for task in shipment["tasks"]]
    walk.step("pick", f"{path}/picks", {"picks": picks})
    walk.step("pack", f"{path}/pack")
    walk.step("ship", f"{path}/ship")
    invoice = walk.step("invoice", f"{path}/invoice")
    paid = {"customer_id": customer, "amount": invoice["total"], "paid_on": invoice["invoiced_on"]}
    matches = [{"invoice_id": invoice["id"], "amount": invoice["total"]}]
    walk.step("pay", "/payments", {**paid, "allocations": matches})
    documents = {"quote": quote, "order": order, "shipment": shipment, "invoice": invoice}
    return {name: document["id"] for name, document in documents.items()}


def measure_steps(company: Company, port: int, lines: int) -> dict[str, tuple[float, float]]:
    """Median and worst milliseconds of each step, after one life that is not measured."""
    rng, walk = random.Random(1), Walker(Caller(company, port))
    live(walk, company, lines, rng)
    walk.times.clear()
    for _ in range(LIVES[lines]):
        live(walk, company, lines, rng)
    return {name: (statistics.median(times), max(times)) for name, times in walk.times.items()}
