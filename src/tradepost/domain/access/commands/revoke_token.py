from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.access.events import TokenRevoked
from tradepost.domain.access.models import ApiToken


@command
def revoke_token(by: By, *, token_id: UUID) -> ApiToken:
    """The token opens nothing from now on; revoking it again changes nothing. Raises NotFound."""
    token = ApiToken.objects.select_for_update().filter(id=token_id).first()
    if token is None:
        raise NotFound("There is no such token.", token_id=token_id)
    if token.revoked_at is None:
        token.revoked_at = by.now
        token.save(update_fields=["revoked_at"])
        publish(by, TokenRevoked(token.user_id, token.id))
    return token
