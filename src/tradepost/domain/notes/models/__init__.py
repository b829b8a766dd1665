from tradepost.domain.notes.models.file import File
from tradepost.domain.notes.models.note import Mention, Note

__all__ = ["File", "Mention", "Note"]
