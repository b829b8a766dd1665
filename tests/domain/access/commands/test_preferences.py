from __future__ import annotations

import pytest
from django.utils.translation import override

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.models import User
from tradepost.render.sentences import said
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def nancy(by: By) -> User:
    made: User = access.create_user(by, user_id=new_id(by.now), email="nancy@example.org", name="Nancy")
    return made


def test_what_is_given_changes_and_the_rest_stays(by: By, nancy: User) -> None:
    access.set_preferences(by, user_id=nancy.id, language="de", theme="dark", time_zone="Asia/Tokyo")
    access.set_preferences(by, user_id=nancy.id, theme="light", letters=False)
    nancy.refresh_from_db()
    assert (nancy.language, nancy.theme, nancy.time_zone, nancy.letters, nancy.density) == (
        "de", "light", "Asia/Tokyo", False, "comfortable",
    )  # fmt: skip
    assert [event.data["fields"] for event in feed.about([nancy.id])[:2]] == [
        ["letters", "theme"],
        ["language", "theme", "time_zone"],
    ]


def test_the_same_again_changes_nothing(by: By, nancy: User) -> None:
    access.set_preferences(by, user_id=nancy.id, theme="dark")
    with unchanged("access"):
        access.set_preferences(by, user_id=nancy.id, theme="dark", language="")


@pytest.mark.parametrize(
    ("given", "says", "in_german"),
    [
        ({"theme": "pink"}, "Light or dark: there is no “pink”.", "Hell oder dunkel: „pink“ gibt es nicht."),
        ({"language": "xx"}, "There is no language “xx”.", "Die Sprache „xx“ gibt es nicht."),
        ({"time_zone": "Mars"}, "There is no time zone “Mars”.", "Die Zeitzone „Mars“ gibt es nicht."),
        ({"density": "tight"}, "Density: there is no “tight”.", "Zeilenabstand: „tight“ gibt es nicht."),
    ],
)
def test_what_there_is_not_is_refused_in_the_words_of_the_screen(
    by: By, nancy: User, given: dict[str, str], says: str, in_german: str
) -> None:
    with unchanged("access"), pytest.raises(Invalid) as refused:
        access.set_preferences(by, user_id=nancy.id, **given)  # type: ignore[arg-type]
    assert refused.value.facts["fields"] == dict.fromkeys(given, says)
    with override("de"):
        assert said(says) == in_german


def test_taste_is_nobody_elses_business_and_leaves_no_history(by: By, nancy: User) -> None:
    access.set_preferences(by, user_id=nancy.id, theme="dark")
    assert nancy.history.count() == 0
    access.change_user(by, user_id=nancy.id, name="Nancy Drew")
    assert [row.name for row in nancy.history.order_by("pgh_id")] == ["Nancy"]
