"""From a URL to Django's database settings; without a URL, the private server's."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tradepost.base.private_postgres import PrivateServer, find_binaries
from tradepost.config.environment import Environment, UnsafeSetting

PRIVATE_DATABASE = "tradepost"


def private_server(environment: Environment) -> PrivateServer:
    """The cluster in the data folder. Raises PostgresProblem when no PostgreSQL is installed."""
    binaries = find_binaries(environment.text("TRADEPOST_POSTGRES_BIN") or None)
    return PrivateServer(environment.data_folder / "postgres", binaries)


def database_url(environment: Environment) -> str:
    """The URL in use, with the private server's when none is given."""
    return environment.text("DATABASE_URL") or private_server(environment).url(PRIVATE_DATABASE)


def django_database(url: str) -> dict[str, Any]:
    """Django's entry for a PostgreSQL URL. Query parameters go to libpq; `host` may be a socket's folder."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise UnsafeSetting(f"DATABASE_URL cannot be read: {problem}.") from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise UnsafeSetting(
            "DATABASE_URL must begin with postgresql://; Tradepost keeps its books in PostgreSQL only."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "tradepost.config.postgres",
        "NAME": unquote(parts.path.removeprefix("/")) or PRIVATE_DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": query.pop("pool", "") == "transaction",
        # Parameters are bound by the server. What is prepared, `sql.prepared` says.
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": None,
            "application_name": "tradepost",
            **query,
        },
    }
