"""From a mail URL to Django's mail settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from tradepost.config.environment import UnsafeSetting

BACKENDS = "django.core.mail.backends"


def mail_settings(url: str, kind: str) -> dict[str, Any]:
    """Django's EMAIL_* for smtp:, smtps:, file: and console:; tests always keep mail in memory."""
    if kind == "test":
        return {"EMAIL_BACKEND": f"{BACKENDS}.locmem.EmailBackend"}
    if not url:
        url = "none:" if kind == "production" else "console:"
    parts = urlsplit(url)
    match parts.scheme:
        case "none":
            return {"EMAIL_BACKEND": f"{BACKENDS}.dummy.EmailBackend"}
        case "console":
            return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
        case "file":
            return {
                "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
                "EMAIL_FILE_PATH": unquote(parts.path),
            }
        case "smtp" | "smtps":
            direct = parts.scheme == "smtps"
            return {
                "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname or "localhost",
                "EMAIL_PORT": parts.port or (465 if direct else 587),
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_SSL": direct,
                "EMAIL_USE_TLS": not direct and bool(parts.username),
                "EMAIL_TIMEOUT": 30,
            }
    raise UnsafeSetting("TRADEPOST_MAIL_URL must begin with smtp://, smtps://, file:// or console:.")
