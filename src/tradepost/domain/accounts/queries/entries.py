from uuid import UUID

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, choice, day_range
from tradepost.domain.accounts.models import Entry, Posting
from tradepost.domain.accounts.rules import CHART


def _entries(by: By) -> Rows:
    return Entry.objects.prefetch_related("postings")


KINDS = (
    "invoice",
    "credit_note",
    "payment",
    "exchange",
    "shipment",
    "return",
    "receipt",
    "adjustment",
    "opening",
)
"""What makes entries; a room above that posts another kind adds it here."""


def _on_account(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(id__in=Posting.objects.filter(account__in=values).values("entry_id"))


ENTRIES: Listing[Entry] = Listing(
    name="entries",
    rows=_entries,
    sorts={"posted_on": ("posted_on", "id")},
    default_sort="-posted_on",
    filters={
        "day": day_range("Day", "posted_on"),
        "kind": choice("Kind", "kind", KINDS),
        "account": Filter(
            "Account",
            _on_account,
            "choice",
            tuple((str(code), name) for code, (name, _kind) in CHART.items()),
        ),
    },
)


def entries_about(subject_id: UUID) -> list[Entry]:
    """The entries of one document, oldest first, with their postings."""
    rows = Entry.objects.filter(subject_id=subject_id).prefetch_related("postings")
    return list(rows.order_by("made_at", "id"))
