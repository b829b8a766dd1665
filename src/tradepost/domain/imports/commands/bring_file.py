from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.imports import queries
from tradepost.domain.imports.models import Contents, Import
from tradepost.domain.imports.rules import signature


@command(once="import_id", again=queries.import_by_id)
def bring_file(
    by: By,
    *,
    import_id: UUID,
    kind: str,
    file_name: str,
    data: bytes,
    told: str,
    heading: Sequence[str],
    columns: Mapping[str, str],
    reading: Mapping[str, str],
    options: Mapping[str, object],
    is_example: bool = False,
) -> Import:
    """Keep a file that somebody brought, and how it is to be read. Nothing of it is in the books yet."""
    made = Import.objects.create(
        id=import_id,
        kind=kind,
        file_name=file_name,
        file_bytes=len(data),
        told=told,
        heading=list(heading),
        signature=signature(heading),
        columns=dict(columns),
        reading=dict(reading),
        options=dict(options),
        is_example=is_example,
        actor_id=by.actor_id,
        actor=by.actor,
        made_at=by.now,
    )
    Contents.objects.create(of=made, data=data)
    return made
