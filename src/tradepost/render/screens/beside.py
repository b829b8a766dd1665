"""What lies beside a document: notes with mentions, and files. Drawn into its timeline."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_LINK = re.compile(r"\bhttps?://[^\s<>\"']+", re.IGNORECASE)
_AFTER = ".,;:!?)]}»”’"


def said(text: str, names: Iterable[str] = ()) -> SafeString:
    """A note's plain text as HTML: everything escaped, web addresses as links, mentioned names marked.

    Only http and https become links; they open elsewhere and tell the other side nothing.
    """
    parts, at = [], 0
    for found in _LINK.finditer(text):
        url = found.group().rstrip(_AFTER)
        parts.append(_words(text[at : found.start()], names))
        safe = escape(url)
        parts.append(f'<a href="{safe}" target="_blank" rel="noopener noreferrer nofollow">{safe}</a>')
        at = found.start() + len(url)
    parts.append(_words(text[at:], names))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _words(text: str, names: Iterable[str]) -> str:
    some = "|".join(re.escape(escape(name)) for name in sorted(names, key=len, reverse=True) if name)
    plain = escape(text)
    return (
        re.sub(rf"@({some})(?!\w)", r'<b class="tp-mention">@\1</b>', plain, flags=re.IGNORECASE)
        if some
        else plain
    )


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note in the timeline. Empty addresses: not theirs to change."""

    id: UUID
    text: str
    html: SafeString
    changed_at: datetime | None = None
    earlier_url: str = ""
    edit_url: str = ""
    remove_url: str = ""
    restore_url: str = ""
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file: `url` saves it, `picture_url` shows it. Empty addresses: not possible for this one or this person."""

    id: UUID
    name: str
    size_bytes: int
    by: str
    added_at: datetime
    url: str = ""
    picture_url: str = ""
    remove_url: str = ""
    restore_url: str = ""
    removed_by: str = ""
    removed_at: datetime | None = None

    @property
    def size(self) -> str:
        return str(filesizeformat(self.size_bytes))


@dataclass(frozen=True, slots=True)
class Beside:
    """Where new notes and files go. `endings` are those the browser offers when asked for files."""

    note_id: UUID
    notes_url: str
    people_url: str
    files_url: str
    files: Sequence[ShownFile]
    endings: str
    most_bytes: int

    @property
    def most(self) -> str:
        return str(filesizeformat(self.most_bytes))
