"""Clients in processes of their own: each does the same work over and over for a while and notes each time."""

from __future__ import annotations

import json
import math
import multiprocessing as mp
import random
import re
import socket
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import orjson

from bench import raw, raw_bulk
from bench.company import Company


@dataclass(frozen=True)
class Measured:
    """Seconds per piece of work of all clients together."""

    times: list[float]
    seconds: float
    errors: int
    warming: int

    def __add__(self, other: Measured) -> Measured:
        """Two measurements of the same work, one after the other."""
        return Measured(
            self.times + other.times,
            self.seconds + other.seconds,
            self.errors + other.errors,
            self.warming + other.warming,
        )

    @property
    def rate(self) -> float:
        """Pieces of work per second."""
        return len(self.times) / self.seconds

    @property
    def median(self) -> float:
        """Median milliseconds; not a number when nothing succeeded."""
        if not self.times:
            return math.nan
        return statistics.median(self.times) * 1000

    @property
    def p95(self) -> float:
        """95th percentile in milliseconds; not a number when nothing succeeded."""
        if not self.times:
            return math.nan
        return sorted(self.times)[int(len(self.times) * 0.95)] * 1000


LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
Work = Callable[[random.Random], bool]
Maker = Callable[[Company, dict[str, object]], Work]


def measure(company: Company, maker: Maker, clients: int, seconds: float, **options: object) -> Measured:
    """Run `clients` processes for some seconds each, after a warm-up of a second."""
    context = mp.get_context("spawn")
    with context.Pool(clients) as pool:
        jobs = [
            pool.apply_async(_client, (company, maker, options, seed, seconds)) for seed in range(clients)
        ]
        outcomes = [job.get() for job in jobs]
    times = [t for outcome in outcomes for t in outcome[0]]
    errors, warming = (sum(outcome[place] for outcome in outcomes) for place in (1, 2))
    return Measured(times, seconds, errors, warming)


def _client(
    company: Company, maker: Maker, options: dict[str, object], seed: int, seconds: float
) -> tuple[list[float], int, int]:
    rng = random.Random(seed)
    work = maker(company, options)
    warm, warming = time.perf_counter() + 1.0, 0
    while time.perf_counter() < warm:
        work(rng)
        warming += 1
    times, errors = [], 0
    end = time.perf_counter() + seconds
    while (started := time.perf_counter()) < end:
        if work(rng):
            times.append(time.perf_counter() - started)
        else:
            errors += 1
    return times, errors, warming


def raw_order(company: Company, options: dict[str, object]) -> Work:
    """An order of some lines in hand-written SQL."""
    connection = raw.connect(company.url)
    size = int(str(options.get("lines", 10)))

    def work(rng: random.Random) -> bool:
        items = sorted(rng.sample(company.items, size))
        raw.place(connection, company.warehouse_id, rng.choice(company.customers), items, rng)
        return True

    return work


class Caller:
    """One kept-alive connection to the API.

    It shares the cores with what it measures, so it does the least: one packet out, and of the answer's head
    it reads only the status and the length.
    """

    def __init__(self, company: Company, port: int) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = (
            f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {company.token}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )

    def call(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Status and body of one request. Raises ConnectionError when the server leaves in between."""
        text = b"" if body is None else orjson.dumps(body, default=str)
        self.connection.sendall(f"{method} {path} HTTP/1.1\r\n{self.head}{len(text)}\r\n\r\n".encode() + text)
        head, _, found = self._until(b"\r\n\r\n").partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length is None:
            raise ConnectionError(f"an answer without a length: {head!r}")
        parts, missing = [found], int(length[1]) - len(found)
        while missing > 0:
            parts.append(self._some())
            missing -= len(parts[-1])
        return int(head[9:12]), b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        found = self._some()
        while mark not in found:
            found += self._some()
        return found

    def _some(self) -> bytes:
        if not (found := self.connection.recv(262_144)):
            raise ConnectionError("the server closed the connection")
        return found


def api_order(company: Company, options: dict[str, object]) -> Work:
    """An order of some lines placed and confirmed through the API."""
    caller = Caller(company, int(str(options["port"])))
    size = int(str(options.get("lines", 10)))

    def work(rng: random.Random) -> bool:
        lines = [{"item_id": i, "quantity": rng.randint(1, 9)} for i in rng.sample(company.items, size)]
        body = {"customer_id": rng.choice(company.customers), "lines": lines, "confirm": True}
        return caller.call("POST", "/api/v1/orders", body)[0] == 201

    return work


def api_get(company: Company, options: dict[str, object]) -> Work:
    """One GET, its path made by `path` with {n} for a random number."""
    caller = Caller(company, int(str(options["port"])))
    path = str(options["path"])

    def work(rng: random.Random) -> bool:
        return caller.call("GET", path.replace("{n}", str(rng.randint(0, 1999))))[0] == 200

    return work


def raw_query(company: Company, options: dict[str, object]) -> Work:
    """One SELECT by hand, with {n} for a random number."""
    connection = raw.connect(company.url)
    statement = str(options["sql"])

    def work(rng: random.Random) -> bool:
        connection.execute(statement.replace("{n}", str(rng.randint(0, 1999)))).fetchall()
        connection.rollback()
        return True

    return work


def raw_bulk_orders(company: Company, options: dict[str, object]) -> Work:
    """500 orders of 10 lines in hand-written multi-row inserts."""
    connection = raw.connect(company.url)

    def work(rng: random.Random) -> bool:
        raw_bulk.place_many(connection, company.warehouse_id, company.customers, company.items, rng)
        return True

    return work


def api_bulk_orders(company: Company, options: dict[str, object]) -> Work:
    """500 orders of 10 lines in one call."""
    caller = Caller(company, int(str(options["port"])))

    def work(rng: random.Random) -> bool:
        orders = [
            {
                "customer_id": rng.choice(company.customers),
                "lines": [
                    {"item_id": i, "quantity": rng.randint(1, 9)} for i in rng.sample(company.items, 10)
                ],
                "confirm": True,
            }
            for _ in range(500)
        ]
        status, body = caller.call("POST", "/api/v1/orders/bulk", {"orders": orders})
        return status == 200 and json.loads(body)["refused"] == 0

    return work


def hot_item(company: Company, options: dict[str, object]) -> Work:
    """An order for one unit of one item everybody wants."""
    caller = Caller(company, int(str(options["port"])))
    item = UUID(str(options["item"]))

    def work(rng: random.Random) -> bool:
        body = {
            "customer_id": rng.choice(company.customers),
            "lines": [{"item_id": item, "quantity": 1}],
            "confirm": True,
        }
        return caller.call("POST", "/api/v1/orders", body)[0] == 201

    return work
