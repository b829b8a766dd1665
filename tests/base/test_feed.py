"""The change feed under concurrency: a late commit is never skipped, a reaction takes effect once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from settled import wait_until_settled
from tradepost.base import deliveries, feed
from tradepost.base.by import system
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, SentTwiceDifferently
from tradepost.base.events import Event
from tradepost.base.ids import new_id
from tradepost.base.models import EventRow

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
BY = system(NOW, "Test")


@dataclass(frozen=True)
class BellRung(Event):
    name = "test.bell_rung"
    bell_id: UUID
    times: int


@command
def ring(by: object, *, times: int) -> None:
    publish(BY, *(BellRung(new_id(NOW), n) for n in range(times)))


INSERT = """insert into base_event (name, subject_id, data, at, actor, command, request_id)
            values ('test.by_hand', gen_random_uuid(), '{}', now(), '', '', %s)"""


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_not_skipped(database_url: str) -> None:
    with psycopg.connect(database_url) as slow, psycopg.connect(database_url, autocommit=True) as quick:
        slow.execute(INSERT, ["slow"])  # began first, still open
        quick.execute(INSERT, ["quick"])
        seen = feed.read()
        assert [event.request_id for event in seen] == []  # quick waits behind the older transaction
        slow.commit()
        wait_until_settled()
        seen = feed.read()
        assert [event.request_id for event in seen] == ["slow", "quick"]
        assert feed.read(after=seen[0].cursor) == seen[1:]
        assert feed.read(after=seen[-1].cursor) == []


@pytest.mark.django_db(transaction=True)
def test_every_event_becomes_one_delivery_per_reaction_and_is_done_once() -> None:
    ring(BY, times=3)
    wait_until_settled()
    assert feed.relay({"test.bell_rung": ["count", "mail"]}, NOW) == 3
    assert feed.relay({"test.bell_rung": ["count", "mail"]}, NOW) == 0
    claimed = deliveries.claim_due(NOW)
    assert len(claimed) == 6
    assert deliveries.claim_due(NOW) == []  # all leased
    after = NOW + deliveries.LEASE + timedelta(seconds=1)
    taken_over = [
        deliveries.claim_due(after) for _ in range(7)
    ]  # the lease ran out: one at a time, each once
    assert [[row.id for row in taken] for taken in taken_over] == [[row.id] for row in claimed] + [[]]
    first = claimed[0]
    assert (deliveries.finish(first.id, NOW), deliveries.finish(first.id, NOW)) == (True, False)
    deliveries.put_off(claimed[1], "smtp is down", NOW)
    assert deliveries.claim_due(NOW) == []
    assert [row.id for row in deliveries.claim_due(NOW + timedelta(seconds=1))] == [claimed[1].id]


@pytest.mark.django_db
def test_events_are_never_changed() -> None:
    ring(BY, times=1)
    for change in (
        lambda: EventRow.objects.update(name="x"),
        lambda: EventRow.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(Exception, match="never changed"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_another_cluster_begins_a_new_epoch() -> None:
    ring(BY, times=1)
    wait_until_settled()
    (first,) = feed.read()
    feed.start_new_epoch()
    ring(BY, times=1)
    wait_until_settled()
    old, new = feed.read()
    assert (old.id, new.cursor.split(".")[0]) == (first.id, "2")
    with connection.cursor() as cursor:  # leave the database as it was found
        cursor.execute("alter table base_event alter column epoch set default 1")
        cursor.execute("delete from base_epoch where epoch > 1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["", "x", "1.2", "1.2.3.4", "-1.0.0", "1.99999999999999999999999.1", "1.1.1e3"]
)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        feed.read(after=cursor)


@command(once="bell_id", again=lambda bell_id: ("again", bell_id))
def hang_bell(by: object, *, bell_id: UUID, weight: int) -> tuple[str, UUID]:
    publish(BY, BellRung(bell_id, weight))
    return "made", bell_id


@pytest.mark.django_db
def test_an_id_has_one_effect_and_a_failed_command_leaves_nothing() -> None:
    bell = new_id(NOW)
    assert hang_bell(BY, bell_id=bell, weight=3) == ("made", bell)
    assert hang_bell(BY, bell_id=bell, weight=3) == ("again", bell)
    with pytest.raises(SentTwiceDifferently):
        hang_bell(BY, bell_id=bell, weight=4)
    assert EventRow.objects.filter(subject_id=bell).count() == 1


@command
def fail_late(by: object) -> None:
    ring(BY, times=2)
    raise Invalid("No.")


@pytest.mark.django_db
def test_a_refused_command_takes_its_events_back() -> None:
    with pytest.raises(Invalid):
        fail_late(BY)
    assert EventRow.objects.filter(name="test.bell_rung").count() == 0
    with pytest.raises(RuntimeError, match="outside a command"):
        publish(BY, BellRung(new_id(NOW), 1))
