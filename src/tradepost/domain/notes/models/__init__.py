from tradepost.domain.notes.models.file import File
from tradepost.domain.notes.models.note import Mention, Note, Notice

__all__ = ["File", "Mention", "Note", "Notice"]
