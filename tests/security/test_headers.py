"""What every page says to the browser: nothing inline, nothing foreign, no frame, no sniffing; cookies closed."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from security.company import PASSWORD, Company
from security.doorplates import accounts
from security.headers import faults_of
from security.visitors import Visitor


def test_the_pages_of_signing_in_keep_the_policy(company: Company) -> None:
    """Of all other addresses test_roles asks it, whoever opens them."""
    faults: list[str] = []
    for name in ("nobody", "owner"):
        visitor = Visitor(company, name)
        for plate in accounts():
            heard = visitor.ask("GET", plate.template)
            faults += faults_of(heard)
            if heard.status >= 500:
                faults.append(str(heard))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/office/nowhere/", "/nowhere", "/api/v1/nowhere", "/healthz", "/readyz"])
def test_answers_without_a_page_keep_it_too(company: Company, path: str) -> None:
    assert not faults_of(Visitor(company, "nobody").ask("GET", path))


def test_a_refused_page_keeps_it_too(company: Company) -> None:
    heard = Visitor(company, "warehouse").ask("GET", "/office/invoices/")
    assert (heard.status, faults_of(heard)) == (403, [])


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(company: Company) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "owner@company.example", "password": PASSWORD})
    cookie = client.cookies["tradepost_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Lax",
        "/",
        "",
    )


def test_production_closes_what_development_leaves_open(tmp_path: Path) -> None:
    asked = (
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG",
        "ALLOWED_HOSTS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    )  # fmt: skip
    source = f"""
import json, django
from django.conf import settings
django.setup()
print(json.dumps({{name: getattr(settings, name) for name in {asked!r}}}))
"""
    environment = {
        "PATH": os.environ["PATH"],
        "TRADEPOST_ENV": "production",
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
        "DATABASE_URL": "postgresql://tradepost:nothing@127.0.0.1:1/nothing",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "TRADEPOST_URL": "https://trade.example",
        "TRADEPOST_DATA_DIR": str(tmp_path),
        "TRADEPOST_MAIL_URL": "smtp://mail.example:25",
    }
    done = subprocess.run(
        [sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["trade.example"],
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }
