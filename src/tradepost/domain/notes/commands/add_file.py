from uuid import UUID

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.notes import queries, rules
from tradepost.domain.notes.events import FileAdded
from tradepost.domain.notes.models import File


class TooManyFiles(Refusal):
    """There are as many files beside this document as it may have."""


@command(once="file_id", again=queries.file)
def add_file(by: By, *, file_id: UUID, kind: str, subject_id: UUID, name: str, digest: str) -> File:
    """Lay contents that are in the storage beside a document. Who may read the document is asked before.

    Raises Invalid (empty), NotThisKind, TooManyFiles.
    """
    called = queries.name_to_keep(name)
    media_type = rules.media_type_of(called)
    size = storage.size_of(digest)
    if not size:
        raise Invalid(f"“{called}” is empty.", fields={"content": "The file has no contents."})
    if not rules.is_what_it_says(media_type, storage.beginning_of(digest)):
        raise queries.NotThisKind(
            f"“{called}” is not what its name says: its contents are no {rules.ending_of(called).upper()}.",
            name=called,
        )
    if File.objects.filter(subject_id=subject_id, removed_at=None).count() >= rules.MOST_FILES:
        raise TooManyFiles(
            f"A document holds {rules.MOST_FILES} files. Remove some, or put many into one ZIP."
        )
    row = File.objects.create(
        id=file_id,
        kind=kind,
        subject_id=subject_id,
        name=called,
        media_type=media_type,
        size_bytes=size,
        digest=digest,
        added_by_user_id=by.actor_id,
        added_by=by.actor,
        added_at=by.now,
    )
    publish(by, FileAdded(subject_id, kind, row.id, row.name, row.size_bytes, row.digest))
    return row
