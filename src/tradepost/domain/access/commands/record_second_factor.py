from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.events import SecondFactorChanged


@command
def record_second_factor(by: By, *, user_id: UUID, change: str, kind: str) -> None:
    """The fact alone, when allauth has `added` or `removed` an authenticator (`totp`, `webauthn`, ...)."""
    publish(by, SecondFactorChanged(user_id, change, kind))
