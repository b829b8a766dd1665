"""One's own jobs: the list, the page, the part that asks for itself again, the file."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from desk import Desk, count_of, statements
from tradepost.base import job_queue, jobs, kept_files
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.job_queue import Work
from tradepost.base.models import Job
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ask(desk: Desk, title: str = "Orders as CSV", may: str = "") -> Job:
    now = datetime.now(UTC)
    by = By(actor_id=desk.user_id, actor="Ingrid Sol", now=now)
    job_id = new_id(now)
    jobs.ask(by, job_id=job_id, kind="test", title=title, request={}, may=may)
    return Job.objects.get(pk=job_id)


def finish(job: Job, said: str = "Two rows.") -> None:
    work = Work(job_queue.claim_one(datetime.now(UTC), ["test"]), datetime.now(UTC))
    assert work.job == job
    work.keep("orders.csv", io.BytesIO(b"number\nSO-1\n"))
    work.note(0, is_done=True, label="SO-1", said="Confirmed.")
    work.note(1, is_done=False, label="<b>SO-2</b>", said="It is closed already.")
    work.said = said
    job_queue.finish(work, datetime.now(UTC))


def test_the_list_shows_ones_own_and_costs_the_same_for_any_number():
    mara, jon = Desk("sales"), Desk("sales")
    assert "No jobs yet" in mara.see("/office/jobs/")
    ask(mara)
    ask(jon, "Secret of Jon")
    one = count_of(mara, "/office/jobs/")
    ask(mara)
    ask(mara, "Third")
    assert count_of(mara, "/office/jobs/") == one
    words = mara.see("/office/jobs/")
    assert "Third" in words
    assert "Secret" not in words


def test_the_part_asks_for_itself_until_the_job_is_over():
    mara = Desk("sales")
    job = ask(mara)
    html = mara.get(f"/office/jobs/{job.pk}/progress/").content.decode()
    assert 'data-hx-trigger="every 1s"' in html
    with statements() as said:
        mara.get(f"/office/jobs/{job.pk}/progress/")
    assert len(said) <= 4
    finish(job)
    html = mara.get(f"/office/jobs/{job.pk}/progress/").content.decode()
    assert "data-hx-trigger" not in html
    assert "Two rows." in html
    assert "orders.csv" in html


def test_the_page_tells_what_became_of_each_row_what_was_refused_first():
    mara = Desk("sales")
    job = ask(mara)
    finish(job)
    html = mara.get(f"/office/jobs/{job.pk}/").content.decode()
    assert "<b>SO-2" not in html
    words = mara.see(f"/office/jobs/{job.pk}/")
    assert "1 done, 1 refused" in words
    assert words.index("It is closed already.") < words.index("Confirmed.")


def test_the_file_is_for_who_asked_as_long_as_they_may_and_it_is_kept():
    mara, jon, owner = Desk("sales"), Desk("sales"), Desk("owner")
    job = ask(mara, may="sales.read")
    finish(job)
    answer = mara.get(f"/office/jobs/{job.pk}/file/")
    assert b"".join(answer.streaming_content) == b"number\nSO-1\n"
    assert "attachment" in answer["Content-Disposition"]
    owner.get(f"/office/jobs/{job.pk}/file/")
    for path in ("", "progress/", "file/"):
        jon.get(f"/office/jobs/{job.pk}/{path}", 404)
    Job.objects.filter(pk=job.pk).update(may="access.read")
    mara.get(f"/office/jobs/{job.pk}/file/", 403)
    Job.objects.filter(pk=job.pk).update(may="")
    job.refresh_from_db()
    kept_files.throw_away(job.file)
    mara.get(f"/office/jobs/{job.pk}/file/", 404)


def test_a_job_is_cancelled_by_who_asked_and_nobody_else():
    mara, jon = Desk("sales"), Desk("sales")
    job = ask(mara)
    with unchanged("base"):
        jon.say(f"/office/jobs/{job.pk}/cancel/", 404)
    assert mara.say(f"/office/jobs/{job.pk}/cancel/") == "Cancelled."
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert mara.say(f"/office/jobs/{job.pk}/cancel/") == "Cancelled."
