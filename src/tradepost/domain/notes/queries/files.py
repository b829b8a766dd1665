from uuid import UUID

from tradepost.base.errors import NotFound
from tradepost.domain.notes.models import File


def files_of(subject_id: UUID) -> list[File]:
    """The files beside a document, newest first, removed ones too. Whether it may be read is asked before."""
    return list(File.objects.filter(subject_id=subject_id).order_by("-added_at", "-id"))


def file(file_id: UUID) -> File:
    """One file, whoever asks. Raises NotFound."""
    found = File.objects.filter(id=file_id).first()
    if found is None:
        raise NotFound("There is no such file.", file_id=file_id)
    return found
