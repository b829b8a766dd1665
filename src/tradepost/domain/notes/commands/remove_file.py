from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes.commands._file import removable_file_for_update
from tradepost.domain.notes.events import FileRemoved
from tradepost.domain.notes.models import File


@command
def remove_file(by: By, *, file_id: UUID) -> File:
    """Take a file away from its document; its contents stay for whoever restores it. Raises NotFound, NotYourFile."""
    row = removable_file_for_update(by, file_id)
    if row.removed_at is not None:
        return row
    row.removed_at, row.removed_by = by.now, by.actor
    row.save(update_fields=["removed_at", "removed_by"])
    publish(by, FileRemoved(row.subject_id, row.kind, row.id, row.name))
    return row
