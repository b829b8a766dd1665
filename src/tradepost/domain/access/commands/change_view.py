from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access.commands.save_view import LONGEST_QUERY, clean_name, write
from tradepost.domain.access.models import ListView


class ViewChanges(TypedDict, total=False):
    """What can be changed; what is not given stays."""

    name: str
    query: str
    is_shared: bool


def own_view(by: By, view_id: UUID) -> ListView:
    """One's own; a shared one belongs to who made it, and the owner of the company. Raises NotFound."""
    found = ListView.objects.select_for_update().filter(pk=view_id).first()
    mine = found is not None and found.user_id == by.actor_id
    keeps_order = found is not None and found.is_shared and "owner" in by.roles and not by.scope
    if found is None or not (mine or keeps_order):
        raise NotFound("There is no such view of yours.", view_id=view_id)
    return found


@command
def change_view(by: By, *, view_id: UUID, **fields: Unpack[ViewChanges]) -> ListView:
    """Rename a view, keep other filters under it, share it or not. Raises Invalid, NotFound, ViewNameTaken."""
    view = own_view(by, view_id)
    view.name = clean_name(fields["name"]) if "name" in fields else view.name
    view.query = fields.get("query", view.query)
    view.is_shared = fields.get("is_shared", view.is_shared)
    if len(view.query) > LONGEST_QUERY:
        raise Invalid("This filter names too much to be kept. Narrow it, and save it again.")
    return write(view)
