"""How the signed-in person likes it, on every page: it comes with their row, and costs no statement."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from tradepost.domain.access import commands as access
from tradepost.domain.access.models import User
from tradepost.doors.office.by import by_of

PEOPLE_ARE_AT = ("/office/", "/accounts/")
SEEN = "seen"
EVERY = 600
"""Seconds after which the use of a session is put on record again."""


class PreferencesMiddleware:
    """Language and time zone of whoever is signed in. Programs (API, health, files) pass by and pay nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PEOPLE_ARE_AT) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.user
            if isinstance(user, User):
                _apply(request, user)
                _record_use(request)
        return self.get_response(request)


def _apply(request: HttpRequest, user: User) -> None:
    if user.language in dict(settings.LANGUAGES):
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
    if user.time_zone:
        try:
            timezone.activate(ZoneInfo(user.time_zone))
        except (ZoneInfoNotFoundError, ValueError):
            timezone.deactivate()


def _record_use(request: HttpRequest) -> None:
    """Once in ten minutes. A session that was not opened by signing in (a test's) bears no mark, and is left alone."""
    now = datetime.now(UTC)
    seen = request.session.get(SEEN)
    if seen is None or abs(now.timestamp() - seen) < EVERY:
        return
    request.session[SEEN] = int(now.timestamp())
    access.record_session_use(
        by_of(request),
        session_key=str(request.session.session_key),
        ip=request.META.get("REMOTE_ADDR", ""),
        device=request.headers.get("User-Agent", ""),
    )


def _back_to_the_company(**_: object) -> None:
    """After the answer is out: a thread serves the next person with the company's clock."""
    timezone.deactivate()


request_finished.connect(_back_to_the_company)
