from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotFound, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes.models import File


class NotYourFile(Refusal):
    """A file is removed by whoever added it, or by an owner."""


def removable_file_for_update(by: By, file_id: UUID) -> File:
    """The file, locked. Raises NotFound, NotYourFile."""
    found = File.objects.select_for_update(no_key=True).filter(id=file_id).first()
    if found is None:
        raise NotFound("There is no such file.", file_id=file_id)
    own = found.added_by_user_id is not None and found.added_by_user_id == by.actor_id
    if not own and not access_queries.may(by, "notes.remove_any_file"):
        raise NotYourFile(f"{found.added_by} added this file; they, or an owner, can remove it.")
    return found
