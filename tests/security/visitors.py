"""Somebody who walks the doors: signed in to the office, or with a token, or nobody."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.test import Client
from pypdf import PdfReader

from security.company import Company
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import allows

WRITES = re.compile(
    r"\b(insert\s+into|update\s+\S+\s+set|delete\s+from|copy\s+\S+\s+from|nextval)\b", re.IGNORECASE
)
OWN_HOUSEKEEPING = re.compile(
    r"django_session|access_api_token|last_login|FOR (NO KEY )?UPDATE", re.IGNORECASE
)


@dataclass
class Heard:
    """What came back, and the statements that wanted to change something."""

    method: str
    path: str
    status: int
    body: bytes
    headers: Any
    wrote: list[str] = field(default_factory=list)
    media: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.status}"

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def shown(self) -> str:
        """Text, without what stands in every page for its own sake; a PDF's text where it is one."""
        if self.body.startswith(b"%PDF"):
            return _text_of_pdf(self.body)
        return self.text


class Visitor:
    """`Visitor.of(company, "vera")`: by session in the office, by token in the API."""

    def __init__(self, company: Company, name: str) -> None:
        self.company, self.name = company, name
        self.client = Client(raise_request_exception=False)
        self.secret = company.secrets.get(name, "")
        self.roles: frozenset[str] = frozenset()
        if name != "nobody":
            user = User.objects.get(pk=company.users[name])
            self.roles = access_queries.by_of(user, company.now).roles
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.sessionless = Client(raise_request_exception=False)

    def may(self, verb: str) -> bool:
        return not verb or allows(self.roles, verb)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Heard:
        """One request; whatever it changes is taken back."""
        with transaction.atomic(), wrote() as said:
            heard = self.tell(method, path, body, **headers)
            heard.wrote = said
            transaction.set_rollback(True)
        return heard

    def tell(self, method: str, path: str, body: Any = None, **headers: str) -> Heard:
        """One request that counts."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        client = self.client
        if path.startswith("/api/"):
            client = self.sessionless
            if self.secret:
                given.setdefault("Authorization", f"Bearer {self.secret}")
        if path.startswith("/api/") or isinstance(body, (dict, list)):
            content = body if isinstance(body, (bytes, str)) else json.dumps(body or {})
            response = client.generic(
                method,
                path,
                content if method != "GET" else b"",
                content_type="application/json",
                headers=given,
            )
        elif method == "POST":
            response = client.post(
                path, body or b"", content_type="application/x-www-form-urlencoded", headers=given
            )
        else:
            response = client.generic(method, path, headers=given)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return Heard(method, path, response.status_code, content, response.headers)


@contextmanager
def wrote() -> Iterator[list[str]]:
    """The statements inside that insert, change or delete; sessions and a token's day of use aside."""
    said: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.search(str(sql)) and not OWN_HOUSEKEEPING.search(str(sql)):
            said.append(str(sql)[:300])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield said


def _text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
