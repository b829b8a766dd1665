"""A clerk at the far end of a wire that breaks: mints ids, repeats what was not answered, notes what was.

`python clerk.py PLAN SEED LOG` trades through the API until the plan's stop file exists. Each answered
request is a line of LOG; a request given up unanswered is noted as such.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

PATIENCE = 240.0
GIVES_UP = 0.25


class GivenUp(Exception):
    """The wire broke and the clerk went home: nobody knows whether it was done."""


@dataclass
class Answer:
    """What was answered at last, and how often it was asked."""

    status: int
    body: Any
    tries: int
    seconds: float


@dataclass
class Wire:
    """One connection to the API, opened again whenever it is lost."""

    port: int
    token: str
    rng: random.Random
    connection: http.client.HTTPConnection | None = None
    lost: int = 0
    put_off: int = 0

    def send(
        self, method: str, path: str, body: Any = None, *, key: str = "", give_up: bool = False
    ) -> Answer:
        """Ask until it is answered. A 503 is an answer that says: ask again."""
        began, tries = time.monotonic(), 0
        while True:
            tries += 1
            try:
                status, said, wait = self._once(method, path, body, key)
            except (OSError, http.client.HTTPException):
                self.lost += 1
                self._hang_up()
                if give_up and self.rng.random() < GIVES_UP:
                    raise GivenUp from None
                wait = 0.1
            else:
                if status != 503:
                    return Answer(status, said, tries, time.monotonic() - began)
                self.put_off += 1
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError(f"{method} {path} is not answered after {tries} tries")
            time.sleep(min(wait, 1.0))

    def _once(self, method: str, path: str, body: Any, key: str) -> tuple[int, Any, float]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        self.connection.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        said = answer.read()
        wait = float(answer.headers.get("Retry-After") or 0.2)
        try:
            return answer.status, json.loads(said) if said else None, wait
        except ValueError:
            return answer.status, said.decode(errors="replace")[:300], wait

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


@dataclass
class Clerk:
    """Places orders and works on those of them that stand."""

    plan: dict[str, Any]
    rng: random.Random
    log: TextIO
    wire: Wire
    drafts: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    released: list[tuple[str, str]] = field(default_factory=list)
    shipped: list[str] = field(default_factory=list)

    def work(self) -> None:
        stop = Path(self.plan["stop"])
        while not stop.exists():
            verb = self.rng.choices([name for name, _ in VERBS], weights=[weight for _, weight in VERBS])[0]
            try:
                getattr(self, verb)()
            except GivenUp:
                continue
            time.sleep(float(self.plan["pause"]) * self.rng.random())
        self.note("done", "", lost=self.wire.lost, put_off=self.wire.put_off)

    def note(self, verb: str, subject: str, **facts: Any) -> None:
        self.log.write(json.dumps({"verb": verb, "id": subject, **facts}) + "\n")
        self.log.flush()

    def ask(self, verb: str, subject: str, path: str, body: Any = None, give_up: bool = False) -> Answer:
        """POST with an id or a key of our own, so that it may be sent again."""
        key = str(self.new_id())
        try:
            answer = self.wire.send("POST", path, body, key=key, give_up=give_up)
        except GivenUp:
            self.note(verb, subject, given_up=True, body=body)
            raise
        kept = (
            {"code": answer.body.get("code")}
            if answer.status >= 400 and isinstance(answer.body, dict)
            else answer.body
        )
        self.note(
            verb,
            subject,
            status=answer.status,
            tries=answer.tries,
            seconds=round(answer.seconds, 3),
            body=body,
            answer=kept,
        )
        return answer

    def place(self) -> None:
        order_id = str(self.new_id())
        chosen = self.rng.choices(self.plan["items"], k=self.rng.randint(1, 4))  # one item twice at times
        body = {
            "id": order_id,
            "customer_id": self.rng.choice(self.plan["customers"]),
            "customer_po": f"PO-{self.rng.randrange(10**9)}",
            "lines": [{"item_id": item, "quantity": self.rng.randint(1, 5)} for item in chosen],
            "confirm": self.rng.random() < 0.7,
        }
        if self.ask("place", order_id, "/orders", body, give_up=True).status == 201:
            (self.confirmed if body["confirm"] else self.drafts).append(order_id)

    def confirm(self) -> None:
        order_id = self.take(self.drafts)
        if order_id and self.ask("confirm", order_id, f"/orders/{order_id}/confirm").status == 200:
            self.confirmed.append(order_id)

    def cancel(self) -> None:
        if order_id := self.take(self.confirmed):
            self.ask("cancel", order_id, f"/orders/{order_id}/cancel", {"reason": "changed their mind"})

    def release(self) -> None:
        if order_id := self.take(self.confirmed):
            shipment_id = str(self.new_id())
            answer = self.ask("release", shipment_id, f"/orders/{order_id}/release", {"id": shipment_id})
            if answer.status == 201:
                self.released.append((shipment_id, order_id))

    def pick_and_ship(self) -> None:
        if not self.released:
            return
        shipment_id, _ = self.released.pop(self.rng.randrange(len(self.released)))
        tasks = self.wire.send("GET", f"/shipments/{shipment_id}").body["tasks"]
        picks = [{"task_id": task["id"], "quantity": task["asked"]} for task in tasks]
        self.ask("pick", shipment_id, f"/shipments/{shipment_id}/picks", {"picks": picks})
        self.ask("pack", shipment_id, f"/shipments/{shipment_id}/pack", {})
        if self.ask("ship", shipment_id, f"/shipments/{shipment_id}/ship", {"carrier": "DHL"}).status == 200:
            self.shipped.append(shipment_id)

    def unrelease(self) -> None:
        if self.released:
            shipment_id, order_id = self.released.pop(self.rng.randrange(len(self.released)))
            if self.ask("unrelease", shipment_id, f"/shipments/{shipment_id}/cancel", {}).status == 200:
                self.confirmed.append(order_id)

    def ship_at_once(self) -> None:
        if order_id := self.take(self.confirmed):
            shipment_id = str(self.new_id())
            if self.ask("ship", shipment_id, f"/orders/{order_id}/ship", {"id": shipment_id}).status == 201:
                self.shipped.append(shipment_id)

    def invoice_and_pay(self) -> None:
        if shipment_id := self.take(self.shipped):
            invoice_id, payment_id = str(self.new_id()), str(self.new_id())
            invoiced = self.ask(
                "invoice", invoice_id, f"/shipments/{shipment_id}/invoice", {"id": invoice_id}
            )
            if invoiced.status == 201:
                body = {
                    "id": payment_id,
                    "customer_id": invoiced.body["customer_id"],
                    "amount": invoiced.body["total"],
                    "paid_on": time.strftime("%Y-%m-%d", time.gmtime()),
                }
                self.ask("pay", payment_id, "/payments", body)

    def take(self, orders: list[str]) -> str:
        return orders.pop(self.rng.randrange(len(orders))) if orders else ""

    def new_id(self) -> uuid.UUID:
        """UUIDv7 by this machine's clock."""
        value = (int(time.time() * 1000) << 80) | (7 << 76) | (self.rng.getrandbits(12) << 64)
        return uuid.UUID(int=value | (0b10 << 62) | self.rng.getrandbits(62))


VERBS = (
    ("place", 12),
    ("confirm", 4),
    ("cancel", 2),
    ("release", 4),
    ("pick_and_ship", 3),
    ("unrelease", 1),
    ("ship_at_once", 2),
    ("invoice_and_pay", 4),
)


def main(plan_file: str, seed: str, log_file: str) -> None:
    plan = json.loads(Path(plan_file).read_text())
    rng = random.Random(f"{plan.get('seed', '')}{seed}")
    with Path(log_file).open("w") as log:
        clerk = Clerk(plan, rng, log, Wire(plan["port"], plan["token"], rng))
        getattr(clerk, plan.get("does", "work"))()


if __name__ == "__main__":
    main(*sys.argv[1:])
