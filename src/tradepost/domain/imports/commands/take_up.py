from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.imports.commands._import import import_for_update
from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.models import Import


class WorkedOnAlready(Refusal):
    """A check, a run or a taking back of this file is on its way."""


@command
def take_up(
    by: By, *, import_id: UUID, verb: str, job_id: UUID, is_free: bool, version: int | None = None
) -> Import:
    """Note the job that will say `verb`. `is_free`: nobody works on it now. Raises NotAllowed, WorkedOnAlready."""
    row = import_for_update(import_id)
    if row.job_id == job_id:
        return row
    IMPORT.next(row.state, verb)
    if not is_free or (version is not None and version != row.version):
        raise WorkedOnAlready(
            "Somebody works on this file already. Load the page again to see how far it came."
        )
    row.job_id, row.version = job_id, row.version + 1
    row.save(update_fields=["job_id", "version"])
    return row
