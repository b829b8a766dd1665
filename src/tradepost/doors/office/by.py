"""Who acts, and when, for a request of a signed-in person: the clock is read here, once."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries

View = Callable[..., HttpResponseBase]


def by_of(request: HttpRequest) -> By:
    """The request's `By`, built on first use and kept for the request. Needs a signed-in user."""
    return _person(request).by


def _person(request: HttpRequest) -> access_queries.Person:
    person: access_queries.Person | None = getattr(request, "person", None)
    if person is None:
        assert not isinstance(request.user, AnonymousUser)
        request_id = getattr(request, "request_id", "")
        person = access_queries.signed_in(request.user, timezone.now(), request_id=request_id)
        person = replace(person, by=replace(person.by, door="office"))
        request.person = person  # type: ignore[attr-defined]
    return person


def for_people(view: View) -> View:
    """Signed in, and with a second factor where a role asks for one; else on the way to that."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _person(request).needs_factor:
            return _to_factor(request)
        return view(request, *args, **kwargs)

    return login_required(inner)


def _to_factor(request: HttpRequest) -> HttpResponseBase:
    there = reverse("mfa_index")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    messages.warning(request, _("Your role asks for a second factor. Set up one of these; then go on."))
    return redirect(there)
