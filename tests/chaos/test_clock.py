"""Clocks are put forward and back between one request and the next: work goes on, nothing waits for them."""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from chaos.premises import TESTS, loads, premises
from settled import wait_until_settled
from tradepost.base import deliveries, feed, sql
from tradepost.base.by import system
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.base.schedule import take_turn
from tradepost.domain.sales.events import OrderClosed

SOAK = bool(os.environ.get("SOAK"))
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = {"sales.order_closed": ("test.reaction",)}


@command
def close_something(by) -> None:
    publish(by, OrderClosed(new_id(by.now)))


def claimed_at(now: datetime) -> int:
    return len(deliveries.claim_due(now))


@pytest.mark.django_db(transaction=True)
def test_deliveries_do_not_wait_for_a_clock_that_was_wrong() -> None:
    jumps = [DAY, timedelta(hours=1), timedelta(minutes=30), timedelta(seconds=-90), -DAY]
    for jump in jumps:
        close_something(system(NOW))
        wait_until_settled()
        assert feed.relay(PAGE, NOW + jump) == 1
    assert claimed_at(NOW) == len(jumps)
    # Leased, also for workers whose clocks differ a bit.
    assert [claimed_at(NOW + timedelta(seconds=off)) for off in (0, 90, -90)] == [0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_leases_and_retries_written_under_a_clock_far_ahead_do_not_count() -> None:
    for _ in range(2):
        close_something(system(NOW))
    wait_until_settled()
    feed.relay(PAGE, NOW)
    _dead, failed = deliveries.claim_due(NOW + DAY)
    deliveries.put_off(failed, "smtp is down", NOW + DAY)
    assert claimed_at(NOW) == 2


@pytest.mark.django_db
def test_a_turn_taken_under_a_clock_far_ahead_does_not_hold_up_the_next() -> None:
    hour = timedelta(hours=1)
    assert take_turn("a job", hour, NOW + DAY) is True
    assert take_turn("a job", hour, NOW) is True
    assert take_turn("a job", hour, NOW - timedelta(seconds=5)) is False  # a twin whose clock differs a bit
    assert take_turn("a job", hour, NOW + hour) is True


@pytest.mark.django_db
def test_the_feed_keeps_the_order_of_commit_whatever_the_clock_said() -> None:
    for hours in (0, 5, -5, 2):
        close_something(system(NOW + timedelta(hours=hours)))
    sql.run("select pg_current_xact_id()")
    found = sql.rows("select at from base_event order by epoch, xid, id")
    assert [row[0] - NOW for row in found] == [timedelta(hours=hours) for hours in (0, 5, -5, 2)]


@pytest.mark.slow
def test_clerks_whose_clocks_jump_keep_good_books(keep) -> None:
    seconds = 60 if SOAK else 3
    with premises() as place:
        place.run_python(str(TESTS / "chaos" / "company.py"), "8", "60")
        clerks = [
            subprocess.Popen(
                [sys.executable, str(TESTS / "chaos" / "crossing.py"), str(seed), str(seconds), "jump"],
                env=place.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for seed in random.Random().sample(range(10**6), 2)
        ]
        ended = [clerk.communicate(timeout=seconds + 120) for clerk in clerks]
        assert [clerk.returncode for clerk in clerks] == [0, 0], [said[-2000:] for _, said in ended]
        done = sum(sum(loads(out)["done"].values()) for out, _ in ended)
        ((back,),) = place.ask(
            "select count(*) from (select at < lag(at) over (order by xid, id) as back from base_event) e where back"
        )
        verified = place.tradepost("verify")
    keep("clocks jump", {"commands": done, "events earlier than the one before": back})
    assert verified.returncode == 0, verified.stdout
    assert back > 0
