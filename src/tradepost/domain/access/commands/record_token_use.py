from datetime import UTC
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.events import TokenUsed
from tradepost.domain.access.models import ApiToken


@command
def record_token_use(by: By, *, token_id: UUID) -> None:
    """Put the first use of the day (UTC) on record; the door calls it when `token_of` says so.

    Later uses of the day change nothing and wait for nobody.
    """
    today = by.now.astimezone(UTC).date()
    token = (
        ApiToken.objects.select_for_update(skip_locked=True)
        .filter(id=token_id)
        .exclude(last_used_on=today)
        .first()
    )
    if token is not None:
        token.last_used_on = today
        token.save(update_fields=["last_used_on"])
        publish(by, TokenUsed(token.user_id, token.id))
