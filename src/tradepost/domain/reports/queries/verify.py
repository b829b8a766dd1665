"""`verify`: every stored value against the rows it follows from, all rooms and what lies between them."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from tradepost.base import sql
from tradepost.base.record import Difference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.reports.queries.between_rooms import CHECKS
from tradepost.domain.reports.queries.differences import differences
from tradepost.domain.reports.queries.named import named
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import queries as service_queries
from tradepost.domain.transfers import queries as transfers_queries

Progress = Callable[[str, int, int], None]
Proof = Callable[[], Iterator[Difference]]

ROOMS: tuple[tuple[str, Proof], ...] = (
    ("parties", parties_queries.differences),
    ("catalog", catalog_queries.differences),
    ("access", access_queries.differences),
    ("notes", notes_queries.differences),
    ("imports", imports_queries.differences),
    ("inventory", inventory_queries.differences),
    ("accounts", accounts_queries.differences),
    ("mails", mails_queries.differences),
    ("delivery", delivery_queries.differences),
    ("pricing", pricing_queries.differences),
    ("sales", sales_queries.differences),
    ("fulfilment", fulfilment_queries.differences),
    ("purchasing", purchasing_queries.differences),
    ("counting", counting_queries.differences),
    ("corrections", corrections_queries.differences),
    ("transfers", transfers_queries.differences),
    ("billing", billing_queries.differences),
    ("returns", returns_queries.differences),
    ("service", service_queries.differences),
    ("planning", planning_queries.differences),
    ("reports", differences),
)


def verify(progress: Progress | None = None, connections: int = 1) -> Iterator[Difference]:
    """Every difference, step by step. Read it to its end or close it: it holds a transaction open.

    All statements see one moment (repeatable read) and can write nothing, so business goes on beside it. With more
    than one of `connections` so many steps are asked at once, of the same moment; what they find comes in the same
    order. `progress` is told (what comes next, steps done, steps in all).
    """
    steps = [*ROOMS, *((check.about, check.differences) for check in CHECKS)]
    shared = not connection.in_atomic_block  # what is not committed yet no other connection sees
    with _one_moment():
        answers = (
            _at_once(steps, _shared_moment(), connections)
            if connections > 1 and shared
            else (named(proof()) for _, proof in steps)
        )
        for done, (name, _) in enumerate(steps):
            if progress:
                progress(name, done, len(steps))
            yield from next(answers)
    if progress:
        progress("", len(steps), len(steps))


@contextmanager
def _one_moment(moment: str = "") -> Iterator[None]:
    """What committed until now, or until the `moment` that another connection holds."""
    if connection.in_atomic_block:  # a test's own transaction: it is one moment for itself
        yield
        return
    with transaction.atomic():
        sql.run("set transaction isolation level repeatable read, read only")
        if moment:
            sql.run(f"set transaction snapshot '{moment}'")
        # Sums over millions of rows; the setting ends with the transaction.
        sql.run("set local work_mem = '128MB'")
        yield


def _shared_moment() -> str:
    """The name by which other connections see what this one sees, while its transaction lasts."""
    ((moment,),) = sql.rows("select pg_export_snapshot()")
    if not re.fullmatch(r"[0-9A-F-]+", moment):
        raise ValueError(f"not the name of a snapshot: {moment}")
    return str(moment)


def _at_once(steps: list[tuple[str, Proof]], moment: str, connections: int) -> Iterator[list[Difference]]:
    """What each step finds, in order; so many are asked at the same time, each over a connection of its own."""
    pool = ThreadPoolExecutor(connections)
    try:
        yield from pool.map(lambda step: _answer(step[1], moment), steps)
    finally:
        pool.shutdown(cancel_futures=True)


def _answer(proof: Proof, moment: str) -> list[Difference]:
    try:
        with _one_moment(moment):
            return list(named(proof()))
    finally:
        connection.close()
