from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.commands._invitations import MadeInvitation, invited
from tradepost.domain.access.events import UserChanged


@command
def invite_again(by: By, *, user_id: UUID) -> MadeInvitation:
    """A new link; the old one opens nothing from now on. Also lets in again whose invitation was withdrawn.

    Raises AlreadyHere, NotFound.
    """
    made = invited(by, user_id)
    user = made.invitation.user
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        publish(by, UserChanged(user.id, ["is_active"]))
    return made
