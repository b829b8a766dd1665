from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.imports import queries
from tradepost.domain.imports.commands._import import step
from tradepost.domain.imports.events import ImportKept
from tradepost.domain.imports.models import Contents, Import


@command
def keep_import(by: By, *, import_id: UUID) -> Import:
    """All rows are through. The file itself is not needed any more: refused rows keep their cells."""
    found = step(import_id, "keep")
    Contents.objects.filter(of=found).delete()
    counts = queries.counts_of(import_id)
    publish(by, ImportKept(found.pk, counts.made, counts.changed, counts.same, counts.refused))
    return found
