"""Notes and files over the API: as in the office, by the document's id alone."""

from __future__ import annotations

import base64
from typing import Any
from uuid import uuid4

import pytest

from unchanged import unchanged

pytestmark = pytest.mark.django_db


def encoded(contents: bytes) -> str:
    return base64.b64encode(contents).decode()


def test_a_note_is_written_changed_and_removed(api: Any, trade: Any) -> None:
    path = f"/documents/{next(iter(trade.customers.values()))}/notes"
    given = {"id": str(uuid4()), "text": "They ring at the back door."}
    written = api.post(path, given)
    assert (written.status_code, written.said["kind"], written.said["text"]) == (
        201,
        "customer",
        given["text"],
    )
    assert api.post(path, given).said["id"] == given["id"]
    assert [note["id"] for note in api.get(path).said] == [given["id"]]
    changed = api.patch(f"/notes/{given['id']}", {"text": "Ring twice."})
    assert changed.said["text"] == "Ring twice." and changed.said["changed_at"]
    gone = api.post(f"/notes/{given['id']}/remove")
    assert gone.said["text"] == "" and gone.said["removed_at"]


def test_a_file_comes_back_as_it_went(api: Any, trade: Any) -> None:
    path = f"/documents/{next(iter(trade.customers.values()))}/files"
    contents = bytes(range(256))
    added = api.post(path, {"name": "../weights.csv", "content": encoded(contents)})
    assert (added.status_code, added.said["name"], added.said["size_bytes"]) == (201, "weights.csv", 256)
    found = api.get(f"/files/{added.said['id']}")
    assert base64.b64decode(found.said["content"]) == contents
    api.post(f"/files/{added.said['id']}/remove")
    assert api.get(f"/files/{added.said['id']}").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"name": "page.html", "content": encoded(b"<script>")},
        {"name": "photo.png", "content": encoded(b"<script>")},
        {"name": "words.txt", "content": "not base64!"},
        {"name": "words.txt", "content": "===="},
        {"name": "", "content": encoded(b"x")},
    ],
)
def test_what_cannot_be_kept_is_a_problem(api: Any, trade: Any, given: dict[str, str]) -> None:
    with unchanged("notes"):
        assert api.post(f"/documents/{next(iter(trade.customers.values()))}/files", given).status_code == 422


def test_no_document_no_note(api: Any) -> None:
    with unchanged("notes"):
        assert api.post(f"/documents/{uuid4()}/notes", {"text": "Hello"}).status_code == 404
