"""How people sign in: accounts are made by the owner, never by a visitor."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest

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


def _has_just_signed_in(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] in PROVEN_BY]
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT
