"""Jobs are asked for once, belong to who asked, are held by one worker, and end once."""

import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from tradepost.base import job_queue, jobs, kept_files, sql
from tradepost.base.by import By, system
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.base.job_queue import CancelWished, JobLost, Work
from tradepost.base.models import Job

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
MARA = By(actor_id=uuid4(), actor="Mara", now=NOW, roles=frozenset({"sales"}))
JON = By(actor_id=uuid4(), actor="Jon", now=NOW, roles=frozenset({"sales"}))


def ask(by: By = MARA, **given) -> Job:
    job_id = given.pop("job_id", None) or new_id(by.now)
    jobs.ask(by, job_id=job_id, kind="test", title="Count", request={"to": 3}, **given)
    return Job.objects.get(pk=job_id)


def claim(now: datetime = NOW) -> Work | None:
    job = job_queue.claim_one(now, ["test"])
    return Work(job, now) if job else None


def state_of(job: Job) -> tuple[str, int, int]:
    job.refresh_from_db()
    return job.state, job.attempts, job.left


def test_asked_twice_with_one_id_it_is_one_job():
    one = ask()
    ask(job_id=one.pk)
    assert Job.objects.count() == 1


def test_nobody_asks_for_more_than_twenty_at_once():
    for _ in range(jobs.OPEN_AT_MOST):
        ask()
    with pytest.raises(jobs.TooManyJobs):
        ask()
    assert Job.objects.count() == jobs.OPEN_AT_MOST
    ask(JON)


def test_a_job_is_seen_by_who_asked_and_by_the_owner_alone():
    job = ask()
    owner = By(actor_id=uuid4(), actor="Olga", now=NOW, roles=frozenset({"owner"}))
    assert jobs.job_of(MARA, job.pk) == jobs.job_of(owner, job.pk) == job
    with pytest.raises(NotFound):
        jobs.job_of(JON, job.pk)
    with pytest.raises(NotFound):
        jobs.wish_cancel(JON, job.pk)
    assert state_of(job)[0] == "queued"
    assert list(jobs.JOBS.page(JON).rows) == []


def test_the_oldest_job_is_taken_by_one():
    first, second = ask(), ask(JON.at(NOW + timedelta(seconds=1)))
    assert [claim().job, claim().job, claim()] == [first, second, None]
    assert state_of(first) == ("running", 1, 0)


def test_kinds_that_a_worker_does_not_know_are_left_for_one_that_does():
    ask()
    assert job_queue.claim_one(NOW, ["another"]) is None


def test_what_a_dead_worker_held_is_taken_over_and_the_dead_one_can_write_no_more():
    job = ask()
    dead = claim()
    assert claim(NOW + job_queue.LEASE / 2) is None
    later = NOW + job_queue.LEASE + timedelta(seconds=1)
    heir = claim(later)
    assert state_of(job) == ("running", 2, 1)
    assert job_queue.beat(dead.job, later, 1, 3) is JobLost
    assert not job_queue.finish(dead, later)
    with pytest.raises(JobLost):
        dead.note(0, is_done=True)
    with pytest.raises(JobLost):
        dead.keep("a.csv", io.BytesIO(b"a"))
    assert job_queue.finish(heir, later)
    assert state_of(job)[0] == "done"


def test_a_lease_of_a_clock_that_was_put_back_does_not_hold_the_job():
    job = ask()
    claim(NOW + timedelta(days=30))
    assert claim(NOW).job == job


def test_a_job_given_back_goes_on_from_its_place_and_that_is_no_death():
    job = ask()
    work = claim()
    work.save({"row": 2})
    assert job_queue.put_back(work)
    assert claim().place == {"row": 2}
    assert state_of(job) == ("running", 2, 0)


def test_the_outcome_of_a_row_is_noted_once():
    ask()
    work = claim()
    work.note(0, is_done=True, label="SO-1")
    work.note(1, is_done=False, label="SO-2", said="It is closed.", code="not-allowed")
    with pytest.raises(JobLost):
        work.note(1, is_done=True, label="SO-2")
    assert work.noted() == {0, 1}
    assert jobs.counts_of(work.job) == (1, 1)
    assert [line.said for line in jobs.lines_of(work.job, refused_only=True)] == ["It is closed."]


def test_a_job_that_waits_is_cancelled_at_once_and_a_running_one_hears_of_it():
    waiting = ask()
    assert jobs.wish_cancel(MARA, waiting.pk).state == "cancelled"
    running = ask()
    work = claim()
    assert jobs.wish_cancel(MARA, running.pk).state == "running"
    work.ends = job_queue.beat(work.job, NOW, 1, 3)
    with pytest.raises(CancelWished):
        work.tell(2)
    assert job_queue.cancel(work, NOW)
    assert (running.refresh_from_db(), running.state, running.done, running.total) == (
        None,
        "cancelled",
        2,
        None,
    )


def test_a_file_is_kept_for_fourteen_days_and_a_job_for_ninety():
    job = ask()
    work = claim()
    work.keep("orders.csv", io.BytesIO(b"number\nSO-1\n"))
    job_queue.finish(work, NOW)
    job.refresh_from_db()
    assert (job.file_name, job.file_bytes) == ("orders.csv", 12)
    assert kept_files.fetch(job.file).read() == b"number\nSO-1\n"
    made = default_storage.get_modified_time(job.file)
    kept_files.throw_away_old(made + timedelta(days=13))
    assert kept_files.fetch(job.file) is not None
    kept_files.throw_away_old(made + timedelta(days=15))
    assert kept_files.fetch(job.file) is None
    assert jobs.forget_jobs(system(NOW + timedelta(days=89))) == 0
    assert jobs.forget_jobs(system(NOW + timedelta(days=91))) == 1
    assert sql.rows("select 1 from base_job") == []


def test_a_forgotten_job_takes_its_rows_along():
    ask()
    work = claim()
    work.note(0, is_done=True)
    job_queue.finish(work, NOW)
    assert jobs.forget_jobs(system(NOW + timedelta(days=91))) == 1
    assert sql.rows("select 1 from base_job_line") == []
