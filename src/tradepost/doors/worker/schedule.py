"""What is done by the clock: each row names how often, and is done by one worker only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.schedule import take_turn
from tradepost.domain.sales import commands as sales


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is due every so often."""

    name: str
    every: timedelta
    run: Callable[[By], object]


def forget_ended_sessions(by: By) -> None:
    """Sessions that ran out are of no use to anybody."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


SCHEDULE: tuple[Job, ...] = (
    Job("expire quotes", timedelta(minutes=15), sales.expire_quotes),
    Job("forget ended sessions", timedelta(hours=24), forget_ended_sessions),
)


def run_job(by: By, job: Job) -> bool:
    """Do the job if it is due; False when it is not, or somebody else did it."""

    def work() -> bool:
        if not take_turn(job.name, job.every, by.now):
            return False
        job.run(by)
        return True

    return transact(work, f"schedule.{job.name}")
