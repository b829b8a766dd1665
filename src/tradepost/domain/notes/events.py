"""Facts about notes and files. The first field is the document they lie beside; the words stay in the note."""

from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class NoteWritten(Event):
    """`mentions` are the users whose names stand behind an @."""

    name = "notes.note_written"
    about_id: UUID
    kind: str
    note_id: UUID
    mentions: list[UUID]


@dataclass(frozen=True)
class NoteChanged(Event):
    name = "notes.note_changed"
    about_id: UUID
    kind: str
    note_id: UUID
    mentions: list[UUID]


@dataclass(frozen=True)
class NoteRemoved(Event):
    name = "notes.note_removed"
    about_id: UUID
    kind: str
    note_id: UUID


@dataclass(frozen=True)
class NoteRestored(Event):
    name = "notes.note_restored"
    about_id: UUID
    kind: str
    note_id: UUID


@dataclass(frozen=True)
class MentionsRead(Event):
    name = "notes.mentions_read"
    user_id: UUID
    note_ids: list[UUID]


@dataclass(frozen=True)
class Told(Event):
    """Somebody is told of something, in the ways they chose."""

    name = "notes.told"
    user_id: UUID
    notice_id: UUID
    happening: str
    by_mail: bool


@dataclass(frozen=True)
class NoticesRead(Event):
    name = "notes.notices_read"
    user_id: UUID
    notice_ids: list[UUID]


@dataclass(frozen=True)
class FileAdded(Event):
    """`digest` is the SHA-256 of the contents."""

    name = "notes.file_added"
    about_id: UUID
    kind: str
    file_id: UUID
    file_name: str
    size_bytes: int
    digest: str


@dataclass(frozen=True)
class FileRemoved(Event):
    name = "notes.file_removed"
    about_id: UUID
    kind: str
    file_id: UUID
    file_name: str


@dataclass(frozen=True)
class FileRestored(Event):
    name = "notes.file_restored"
    about_id: UUID
    kind: str
    file_id: UUID
    file_name: str
