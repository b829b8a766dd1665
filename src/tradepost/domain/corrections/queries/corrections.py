from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Filter, Listing, Sum, choice, day_range, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction, CorrectionLine
from tradepost.domain.corrections.rules import KINDS

_MISSING = "There is no such correction. Look for it in the list of corrections."


def _corrections(by: By) -> "QuerySet[Correction]":
    rows = Correction.objects.select_related("warehouse")
    return access_queries.scoped(rows, by, warehouse="warehouse_id")


def correction(by: By, correction_id: UUID) -> Correction:
    """One correction with its warehouse. Raises NotFound, also when it is not theirs to see."""
    found = _corrections(by).filter(pk=correction_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def correction_by_id(correction_id: UUID) -> Correction:
    """The correction, whoever asks; for commands that were sent twice."""
    return Correction.objects.select_related("warehouse").get(pk=correction_id)


def correction_for_update(correction_id: UUID) -> Correction:
    """The locked correction. Raises NotFound."""
    found = Correction.objects.select_for_update(no_key=True).filter(pk=correction_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


CORRECTIONS: Listing[Correction] = Listing(
    name="corrections",
    rows=_corrections,
    sorts={
        "number": ("number",),
        "asked": ("asked_at", "id"),
        "state": ("state", "asked_at", "id"),
        "lines": ("lines_count", "asked_at", "id"),
        "value": ("value", "asked_at", "id"),
    },
    default_sort="-asked",
    filters={
        "state": choice("State", "state", CORRECTION.states),
        "kind": choice("Kind", "kind", KINDS),
        "reason": Filter("Reason", lambda rows, values: rows.filter(reason_code__in=values)),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "asked": day_range("Asked", "asked_at"),
        "settled": day_range("Settled", "settled_at"),
    },
    search=lambda rows, text: rows.filter(
        Q(number__icontains=text) | loosely(text, "note") | loosely(text, "reason_name")
    ),
    sums={
        "lines": Sum("Lines", "lines_count"),
        "found": Sum("Worth found", "found_value"),
        "lost": Sum("Worth gone", "lost_value"),
        "value": Sum("Posted", "value"),
    },
    subject="pk",
)


def _lines(by: By) -> "QuerySet[CorrectionLine]":
    rows = CorrectionLine.objects.select_related("correction__warehouse", "item", "place", "lot")
    return access_queries.scoped(rows, by, warehouse="correction__warehouse_id")


LINES: Listing[CorrectionLine] = Listing(
    name="correction_lines",
    rows=_lines,
    sorts={
        "made": ("id",),
        "item": ("item__sku", "id"),
        "place": ("place__code", "id"),
        "value": ("value", "id"),
    },
    default_sort="-made",
    filters={
        "correction": reference("Correction", "correction_id"),
        "item": reference("Item", "item_id"),
        "place": reference("Place", "place_id"),
        "lot": reference("Lot", "lot_id"),
        "warehouse": reference("Warehouse", "correction__warehouse_id"),
        "state": choice("State", "correction__state", CORRECTION.states),
        "kind": choice("Kind", "correction__kind", KINDS),
        "reason": Filter("Reason", lambda rows, values: rows.filter(correction__reason_code__in=values)),
        "settled": day_range("Settled", "correction__settled_at"),
    },
    search=lambda rows, text: rows.filter(Q(place__code__icontains=text) | having(text, "item__found_by")),
    sums={"quantity": Sum("Quantity", "quantity"), "value": Sum("Worth", "value")},
)
"""What was corrected, item by item; `quantity` above 0 came, below 0 went."""


def lines_of(correction_id: UUID) -> list[CorrectionLine]:
    """The lines of a correction in their order."""
    return list(CorrectionLine.objects.filter(correction_id=correction_id).order_by("position"))


def unit_worths(warehouse_id: UUID, item_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What a base unit of each item is worth at the moving average of a warehouse; those sold out are left out."""
    found = sql.rows(
        """select item_id, value / (on_hand + unsellable) from inventory_position
           where warehouse_id = %s and item_id = any(%s::uuid[]) and on_hand + unsellable > 0""",
        [warehouse_id, list(item_ids)],
    )
    return dict(found)


class Shelved(Protocol):
    """An item and lot in a place, and by how much it differs."""

    @property
    def item_id(self) -> UUID: ...
    @property
    def place_id(self) -> UUID: ...
    @property
    def lot_id(self) -> UUID | None: ...
    @property
    def delta(self) -> int: ...


def short_shelves(lines: Iterable[Shelved]) -> list[tuple[str, str, int]]:
    """(place, sku, what is free there) where less is free than these lines take together; one statement."""
    taken = [line for line in lines if line.delta < 0]
    return sql.rows(
        """select p.code, i.sku, (coalesce(max(b.on_hand - b.reserved), 0))::bigint
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) as t(item_id, place_id, lot_id, taken)
             join inventory_place p on p.id = t.place_id join catalog_item i on i.id = t.item_id
             left join inventory_balance b on b.item_id = t.item_id and b.place_id = t.place_id
               and b.lot_id is not distinct from t.lot_id
           group by p.code, i.sku, t.item_id, t.place_id, t.lot_id
           having sum(t.taken) > coalesce(max(b.on_hand - b.reserved), 0) order by p.code, i.sku""",
        [
            [line.item_id for line in taken],
            [line.place_id for line in taken],
            [line.lot_id for line in taken],
            [-line.delta for line in taken],
        ],
    )
