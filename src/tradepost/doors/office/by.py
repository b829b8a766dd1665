"""Who acts, and when, for a request of a signed-in person: the clock is read here, once."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries


def by_of(request: HttpRequest) -> By:
    """The request's `By`, built on first use and kept for the request. Needs a signed-in user."""
    by: By | None = getattr(request, "by", None)
    if by is None:
        assert not isinstance(request.user, AnonymousUser)
        by = access_queries.by_of(request.user, timezone.now(), request_id=getattr(request, "request_id", ""))
        request.by = by  # type: ignore[attr-defined]
    return by
