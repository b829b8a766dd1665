"""Somebody at a desk of the office: a browser without a screen, signed in with roles; and what it cost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User

MOST_STATEMENTS = 30


class Desk:
    """`Desk("sales")` signs in a person of that role; `own_customers=True` sees only their own."""

    def __init__(self, *roles: str, own_customers: bool = False, name: str = "Ingrid Sol") -> None:
        by = system(timezone.now())
        self.user_id = new_id(by.now)
        scope = "own_customers" if own_customers else ""
        access.create_user(
            by,
            user_id=self.user_id,
            email=f"{self.user_id}@tradepost.example",
            name=name,
            grants=[GrantInput(role, scope) for role in roles],
        )
        self.client = Client()
        user = User.objects.get(pk=self.user_id)
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{text_of(answer)[:2000]}"
        return answer

    def see(self, path: str) -> str:
        """The words of a page, one space between them; refuses a page that asks too much of the database."""
        with statements() as said:
            answer = self.get(path)
        assert len(said) <= MOST_STATEMENTS, f"{path}: {len(said)} statements\n" + "\n".join(said)
        return text_of(answer)

    def say(self, path: str, status: int = 200, **posted: Any) -> str:
        """Press a button: the sentence people then see. Follows to the page it leads to."""
        answer = self.client.post(path, posted, follow=True)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        self.where = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        return " ".join(str(message) for message in get_messages(answer.wsgi_request)) or messages_in(answer)

    def ask(self, path: str, asked: dict[str, Any], status: int = 200) -> dict[str, Any]:
        """Post a grid's JSON."""
        answer = self.client.post(path, json.dumps(asked), content_type="application/json")
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.content[:2000]!r}"
        found: dict[str, Any] = json.loads(answer.content)
        return found


def text_of(answer: Any) -> str:
    """The main part of a page without its marks."""
    html = answer.content.decode()
    html = html.partition("<main")[2] or html
    html = re.sub(r"<(script|style|dialog)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&amp;", "&").split())


def messages_in(answer: Any) -> str:
    found = re.findall(
        r'class="tp-toast[^"]*"[^>]*>(.*?)</(?:div|li|p)>', answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in found)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements of a block."""
    said: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield said
    noise = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    said += [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(noise)]


def in_bulk(desk: Desk, verb: str, *ids: UUID) -> None:
    """Do a bulk verb without looking at its preview; `desk.where` is the page of its outcome."""
    given = {"ids": ",".join(str(one) for one in ids), "job_id": str(new_id(timezone.now()))}
    desk.say(f"/office/lists/bulk/do/?verb={verb}", **given)


def count_of(desk: Desk, path: str) -> int:
    """How many statements a page takes."""
    with statements() as said:
        desk.get(path)
    return len(said)


def id_in(address: str) -> UUID:
    """The id in a page's address."""
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
    assert found is not None, address
    return UUID(found[0])
