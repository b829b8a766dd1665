from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.imports import queries
from tradepost.domain.imports.commands._import import step
from tradepost.domain.imports.events import ImportTakenBack
from tradepost.domain.imports.models import Contents, Import


@command
def finish_taking_back(by: By, *, import_id: UUID) -> Import:
    """All rows were taken back, or it was said why not."""
    found = step(import_id, "finish")
    Contents.objects.filter(of=found).delete()
    counts = queries.counts_of(import_id)
    publish(by, ImportTakenBack(found.pk, counts.undone, counts.standing))
    return found
