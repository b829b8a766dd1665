"""The numbers of documents that a ledger knows by their ids only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from uuid import UUID

from tradepost.base import sql
from tradepost.base.record import Difference

AT_ONCE = 1000
# Whoever moves stock or money, or wants stock.
_NUMBERED = (
    "sales_order",
    "purchasing_purchase_order",
    "purchasing_receipt",
    "fulfilment_shipment",
    "returns_return",
    "billing_invoice",
    "billing_payment",
)
_NUMBERS = " union all ".join(
    f"select id, number from {table} where id = any(%(ids)s::uuid[])"  # noqa: S608 constants only
    for table in _NUMBERED
)


def numbers_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of documents of any room, in one statement; what has none is left out."""
    return {found: number for found, number in sql.rows(_NUMBERS, {"ids": list(ids)}) if number}


def named(differences: Iterable[Difference]) -> Iterator[Difference]:
    """The same differences, with the document's number (or its id, when there is none) before what the ledger said.

    One statement for each thousand, and none when no difference has a document above.
    """
    waiting = iter(differences)
    while some := list(islice(waiting, AT_ONCE)):
        ids = [one.subject_id for one in some if one.subject_id]
        numbers = numbers_of(ids) if ids else {}
        for one in some:
            if one.subject_id is None:
                yield one
            else:
                where = numbers.get(one.subject_id, str(one.subject_id))
                yield replace(one, document=f"{where}, {one.document}")
