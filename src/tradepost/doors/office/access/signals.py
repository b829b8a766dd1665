"""What people do to their own sign-in through allauth's pages, told to the access room as facts."""

from dataclasses import replace
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from tradepost.base.by import By
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.doors.office.preferences import SEEN


def _by(request: HttpRequest, user: User) -> By:
    """The person themselves: by a mailed link nobody is signed in yet."""
    by = access_queries.by_of(user, timezone.now(), getattr(request, "request_id", ""))
    return replace(by, door="office")


@receiver(account.user_logged_in)
def _signed_in(request: HttpRequest, **_: Any) -> None:
    request.session[SEEN] = int(timezone.now().timestamp())


@receiver([account.password_set, account.password_changed, account.password_reset])
def _password_set(request: HttpRequest, user: User, **_: Any) -> None:
    access.record_password_set(
        _by(request, user), user_id=user.pk, keeps=str(request.session.session_key or "")
    )


@receiver([mfa.authenticator_added, mfa.authenticator_reset])
def _factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    access.record_second_factor(
        _by(request, user), user_id=user.pk, change="added", kind=str(authenticator.type)
    )


@receiver(mfa.authenticator_removed)
def _factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    access.record_second_factor(
        _by(request, user), user_id=user.pk, change="removed", kind=str(authenticator.type)
    )
