"""What the clerks were told, held against what stands in the books. Every problem is a sentence."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from chaos.effects import REACTIONS
from chaos.premises import Premises

# Nothing of an order without all of it: lines, totals, demands, facts.
HALVES = """
select o.number from sales_order o
left join lateral (select count(*) as n, coalesce(sum(quantity), 0) as units, coalesce(sum(net), 0) as net
                   from sales_order_line where order_id = o.id) l on true
left join lateral (select count(*) as n from inventory_demand where document_id = o.id) d on true
left join lateral (select count(*) filter (where name = 'sales.order_placed') as placed,
                          count(*) filter (where name = 'sales.order_confirmed') as confirmed,
                          count(*) filter (where name = 'sales.order_cancelled') as cancelled
                   from base_event where subject_id = o.id) e on true
where l.n <> o.lines_count or l.units <> o.quantity_total or l.net <> o.net_total or e.placed <> 1
  or e.confirmed <> (o.confirmed_at is not null)::int or e.cancelled <> (o.state = 'cancelled')::int
  or d.n <> case when o.confirmed_at is null then 0 else l.n end
union all
select 'demand of no order: ' || d.id from inventory_demand d
where not exists (select from sales_order_line l where l.id = d.id)
"""
DONE = "select count(*) from base_delivery where done_at is not null"
UNDELIVERED = "select count(*) from base_delivery where done_at is null"


@dataclass
class Told:
    """The lines of all clerks' logs."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, logs: Iterable[Path]) -> Told:
        return cls([json.loads(line) for log in logs for line in log.read_text().splitlines()])

    def of(self, *verbs: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["verb"] in verbs]

    @property
    def asked(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if "status" in line]

    @property
    def figures(self) -> dict[str, Any]:
        """For the report."""
        done = self.of("done")
        well = Counter(line["verb"] for line in self.asked if line["status"] < 300)
        return {
            "acknowledged": sum(well.values()),
            **{f"acknowledged {verb}": count for verb, count in sorted(well.items())},
            "refused": sum(400 <= line["status"] < 500 for line in self.asked),
            "sent again": sum(line["tries"] - 1 for line in self.asked),
            "given up": sum(bool(line.get("given_up")) for line in self.lines),
            "connections lost": sum(line["lost"] for line in done),
            "told to come back (503)": sum(line["put_off"] for line in done),
            "longest wait (s)": max((line["seconds"] for line in self.asked), default=0),
        }


def problems(place: Premises, told: Told) -> list[str]:
    """Everything that is not as it was acknowledged; nothing when all is well."""
    return [
        *_answers(told),
        *_orders(place, told),
        *_shipments(place, told),
        *_money(place, told),
        *(f"half an order: {number}" for (number,) in place.ask(HALVES)),
        *deliveries(place),
        *_verify(place),
    ]


def _answers(told: Told) -> Iterator[str]:
    """No clerk saw a failure of ours."""
    for line in told.asked:
        if line["status"] >= 500:
            yield f"{line['verb']} {line['id']} was answered {line['status']}: {line['answer']}"


def _orders(place: Premises, told: Told) -> Iterator[str]:
    found = {
        str(row[0]): row
        for row in place.ask(
            """select o.id, o.state, o.customer_id, o.customer_po, o.total,
                      (select json_agg(json_build_array(l.id, l.item_id, l.quantity, l.net) order by l.position)
                       from sales_order_line l where l.order_id = o.id)
               from sales_order o where customer_po like 'PO-%'"""
        )
    }
    expected = _states(told)
    known = {line["id"]: line for line in told.of("place")}
    for order_id in found.keys() - known.keys():
        yield f"nobody placed {order_id}"
    for order_id, line in known.items():
        row = found.get(order_id)
        if line.get("given_up"):
            continue
        if line["status"] != 201:
            if row is not None:
                yield f"{order_id} was refused ({line['status']}), and is there"
            continue
        if row is None:
            yield f"{order_id} was acknowledged, and is not there"
            continue
        _, state, customer_id, customer_po, total, lines = row
        said = line["answer"]
        # An order that was shipped and invoiced to its end closes itself.
        if state != expected[order_id] and (expected[order_id], state) != ("confirmed", "closed"):
            yield f"{order_id} is {state}, the clerk was told {expected[order_id]}"
        asked = [(x["item_id"], x["quantity"]) for x in line["body"]["lines"]]
        if [(item_id, quantity) for _, item_id, quantity, _ in lines] != asked:
            yield f"{order_id} has other lines than were ordered"
        if [(x["id"], Decimal(x["net"])) for x in said["lines"]] != [
            (x, Decimal(str(net))) for x, _, _, net in lines
        ]:
            yield f"{order_id} has other lines than were acknowledged"
        if (str(customer_id), customer_po, total) != (
            line["body"]["customer_id"], line["body"]["customer_po"], Decimal(said["total"]),
        ):  # fmt: skip
            yield f"{order_id} has another head than was acknowledged"
    once = Counter(row[3] for row in found.values())
    yield from (f"{po} stands {count} times" for po, count in once.items() if count > 1)


def _shipments(place: Premises, told: Told) -> Iterator[str]:
    """Each shipment is in the state its clerk was told last, and was told of once."""
    found = {
        str(row[0]): row[1:]
        for row in place.ask(
            """select s.id, s.state, (select count(*) from inventory_posting p where p.subject_id = s.id),
                      (select count(*) from base_event e where e.subject_id = s.id and e.name = 'fulfilment.shipped')
               from fulfilment_shipment s"""
        )
    }
    expected = {
        line["id"]: line["answer"]["state"]
        for line in told.of("release", "pick", "pack", "ship", "unrelease")
        if line.get("status", 500) < 300
    }
    for shipment_id in found.keys() ^ expected.keys():
        yield f"shipment {shipment_id} is {'there' if shipment_id in found else 'lost'}, against what was told"
    for shipment_id in found.keys() & expected.keys():
        state, postings, facts = found[shipment_id]
        left = int(state == "dispatched")
        if (state, postings, facts) != (expected[shipment_id], left, left):
            yield (
                f"shipment {shipment_id} is {state} with {postings} postings and {facts} facts,"
                f" the clerk was told {expected[shipment_id]}"
            )


def _money(place: Premises, told: Told) -> Iterator[str]:
    """Each invoice and payment stands once, with the number and amount that were told; numbers have no gaps."""
    found = {
        str(row[0]): row[1:]
        for row in place.ask(
            """select id, number, total from billing_invoice where state = 'posted'
               union all select id, number, amount from billing_payment"""
        )
    }
    expected = {
        line["id"]: (
            line["answer"]["number"],
            Decimal(line["answer"].get("total") or line["answer"]["amount"]),
        )
        for line in told.of("invoice", "pay")
        if line.get("status", 500) < 300
    }
    for document_id in found.keys() | expected.keys():
        stands, was_told = found.get(document_id), expected.get(document_id)
        if stands != was_told:
            yield f"{document_id} stands as {stands}, the clerk was told {was_told}"
    numbers = sorted(
        int(number.partition("-")[2]) for number, _ in found.values() if number.startswith("INV-")
    )
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the numbers of invoices have gaps: {numbers}"


def _states(told: Told) -> dict[str, str]:
    """The last state each order was acknowledged in; one clerk works on an order, one thing after another."""
    return {
        line["id"]: line["answer"]["state"]
        for line in told.of("place", "confirm", "cancel")
        if line.get("status", 500) < 300
    }


def drain(place: Premises, patience: float = 60) -> bool:
    """Wait until every event was relayed and every delivery done; False when for so long nothing moved."""
    done, moved = -1, time.monotonic()
    while time.monotonic() < moved + patience:
        ((events,),) = place.ask("select count(*) from base_event")
        before = done
        ((done,),) = place.ask(DONE)
        if done >= events * REACTIONS and place.ask(UNDELIVERED) == [(0,)]:
            return True
        if done > before:
            moved = time.monotonic()
        time.sleep(0.2)
    return False


def deliveries(place: Premises) -> Iterator[str]:
    """Each event has each of its reactions done, and each left exactly one effect."""
    for event_id, deliveries, done in place.ask(
        """select e.id, count(d.id), count(d.done_at) from base_event e left join base_delivery d on d.event_id = e.id
           group by e.id having count(d.id) <> %s or count(d.done_at) <> %s limit 20""",
        [REACTIONS, REACTIONS],
    ):
        yield f"event {event_id} has {deliveries} deliveries, {done} of them done, instead of {REACTIONS}"
    for event_id, reaction, effects in place.ask(
        """select d.event_id, d.reaction, count(c.event_id) from base_delivery d
           left join chaos_effect c on c.event_id = d.event_id and c.reaction = d.reaction
           group by d.event_id, d.reaction having count(c.event_id) <> 1 limit 20"""
    ):
        yield f"event {event_id}: {reaction} took effect {effects} times"
    for (given_up,) in place.ask("select count(*) from base_delivery where given_up_at is not null"):
        if given_up:
            yield f"{given_up} deliveries were given up"


def _verify(place: Premises) -> Iterator[str]:
    checked = place.tradepost("verify")
    if checked.returncode:
        yield f"verify: {checked.stdout.strip()[:2000]} {checked.stderr.strip()[-300:]}"
