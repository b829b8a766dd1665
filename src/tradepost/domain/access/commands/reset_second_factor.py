from uuid import UUID

from allauth.mfa.models import Authenticator

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.access.commands._grants import user_for_update
from tradepost.domain.access.commands.end_sessions import end_sessions
from tradepost.domain.access.events import SecondFactorReset
from tradepost.domain.access.models import User


class NoSecondFactor(Refusal):
    """There is nothing to reset."""


@command
def reset_second_factor(by: By, *, user_id: UUID) -> User:
    """Take away codes, recovery codes and passkeys of somebody who lost them; their sessions end.

    The password stays and is all that is asked then: whoever resets makes sure whom they talk to.
    Raises NoSecondFactor, NotFound.
    """
    user = user_for_update(user_id)
    held = Authenticator.objects.filter(user_id=user_id)
    kinds = sorted(set(held.values_list("type", flat=True)))
    if not kinds:
        raise NoSecondFactor("This user has no second factor: there is nothing to reset.", user_id=user_id)
    held.delete()
    publish(by, SecondFactorReset(user_id, kinds))
    end_sessions(by, user_id=user_id)
    return user
