"""People who speak JSON to the API, each with a token of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from doors.api import documented
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput


@dataclass
class Api:
    """Somebody with a token. `api.post("/orders", {...})` gives the answer; `.said` its JSON."""

    token: str = ""
    user_id: UUID | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        content = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else b""
        response = self.client.generic(
            method, f"/api/v1{path}", content, content_type="application/json", headers=given
        )
        documented.check(method, f"/api/v1{path}", response)
        response.said = json.loads(response.content) if response.content else None
        return response

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("PATCH", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("PUT", path, body, **headers)


def sign_in(*grants: GrantInput, name: str = "") -> Api:
    """A new user with these grants, and a token that was used today already."""
    by = system(timezone.now())
    user_id = new_id(by.now)
    label = name or "-".join(grant.role for grant in grants) or "nobody"
    access.create_user(
        by, user_id=user_id, email=f"{label}-{user_id.hex[-6:]}@example.com", name=label, grants=grants
    )
    made = access.make_token(
        by, token_id=new_id(by.now), user_id=user_id, name="test", expires_at=by.now + timedelta(days=1)
    )
    access.record_token_use(by, token_id=made.token.id)
    return Api(made.secret, user_id)
