from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports.commands._import import step
from tradepost.domain.imports.models import Import, ImportRow
from tradepost.domain.imports.rules import signature


@command
def choose_columns(
    by: By,
    *,
    import_id: UUID,
    told: str,
    heading: Sequence[str],
    columns: Mapping[str, str],
    reading: Mapping[str, str],
    options: Mapping[str, object],
    version: int | None = None,
) -> Import:
    """Read the file otherwise: what a check said before is forgotten. Raises NotAllowed once rows are in the books."""
    found = step(
        import_id,
        "change",
        version,
        told=told,
        heading=list(heading),
        signature=signature(heading),
        columns=dict(columns),
        reading=dict(reading),
        options=dict(options),
    )
    ImportRow.objects.filter(of=found).delete()
    return found
