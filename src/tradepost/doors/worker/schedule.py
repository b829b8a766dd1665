"""What is done by the clock: each row names how often, and is done by one worker only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings

from tradepost.base import kept_files
from tradepost.base.by import By
from tradepost.base.command import forget_answers, transact
from tradepost.base.jobs import forget_jobs
from tradepost.base.schedule import take_turn
from tradepost.domain.counting import commands as counting
from tradepost.domain.imports import commands as imports
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.mails import commands as mails
from tradepost.domain.notes import commands as notes
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.reports import commands as reports
from tradepost.domain.sales import commands as sales
from tradepost.doors.integrations.mail import fetch_bounces
from tradepost.doors.worker.standing import make_standing_orders


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is due every so often.

    With `in_batches` the work is said again until it gives 0, each time in a transaction of its own: a long one
    would hold up the change feed, and whoever waits for its locks. What is `outside` speaks to other machines: it
    runs in no transaction, and says its commands itself.
    """

    name: str
    every: timedelta
    run: Callable[[By], object]
    in_batches: bool = False
    outside: bool = False


def forget_ended_sessions(by: By) -> None:
    """Sessions that ran out are of no use to anybody."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def throw_away_old_files(by: By) -> None:
    """What jobs were given and made is kept for some days."""
    kept_files.throw_away_old(by.now)


SCHEDULE: tuple[Job, ...] = (
    Job("expire quotes", timedelta(minutes=15), sales.expire_quotes),
    Job("expire blanket orders", timedelta(minutes=15), sales.expire_blankets),
    Job("make standing orders", timedelta(minutes=10), make_standing_orders, outside=True),
    Job("activate prices", timedelta(seconds=10), pricing.activate_due_versions),
    Job("expire lots", timedelta(minutes=15), inventory.expire_lots, in_batches=True),
    Job("plan cycle counts", timedelta(hours=1), counting.plan_cycle_counts),
    Job("class stock", timedelta(hours=1), reports.class_stock, in_batches=True),
    Job("sum months of stock", timedelta(minutes=5), inventory.sum_months, in_batches=True),
    Job("tell ends of months", timedelta(minutes=5), reports.keep_levels, in_batches=True),
    Job("sum up sales", timedelta(minutes=1), reports.sum_up, in_batches=True),
    Job("forget ended sessions", timedelta(hours=24), forget_ended_sessions),
    Job("forget old import files", timedelta(hours=24), imports.forget_files, in_batches=True),
    Job("forget old answers", timedelta(hours=24), forget_answers, in_batches=True),
    Job("throw away old files", timedelta(hours=24), throw_away_old_files),
    Job("forget old jobs", timedelta(hours=24), forget_jobs, in_batches=True),
    Job("forget old notices", timedelta(hours=24), notes.forget_notices, in_batches=True),
    Job("fail mails given up", timedelta(minutes=1), mails.fail_given_up, in_batches=True),
    Job("fetch bounces", timedelta(minutes=2), fetch_bounces, outside=True),
)


def run_job(by: By, job: Job, stopped: Callable[[], bool] = lambda: False) -> bool:
    """Do the job if it is due; False when it is not, or somebody else did it.

    What is left of batches when we are `stopped`, or killed, waits for the next turn.
    """

    def first() -> tuple[bool, object]:
        if not take_turn(job.name, job.every, by.now):
            return False, 0
        return True, 0 if job.outside else job.run(by)

    name = f"schedule.{job.name}"
    ours, left = transact(first, name)
    if ours and job.outside:
        job.run(by)
    while job.in_batches and left and not stopped():
        left = transact(lambda: job.run(by), name)
    return ours
