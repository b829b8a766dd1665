"""A worker killed in the midst of an import: the next one goes on, and no row is brought in twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tradepost.base import jobs, sql
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.base.models import Job
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.files.bringing import bring
from tradepost.doors.files.running import Hand, try_rows

SLOW = Path(__file__).with_name("slow_worker.py")
ROWS = 60


@contextmanager
def worker(database_url: str, rests_in: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DATABASE_URL": database_url, "TRADEPOST_ENV": "test"}
    environment["DJANGO_SETTINGS_MODULE"] = "tradepost.config.settings"
    process = subprocess.Popen([sys.executable, str(SLOW), str(rests_in)], env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(30)


def wait_for(met: Callable[[], bool]) -> None:
    until = time.monotonic() + 300
    while not met():
        assert time.monotonic() < until
        time.sleep(0.02)


def made() -> int:
    return int(sql.rows("select count(*) from parties_supplier")[0][0])


def test_a_killed_import_goes_on_and_brings_no_row_in_twice(database_url: str) -> None:
    by = system(datetime.now(UTC), "Olivia")
    text = (
        "number,name\n"
        + "".join(f"S{n},Supplier {n}\n" for n in range(ROWS))
        + "S3,Supplier 3\nS4,Other\n,\n"
    )
    import_id, job_id = new_id(by.now), new_id(by.now)
    found = bring(by, import_id=import_id, kind="suppliers", file_name="s.csv", data=text.encode())
    try_rows(by, found, Hand())
    jobs.ask(by, job_id=job_id, kind="import.bring_in", title="s.csv", request={"import_id": str(import_id)})
    with worker(database_url, 4) as first:
        wait_for(lambda: made() == 15)
        first.send_signal(signal.SIGKILL)
        first.wait(30)
    # A batch is in the books with its notes, or neither: the ones that went through are those that are noted.
    wait_for(lambda: made() == len(imports_queries.numbers_kept(import_id)))
    assert made() < ROWS
    sql.run("update base_job set leased_until = now() - interval '1 second'")  # half a minute later
    with worker(database_url, 0):
        wait_for(lambda: Job.objects.get(pk=job_id).state != "running")
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.said) == ("done", "60 made, 0 changed, 1 as they were, 1 refused.")
    assert made() == ROWS
    created = sql.rows("select count(*) from base_event where name = 'parties.supplier_created'")
    assert created == [(ROWS,)], "each is made once"
    assert sql.rows("select count(*) from base_event where name = 'imports.begun'") == [(1,)]
    assert not list(reports_queries.verify())
