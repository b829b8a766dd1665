from typing import Any
from uuid import UUID

from tradepost.base.errors import ChangedMeanwhile, NotFound
from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.models import Import


def import_for_update(import_id: UUID) -> Import:
    """Under lock. Raises NotFound."""
    found = Import.objects.select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotFound("There is no such import.", import_id=import_id)
    return found


def step(import_id: UUID, verb: str, version: int | None = None, **fields: Any) -> Import:
    """Say a verb, under lock, and set what goes with it. Raises NotFound, NotAllowed, ChangedMeanwhile."""
    row = import_for_update(import_id)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "Somebody else changed this import. Load it again and repeat your change.", version=row.version
        )
    row.state = IMPORT.next(row.state, verb)
    row.version += 1
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "version", *fields])
    return row
