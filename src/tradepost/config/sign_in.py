"""How people sign in: accounts are made by the owner, never by a visitor."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from tradepost.domain.access.models import User

PROVEN_BY = {"password", "mfa"}
"""Typed or touched by the person here and now; a link in a mail is neither."""


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth with sign-up closed, and nobody asked twice for what they have just shown."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth counts only what is shown once more; signing in within the same few minutes shows as much."""
        asked = super().is_reauthentication_required(app=app, **kwargs)
        return asked and not _has_just_signed_in(context.request)


class NamedMFAAdapter(DefaultMFAAdapter):
    """What the computer's own window for passkeys shows: the program and the person, not an address."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Tradepost"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        name = user.get_full_name() if isinstance(user, User) else str(user)
        return super().get_public_key_credential_user_entity(user) | {"display_name": name}


def _has_just_signed_in(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] in PROVEN_BY]
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT
