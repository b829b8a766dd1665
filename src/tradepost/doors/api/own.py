"""One's own: sessions in browsers, and how one likes the office. A colleague's sessions for whoever manages users."""

from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from ninja import Router
from pydantic import Field, StringConstraints

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.access.queries import USERS
from tradepost.domain.access.rules import DENSITIES, HAPPENINGS, THEMES, WAYS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id, MomentOut, Yes, about, new, one_of, text
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Users"])
SessionId = Annotated[int, Field(ge=1, le=2**63 - 1)]
PageName = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z_:]{0,60}$")]
LANGUAGES = ["", *dict(settings.LANGUAGES)]


class SessionOut(Shape):
    """A session in a browser."""

    id: int = about("The session.", 7)
    ip: str = about("From where.", "192.0.2.7")
    user_agent: str = about("What the browser says of itself.", "Mozilla/5.0")
    began_at: MomentOut = about("When they signed in.")
    last_used_at: MomentOut = about("When it was used last, to about ten minutes.")
    FROM = {"began_at": "created_at", "last_used_at": "last_seen_at"}


class EndedOut(Shape):
    """How many sessions ended."""

    ended: int = about("They are gone with the next request.", 2)


class ToldIn(In):
    """Whether you are told of something, and how."""

    happening: one_of(*HAPPENINGS) = about("What happens.", "mention")  # type: ignore[valid-type]
    product: Yes = about("In Tradepost.", True)
    mail: Yes = about("By mail.", False)


class ToldOut(Shape):
    """Whether you are told of something, and how."""

    happening: str = about(
        "You are mentioned in a note; a mail you sent does not arrive; an order whose rep you are is on hold; an import"
        " or export you asked for is over.",
        "mention",
        json_schema_extra={"enum": HAPPENINGS},
    )
    product: bool = about("In Tradepost.", True)
    mail: bool = about("By mail.", False)


class PreferencesChange(In):
    """How you like it; what is left out stays."""

    language: one_of(*LANGUAGES) = new("Empty: as the browser asks.", "de")  # type: ignore[valid-type]
    time_zone: text(64) = new("By its IANA name. Empty: the company's.", "Europe/Berlin")  # type: ignore[valid-type]
    theme: one_of(*THEMES) = new("Light, dark, or as the computer.", "dark")  # type: ignore[valid-type]
    density: one_of(*DENSITIES) = new("How close rows stand.", "compact")  # type: ignore[valid-type]
    start_page: PageName = new("The office's name of it; one that is shut is passed over.", "office:orders")
    letters: Yes = new("Whether single letters act as keys.", True)
    told: list[ToldIn] = new("Of what you are told; what is not named stays.", max_length=20)


class PreferencesOut(Shape):
    """How somebody likes the office."""

    language: str = about("Empty: as the browser asks.", "de", json_schema_extra={"enum": LANGUAGES})
    time_zone: str = about("Empty: the company's.", "Europe/Berlin")
    theme: str = about("Light, dark, or as the computer.", "dark", json_schema_extra={"enum": THEMES})
    density: str = about("How close rows stand.", "compact", json_schema_extra={"enum": DENSITIES})
    start_page: str = about("Where the office begins. Empty: with what needs somebody today.", "")
    letters: bool = about("Whether single letters act as keys.", True)
    told: list[ToldOut] = about("Of what you are told, and how.")


def _oneself(by: By) -> UUID:
    if by.actor_id is None:
        raise NotFound("Nobody is behind this.")
    return by.actor_id


def _shown(user: User) -> dict[str, Any]:
    told = [{"happening": one, **{way: f"{one}:{way}" in user.told for way in WAYS}} for one in HAPPENINGS]
    return PreferencesOut.plain(user, told=told)


def _told(user: User, asked: list[dict[str, Any]]) -> list[str]:
    """All that they are told of, with what was said of some of it."""
    named = {one["happening"]: one for one in asked}
    left = [word for word in user.told if word.partition(":")[0] not in named]
    return left + [f"{name}:{way}" for name, one in named.items() for way in WAYS if one[way]]


@reads(router, "/me/preferences", needs="access.read_own", gives=PreferencesOut)
def get_preferences(by: By) -> dict[str, Any]:
    """How you like the office."""
    return _shown(access_queries.user(by, _oneself(by)))


@changes(router, "PATCH", "/me/preferences", needs="access.set_own_preferences", gives=PreferencesOut)
def set_preferences(by: By, body: PreferencesChange) -> dict[str, Any]:
    """Say how you like the office. It holds wherever you sign in."""
    given = body.model_dump(exclude_unset=True)
    if "told" in given:
        given["told"] = _told(access_queries.user(by, _oneself(by)), given["told"])
    return _shown(access.set_preferences(by, user_id=_oneself(by), **given))


def _sessions(by: By, user_id: UUID) -> list[dict[str, Any]]:
    return [SessionOut.plain(row) for row in access_queries.sessions_of(user_id, by.now)]


@reads(router, "/me/sessions", needs="access.read_own", gives=list[SessionOut])
def list_own_sessions(by: By) -> list[dict[str, Any]]:
    """Where you are signed in at a browser, the last used first."""
    return _sessions(by, _oneself(by))


@changes(router, "POST", "/me/sessions/end", needs="access.end_own_sessions", gives=EndedOut)
def end_own_sessions(by: By) -> dict[str, Any]:
    """End all your sessions in browsers, also the one that may ask this. Tokens stay."""
    return {"ended": access.end_sessions(by, user_id=_oneself(by))}


@changes(router, "POST", "/me/sessions/{session_id}/end", needs="access.end_own_sessions", gives=EndedOut)
def end_own_session(by: By, session_id: SessionId) -> dict[str, Any]:
    """End one of your sessions in browsers."""
    return {"ended": access.end_sessions(by, user_id=_oneself(by), session_id=session_id)}


@reads(router, "/users/{user_id}/sessions", needs="access.read", gives=list[SessionOut])
def list_sessions(by: By, user_id: Id) -> list[dict[str, Any]]:
    """Where a user is signed in at a browser, the last used first."""
    return _sessions(by, access_queries.user(by, user_id).pk)


@changes(
    router,
    "POST",
    "/users/{user_id}/sessions/end",
    needs="access.end_sessions",
    gives=EndedOut,
    within=USERS,
)
def end_sessions(by: By, user_id: Id) -> dict[str, Any]:
    """End all sessions of a user in browsers."""
    return {"ended": access.end_sessions(by, user_id=access_queries.user(by, user_id).pk)}
