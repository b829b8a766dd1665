from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports.commands._import import step
from tradepost.domain.imports.models import Import


@command
def begin_taking_back(by: By, *, import_id: UUID) -> Import:
    """From here on what the rows did is taken back; said again, it goes on. Raises NotAllowed."""
    return step(import_id, "take_back")
