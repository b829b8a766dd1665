"""Stored against kept: every file beside a document has its contents in the storage, of its size."""

from collections.abc import Iterator

from tradepost.base import sql, storage
from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """I15: every note and file is on the change feed; and every file has its contents."""
    for number, what, event in sql.differing(_SILENT):
        yield Difference("I15", f"{what} {number}", f"the event {event}", "1", "0")
    for digest, size, names in sql.differing(
        "select digest, min(size_bytes), string_agg(name, ', ' order by id) from notes_file group by digest"
    ):
        found = storage.size_of(digest)
        if found != size:
            yield Difference(
                "I15", f"file {names}", "its contents in the storage", f"{size} bytes", f"{found or 0} bytes"
            )


_SILENT = """
select n.id::text, 'note', 'notes.note_written' from notes_note n where not exists (
  select from base_event e where e.subject_id = n.subject_id and e.name = 'notes.note_written'
    and e.data ->> 'note_id' = n.id::text)
union all
select f.id::text, 'file', 'notes.file_added' from notes_file f where not exists (
  select from base_event e where e.subject_id = f.subject_id and e.name = 'notes.file_added'
    and e.data ->> 'file_id' = f.id::text)
order by 1"""
