from tradepost.domain.notes.queries.differences import differences
from tradepost.domain.notes.queries.files import file, files_of
from tradepost.domain.notes.queries.kinds import NotThisKind, name_to_keep
from tradepost.domain.notes.queries.mentions import mentions_of, unread_count
from tradepost.domain.notes.queries.notes import SaidBefore, note, notes_of, said_before
from tradepost.domain.notes.queries.notices import notice_to_mail, notices_of

__all__ = [
    "NotThisKind",
    "SaidBefore",
    "differences",
    "file",
    "files_of",
    "mentions_of",
    "name_to_keep",
    "note",
    "notes_of",
    "notice_to_mail",
    "notices_of",
    "said_before",
    "unread_count",
]
