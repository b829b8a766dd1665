from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.access.commands.change_view import own_view


@command
def delete_view(by: By, *, view_id: UUID) -> None:
    """Whoever opened the list with it gets the whole list again. Raises NotFound."""
    own_view(by, view_id).delete()
