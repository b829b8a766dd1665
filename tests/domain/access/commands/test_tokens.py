from __future__ import annotations

import hashlib
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput, MadeToken, SecretAlreadyShown
from tradepost.domain.access.models import ApiToken, User
from unchanged import unchanged

pytestmark = pytest.mark.django_db
WAREHOUSE = UUID(int=301)


@pytest.fixture
def nancy(by: By) -> User:
    made: User = access.create_user(
        by,
        user_id=new_id(by.now),
        email="nancy@example.org",
        name="Nancy",
        grants=[
            GrantInput("rep", "own_customers"),
            GrantInput("warehouse", "warehouse", WAREHOUSE),
            GrantInput("viewer"),
        ],
    )
    return made


def _token(by: By, user: User, **more: object) -> MadeToken:
    given = {
        "token_id": new_id(by.now),
        "user_id": user.id,
        "name": "Shop",
        "expires_at": by.now + timedelta(days=30),
    }
    made: MadeToken = access.make_token(by, **(given | more))
    return made


def test_a_token_acts_as_its_user_in_one_statement(by: By, nancy: User, django_assert_num_queries) -> None:
    made = _token(by, nancy)
    with django_assert_num_queries(1):
        actor = access_queries.by_of_token(made.secret, by.now, request_id="r1")
    assert actor == By(
        actor_id=nancy.id,
        actor="Nancy",
        now=by.now,
        roles=frozenset({"rep", "warehouse", "viewer"}),
        scope={"rep": nancy.id, "warehouse": WAREHOUSE},
        request_id="r1",
    )
    with django_assert_num_queries(1):
        assert access_queries.by_of(nancy, by.now, "r1") == actor


def test_the_secret_is_shown_once_and_never_kept(by: By, nancy: User) -> None:
    token_id = new_id(by.now)
    made = _token(by, nancy, token_id=token_id)
    assert made.secret.startswith("tp_")
    assert len(made.secret) == 46
    assert made.secret not in repr(made)
    stored = ApiToken.objects.get()
    assert (stored.hash, stored.prefix) == (hashlib.sha256(made.secret.encode()).hexdigest(), made.secret[:8])
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(e::text, '') from base_event e")
        (events,) = cursor.fetchone()
        cursor.execute("select string_agg(t::text, '') from access_api_token t")
        (rows,) = cursor.fetchone()
    assert made.secret not in events + rows
    with unchanged("access"):
        with pytest.raises(SecretAlreadyShown):
            _token(by, nancy, token_id=token_id)
        with pytest.raises(SentTwiceDifferently):
            _token(by, nancy, token_id=token_id, name="Other")


def test_no_other_secret_opens(by: By, nancy: User) -> None:
    made = _token(by, nancy)
    for secret in ("", "tp_", made.token.hash, made.token.prefix, made.secret[:-1], made.secret + "x"):
        assert access_queries.by_of_token(secret, by.now) is None


def test_a_token_ends_by_expiry_revocation_and_with_its_user(by: By, nancy: User) -> None:
    made = _token(by, nancy)
    expiry = by.now + timedelta(days=30)
    assert access_queries.by_of_token(made.secret, expiry - timedelta(seconds=1)) is not None
    assert access_queries.by_of_token(made.secret, expiry) is None
    access.change_user(by, user_id=nancy.id, is_active=False)
    assert access_queries.by_of_token(made.secret, by.now) is None
    access.change_user(by, user_id=nancy.id, is_active=True)
    assert access_queries.by_of_token(made.secret, by.now) is not None
    access.revoke_token(by, token_id=made.token.id)
    assert access_queries.by_of_token(made.secret, by.now) is None
    assert feed.about([nancy.id])[0].name == "access.token_revoked"
    with unchanged("access"):
        access.revoke_token(by, token_id=made.token.id)
        with pytest.raises(NotFound):
            access.revoke_token(by, token_id=new_id(by.now))


def test_a_token_follows_its_users_roles_and_never_exceeds_them(by: By, nancy: User) -> None:
    narrow = _token(by, nancy, roles=["viewer", "owner"])
    actor = access_queries.by_of_token(narrow.secret, by.now)
    assert actor is not None
    assert actor.roles == {"viewer"}
    assert actor.scope == {"rep": nancy.id, "warehouse": WAREHOUSE}
    access.set_roles(by, user_id=nancy.id, grants=[])
    actor = access_queries.by_of_token(narrow.secret, by.now)
    assert actor is not None
    assert (actor.roles, actor.scope) == (frozenset(), {})


def test_make_token_refusals_change_nothing(by: By, nancy: User) -> None:
    with unchanged("access"):
        for bad, field in (
            ({"name": " "}, "name"),
            ({"expires_at": by.now}, "expires_at"),
            ({"expires_at": by.now.replace(tzinfo=None, year=2030)}, "expires_at"),
            ({"roles": ["chef"]}, "roles"),
        ):
            with pytest.raises(Invalid) as refused:
                _token(by, nancy, **bad)
            assert list(refused.value.facts["fields"]) == [field]
        with pytest.raises(NotFound):
            _token(by, nancy, user_id=new_id(by.now))


def test_the_first_use_of_a_day_goes_on_record_once(by: By, nancy: User) -> None:
    made = _token(by, nancy)
    first = access_queries.token_of(made.secret, by.now)
    assert first is not None
    assert (first.token_id, first.first_today) == (made.token.id, True)
    access.record_token_use(first.by, token_id=first.token_id)
    assert ApiToken.objects.get().last_used_on == date(2026, 3, 2)
    later = access_queries.token_of(made.secret, by.now + timedelta(hours=1))
    assert later is not None
    assert later.first_today is False
    with unchanged("access"):
        access.record_token_use(later.by, token_id=later.token_id)
    tomorrow = access_queries.token_of(made.secret, by.now + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.first_today is True
    assert feed.about([nancy.id])[0].name == "access.token_used"


def test_differences_show_a_token_nobody_made_by_command(by: By, nancy: User) -> None:
    made = _token(by, nancy)
    assert list(access_queries.differences()) == []
    ApiToken.objects.create(
        id=new_id(by.now),
        user=nancy,
        name="Forged",
        hash="0" * 64,
        prefix="tp_xxxxx",
        expires_at=made.token.expires_at,
        made_at=by.now,
    )
    assert [str(difference) for difference in access_queries.differences()] == [
        "I15 API token tp_xxxxx: the event access.token_made is 0, should be 1"
    ]
