"""Answers are forgotten after 30 days, and what is sent again later is still not done twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tradepost.base import command as base
from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.command import claim, command, forget_answers, keep_answer, kept_answer
from tradepost.base.errors import AnswerForgotten, SentTwiceDifferently
from tradepost.base.ids import new_id

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
LATE = NOW + timedelta(days=31)
pytestmark = pytest.mark.django_db


def answered(*keys: str, at: datetime = NOW) -> None:
    for key in keys:
        assert claim(f"api:nobody:{key}", "digest", system(at))
        keep_answer(f"api:nobody:{key}", 201, "{'much': 'text'}")


def kept() -> dict[str, tuple[int | None, str]]:
    found = sql.rows("select key, status, body from base_answer order by key")
    return {key.rsplit(":")[-1]: (status, body) for key, status, body in found}


@command(once="bell_id", again=lambda bell_id: ("again", bell_id))
def hang_bell(by: By, *, bell_id: UUID, weight: int) -> tuple[str, UUID]:
    return "made", bell_id


def test_an_answer_is_forgotten_after_thirty_days_and_its_claim_is_not() -> None:
    answered("old")
    answered("young", at=NOW + timedelta(days=1, seconds=1))
    assert forget_answers(system(NOW + timedelta(days=30))) == 0
    assert forget_answers(system(LATE)) == 1
    assert kept() == {"old": (None, ""), "young": (201, "{'much': 'text'}")}
    assert forget_answers(system(LATE)) == 0


def test_a_key_sent_after_that_is_refused_in_words_and_nothing_is_done() -> None:
    answered("old")
    forget_answers(system(LATE))
    assert claim("api:nobody:old", "digest", system(LATE)) is False
    with pytest.raises(AnswerForgotten, match=r"done on 2026-03-16\. .* nothing was done again"):
        kept_answer("api:nobody:old")
    with pytest.raises(SentTwiceDifferently):
        claim("api:nobody:old", "another digest", system(LATE))


def test_a_command_sent_late_has_still_one_effect() -> None:
    bell = new_id(NOW)
    assert hang_bell(system(NOW), bell_id=bell, weight=3) == ("made", bell)
    forget_answers(system(LATE))
    assert hang_bell(system(LATE), bell_id=bell, weight=3) == ("again", bell)
    with pytest.raises(SentTwiceDifferently):
        hang_bell(system(LATE), bell_id=bell, weight=4)


def test_it_goes_by_batches_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "_FORGOTTEN_AT_ONCE", 2)
    answered("c")
    answered("a", "b", at=NOW - timedelta(days=2))
    assert forget_answers(system(LATE)) == 2
    assert {key for key, (status, _) in kept().items() if status} == {"c"}
    assert [forget_answers(system(LATE)) for _ in range(2)] == [1, 0]
