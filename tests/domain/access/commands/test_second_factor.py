from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput, NoSecondFactor
from tradepost.domain.access.models import User
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def _user(by: By, email: str, *roles: str) -> User:
    made: User = access.create_user(
        by, user_id=new_id(by.now), email=email, name="Nancy", grants=[GrantInput(role) for role in roles]
    )
    return made


def _session(user: User) -> UserSession:
    store = SessionStore()
    store["_auth_user_id"] = str(user.id)
    store.save()
    return UserSession.objects.create(
        user=user, ip="192.0.2.7", session_key=store.session_key, user_agent="x"
    )


def _factor(user: User, kind: str = "totp") -> None:
    Authenticator.objects.create(user=user, type=kind, data={})


def test_a_role_asks_for_a_second_factor_until_there_is_one(
    by: By, django_assert_num_queries: object
) -> None:
    nancy, walt = _user(by, "nancy@example.org", "rep", "billing"), _user(by, "walt@example.org", "rep")
    access.set_factor_roles(by, roles=["billing"])
    for user, needs in ((nancy, True), (walt, False)):
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert access_queries.signed_in(user, by.now).needs_factor is needs
    _factor(nancy, "recovery_codes")
    assert access_queries.signed_in(nancy, by.now).needs_factor, "recovery codes alone are no second factor"
    _factor(nancy)
    assert not access_queries.signed_in(nancy, by.now).needs_factor


def test_the_roles_that_need_one_are_set_as_a_whole_and_told(by: By) -> None:
    access.set_factor_roles(by, roles=["owner", "billing"])
    access.set_factor_roles(by, roles=["owner", "sales"])
    assert access_queries.factor_roles() == ["owner", "sales"]
    with unchanged("access"):
        access.set_factor_roles(by, roles=["sales", "owner", "owner"])
    with unchanged("access"), pytest.raises(Invalid):
        access.set_factor_roles(by, roles=["king"])
    told = [event.data for event in feed.read(names=["access.second_factor_roles_set"])]
    assert [(data["before"], data["roles"]) for data in told] in (
        [],  # not settled yet inside the test's own transaction
        [([], ["billing", "owner"]), (["billing", "owner"], ["owner", "sales"])],
    )


def test_a_reset_takes_all_factors_and_ends_the_sessions(by: By) -> None:
    nancy = _user(by, "nancy@example.org", "owner")
    for kind in ("totp", "recovery_codes", "webauthn"):
        _factor(nancy, kind)
    _session(nancy)
    access.reset_second_factor(by, user_id=nancy.id)
    assert access_queries.factors_of(nancy.id) == []
    assert access_queries.sessions_of(nancy.id, by.now) == []
    assert [(e.name, e.data.get("kinds")) for e in feed.about([nancy.id])[:2]] == [
        ("access.sessions_ended", None),
        ("access.second_factor_reset", ["recovery_codes", "totp", "webauthn"]),
    ]
    with unchanged("access", "mfa"), pytest.raises(NoSecondFactor):
        access.reset_second_factor(by, user_id=nancy.id)


def test_sessions_end_one_by_one_or_all_but_this(by: By) -> None:
    nancy, walt = _user(by, "nancy@example.org"), _user(by, "walt@example.org")
    first, second, third = (_session(nancy) for _ in range(3))
    other = _session(walt)
    assert access.end_sessions(by, user_id=nancy.id, session_id=second.id) == 1
    with unchanged("usersessions", "django"), pytest.raises(NotFound):
        access.end_sessions(by, user_id=nancy.id, session_id=other.id)
    assert access.end_sessions(by, user_id=nancy.id, but=third.session_key) == 1
    left = set(Session.objects.values_list("session_key", flat=True))
    assert left == {third.session_key, other.session_key}
    assert not UserSession.objects.filter(id__in=[first.id, second.id]).exists()


def test_shut_out_or_with_a_new_password_the_sessions_are_gone_for_good(by: By) -> None:
    nancy = _user(by, "nancy@example.org", "rep")
    _session(nancy)
    access.change_user(by, user_id=nancy.id, is_active=False)
    access.change_user(by, user_id=nancy.id, is_active=True)
    assert access_queries.sessions_of(nancy.id, by.now) == []
    _session(nancy)
    access.set_password(by, user_id=nancy.id, password="Ein-Lager-voll-Tee-7")
    assert access_queries.sessions_of(nancy.id, by.now) == []


def test_a_session_that_ran_out_is_not_listed(by: By) -> None:
    nancy = _user(by, "nancy@example.org")
    standing = _session(nancy)
    Session.objects.filter(session_key=standing.session_key).update(expire_date=by.now + timedelta(days=1))
    assert [row.id for row in access_queries.sessions_of(nancy.id, by.now)] == [standing.id]
    assert access_queries.sessions_of(nancy.id, by.now + timedelta(days=2)) == []
