from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import AlreadyHere, EmailTaken, GrantInput, NoInvitation
from tradepost.domain.access.models import Invitation, User
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PASSWORD = "Ein-Lager-voll-Tee-7"


def _invite(by: By, email: str = "walt@example.org", user_id: UUID | None = None) -> access.MadeInvitation:
    return access.invite_user(
        by, user_id=user_id or new_id(by.now), email=email, grants=[GrantInput("warehouse")]
    )


def _accept(by: By, made: access.MadeInvitation, **given: str) -> User:
    said = {"name": " Walt  Jensen ", "password": PASSWORD, **given}
    user: User = access.accept_invitation(by, secret=made.secret, **said)
    return user


def test_the_invited_chooses_name_and_password_and_can_sign_in(by: By) -> None:
    made = _invite(by)
    assert authenticate(username="walt@example.org", password="") is None
    walt = _accept(by, made)
    assert (walt.name, authenticate(username="walt@example.org", password=PASSWORD)) == ("Walt Jensen", walt)
    assert access_queries.by_of(walt, by.now).roles == {"warehouse"}
    assert [event.name for event in reversed(feed.about([walt.id]))] == [
        "access.user_created",
        "access.roles_set",
        "access.user_invited",
        "access.invitation_accepted",
        "access.password_set",
    ]


def test_the_secret_stands_nowhere(by: By) -> None:
    made = _invite(by)
    with connection.cursor() as cursor:
        for table in ("access_invitation", "base_event", "base_answer", "access_user"):
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{made.secret}%"])
            assert cursor.fetchone() == (0,), table


def test_a_link_opens_once(by: By) -> None:
    made = _invite(by)
    _accept(by, made)
    with unchanged("access"), pytest.raises(NotFound, match="used already"):
        _accept(by, made, password="Another-word-7781")


def test_a_link_is_too_old_after_a_week(by: By) -> None:
    made = _invite(by)
    late = by.at(by.now + timedelta(days=7))
    with unchanged("access"), pytest.raises(NotFound, match="too old"):
        _accept(late, made)
    assert _accept(by.at(by.now + timedelta(days=7, seconds=-1)), made).name == "Walt Jensen"


def test_sent_again_the_old_link_opens_nothing(by: By) -> None:
    first = _invite(by)
    second = access.invite_again(by, user_id=first.invitation.user_id)
    with unchanged("access"), pytest.raises(NotFound):
        _accept(by, first)
    assert _accept(by, second).name == "Walt Jensen"


def test_the_same_form_sent_twice_is_one_user_and_the_second_link_counts(by: By) -> None:
    user_id = new_id(by.now)
    first, second = _invite(by, user_id=user_id), _invite(by, user_id=user_id)
    assert User.objects.filter(email="walt@example.org").count() == 1
    assert Invitation.objects.filter(withdrawn_at=None).get().id == second.invitation.id
    with pytest.raises(NotFound):
        _accept(by, first)


def test_withdrawn_it_opens_nothing_and_they_are_out_until_invited_again(by: By) -> None:
    made = _invite(by)
    user_id = made.invitation.user_id
    assert access.withdraw_invitation(by, user_id=user_id).is_active is False
    with unchanged("access"), pytest.raises(NotFound):
        _accept(by, made)
    with unchanged("access"), pytest.raises(NoInvitation):
        access.withdraw_invitation(by, user_id=user_id)
    assert _accept(by, access.invite_again(by, user_id=user_id)).is_active is True


def test_a_weak_password_or_no_name_leaves_the_link_open(by: By) -> None:
    made = _invite(by)
    for given in ({"password": "short-7"}, {"password": "walt@example.org"}, {"name": "  "}):
        with unchanged("access"), pytest.raises(Invalid):
            _accept(by, made, **given)
    assert _accept(by, made).name == "Walt Jensen"


def test_who_has_a_password_is_not_invited(by: By) -> None:
    walt = _accept(by, _invite(by))
    with unchanged("access"), pytest.raises(AlreadyHere):
        access.invite_again(by, user_id=walt.id)
    with unchanged("access"), pytest.raises(EmailTaken):
        _invite(by)


@pytest.mark.parametrize("secret", ["", "x" * 10_000, "' or 1=1 --", "ü", "\x00"])
def test_rubbish_for_a_link_opens_nothing(by: By, secret: str) -> None:
    _invite(by)
    with unchanged("access"), pytest.raises(NotFound):
        access.accept_invitation(by, secret=secret, name="Mallory", password=PASSWORD)
