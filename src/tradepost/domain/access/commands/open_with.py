from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.access.commands import _habit
from tradepost.domain.access.queries import list_view


@command
def open_with(by: By, *, list_name: str, view_id: UUID | None) -> None:
    """The view a list opens with, for this person; None: all of it. Raises NotFound."""
    if view_id is not None:
        list_name = list_view(by, view_id).list_name
    _habit.keep(by, list_name, opens_with_id=view_id)
