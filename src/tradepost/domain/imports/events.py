from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class ImportBegun(Event):
    """Rows of a file are being brought into the books; each of them is a fact of its own room."""

    name = "imports.begun"
    import_id: UUID
    kind: str
    file_name: str


@dataclass(frozen=True)
class ImportKept(Event):
    """All rows of a file are through; the counts tell what became of them."""

    name = "imports.kept"
    import_id: UUID
    made: int
    changed: int
    same: int
    refused: int


@dataclass(frozen=True)
class ImportTakenBack(Event):
    """What an import made is gone, what it changed is as before, but for `standing` rows."""

    name = "imports.taken_back"
    import_id: UUID
    undone: int
    standing: int
