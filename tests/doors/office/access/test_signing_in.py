"""What people do about their own sign-in, through real pages: invitations, sessions, second factors, taste."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from desk import Desk, count_of, statements
from shop import minted, url
from tradepost.base import feed
from tradepost.base.by import system
from tradepost.domain.access import commands as access
from tradepost.domain.access.models import Invitation, User
from tradepost.doors.office.access.devices import device_of
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PASSWORD = "Ein-Lager-voll-Tee-7"
LAND = "/office/home/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _link() -> str:
    return re.search(r"/accounts/join/[^/\s]+/", mail.outbox[-1].body)[0]  # type: ignore[index]


def _invited(email: str = "walt@sol.example") -> str:
    form = {"email": email, "roles": ["warehouse"], "user_id": minted()}
    answer = Desk("owner").client.post(url("user_invite"), form)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return _link()


def _signed_in(email: str, **headers: str) -> Client:
    client = Client(headers=headers)
    answer = client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content[:2000]
    return client


def _somebody(*roles: str) -> User:
    desk = Desk(*roles)
    access.set_password(system(timezone.now()), user_id=desk.user_id, password=PASSWORD)
    return User.objects.get(pk=desk.user_id)


def test_an_invitation_leads_from_the_mail_to_the_start_page() -> None:
    link = _invited()
    assert mail.outbox[-1].to == ["walt@sol.example"]
    walt = Client()
    assert "walt@sol.example" in walt.get(link).content.decode()
    answer = walt.post(link, {"name": "Walt Jensen", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, LAND)
    assert "Walt Jensen" in walt.get(url("me")).content.decode()
    assert walt.get(link).status_code == 404, "it opens once"
    assert Client().post(link, {"name": "X", "password": PASSWORD}).status_code == 404


def test_an_invitation_shows_how_it_stands_and_is_sent_again_or_withdrawn() -> None:
    first = _invited()
    invited = User.objects.get(email="walt@sol.example")
    desk = Desk("owner")
    assert "the link opens until" in desk.see(url("user", invited.pk))
    assert "Invited" in desk.see(url("users"))
    desk.client.post(url("invitation_again", invited.pk))
    assert Client().get(first).status_code == 404
    again = _link()
    assert Client().get(again).status_code == 200
    assert "withdrawn" in desk.say(url("invitation_withdraw", invited.pk))
    assert Client().get(again).status_code == 404
    assert "The invitation was withdrawn" in desk.see(url("user", invited.pk))


def test_a_weak_password_keeps_the_link_and_says_why() -> None:
    link = _invited()
    with unchanged("access"):
        answer = Client().post(link, {"name": "Walt", "password": "1234567890123"})
    assert answer.status_code == 422
    assert "entirely numeric" in answer.content.decode()


def test_a_mail_server_that_is_down_takes_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> int:
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    form = {"email": "walt@sol.example", "roles": ["warehouse"], "user_id": minted()}
    shown = Desk("owner").client.post(url("user_invite"), form).content.decode()
    assert "could not be sent" in shown
    link = re.search(r"/accounts/join/[^/\"]+/", shown)[0]  # type: ignore[index]
    assert Client().get(link).status_code == 200
    assert Invitation.objects.count() == 1


def test_a_name_with_a_line_break_makes_no_header() -> None:
    desk = Desk("owner", name="Mallory\nBcc: all@example.org")
    desk.client.post(
        url("user_invite"), {"email": "walt@sol.example", "roles": ["warehouse"], "user_id": minted()}
    )
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].recipients() == ["walt@sol.example"]


def test_a_password_set_by_a_mailed_link_is_a_fact() -> None:
    nancy = _somebody("rep")
    laptop = _signed_in(nancy.email)
    client = Client()
    client.post("/accounts/password/reset/", {"email": nancy.email})
    there = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]  # type: ignore[index]
    before = len(feed.about([nancy.pk]))
    page = client.get(there, follow=True)
    new = {"password1": "Another-word-7781", "password2": "Another-word-7781"}
    client.post(page.redirect_chain[-1][0], new)
    nancy.refresh_from_db()
    assert nancy.check_password("Another-word-7781")
    told = feed.about([nancy.pk])[: len(feed.about([nancy.pk])) - before]
    assert {event.name for event in told} == {"access.password_set", "access.sessions_ended"}
    assert {event.actor for event in told} == {nancy.get_full_name()}
    assert laptop.get(url("me")).status_code == 302


def test_one_changes_the_password_and_stays_signed_in_here_only() -> None:
    nancy = _somebody("rep")
    here, there = _signed_in(nancy.email), _signed_in(nancy.email)
    new = {"oldpassword": PASSWORD, "password1": "Another-word-7781", "password2": "Another-word-7781"}
    here.post("/accounts/password/change/", new)
    assert (here.get(url("me")).status_code, there.get(url("me")).status_code) == (200, 302)
    assert UserSession.objects.filter(user=nancy).count() == 1
    assert "this one" in here.get(url("me")).content.decode()


def test_sessions_are_listed_with_their_device_and_ended() -> None:
    nancy = _somebody("rep")
    here, there = _signed_in(nancy.email), _signed_in(nancy.email, **{"User-Agent": FIREFOX})
    shown = here.get(url("me")).content.decode()
    assert "Firefox · Linux" in shown
    other = UserSession.objects.get(user=nancy, user_agent=FIREFOX)
    assert here.post(url("sessions_end"), {"session": other.pk}).status_code == 302
    assert (here.get(url("me")).status_code, there.get(url("me")).status_code) == (200, 302)
    stranger = _somebody("rep")
    mine = UserSession.objects.get(user=nancy)
    assert _signed_in(stranger.email).post(url("sessions_end"), {"session": mine.pk}).status_code == 404
    assert here.get(url("me")).status_code == 200
    desk = Desk("owner")
    assert "1 session" in desk.say(url("user_sessions_end", nancy.pk))
    assert here.get(url("me")).status_code == 302


def test_the_use_of_a_session_is_on_record_now_and_then_and_costs_pages_and_programs_nothing() -> None:
    nancy = _somebody("owner")
    client = _signed_in(nancy.email)
    client.get(url("me"))
    with statements() as said:
        client.get(url("me"))
        client.get("/api/v1/me")
    assert not [sql for sql in said if sql.startswith("UPDATE")]
    session = client.session
    session["seen"] -= 601
    session.save()
    first = UserSession.objects.get(user=nancy).last_seen_at
    with statements() as said:
        client.get("/api/v1/me")
    assert not [sql for sql in said if "usersessions" in sql]
    client.get(url("me"), headers={"User-Agent": FIREFOX})
    kept = UserSession.objects.get(user=nancy)
    assert kept.last_seen_at > first
    assert kept.user_agent == FIREFOX


def test_a_role_that_asks_for_a_second_factor_opens_nothing_before() -> None:
    nancy = _somebody("billing")
    client = _signed_in(nancy.email)
    desk = Desk("owner")
    assert "next page" in desk.say(url("sign_in_rules"), roles=["billing"])
    for path in (url("invoices"), url("me"), url("today")):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/2fa/"), path
    with unchanged("access"):
        assert client.post(url("own_token_new"), {"name": "x", "days": 30}).status_code == 302
    assert client.get("/api/v1/me").status_code == 403
    assert client.get("/accounts/2fa/").status_code == 200
    Authenticator.objects.create(user=nancy, type="totp", data={})
    assert client.get(url("invoices")).status_code == 200


def test_an_owner_resets_the_second_factor_of_a_colleague() -> None:
    nancy = _somebody("billing")
    Authenticator.objects.create(user=nancy, type="totp", data={"secret": "x"})
    desk = Desk("owner")
    assert "Authenticator app" in desk.see(url("user", nancy.pk))
    assert "taken away" in desk.say(url("factor_reset", nancy.pk))
    assert "nothing to reset" in desk.say(url("factor_reset", nancy.pk))
    assert Desk("sales").client.post(url("factor_reset", nancy.pk)).status_code == 403


def test_setting_up_an_authenticator_is_a_fact(
    django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute of a code may end before it is sent
    nancy = _somebody("billing")
    client = _signed_in(nancy.email)
    shown = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{16,})"', shown)[1]  # type: ignore[index]
    code = format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=nancy, type="totp").exists()
    told = [event.data for event in feed.about([nancy.pk]) if event.name == "access.second_factor_changed"]
    assert {"user_id": str(nancy.pk), "change": "added", "kind": "totp"} in told


SETTING_UP = ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/")


def _ages(client: Client, seconds: int) -> None:
    """As if whoever is signed in had shown who they are so long ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


@pytest.mark.parametrize("path", SETTING_UP)
def test_who_has_just_signed_in_is_not_asked_for_the_password_again(path: str) -> None:
    client = _signed_in(_somebody("billing").email)
    assert client.get(path).status_code == 200
    _ages(client, 301)
    asked = client.get(path)
    assert (asked.status_code, asked.headers["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(path).status_code == 200


def test_who_has_just_joined_is_not_asked_either() -> None:
    client = Client()
    client.post(_invited(), {"name": "Walt Jensen", "password": PASSWORD})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_a_session_without_a_sign_in_of_this_person_is_asked() -> None:
    nancy, other = _somebody("billing"), _somebody("rep")
    client = _signed_in(nancy.email)
    mine = dict(client.session)
    thief = Client()
    thief.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    session = thief.session
    for name in ("account_authentication_methods", "account_authentication_methods_user"):
        session[name] = mine[name]
    session.save()
    assert thief.get("/accounts/2fa/totp/activate/").status_code == 302
    session = thief.session
    session["account_authentication_methods"] = [{"method": "password_reset", "at": time.time()}]
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert thief.get("/accounts/2fa/totp/activate/").status_code == 302, "a link in a mail shows less"


# ---- taste


def test_preferences_hold_on_the_next_page_and_cost_no_statement() -> None:
    desk = Desk("owner")
    before = count_of(desk, url("customers"))
    given = {
        "language": "de", "theme": "dark", "density": "compact", "time_zone": "Asia/Tokyo",
        "start_page": "office:orders",
    }  # fmt: skip
    desk.client.post(url("preferences"), given)
    shown = desk.get(url("customers")).content.decode()
    assert '<html lang="de" data-taste="dark" data-density="compact" data-letters="off"' in shown
    assert count_of(desk, url("customers")) == before
    assert desk.client.get(LAND).headers["Location"] == url("orders")
    assert '<html lang="en"' in Client().get("/accounts/login/").content.decode(), "nobody else's language"
    assert timezone.get_current_timezone_name() == "UTC", "nobody else's clock"


def test_moments_are_shown_in_the_own_time_zone() -> None:
    desk = Desk("owner")
    user = User.objects.get(pk=desk.user_id)
    access.set_preferences(system(timezone.now()), user_id=user.pk, time_zone="Pacific/Kiritimati")
    User.objects.filter(pk=user.pk).update(last_login="2026-01-01T20:00:00Z")
    assert "2 Jan" in desk.get(url("me")).content.decode().replace("Jan 2", "2 Jan").replace("02", "2 Jan")


def test_a_start_page_that_is_shut_is_not_asked_for() -> None:
    desk = Desk("warehouse")
    access.set_preferences(system(timezone.now()), user_id=desk.user_id, start_page="office:invoices")
    assert desk.client.get(LAND).headers["Location"] == url("today")
    access.set_preferences(system(timezone.now()), user_id=desk.user_id, start_page="https://evil.example/")
    assert desk.client.get(LAND).headers["Location"] == url("today")


def test_a_button_of_the_shell_is_kept_at_once() -> None:
    desk = Desk("warehouse")
    assert desk.client.post(url("preference_set"), {"theme": "dark"}).status_code == 204
    assert desk.client.post(url("preference_set"), {"letters": "off"}).status_code == 204
    user = User.objects.get(pk=desk.user_id)
    assert (user.theme, user.letters, user.density) == ("dark", False, "comfortable")
    with unchanged("access"):
        desk.client.post(url("preference_set"), {"theme": "pink"})


@pytest.mark.parametrize(
    ("says", "is_called"),
    [
        (FIREFOX, "Firefox · Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Mobile Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("<script>alert(1)</script>" * 9, "<script>alert(1)</script><script>alert(1"),
        ("", ""),
    ],
)
def test_a_device_is_called_by_what_it_says_of_itself(says: str, is_called: str) -> None:
    assert device_of(says) == is_called
