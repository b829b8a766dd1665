"""What every page says to the browser: nothing inline, nothing foreign, no frame, no sniffing; cookies closed."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from security.company import PASSWORD, Company
from security.doorplates import accounts, api, office
from security.visitors import Heard, Visitor

DATA_BLOCKS = {"application/json"}
POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip
ALONE = {"sandbox", "default-src 'none'", "frame-ancestors 'none'"}
BROUGHT = ("/office/files/", "/office/settings/company/logo/")
"""What somebody brought, handed out as it is: stricter, for it has no origin and loads and runs nothing."""
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Inline(HTMLParser):
    """Collects what a strict policy would stop: inline script, style and handlers, and foreign addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") not in DATA_BLOCKS
        ):
            self.faults.append(f"<{tag}> inline")
        for name, value in given.items():
            text = value.strip().lower()
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}={value[:40]!r}>")
            if name in ("src", "href", "action", "formaction", "data-hx-get", "data-hx-post"):
                if text.startswith(("javascript:", "data:text", "vbscript:")):
                    self.faults.append(f"<{tag} {name}={value[:40]!r}>")
                if tag in ("script", "link", "img", "iframe", "form") and text.startswith(("http", "//")):
                    self.faults.append(f"<{tag} {name}={value[:60]!r}> is foreign")


def faults_of(heard: Heard) -> list[str]:
    faults = [
        f"{name}: {heard.headers.get(name)}"
        for name, value in HEADERS.items()
        if heard.headers.get(name) != value
    ]
    policy = {part.strip() for part in heard.headers.get("Content-Security-Policy", "").split(";")}
    wanted = ALONE if heard.path.startswith(BROUGHT) and heard.status == 200 else POLICY
    if not policy >= wanted or "unsafe" in str(policy):
        faults.append(f"Content-Security-Policy: {policy}")
    if "Server" in heard.headers or "X-Powered-By" in heard.headers:
        faults.append("says what it runs on")
    if heard.headers.get("Content-Type", "").startswith("text/html"):
        page = Inline()
        page.feed(heard.text)
        faults += page.faults
    return [f"{heard} {fault}" for fault in faults]


def kept_by_others(heard: Heard) -> list[str]:
    """Neither a proxy nor the disk of a shared machine keeps what was behind the sign-in."""
    control = heard.headers.get("Cache-Control", "")
    kept = heard.status == 200 and not ("private" in control or "no-store" in control)
    return [f"{heard} may be kept: {control!r}"] if kept else []


def test_every_page_keeps_the_policy_and_is_kept_by_nobody(company: Company) -> None:
    owner = Visitor(company, "owner")
    faults: list[str] = []
    for plate in [*office(), *api()]:
        if ".pdf" in plate.template or not (plate.door == "office" or "GET" in plate.methods):
            continue
        heard = owner.ask("GET", next(plate.visits(company, "alpha")))
        faults += faults_of(heard) if plate.door == "office" else []
        faults += kept_by_others(heard) if "GET" in plate.methods else []
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
