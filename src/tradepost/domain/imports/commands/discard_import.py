from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports.commands._import import import_for_update
from tradepost.domain.imports.flows import IMPORT


@command
def discard_import(by: By, *, import_id: UUID) -> None:
    """Throw away a file of which nothing is in the books. Raises NotAllowed, NotFound."""
    row = import_for_update(import_id)
    IMPORT.next(row.state, "change")
    row.delete()
