"""What browsers post: ids that were minted with the page, and a grid's JSON, read so that nonsense is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tradepost.base.errors import Invalid


def id_of(text: Any) -> UUID:
    """An id that a page carried. Raises Invalid."""
    try:
        return UUID(str(text))
    except ValueError:
        raise Invalid(_("This could not be read. Load the page again.")) from None


def minted(request: HttpRequest, name: str) -> UUID:
    """The id of what a verb makes, minted when its page was drawn: sent twice it is one."""
    return id_of(request.POST.get(name, ""))


def ids_of(request: HttpRequest) -> list[UUID]:
    """The chosen rows of a list, in order, each once."""
    return list(dict.fromkeys(id_of(text) for text in request.POST.getlist("id")))


def version_of(asked: Mapping[str, Any]) -> int | None:
    """The version that a page had read, None when it carries none."""
    text = str(asked.get("version") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True, slots=True)
class Posted:
    """A grid as it was sent: the document's id, the fields over it, and its lines as texts."""

    id: UUID
    head: Mapping[str, str]
    lines: list[dict[str, str]]


def posted(asked: Mapping[str, Any]) -> Posted:
    """Raises Invalid when it is not what our own grid sends."""
    head, lines = asked.get("head") or {}, asked.get("lines") or []
    if not isinstance(head, dict) or not all(isinstance(line, dict) for line in lines):
        raise Invalid(_("This could not be read. Load the page again."))
    return Posted(
        id_of(asked.get("id")),
        {str(name): str(value) for name, value in head.items()},
        [{str(name): str(value).strip() for name, value in line.items()} for line in lines],
    )


def day_typed(line: Mapping[str, str], column: str, wrong: dict[str, str]) -> date | None:
    """The day in a column of a grid's line; None where there is none. What is no day is told in `wrong`."""
    try:
        return date.fromisoformat(line[column]) if line.get(column) else None
    except ValueError:
        wrong[column] = _("Give a day as 2026-01-31.")
        return None
