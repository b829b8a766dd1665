"""Long jobs are done once, whatever dies on the way; who asked sees how far they are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tradepost.base import jobs, sql
from tradepost.base.by import By, system
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.job_queue import LEASE, Work
from tradepost.base.models import Job
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.doors.worker.desk import Desk
from tradepost.doors.worker.job_kinds import KINDS

COUNTING = Path(__file__).with_name("counting.py")


def ask(kind: str, by: By | None = None, **given) -> UUID:
    by = by or system(datetime.now(UTC))
    job_id = new_id(by.now)
    jobs.ask(by, job_id=job_id, kind=kind, title="A job", request=given.pop("request", {}), **given)
    return job_id


def outcome(job_id: UUID) -> tuple[str, str]:
    job = Job.objects.get(pk=job_id)
    return job.state, job.said


def do(kind: Callable[[By, Work], None], **given) -> tuple[str, str]:
    job_id = ask("test", **given)
    assert Desk({"test": kind}, beats=False).do_one()
    return outcome(job_id)


def person(*roles: str) -> By:
    now = datetime.now(UTC)
    user = access.create_user(
        system(now), user_id=new_id(now), email=f"{uuid4()}@example.com", name="Mara",
        grants=[GrantInput(role) for role in roles],
    )  # fmt: skip
    return access_queries.by_of(user, now)


@pytest.mark.django_db
def test_a_job_runs_as_who_asked_and_leaves_its_sentence():
    mara, seen = person("sales"), []

    def work_(by: By, work: Work) -> None:
        seen.append((by.actor_id, by.roles, work.request))
        work.tell(3, 3)
        work.said = "Three things are done."

    assert do(work_, by=mara, request={"n": 3}) == ("done", "Three things are done.")
    assert seen == [(mara.actor_id, frozenset({"sales"}), {"n": 3})]


@pytest.mark.django_db
def test_a_role_taken_away_meanwhile_is_not_used():
    mara = person("sales")
    access.set_roles(system(datetime.now(UTC)), user_id=mara.actor_id, grants=[GrantInput("viewer")])
    state, said = do(lambda by, work: pytest.fail("it ran"), by=mara, may="sales.confirm_order")
    assert (state, "role was changed" in said) == ("failed", True)


@pytest.mark.django_db
def test_who_may_not_sign_in_any_more_has_nothing_done():
    mara = person("sales")
    access.change_user(system(datetime.now(UTC)), user_id=mara.actor_id, is_active=False)
    assert do(lambda by, work: pytest.fail("it ran"), by=mara)[0] == "failed"


@pytest.mark.django_db
def test_a_refusal_is_told_in_its_own_words_and_a_fault_in_ours():
    def refuse(by: By, work: Work) -> None:
        raise Invalid("Line 3 has no item.")

    def stumble(by: By, work: Work) -> None:
        raise ZeroDivisionError("secret insides")

    assert do(refuse) == ("failed", "Line 3 has no item.")
    state, said = do(stumble)
    assert state == "failed"
    assert "Tradepost itself" in said
    assert "secret" not in said


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up_with_a_sentence():
    job_id = ask("test")
    desk = Desk({"test": lambda by, work: pytest.fail("it ran")}, beats=False)
    sql.run(
        "update base_job set state = 'running', \"left\" = 4, attempts = 5, leased_until = now() - %s",
        [LEASE],
    )
    assert desk.do_one()
    state, said = outcome(job_id)
    assert (state, "each time the worker died" in said) == ("failed", True)


@pytest.mark.django_db
def test_the_language_of_the_page_is_the_language_of_the_job():
    from django.utils.translation import get_language

    def tell(by: By, work: Work) -> None:
        work.said = str(get_language())

    assert do(tell, language="de") == ("done", "de")


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_from_outside_while_the_work_has_a_transaction_open():
    from django.db import transaction

    go_on, desk_stop = threading.Event(), threading.Event()

    def slow(by: By, work: Work) -> None:
        with transaction.atomic():
            sql.run("insert into base_consumer (name, cursor) values ('half', '')")
            work.tell(40, 100)
            assert go_on.wait(60)

    job_id = ask("slow")
    thread = Desk({"slow": slow}, desk_stop).start()
    try:
        wait_for(lambda: Job.objects.get(pk=job_id).done == 40)
        assert not sql.rows("select 1 from base_consumer where name = 'half'")
    finally:
        go_on.set()
        wait_for(lambda: outcome(job_id)[0] == "done")
        desk_stop.set()
        thread.join(60)


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.05)


@contextmanager
def worker(database_url: str, seconds_each: float, rests_after: int = 0) -> Iterator[subprocess.Popen]:
    environment = {**os.environ, "DATABASE_URL": database_url, "TRADEPOST_ENV": "test"}
    environment["DJANGO_SETTINGS_MODULE"] = "tradepost.config.settings"
    command = [sys.executable, str(COUNTING), str(seconds_each), str(rests_after)]
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(60)


def rows_done(job_id: UUID) -> int:
    return sql.rows("select count(*) from base_job_line where job_id = %s", [job_id])[0][0]


def test_a_worker_killed_in_the_midst_has_its_job_finished_once_by_the_next(database_url):
    job_id = ask("count", request={"to": 40})
    with worker(database_url, 0, rests_after=3) as first:
        wait_for(lambda: rows_done(job_id) == 3)
        first.send_signal(signal.SIGKILL)
        first.wait(60)
    assert outcome(job_id)[0] == "running", "nobody knows yet"
    sql.run("update base_job set leased_until = now() - interval '1 second'")  # half a minute later
    with worker(database_url, 0):
        wait_for(lambda: outcome(job_id)[0] != "running")
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.said, job.done, job.attempts, job.left) == ("done", "Counted to 40.", 40, 2, 1)
    assert [int(line.label) for line in jobs.lines_of(job)] == list(range(40))


def test_a_worker_told_to_end_puts_its_job_back_for_another(database_url):
    job_id = ask("count", request={"to": 400})
    with worker(database_url, 0.1) as first:
        wait_for(lambda: rows_done(job_id) >= 2)
        first.send_signal(signal.SIGTERM)
        assert first.wait(60) == 0
    job = Job.objects.get(pk=job_id)
    assert (job.state, job.left) == ("queued", 0)


def test_two_workers_do_a_job_once_and_who_asked_can_end_it(database_url):
    short, endless = ask("count", request={"to": 5}), ask("count", request={"to": 100_000})
    with worker(database_url, 0.05), worker(database_url, 0.05):
        wait_for(lambda: outcome(short)[0] == "done" and rows_done(endless) > 0)
        assert Job.objects.get(pk=short).attempts == 1
        jobs.wish_cancel(system(datetime.now(UTC)), endless)
        wait_for(lambda: outcome(endless)[0] == "cancelled")
    assert rows_done(endless) < 100_000


def test_every_kind_is_a_function_of_who_asked_and_the_work():
    assert all(callable(kind) for kind in KINDS.values())
