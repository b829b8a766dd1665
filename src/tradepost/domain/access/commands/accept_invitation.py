from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access.commands._grants import refuse_weak_password, user_for_update
from tradepost.domain.access.events import InvitationAccepted, PasswordSet
from tradepost.domain.access.models import Invitation, User
from tradepost.domain.access.queries import invitation_of


@command
def accept_invitation(by: By, *, secret: str, name: str, password: str) -> User:
    """The invited chooses name and password; of two who open the link at once one comes in.

    Raises NotFound for a link that is unknown, used, withdrawn or too old; Invalid with what is weak.
    """
    found = invitation_of(secret, by.now)
    user = user_for_update(found.user_id)
    invitation = Invitation.objects.select_for_update().get(id=found.id)
    if invitation.accepted_at or invitation.withdrawn_at or not user.is_active:
        raise NotFound("This invitation was used already, or withdrawn.")
    chosen = " ".join(name.split())
    if not chosen:
        raise Invalid("Say how colleagues call you.", fields={"name": "Say how colleagues call you."})
    user.name = chosen
    refuse_weak_password(password, user)
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    invitation.accepted_at = by.now
    invitation.save(update_fields=["accepted_at"])
    publish(by, InvitationAccepted(user.id, invitation.id), PasswordSet(user.id))
    return user
