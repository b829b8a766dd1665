from uuid import UUID

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, day_range
from tradepost.domain.accounts.models import Entry


def _entries(by: By) -> Rows:
    return Entry.objects.prefetch_related("postings")


ENTRIES: Listing[Entry] = Listing(
    name="entries",
    rows=_entries,
    sorts={"posted_on": ("posted_on", "id")},
    default_sort="-posted_on",
    filters={
        "day": day_range("Day", "posted_on"),
        "kind": Filter("Kind", lambda rows, values: rows.filter(kind__in=values)),
    },
)


def entries_about(subject_id: UUID) -> list[Entry]:
    """The entries of one document, oldest first, with their postings."""
    rows = Entry.objects.filter(subject_id=subject_id).prefetch_related("postings")
    return list(rows.order_by("made_at", "id"))
