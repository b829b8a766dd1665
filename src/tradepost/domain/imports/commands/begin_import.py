from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.imports.commands._import import import_for_update, step
from tradepost.domain.imports.events import ImportBegun
from tradepost.domain.imports.models import Import


@command
def begin_import(by: By, *, import_id: UUID) -> Import:
    """From here on rows go into the books; said again, it goes on. Raises NotAllowed."""
    is_first = import_for_update(import_id).state != "begun"
    found = step(import_id, "begin")
    if is_first:
        publish(by, ImportBegun(found.pk, found.kind, found.file_name))
    return found
