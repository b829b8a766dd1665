from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.access.commands._grants import GrantInput
from tradepost.domain.access.commands._invitations import MadeInvitation, invited
from tradepost.domain.access.commands.create_user import create_user


@command
def invite_user(
    by: By, *, user_id: UUID, email: str, grants: Sequence[GrantInput] = (), name: str = ""
) -> MadeInvitation:
    """A user who chooses name and password by a link that opens once, within a week.

    Sent twice it is one user, and the second link counts. Raises AlreadyHere and what `create_user` raises.
    """
    user = create_user(by, user_id=user_id, email=email, name=name, grants=grants)
    return invited(by, user.id)
