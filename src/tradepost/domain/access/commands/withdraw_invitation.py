from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.access.commands._grants import user_for_update
from tradepost.domain.access.commands._invitations import withdraw_open
from tradepost.domain.access.events import InvitationWithdrawn, UserChanged
from tradepost.domain.access.models import User


class NoInvitation(Refusal):
    """It was accepted or withdrawn before."""


@command
def withdraw_invitation(by: By, *, user_id: UUID) -> User:
    """The link opens nothing from now on, and the user cannot sign in. Raises NoInvitation, NotFound."""
    user = user_for_update(user_id)
    withdrawn = withdraw_open(by, user_id)
    if withdrawn is None:
        raise NoInvitation(
            "There is no open invitation: it was accepted or withdrawn before.", user_id=user_id
        )
    publish(by, InvitationWithdrawn(user_id, withdrawn))
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        publish(by, UserChanged(user_id, ["is_active"]))
    return user
