"""`python -m bench.stock --at URL [--moves N]`: stock at size, each question beside raw SQL that answers the same.

The company at the URL is a demonstration company. With `--moves` so many more goods are carried between two bins and
back on past days that the ledger has N moves: what lies there, and every sum, stays as it was. Measured over HTTP by
one client, 60 times each with other items and pages, beside the SQL by hand through psycopg on the same connection.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from bench.growth import open_made
from bench.machine import web_server

ASKED, LINES = 60, 100
OWNER = "owner@larkfield.example"
A_DAY = "2026-03-31"
_PLACES = """select p.id from inventory_place p join inventory_warehouse w on w.id = p.warehouse_id
  where w.id = %s and p.kind = 'bin' and p.closed_at is null order by p.code, p.id limit 2"""
# A posting carries fifty items to the other bin and back; they lie on days of the two years before.
_CARRIED = """with made as (
    select gen_random_uuid() as id, gen_random_uuid() as subject_id, n,
           %(since)s::timestamptz + (n %% 700) * interval '1 day' + (n %% 36000) * interval '1 second' as at
    from generate_series(1, %(postings)s) n
  ), posted as (
    insert into inventory_posting (id, kind, subject_id, reason, at) select id, 'move', subject_id, '', at from made
  ), items as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from catalog_item)
  insert into inventory_move (posting_id, item_id, quantity, from_place_id, to_place_id, value, at)
  select made.id, items.id, 1, way.a, way.b, 0, made.at
  from made cross join generate_series(0, 49) k join items on items.n = (made.n * 50 + k) %% items.many
    cross join (values (%(one)s::uuid, %(other)s::uuid), (%(other)s::uuid, %(one)s::uuid)) way(a, b)"""
_STOCK = """select p.*, i.sku, i.name from inventory_position p join catalog_item i on i.id = p.item_id
  where i.state <> 'withdrawn' order by i.sku, p.id limit 50"""
_CARD = (
    "select * from catalog_item where id = %s",
    """select p.*, w.code from inventory_position p join inventory_warehouse w on w.id = p.warehouse_id
       where p.item_id = %s""",
    """select m.*, o.kind from inventory_move m join inventory_posting o on o.id = m.posting_id
       where m.item_id = %s order by m.at desc, m.id desc limit 10""",
    "select * from inventory_demand where item_id = %s and quantity > 0 order by needed_on limit 10",
)
_MOVES = """select m.*, o.kind, o.reason, o.subject_id from inventory_move m
  join inventory_posting o on o.id = m.posting_id where m.item_id = %s order by m.at desc, m.id desc limit 50"""
_AVAILABLE = """select p.item_id, p.on_hand - p.promised, s.expected_on, s.free from inventory_position p
  left join lateral (select expected_on, quantity - promised as free from inventory_supply s
    where s.item_id = p.item_id and s.warehouse_id = p.warehouse_id and s.quantity > s.promised
    order by expected_on limit 1) s on true
  where p.warehouse_id = %s and p.item_id = any(%s)"""
_AS_OF = """select item_id, sum(q) from (
    select m.item_id, m.quantity as q from inventory_move m join inventory_place p on p.id = m.to_place_id
      and p.warehouse_id = %s and p.kind in ('bin', 'receiving', 'packing', 'quarantine', 'scrap')
      where m.at < %s
    union all
    select m.item_id, -m.quantity from inventory_move m join inventory_place p on p.id = m.from_place_id
      and p.warehouse_id = %s and p.kind in ('bin', 'receiving', 'packing', 'quarantine', 'scrap')
      where m.at < %s) x group by 1 having sum(q) <> 0"""


def main() -> None:
    """Add the moves that are missing, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", metavar="URL", required=True)
    parser.add_argument("--moves", type=int, default=0)
    options = parser.parse_args()
    book = open_made(options.at)
    with psycopg.connect(options.at, autocommit=True, prepare_threshold=2) as raw:
        house = raw.execute("select id from inventory_warehouse order by code limit 1").fetchone()
        assert house is not None
        carry(raw, house[0], options.moves)
        sum_months()
        (moves,) = raw.execute("select count(*) from inventory_move").fetchone() or (0,)
        print(f"{book.counts.partition(' lines')[0]} lines, {moves:,} moves")
        print("| question | median | p95 | by hand, median | of it |\n|---|---|---|---|---|")
        with web_server() as (port, _):
            wire = Wire(port, book.cookie)
            for name, ours, by_hand in questions(wire, raw, house[0], [pk for pk, _name in book.items]):
                took, hand = timed(ours, ASKED), timed(by_hand, 5 if "past day" in name else ASKED)
                median, raw_median = statistics.median(took), statistics.median(hand)
                p95 = sorted(took)[int(len(took) * 0.95)]
                print(
                    f"| {name} | {median:.0f} ms | {p95:.0f} ms | {raw_median:.1f} ms | {median / raw_median:.1f} |"
                )


def carry(raw: psycopg.Connection, house: Any, wanted: int) -> None:
    """Moves until there are as many as wanted, then what the planner needs to know."""
    (there,) = raw.execute("select count(*) from inventory_move").fetchone() or (0,)
    if wanted <= there:
        return
    one, other = (row[0] for row in raw.execute(_PLACES, [house]).fetchall())
    since = datetime.now(UTC) - timedelta(days=760)
    began = time.perf_counter()
    while there < wanted:
        postings = min((wanted - there + 99) // 100, 10_000)
        values = {"since": since, "postings": postings, "one": one, "other": other}
        there += raw.execute(_CARRIED, values).rowcount
    raw.execute("vacuum analyze inventory_move, inventory_posting")
    print(f"carried in {time.perf_counter() - began:.0f} s", flush=True)


def sum_months() -> None:
    """What a worker does within minutes: ended months are summed, so that a past day need not read them."""
    from tradepost.base.by import system
    from tradepost.domain.inventory import commands as inventory

    began = time.perf_counter()
    while inventory.sum_months(system(datetime.now(UTC))):
        pass
    print(f"months summed in {time.perf_counter() - began:.0f} s", flush=True)


class Wire:
    """One kept-alive connection of somebody signed in."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.head = {"Cookie": cookie}

    def get(self, path: str) -> None:
        """Ask, and read the answer; a refusal ends the run."""
        self.connection.request("GET", path, headers=self.head)
        self._read(path)

    def post(self, path: str, token: str, body: object) -> None:
        """The same with a body, to the API."""
        head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.connection.request("POST", path, json.dumps(body), head)
        self._read(path)

    def _read(self, path: str) -> None:
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")


def questions(
    wire: Wire, raw: psycopg.Connection, house: Any, items: list[str]
) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    """Each by its name: over HTTP, and by hand."""
    dice, token = random.Random(1), _token()

    def item() -> str:
        return dice.choice(items)

    def some() -> list[str]:
        return dice.sample(items, LINES)

    def asked() -> dict[str, Any]:
        return {"warehouse_id": str(house), "lines": [{"item_id": one, "quantity": 5} for one in some()]}

    def card(one: str) -> None:
        for statement in _CARD:
            raw.execute(statement, [one]).fetchall()

    return [
        ("stock page", lambda: wire.get("/office/stock/"), lambda: raw.execute(_STOCK).fetchall()),
        ("card of an item", lambda: wire.get(f"/office/items/{item()}/"), lambda: card(item())),
        (
            "moves of an item",
            lambda: wire.get(f"/office/stock/moves/?item={item()}"),
            lambda: raw.execute(_MOVES, [item()]).fetchall(),
        ),
        (
            "availability of 100 lines (API)",
            lambda: wire.post("/api/v1/availability", token, asked()),
            lambda: raw.execute(_AVAILABLE, [house, some()]).fetchall(),
        ),
        (
            "stock of a past day",
            lambda: wire.get(f"/office/reports/stock-as-of/?day={A_DAY}"),
            lambda: raw.execute(_AS_OF, [house, A_DAY, house, A_DAY]).fetchall(),
        ),
    ]


def _token() -> str:
    from django.contrib.auth import get_user_model

    from tradepost.base.by import system
    from tradepost.base.ids import new_id
    from tradepost.domain.access import commands as access

    now = datetime.now(UTC)
    by, owner = system(now, "Bench"), get_user_model().objects.get(email=OWNER)
    made = access.make_token(
        by, token_id=new_id(now), user_id=owner.pk, name="bench", expires_at=now + timedelta(days=1)
    )
    return made.secret


def timed(ask: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each, after three that do not count."""
    found = []
    for turn in range(times + 3):
        began = time.perf_counter()
        ask()
        if turn >= 3:
            found.append((time.perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    main()
