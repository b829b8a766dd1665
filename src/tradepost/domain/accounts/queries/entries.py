from decimal import Decimal
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Greatest

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range
from tradepost.domain.accounts.models import Entry, Posting
from tradepost.domain.accounts.rules import CHART


def _entries(by: By) -> Rows:
    return Entry.objects.prefetch_related("postings")


KINDS = (
    "invoice",
    "credit_note",
    "payment",
    "discount",
    "exchange",
    "shipment",
    "return",
    "receipt",
    "supplier_return",
    "landed_cost",
    "adjustment",
    "opening",
    "takeover",
    "store_loss",
)
"""What makes entries; a room above that posts another kind adds it here."""


ACCOUNTS = tuple((str(code), name) for code, (name, _kind) in CHART.items())


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
            ACCOUNTS,
        ),
    },
)

_DEBIT = Greatest(F("base_amount"), Value(Decimal(0)))
_CREDIT = Greatest(Value(Decimal(0)) - F("base_amount"), Value(Decimal(0)))


def _in_currency(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(entry__currency__in=values)


POSTINGS: Listing[Posting] = Listing(
    name="postings",
    rows=lambda by: Posting.objects.select_related("entry").annotate(debit=_DEBIT, credit=_CREDIT),
    sorts={"posted_on": ("entry__posted_on", "id")},
    default_sort="-posted_on",
    filters={
        "account": choice("Account", "account", ACCOUNTS),
        "day": day_range("Day", "entry__posted_on"),
        "kind": choice("Kind", "entry__kind", KINDS),
        "currency": Filter("Currency", _in_currency),
    },
    sums={
        "debit": Sum("Debit", "debit"),
        "credit": Sum("Credit", "credit"),
        "balance": Sum("Balance", "base_amount"),
        "amount": Sum("In its currency", "amount", "entry__currency"),
    },
)
"""The lines of entries: filtered by an account, its sheet. `debit`, `credit` and `base_amount` in base currency."""


def entries_about(subject_id: UUID) -> list[Entry]:
    """The entries of one document, oldest first, with their postings."""
    rows = Entry.objects.filter(subject_id=subject_id).prefetch_related("postings")
    return list(rows.order_by("made_at", "id"))
