"""From a mail URL to Django's mail settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from tradepost.config.environment import UnsafeSetting

BACKENDS = "django.core.mail.backends"


OURS = "tradepost.doors.integrations.mail.shown.ShownBackend"


def mail_settings(url: str, kind: str) -> dict[str, Any]:
    """Django's EMAIL_* and MAIL_MODE for smtp:, smtps:, file:, console: and shown:.

    Django's are for the mails of the house itself (a link to set a password); mails about documents are handed
    over by the worker, who reads MAIL_MODE. Tests keep the former in memory, and none of the latter leaves.
    """
    if kind == "test":
        return {"EMAIL_BACKEND": f"{BACKENDS}.locmem.EmailBackend", "MAIL_MODE": "shown"}
    if not url:
        url = "none:" if kind == "production" else "shown:"
    parts = urlsplit(url)
    match parts.scheme:
        case "none":
            found = {"EMAIL_BACKEND": f"{BACKENDS}.dummy.EmailBackend"}
        case "shown":
            found = {"EMAIL_BACKEND": OURS}
        case "console":
            found = {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
        case "file":
            found = {
                "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
                "EMAIL_FILE_PATH": unquote(parts.path),
            }
        case "smtp" | "smtps":
            return {**_smtp(parts), "MAIL_MODE": "smtp"}
        case _:
            raise UnsafeSetting(
                "TRADEPOST_MAIL_URL must begin with smtp://, smtps://, file://, console: or shown:."
            )
    return {**found, "MAIL_MODE": parts.scheme}


def _smtp(parts: SplitResult) -> dict[str, Any]:
    direct = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if direct else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": not direct and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
