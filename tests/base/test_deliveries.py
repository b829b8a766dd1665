"""A delivery that kills its worker is given up like one that fails, and takes no other with it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tradepost.base import deliveries, sql
from tradepost.base.deliveries import GIVE_UP_AFTER, LEASE, LEFT, Claimed

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def due(*reactions: str) -> None:
    """One event, and these reactions to it."""
    sql.run(
        """with e as (
             insert into base_event (name, subject_id, data, at, actor, command, request_id)
             values ('test.bell_rang', %s, '{}', %s, 'nobody', 'ring', '') returning id)
           insert into base_delivery (event_id, reaction, attempts, due_at, error)
           select e.id, reaction, 0, %s, '' from e, unnest(%s::text[]) as t(reaction)""",
        [uuid4(), NOW, NOW, list(reactions)],
    )


def life(now: datetime, deadly: str = "poison", turns: int = 5) -> list[str]:
    """What one worker tries until it has nothing to do, or the deadly reaction ends it."""
    tried = []
    for _ in range(turns):
        for claimed in deliveries.claim_due(now):
            tried.append(claimed.reaction)
            if claimed.reaction == deadly:
                return tried
            assert deliveries.finish(claimed.id, now)
    return tried


def rows() -> dict[str, tuple[object, ...]]:
    """By reaction: done, given up, tries, what it said last."""
    found = sql.rows(
        "select reaction, done_at is not null, given_up_at is not null, attempts, error from base_delivery"
    )
    return {reaction: tuple(row) for reaction, *row in found}


def test_what_kills_every_worker_is_given_up_after_as_many_tries_as_what_fails() -> None:
    due("poison")
    now, tries = NOW, 0
    for _ in range(GIVE_UP_AFTER + 5):
        tries += len(life(now))
        now += LEASE + MOMENT
    assert tries == GIVE_UP_AFTER
    assert rows() == {"poison": (False, True, GIVE_UP_AFTER, LEFT)}
    (told,) = deliveries.given_up()
    assert (told.event, told.reaction, told.attempts, told.error) == (
        "test.bell_rang", "poison", GIVE_UP_AFTER, LEFT,
    )  # fmt: skip


def test_what_fails_is_given_up_after_the_same_number() -> None:
    due("stumbles")
    now = NOW
    for _ in range(GIVE_UP_AFTER + 5):
        for claimed in deliveries.claim_due(now):
            deliveries.put_off(claimed, "RuntimeError: no", now)
        now += deliveries.LONGEST_WAIT + MOMENT
    assert rows() == {"stumbles": (False, True, GIVE_UP_AFTER, "RuntimeError: no")}


def test_it_does_not_take_with_it_what_was_taken_with_it() -> None:
    due("poison", *[f"harmless {n}" for n in range(4)])
    assert life(NOW) == ["poison"]
    assert life(NOW + MOMENT) == [], "still leased"
    after = NOW + LEASE + MOMENT
    assert life(after) == ["poison"], "the one that was first again, alone"
    assert life(after) == [f"harmless {n}" for n in range(4)]
    assert {name: row[:3] for name, row in rows().items() if name != "poison"} == {
        f"harmless {n}": (True, False, 2) for n in range(4)
    }


def test_what_a_dead_worker_left_comes_one_at_a_time_after_what_is_new() -> None:
    due("left 1", "left 2")
    assert len(deliveries.claim_due(NOW)) == 2
    due("new")
    after = NOW + LEASE + MOMENT
    assert [(one.reaction, one.left) for one in deliveries.claim_due(after)] == [
        ("new", False),
        ("left 1", True),
    ]
    assert [(one.reaction, one.attempts) for one in deliveries.claim_due(after)] == [("left 2", 2)]
    assert deliveries.claim_due(after) == []


def test_what_was_given_up_is_tried_again_with_all_its_tries() -> None:
    due("poison", "well")
    life(NOW, deadly="")
    assert deliveries.given_up() == []
    sql.run("update base_delivery set done_at = null, given_up_at = %s, attempts = 20", [NOW])
    sql.run("update base_delivery set done_at = %s where reaction = 'well'", [NOW])
    assert deliveries.try_again(NOW) == 1
    (taken,) = deliveries.claim_due(NOW)
    assert taken == Claimed(taken.id, taken.event_id, "poison", 1)
