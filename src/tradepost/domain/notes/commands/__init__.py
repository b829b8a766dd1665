from tradepost.domain.notes.commands._file import NotYourFile
from tradepost.domain.notes.commands.add_file import TooManyFiles, add_file
from tradepost.domain.notes.commands.change_note import NotYours, change_note
from tradepost.domain.notes.commands.forget_notices import forget_notices
from tradepost.domain.notes.commands.read_mentions import read_mentions
from tradepost.domain.notes.commands.read_notices import read_notices
from tradepost.domain.notes.commands.record_mailed import record_mailed
from tradepost.domain.notes.commands.remove_file import remove_file
from tradepost.domain.notes.commands.remove_note import remove_note
from tradepost.domain.notes.commands.restore_file import restore_file
from tradepost.domain.notes.commands.restore_note import restore_note
from tradepost.domain.notes.commands.tell import tell
from tradepost.domain.notes.commands.write_note import write_note

__all__ = [
    "NotYourFile",
    "NotYours",
    "TooManyFiles",
    "add_file",
    "change_note",
    "forget_notices",
    "read_mentions",
    "read_notices",
    "record_mailed",
    "remove_file",
    "remove_note",
    "restore_file",
    "restore_note",
    "tell",
    "write_note",
]
