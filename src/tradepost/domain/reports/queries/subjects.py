"""The documents that people lay notes and files beside: which there are, and whether somebody may read one.

A note knows its document by kind and id only. Everything that shows one asks here first, and here asks the
document's own room, with its scope.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing.queries import INVOICES, PAYMENTS
from tradepost.domain.catalog.queries import ITEMS
from tradepost.domain.corrections.queries import CORRECTIONS
from tradepost.domain.counting.queries import COUNTS
from tradepost.domain.fulfilment.queries import SHIPMENTS
from tradepost.domain.notes import rules as notes_rules
from tradepost.domain.parties.queries import CUSTOMERS, SUPPLIERS
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS
from tradepost.domain.returns.queries import RETURNS
from tradepost.domain.sales.queries import ORDERS, QUOTES
from tradepost.domain.service.queries import DISPUTES
from tradepost.domain.transfers.queries import TRANSFERS


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """`may` reads such documents, `rows` are those within a scope, `called` is the path to what one is called."""

    table: str
    may: str
    rows: Callable[[By], "QuerySet[Model]"]
    called: str = "number"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document that the actor may read."""

    kind: str
    id: UUID
    called: str


SUBJECTS = {
    "order": SubjectKind("sales_order", "sales.read", ORDERS.rows),
    "quote": SubjectKind("sales_quote", "sales.read", QUOTES.rows),
    "customer": SubjectKind("parties_customer", "parties.read", CUSTOMERS.rows, "party__name"),
    "supplier": SubjectKind("parties_supplier", "parties.read", SUPPLIERS.rows, "party__name"),
    "item": SubjectKind("catalog_item", "catalog.read", ITEMS.rows, "sku"),
    "purchase_order": SubjectKind("purchasing_purchase_order", "purchasing.read", PURCHASE_ORDERS.rows),
    "shipment": SubjectKind("fulfilment_shipment", "fulfilment.read", SHIPMENTS.rows),
    "invoice": SubjectKind("billing_invoice", "billing.read", INVOICES.rows),
    "payment": SubjectKind("billing_payment", "billing.read", PAYMENTS.rows),
    "return": SubjectKind("returns_return", "returns.read", RETURNS.rows),
    "dispute": SubjectKind("service_dispute", "service.read", DISPUTES.rows),
    "count": SubjectKind("counting_count", "counting.read", COUNTS.rows),
    "correction": SubjectKind("corrections_correction", "corrections.read", CORRECTIONS.rows),
    "transfer": SubjectKind("transfers_transfer", "transfers.read", TRANSFERS.rows),
}
_WHICH = " union all ".join(
    f"select '{name}' from {kind.table} where id = %(id)s"  # noqa: S608 constants only
    for name, kind in SUBJECTS.items()
)


def readable(by: By, kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Those of some documents of one kind that the actor may read, with what they are called; one statement."""
    known = SUBJECTS.get(kind)
    if known is None or not ids or not access_queries.may(by, known.may):
        return {}
    # No other columns: joins that a list needs for its own are left out by the database.
    found = known.rows(by).filter(pk__in=list(ids)).order_by().values_list("pk", known.called)
    return {pk: str(called) for pk, called in found}


def all_readable(by: By, subjects: Iterable[tuple[str, UUID]]) -> dict[UUID, Subject]:
    """Those of documents of any kind that the actor may read; one statement for each kind there is."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, pk in subjects:
        by_kind.setdefault(kind, set()).add(pk)
    return {
        pk: Subject(kind, pk, called)
        for kind in sorted(by_kind)
        for pk, called in readable(by, kind, by_kind[kind]).items()
    }


def subject(by: By, pk: UUID, kind: str = "") -> Subject:
    """The document with this id, of this or any kind. Raises NotFound, also when it is not theirs to read."""
    kind = kind or _kind_of(pk)
    called = readable(by, kind, [pk]).get(pk)
    if called is None:
        raise NotFound("There is no such document.", subject_id=pk)
    return Subject(kind, pk, called)


def _kind_of(pk: UUID) -> str:
    found = sql.one(_WHICH, {"id": pk})
    return str(found[0]) if found else ""


def mentioned_in(by: By, about: Subject, text: str) -> list[UUID]:
    """The colleagues whose names stand behind an @ in a note about a document.

    Raises Invalid when one of them may not read the document, and so would not see the note.
    """
    people = access_queries.colleagues_named_in(text) if "@" in text else []
    names = notes_rules.mentioned(text, [one.get_full_name() for one in people])
    meant = [one for one in people if one.get_full_name() in names]
    seeing = readers(by, about, [one.id for one in meant])
    blind = sorted({one.get_full_name() for one in meant if one.id not in seeing})
    if blind:
        raise Invalid(
            f"{', '.join(blind)} may not read {about.called}, and would not see this note."
            " Take the @ away, or write to somebody else.",
            fields={"text": f"Not for {', '.join(blind)} to read."},
        )
    return [one.id for one in meant]


def readers(by: By, about: Subject, user_ids: Sequence[UUID]) -> set[UUID]:
    """Those of some users who may read a document and notes on it.

    Whoever has no scope is judged by their roles; for the others the document's room is asked, at most twenty
    times, as many as a note may mention.
    """
    actors = access_queries.bys_of(user_ids, by.now) if user_ids else {}
    able = {pk: one for pk, one in actors.items() if access_queries.may(one, "notes.read")}
    may = SUBJECTS[about.kind].may
    able = {pk: one for pk, one in able.items() if access_queries.may(one, may)}
    limited = [pk for pk in sorted(able) if able[pk].scope][: notes_rules.MOST_MENTIONS]
    seeing = {pk for pk in able if not able[pk].scope}
    return seeing | {pk for pk in limited if readable(able[pk], about.kind, [about.id])}
