"""Who asks: a program by its bearer token, or a person of the office by their session (with CSRF)."""

from dataclasses import replace

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf

from tradepost.base.by import By
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries


class Token(HttpBearer):
    """An API token: `Authorization: Bearer tp_...`. One statement, but for its first use of a day."""

    def authenticate(self, request: HttpRequest, token: str) -> By | None:
        found = access_queries.token_of(token, timezone.now(), getattr(request, "request_id", ""))
        if found is None:
            return None
        if found.first_today:
            access.record_token_use(found.by, token_id=found.token_id)
        return replace(found.by, door="api")


class Session(APIKeyCookie):
    """The session of somebody signed in to the office; a call that changes something needs X-CSRFToken."""

    param_name = "tradepost_session"

    def __call__(self, request: HttpRequest) -> By | None:
        # A wrong token must not fall back to a session that happens to be in the same browser.
        if "Authorization" in request.headers or isinstance(request.user, AnonymousUser):
            return None
        if check_csrf(request):
            raise HttpError(403, "Send the CSRF token in X-CSRFToken.")
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> By | None:
        user = request.user
        if isinstance(user, AnonymousUser):
            return None
        person = access_queries.signed_in(user, timezone.now(), getattr(request, "request_id", ""))
        if person.needs_factor:
            raise HttpError(403, "Your role asks for a second factor. Set it up in the office first.")
        return replace(person.by, door="api")
