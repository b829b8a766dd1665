from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports.commands._import import step
from tradepost.domain.imports.models import Import


@command
def record_check(by: By, *, import_id: UUID) -> Import:
    """All rows were tried: people may look, and bring them in. Raises NotAllowed."""
    return step(import_id, "check")
