"""A file taken in: looked at, its columns guessed or remembered, and kept. Nothing of it is in the books yet."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotPermitted
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.models import Import
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.files.outcome import Options
from tradepost.doors.files.reading import Preview, Reading, on_disk, preview
from tradepost.doors.files.refusals import Unreadable

MOST_BYTES = 50_000_000
LONGEST_NAME = 200
GUESSED = Reading()


def bring(
    by: By,
    *,
    import_id: UUID,
    kind: str,
    file_name: str,
    data: bytes,
    options: Mapping[str, Any] | None = None,
    reading: Reading = GUESSED,
    is_example: bool = False,
) -> Import:
    """Keep a file for an import. Raises Unreadable, NotPermitted."""
    require(by, kind)
    if len(data) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
    shown = _first_look(by, kind, file_name, data, reading)
    return imports.bring_file(
        by,
        import_id=import_id,
        kind=kind,
        file_name=file_name[-LONGEST_NAME:],
        data=data,
        told=shown.told,
        heading=shown.heading,
        columns=shown.columns,
        reading=reading.chosen(),
        options=options or {},
        is_example=is_example,
    )


def _first_look(by: By, kind: str, file_name: str, data: bytes, reading: Reading) -> Preview:
    """As it is guessed; with the columns that were last chosen for such a heading."""
    with on_disk(file_name, data) as path:
        shown = preview(KINDS[kind], path, reading, shown=1)
        remembered = imports_queries.remembered_columns(by, kind, shown.heading)
        return preview(KINDS[kind], path, reading, remembered, shown=1) if remembered else shown


def read_otherwise(
    by: By,
    found: Import,
    *,
    reading: Reading,
    columns: Mapping[str, str],
    options: Mapping[str, Any],
    version: int | None = None,
) -> Import:
    """Read a file with other choices. Raises Unreadable, NotAllowed, ChangedMeanwhile."""
    require(by, found.kind)
    IMPORT.next(found.state, "change")
    shown = look(found, reading, columns, shown=1)
    return imports.choose_columns(
        by,
        import_id=found.pk,
        told=shown.told,
        heading=shown.heading,
        columns=shown.columns,
        reading=reading.chosen(),
        options=options,
        version=version,
    )


def look(
    found: Import,
    reading: Reading,
    columns: Mapping[str, str] | None,
    shown: int = 8,
    options: Mapping[str, Any] | None = None,
) -> Preview:
    """The first rows as they will be understood, with these options, else its own.

    Columns that the file has not, read so, are guessed anew.
    """
    chosen = Options.of(found.options if options is None else options)
    data = imports_queries.contents_of(found.pk)
    with on_disk(found.file_name, data) as path:
        first = preview(KINDS[found.kind], path, reading, None, shown, chosen)
        if columns is None or set(first.columns) != set(columns):
            return first
        return preview(KINDS[found.kind], path, reading, columns, shown, chosen)


def require(by: By, kind: str) -> None:
    """Raises NotPermitted when this actor may not bring such a file."""
    if kind not in KINDS or not imports_queries.may_bring(by, kind):
        raise NotPermitted(
            f"Your role does not bring {kind} in by file. Ask the owner.", verb="imports.bring_file"
        )
