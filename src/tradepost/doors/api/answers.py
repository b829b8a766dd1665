"""Answers: JSON with an ETag, told again when a request is sent twice, cut down to the fields asked for."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse

from tradepost.base.by import By
from tradepost.base.command import claim, keep_answer, kept_answer, transact
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.listing import Listing
from tradepost.domain.fulfilment.rules import CreditRefused
from tradepost.domain.sales import commands as sales

JSON = "application/json; charset=utf-8"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_ETAG = re.compile(r'"(\d+)\.[0-9a-f]+"|\*')


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said: plain JSON values, the status, and where a new document stands."""

    body: Any
    status: int = 200
    location: str = ""


def as_json(body: Any) -> bytes:
    """The bytes of plain JSON values."""
    return orjson.dumps(body)


def respond(status: int, content: bytes, body: Any, location: str = "") -> HttpResponse:
    """An answer; a document with a version carries its ETag, a new one its address."""
    response = HttpResponse(content, status=status, content_type=JSON)
    response.headers["Cache-Control"] = "no-store"
    if isinstance(body, dict):
        if "version" in body:
            response.headers["ETag"] = etag(body["version"], content)
            response.headers["Cache-Control"] = "private, no-cache"
        if location and status == 201 and "id" in body:
            response.headers["Location"] = location.format(id=body["id"])
    return response


def etag(version: int, content: bytes) -> str:
    """The version of the document, which If-Match compares, and a digest of what was said of it."""
    return f'"{version}.{hashlib.blake2s(content, digest_size=6).hexdigest()}"'


def expected_version(request: HttpRequest) -> int | None:
    """The version that If-Match names; None when it names none. Raises Invalid, ChangedMeanwhile."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    found = _ETAG.fullmatch(given)
    if found is None or len(found[1]) > 9:
        raise ChangedMeanwhile("This ETag is not one of ours. Load the document and repeat your change.")
    return int(found[1])


def hold(by: By, request: HttpRequest, listing: Listing[Any], document_id: UUID) -> None:
    """Refuse a document the actor may not see, or that is not the one of If-Match; locks its row then.

    Costs nothing for those who may see all and send no If-Match.
    """
    expected = expected_version(request)
    if expected is None and not by.scope:
        return
    found = listing.held(by, document_id)
    if found is None:
        raise NotFound("There is nothing with this id, or it is not yours to see.")
    version = getattr(found, "version", None)
    if expected is not None and version is None:
        raise ChangedMeanwhile("This has no ETag. Repeat your change without If-Match.")
    if expected is not None and version != expected:
        raise ChangedMeanwhile(
            "It was changed since you read it. Load it again and repeat your change.", version=version
        )


def refuse_unseen(by: By, listing: Listing[Any], ids: Sequence[UUID]) -> None:
    """Refuse ids outside what the actor may see. Costs nothing for those who may see all."""
    if by.scope and listing.rows(by).filter(pk__in=set(ids)).count() < len(set(ids)):
        raise NotFound("There is nothing with this id, or it is not yours to see.")


def key_of(request: HttpRequest) -> str:
    """The Idempotency-Key of a POST, or nothing. Raises Invalid when it is no 1 to 200 printable characters."""
    given = request.headers.get("Idempotency-Key")
    if given is None or request.method != "POST":
        return ""
    if not KEY.fullmatch(given):
        raise Invalid(
            "An Idempotency-Key is 1 to 200 printable characters without blanks.",
            fields={"Idempotency-Key": "Not a key."},
        )
    return given


def answered(
    by: By, request: HttpRequest, name: str, location: str, work: Callable[[], Answer], key: str = ""
) -> HttpResponse:
    """Do the work and answer; with a key at most once, however often it is sent.

    The answer is kept in the transaction of the work, so a twin waits and is told the same. A refusal
    changes nothing and is not kept.
    """

    def run() -> tuple[int, bytes, Any]:
        if key and not claim(_place(by, key), _contents(request), by):
            return _told_before(by, key)
        answer = work()
        content = as_json(answer.body)
        if key:
            keep_answer(_place(by, key), answer.status, content.decode())
        return answer.status, content, answer.body

    try:
        status, content, body = transact(run, name)
    except CreditRefused as refusal:
        # Nothing of the work stands; the hold does, so that somebody can let the order go by name.
        sales.hold_for_credit(by, order_ids=refusal.facts["orders"])
        raise
    return respond(status, content, body, location)


def as_id(key: str) -> UUID | None:
    """The key as an id, if it is one."""
    return UUID(key) if _UUID.fullmatch(key) else None


def _place(by: By, key: str) -> str:
    return f"api:{by.actor_id}:{key}"


def _contents(request: HttpRequest) -> str:
    sent = b"\0".join([str(request.method).encode(), request.get_full_path().encode(), request.body])
    return hashlib.sha256(sent).hexdigest()


def _told_before(by: By, key: str) -> tuple[int, bytes, Any]:
    status, body = kept_answer(_place(by, key))
    return status, body.encode(), orjson.loads(body)


def unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 without a body when If-None-Match names what would be said."""
    tag = response.headers.get("ETag")
    given = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    if tag is None or not (tag in given or "*" in given):
        return response
    short = HttpResponse(status=304)
    short.headers["ETag"] = tag
    short.headers["Cache-Control"] = response.headers["Cache-Control"]
    del short.headers["Content-Type"]
    return short


def only(body: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """The fields asked for, in the document's own order; none asked for: all."""
    return body if not fields else {name: value for name, value in body.items() if name in fields}
