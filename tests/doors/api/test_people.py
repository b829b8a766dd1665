"""People by the API: invited, shown as they stand, given roles, switched off and on; sessions and preferences."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client
from django.utils import timezone

from doors.api.people import Api, sign_in
from tradepost.base.by import system
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence is best"
WALT = {"email": "walt@sol.example", "grants": [{"role": "warehouse"}]}


@pytest.fixture
def posted(settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Do something, and let the mails of it go out."""
    settings.PUBLIC_URL = "https://tradepost.example"

    def do(send: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return send()

    return do


def join(link: str) -> int:
    """Somebody opens the link and chooses name and password."""
    path = link.removeprefix("https://tradepost.example")
    return Client().post(path, {"name": "Walt Jensen", "password": PASSWORD}).status_code


def test_somebody_is_invited_again_and_comes_in(api: Api, posted: Any) -> None:
    made = posted(lambda: api.post("/invitations", WALT))
    assert (made.status_code, made.said["state"], made.said["is_mailed"]) == (201, "open", True)
    assert made.said["link"] in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["walt@sol.example"]
    user = made.said["user_id"]
    assert api.get(f"/users/{user}").said["standing"] == "invited"
    again = posted(lambda: api.post(f"/users/{user}/invite-again")).said
    states = [row["state"] for row in api.get(f"/invitations?user={user}").said["items"]]
    assert states == ["open", "withdrawn"]
    assert (join(made.said["link"]), join(again["link"])) == (404, 302)
    assert api.get(f"/invitations/{again['id']}").said["state"] == "accepted"
    assert api.get("/invitations?state=open").said["items"] == []
    told = api.get(f"/users/{user}").said
    assert (told["name"], told["standing"], told["grants"][0]["role"]) == (
        "Walt Jensen", "active", "warehouse"
    )  # fmt: skip
    with unchanged("access"):
        assert api.post(f"/users/{user}/invite-again").said["code"] == "already-here"


def test_an_invitation_is_withdrawn_once(api: Api, posted: Any) -> None:
    made = posted(lambda: api.post("/invitations", WALT)).said
    gone = api.post(f"/users/{made['user_id']}/withdraw-invitation")
    assert (gone.said["standing"], gone.said["is_active"]) == ("inactive", False)
    assert join(made["link"]) == 404
    with unchanged("access"):
        assert api.post(f"/users/{made['user_id']}/withdraw-invitation").said["code"] == "no-invitation"


def test_sent_twice_it_is_one_user_and_the_second_link_counts(api: Api, posted: Any) -> None:
    key = str(uuid4())
    first, second = (posted(lambda: api.post("/invitations", WALT, Idempotency_Key=key)) for _ in range(2))
    assert first.said["user_id"] == second.said["user_id"] == key
    assert (join(first.said["link"]), join(second.said["link"])) == (404, 302)
    assert User.objects.filter(email=WALT["email"]).count() == 1


def test_without_an_address_of_ours_the_link_is_told_and_not_mailed(api: Api, settings: Any) -> None:
    settings.PUBLIC_URL = ""
    made = api.post("/invitations", WALT).said
    assert (made["is_mailed"], mail.outbox) == (False, [])
    assert join(made["link"]) == 302


def test_a_mail_server_that_is_down_takes_nothing_back(
    api: Api, posted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> int:
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    made = posted(lambda: api.post("/invitations", WALT))
    assert (made.status_code, join(made.said["link"])) == (201, 302)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "nobody"}, "invalid"),
        ({"grants": [{"role": "warehouse", "scope_kind": "warehouse"}]}, "invalid"),
        ({"grants": [{"role": "king"}]}, "invalid"),
    ],
)
def test_who_cannot_be_invited_is_refused_and_nothing_made(
    api: Api, change: dict[str, Any], code: str
) -> None:
    with unchanged("access"):
        assert api.post("/invitations", {**WALT, **change}).said["code"] == code


def test_only_who_manages_users_invites_and_looks(api: Api, posted: Any) -> None:
    made = posted(lambda: api.post("/invitations", WALT)).said
    path = f"/users/{made['user_id']}"
    others = [sign_in(GrantInput(role)) for role in ("sales", "rep", "warehouse", "billing", "viewer")]
    with unchanged("access"):
        for other in others:
            for answer in (
                other.get("/invitations"),
                other.get(f"/invitations/{made['id']}"),
                other.get(f"{path}/sessions"),
                other.post("/invitations", WALT),
                other.post(f"{path}/invite-again"),
                other.post(f"{path}/withdraw-invitation"),
                other.post(f"{path}/sessions/end"),
                other.put(f"{path}/roles", {"grants": [{"role": "owner"}]}),
                other.patch(path, {"is_active": False}),
            ):
                assert answer.status_code == 403, answer.said


def test_an_owner_who_is_limited_sees_and_changes_nobody_else(api: Api, trade: Any, posted: Any) -> None:
    made = posted(lambda: api.post("/invitations", WALT)).said
    limited = sign_in(GrantInput("owner", "customer", next(iter(trade.customers.values()))))
    with unchanged("access"):
        assert limited.get("/invitations").said["items"] == []
        for answer in (
            limited.get(f"/invitations/{made['id']}"),
            limited.get(f"/users/{made['user_id']}/sessions"),
            limited.post(f"/users/{made['user_id']}/invite-again"),
            limited.post(f"/users/{made['user_id']}/sessions/end"),
        ):
            assert answer.status_code == 404, answer.said


def test_roles_are_changed_and_a_user_switched_off_and_on(api: Api) -> None:
    walt = sign_in(GrantInput("warehouse"))
    path = f"/users/{walt.user_id}"
    roles = {"grants": [{"role": "rep", "scope_kind": "own_customers"}, {"role": "billing"}]}
    assert [one["role"] for one in api.put(f"{path}/roles", roles).said["grants"]] == ["billing", "rep"]
    assert walt.get("/me").said["roles"] == ["billing", "rep"]
    read = api.get(path).headers["ETag"]
    assert api.patch(path, {"is_active": False}, If_Match=read).said["standing"] == "inactive"
    assert walt.get("/me").status_code == 401
    with unchanged("access"):
        assert api.patch(path, {"is_active": True}, If_Match=read).said["code"] == "changed-meanwhile"
        assert api.patch(f"/users/{api.user_id}", {"is_active": False}).said["code"] == "last-owner"
        assert api.put(f"/users/{api.user_id}/roles", {"grants": []}).said["code"] == "last-owner"
    assert api.patch(path, {"is_active": True}).status_code == 200
    assert walt.get("/me").status_code == 200


def signed_in(user_id: UUID | None, device: str = "Firefox") -> int:
    """A session in a browser; gives its id."""
    store = SessionStore()
    store.create()
    row = UserSession.objects.create(
        user_id=user_id, session_key=store.session_key, ip="192.0.2.7", user_agent=device
    )
    return int(row.pk)


def test_sessions_are_listed_and_ended(api: Api) -> None:
    nancy, ned = sign_in(GrantInput("rep")), sign_in(GrantInput("rep"))
    laptop, phone = signed_in(nancy.user_id), signed_in(nancy.user_id, "Phone")
    theirs = signed_in(ned.user_id)
    shown = {row["id"]: row["user_agent"] for row in nancy.get("/me/sessions").said}
    assert shown == {laptop: "Firefox", phone: "Phone"}
    with unchanged("access", "usersessions", "django"):
        assert nancy.post(f"/me/sessions/{theirs}/end").status_code == 404
    assert nancy.post(f"/me/sessions/{phone}/end").said == {"ended": 1}
    assert [row["id"] for row in nancy.get("/me/sessions").said] == [laptop]
    assert nancy.post("/me/sessions/end").said == {"ended": 1}
    assert nancy.post("/me/sessions/end").said == {"ended": 0}
    path = f"/users/{ned.user_id}/sessions"
    assert [row["id"] for row in api.get(path).said] == [theirs]
    assert (api.post(f"{path}/end").said, api.get(path).said) == ({"ended": 1}, [])


def test_preferences_are_read_and_changed(api: Api) -> None:
    viewer = sign_in(GrantInput("viewer"))
    assert viewer.get("/me/preferences").said["theme"] == "system"
    changed = viewer.patch("/me/preferences", {"theme": "dark", "time_zone": "Europe/Madrid"}).said
    assert (changed["theme"], changed["time_zone"], changed["density"]) == (
        "dark", "Europe/Madrid", "comfortable"
    )  # fmt: skip
    assert viewer.get("/me/preferences").said == changed
    assert api.get("/me/preferences").said["theme"] == "system"
    with unchanged("access"):
        for given, field in (
            ({"time_zone": "Mars/North"}, "time_zone"),
            ({"language": "tlh"}, "language"),
            ({"theme": "pink"}, "theme"),
            ({"start_page": "/etc/passwd"}, "start_page"),
        ):
            refused = viewer.patch("/me/preferences", given)
            assert (refused.status_code, list(refused.said["fields"])) == (422, [field])


def test_a_buyer_has_no_part_in_the_office(trade: Any) -> None:
    buyer = sign_in(GrantInput("buyer", "customer", next(iter(trade.customers.values()))))
    for answer in (buyer.get("/me/preferences"), buyer.get("/me/sessions"), buyer.post("/me/sessions/end")):
        assert answer.status_code == 403


def test_lists_cost_the_same_with_one_and_with_three(
    api: Api, statements: Callable[[], AbstractContextManager[Any]]
) -> None:
    counts = []
    for n in (1, 3):
        while User.objects.filter(email__contains="@invited.example").count() < n:
            access.invite_user(
                system(timezone.now()), user_id=uuid4(), email=f"{uuid4().hex}@invited.example"
            )
            signed_in(api.user_id)
        for path in ("/invitations", "/me/sessions", f"/users/{api.user_id}/sessions", "/me/preferences"):
            with statements() as captured:
                assert len(api.get(path).said) >= 1
            counts.append(len(captured))
    assert counts[:4] == counts[4:] == [2, 2, 4, 3]


def test_of_what_one_is_told_is_chosen_one_by_one(api: Api) -> None:
    rep = sign_in(GrantInput("rep"))
    told = {
        one["happening"]: (one["product"], one["mail"]) for one in rep.get("/me/preferences").said["told"]
    }
    assert told == {
        "mention": (True, False), "mail_failed": (True, False), "order_held": (True, False),
        "dispute_given": (True, False), "job_ended": (False, False),
    }  # fmt: skip
    asked = [{"happening": "mention", "product": False, "mail": True}]
    changed = rep.patch("/me/preferences", {"told": asked}).said["told"]
    assert changed[0] == asked[0]
    assert {one["happening"]: (one["product"], one["mail"]) for one in changed[1:]} == {
        name: ways for name, ways in told.items() if name != "mention"
    }
    with unchanged("access"):
        refused = rep.patch("/me/preferences", {"told": [{**asked[0], "happening": "weather"}]})
    assert (refused.status_code, list(refused.said["fields"])) == (422, ["told.0.happening"])
