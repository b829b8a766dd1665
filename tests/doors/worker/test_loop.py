"""What follows from events happens once, whatever dies on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from settled import wait_until_settled
from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.command import command, publish
from tradepost.base.events import EVENTS, Event, RecordedEvent
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.doors.worker import loop, reactions, schedule
from tradepost.doors.worker.loop import Worker, name_of
from tradepost.doors.worker.schedule import Job, run_job

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class BellRang(Event):
    name = "test.bell_rang"
    bell_id: UUID


@command
def publish_rings(by: By, *, times: int) -> None:
    publish(by, *[BellRang(uuid4()) for _ in range(times)])


def ring(by: By, *, times: int = 1) -> None:
    publish_rings(by, times=times)
    wait_until_settled()


@command
def note(by: By, *, word: str) -> None:
    """An effect inside the database: one row for each time it happened."""
    sql.run("insert into base_consumer (name, cursor) values (%s, '')", [f"note:{word}:{uuid4()}"])


def answer(by: By, event: RecordedEvent) -> None:
    note(by, word=str(event.subject_id))


def stumble(by: By, event: RecordedEvent) -> None:
    note(by, word="stumbled")
    raise RuntimeError("no")


def notes() -> list[str]:
    return [
        name.split(":")[1] for (name,) in sql.rows("select name from base_consumer where name like 'note:%%'")
    ]


def deliveries() -> list[tuple]:
    return sql.rows("select reaction, done_at is not null, attempts, error from base_delivery order by id")


def test_every_event_of_the_house_has_its_row():
    ours = {event for name, event in EVENTS.items() if event.__module__.startswith("tradepost.domain.")}
    assert set(reactions.PAGE) == ours


@pytest.mark.django_db(transaction=True)
def test_a_reaction_runs_once_for_each_event():
    ring(system(NOW), times=3)
    worker = Worker(page={BellRang: (answer,)}, jobs=())
    assert worker.turn() == 6  # three events relayed, three deliveries made
    assert worker.turn() == 0
    rang = [
        str(row[0]) for row in sql.rows("select subject_id from base_event where name = 'test.bell_rang'")
    ]
    assert sorted(notes()) == sorted(rang)
    assert deliveries() == [("test_loop.answer", True, 1, "")] * 3


@pytest.mark.django_db(transaction=True)
def test_a_reaction_that_fails_leaves_nothing_and_is_put_off_and_the_others_run():
    ring(system(NOW))
    Worker(page={BellRang: (stumble, answer)}, jobs=()).turn()
    assert "stumbled" not in notes()
    assert deliveries() == [
        ("test_loop.stumble", False, 1, "RuntimeError: no"),
        ("test_loop.answer", True, 1, ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_work_without_doing_any_twice():
    ring(system(NOW), times=60)

    def work() -> None:
        worker = Worker(page={BellRang: (answer,)}, jobs=())
        until = time.monotonic() + 120
        while time.monotonic() < until and sum(done for _, done, _, _ in deliveries()) < 60:
            worker.turn()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(notes()) == len(set(notes())) == 60


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_held_is_taken_over_when_its_lease_ends():
    ring(system(NOW))
    worker = Worker(page={BellRang: (answer,)}, jobs=())
    worker.stop.set()
    assert worker.turn() == 1  # relayed and taken, but not delivered: told to stop meanwhile
    worker.stop.clear()
    assert (worker.turn(), notes()) == (0, [])
    sql.run("update base_delivery set leased_until = now() - interval '1 second'")
    assert worker.turn() == 1
    assert len(notes()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_is_done_once_a_turn_and_again_after_a_failure():
    ran: list[datetime] = []

    def run(by: By) -> None:
        ran.append(by.now)
        if len(ran) == 1:
            raise RuntimeError("no")

    job = Job("bell", timedelta(hours=1), run)
    with pytest.raises(RuntimeError):
        run_job(system(NOW), job)
    assert [run_job(system(NOW + timedelta(minutes=m)), job) for m in (1, 2, 59, 61)] == [
        True,
        False,
        False,
        True,
    ]
    assert len(ran) == 3


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_does_not_stop_the_others():
    ran: list[str] = []

    def fail(by: By) -> None:
        raise RuntimeError("no")

    jobs = (
        Job("bad", timedelta(hours=1), fail),
        Job("good", timedelta(hours=1), lambda by: ran.append("good")),
    )
    Worker(page={}, jobs=jobs).turn()
    assert ran == ["good"]


@pytest.mark.django_db(transaction=True)
def test_a_job_in_batches_goes_on_in_transactions_of_their_own_until_nothing_is_left():
    left, transactions = [3, 1, 0], []

    def run(by: By) -> int:
        transactions.append(sql.rows("select pg_current_xact_id()::text")[0][0])
        return left.pop(0)

    job = Job("sweep", timedelta(hours=24), run, in_batches=True)
    assert run_job(system(NOW), job)
    assert (left, len(set(transactions))) == ([], 3)
    left.extend([3, 1])
    assert not run_job(system(NOW), job)
    assert run_job(system(NOW + timedelta(hours=24)), job, lambda: True)
    assert left == [1], "told to stop after the first"


@pytest.mark.django_db(transaction=True)
def test_the_jobs_of_the_house_run():
    assert [run_job(system(NOW), job) for job in schedule.SCHEDULE] == [True] * len(schedule.SCHEDULE)


def test_the_command_ends_cleanly_when_told(database_url):
    by = system(datetime.now(UTC))
    access.create_user(by, user_id=uuid4(), email="a@example.com", name="A", grants=[GrantInput("owner")])
    environment = {**os.environ, "DATABASE_URL": database_url, "TRADEPOST_ENV": "test"}
    environment["DJANGO_SETTINGS_MODULE"] = "tradepost.config.settings"
    command_line = [sys.executable, "-m", "tradepost.doors.cli.main", "worker"]
    worker = subprocess.Popen(command_line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + 120
        moved = "select 1 from base_consumer where name = 'reactions' and moved_at is not null"
        while time.monotonic() < until and not sql.one(moved):
            time.sleep(0.1)
        assert sql.one(moved)
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=60)
    finally:
        if worker.poll() is None:
            worker.kill()
    assert worker.returncode == 0, said.decode()


def test_reactions_have_one_name_each():
    named = [name_of(reaction) for row in reactions.PAGE.values() for reaction in set(row)]
    by_name = {name_of(reaction): reaction for row in reactions.PAGE.values() for reaction in row}
    assert set(named) == set(by_name)
    assert loop.name_of(answer) == "test_loop.answer"
