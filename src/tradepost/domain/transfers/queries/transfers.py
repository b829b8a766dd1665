"""Transfers, their lines and loads, and what did not add up. A warehouse's people see what leaves it or comes to it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, Rows, Sum, choice, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.transfers.flows import DISCREPANCY, TRANSFER
from tradepost.domain.transfers.models import (
    Discrepancy,
    Transfer,
    TransferLine,
    TransferLoad,
    TransferReceipt,
)
from tradepost.domain.transfers.rules import ALL_OUTCOMES, KINDS

_MISSING = "There is no such transfer. Look for it in the list of transfers."


def _within(rows: Rows, by: By, *paths: str) -> Rows:
    """Transfers name no customer: those who see only some see none. A warehouse sees its own, by any of the paths."""
    rows = access_queries.scoped(rows, by)
    if "warehouse" in by.scope:
        own = Q()
        for path in paths:
            own |= Q(**{path: by.scope["warehouse"]})
        rows = rows.filter(own)
    return rows


def _transfers(by: By) -> "QuerySet[Transfer]":
    rows = Transfer.objects.select_related("from_warehouse", "to_warehouse")
    return _within(rows, by, "from_warehouse_id", "to_warehouse_id")


def _sending(by: By) -> "QuerySet[Transfer]":
    return _within(Transfer.objects.all(), by, "from_warehouse_id")


def _receiving(by: By) -> "QuerySet[Transfer]":
    return _within(Transfer.objects.all(), by, "to_warehouse_id")


def transfer(by: By, transfer_id: UUID) -> Transfer:
    """One transfer with its warehouses. Raises NotFound, also when it is not theirs to see."""
    found = _transfers(by).filter(pk=transfer_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


def transfer_by_id(transfer_id: UUID) -> Transfer:
    """The transfer, whoever asks; for commands that were sent twice."""
    return Transfer.objects.select_related("from_warehouse", "to_warehouse").get(pk=transfer_id)


def transfer_of_receipt(receipt_id: UUID) -> Transfer:
    """The transfer that a receipt took goods in of; for a receipt that was sent twice."""
    return TransferReceipt.objects.select_related("transfer").get(pk=receipt_id).transfer


def transfer_for_update(transfer_id: UUID) -> Transfer:
    """The locked transfer. Raises NotFound."""
    found = Transfer.objects.select_for_update(no_key=True).filter(pk=transfer_id).first()
    if found is None:
        raise NotFound(_MISSING)
    return found


_SORTS: dict[str, tuple[str, ...]] = {
    "number": ("number",),
    "made": ("made_at",),
    "expected": ("expected_on", "made_at"),
    "state": ("state", "made_at"),
    "open": ("open_quantity", "made_at"),
}
_FILTERS = {
    "state": choice("State", "state", TRANSFER.states),
    "from_warehouse": reference("From", "from_warehouse_id"),
    "to_warehouse": reference("To", "to_warehouse_id"),
    "expected": day_range("Expected", "expected_on"),
    "made": day_range("Made", "made_at"),
    "open": flag("Under way", Q(state__in=("draft", "released", "in_transit"))),
}


def _search(rows: Rows, text: str) -> Rows:
    return rows.filter(
        Q(number__icontains=text) | Q(tracking_number__icontains=text) | loosely(text, "note", "carrier")
    )


TRANSFERS: Listing[Transfer] = Listing(
    name="transfers",
    rows=_transfers,
    sorts=_SORTS,
    default_sort="-made",
    filters=_FILTERS,
    search=_search,
    sums={
        "lines": Sum("Lines", "lines_count"),
        "open": Sum("On the way", "open_quantity"),
        "value": Sum("Worth on the way", "open_value"),
    },
    subject="pk",
)
SENDING: Listing[Transfer] = Listing(
    name="transfers_sending", rows=_sending, sorts=_SORTS, default_sort="-made", filters=_FILTERS
)
"""Those that leave the actor's warehouse: who may release, send and cancel them."""
RECEIVING: Listing[Transfer] = Listing(
    name="transfers_receiving", rows=_receiving, sorts=_SORTS, default_sort="-made", filters=_FILTERS
)
"""Those that come to the actor's warehouse: who may take them in."""


def _lines(by: By) -> "QuerySet[TransferLine]":
    rows = TransferLine.objects.select_related("transfer", "item", "lot")
    rows = rows.annotate(open=F("sent") - F("received") - F("stayed") - F("lost"))
    return _within(rows, by, "transfer__from_warehouse_id", "transfer__to_warehouse_id")


LINES: Listing[TransferLine] = Listing(
    name="transfer_lines",
    rows=_lines,
    sorts={
        "position": ("transfer_id", "position"),
        "item": ("item__sku", "transfer_id", "position"),
        "open": ("open", "transfer_id", "position"),
    },
    default_sort="position",
    filters={
        "transfer": reference("Transfer", "transfer_id"),
        "item": reference("Item", "item_id"),
        "on_the_way": flag("On the way", Q(open__gt=0)),
        "state": choice("State", "transfer__state", TRANSFER.states),
    },
    search=lambda rows, text: rows.filter(
        Q(transfer__number__icontains=text) | having(text, "item__found_by")
    ),
    sums={"open": Sum("On the way", "open")},
)


def _discrepancies(by: By) -> "QuerySet[Discrepancy]":
    rows = Discrepancy.objects.select_related(
        "transfer__from_warehouse", "transfer__to_warehouse", "item", "lot", "place", "load"
    )
    return _within(rows, by, "transfer__from_warehouse_id", "transfer__to_warehouse_id")


DISCREPANCIES: Listing[Discrepancy] = Listing(
    name="transfer_discrepancies",
    rows=_discrepancies,
    sorts={
        "made": ("made_at", "id"),
        "item": ("item__sku", "made_at"),
        "quantity": ("quantity", "made_at"),
    },
    default_sort="-made",
    filters={
        "transfer": reference("Transfer", "transfer_id"),
        "item": reference("Item", "item_id"),
        "state": choice("State", "state", DISCREPANCY.states),
        "kind": choice("Difference", "kind", KINDS),
        "outcome": choice("Outcome", "outcome", ALL_OUTCOMES),
        "made": day_range("Found", "made_at"),
    },
    search=lambda rows, text: rows.filter(
        Q(transfer__number__icontains=text) | having(text, "item__found_by") | loosely(text, "reason")
    ),
)


def discrepancy(by: By, discrepancy_id: UUID) -> Discrepancy:
    """One discrepancy with its transfer. Raises NotFound, also when it is not theirs to see."""
    found = _discrepancies(by).filter(pk=discrepancy_id).first()
    if found is None:
        raise NotFound("There is no such discrepancy.")
    return found


def discrepancy_for_update(discrepancy_id: UUID) -> Discrepancy:
    """The discrepancy, under the lock of its transfer. Raises NotFound."""
    found = Discrepancy.objects.filter(pk=discrepancy_id).values_list("transfer_id", flat=True).first()
    if found is None:
        raise NotFound("There is no such discrepancy.")
    transfer_for_update(found)
    return Discrepancy.objects.select_related("transfer", "item", "load__line").get(pk=discrepancy_id)


def discrepancies_of(transfer_id: UUID, limit: int = 100) -> list[Discrepancy]:
    """What did not add up of a transfer, the open first."""
    rows = Discrepancy.objects.filter(transfer_id=transfer_id).select_related("item", "lot", "place")
    return list(rows.order_by("state", "made_at", "id")[:limit])


def to_take_in(
    by: By, warehouse_id: UUID, *, ids: Collection[UUID] = (), item_ids: Collection[UUID] = ()
) -> "QuerySet[Transfer]":
    """Transfers on their way to a warehouse of the actor's, the earliest expected first.

    `ids`: of these only; `item_ids`: those that bring one of them.
    """
    rows = _receiving(by).select_related("from_warehouse", "to_warehouse")
    rows = rows.filter(to_warehouse_id=warehouse_id, state="in_transit", open_quantity__gt=0)
    if ids:
        rows = rows.filter(pk__in=ids)
    if item_ids:
        loads = TransferLoad.objects.filter(
            line__item_id__in=item_ids, sent__gt=F("received") + F("stayed") + F("lost")
        )
        rows = rows.filter(pk__in=loads.values("line__transfer_id"))
    return rows.order_by("expected_on", "number")


def lines_of(transfer_id: UUID) -> list[TransferLine]:
    """All lines of a transfer with items and chosen lots, in order; at most 2,000."""
    rows = TransferLine.objects.filter(transfer_id=transfer_id).select_related("item", "lot")
    return list(rows.order_by("position"))


def loads_of(transfer_id: UUID, load_ids: Sequence[UUID] | None = None) -> list[TransferLoad]:
    """What left of a transfer, by line and lot, all or these; with lines, items and lots."""
    rows = TransferLoad.objects.filter(line__transfer_id=transfer_id)
    if load_ids is not None:
        rows = rows.filter(pk__in=load_ids)
    return list(
        rows.select_related("line__item", "line__transfer", "lot").order_by(
            "line__position", "lot__expires_on", "lot__code", "id"
        )
    )


def transfers_of(by: By, transfer_ids: Sequence[UUID]) -> dict[UUID, Transfer]:
    """Those of these transfers that the actor may see."""
    return _transfers(by).in_bulk(list(transfer_ids)) if transfer_ids else {}


def receipts_of(transfer_id: UUID) -> list[TransferReceipt]:
    """When goods of a transfer were taken in, the oldest first."""
    return list(TransferReceipt.objects.filter(transfer_id=transfer_id).order_by("made_at", "id")[:200])


def refuse_elsewhere(by: By, transfer_id: UUID, *, sending: bool) -> None:
    """Go on where the transfer leaves (`sending`), or comes to, a warehouse of the actor's. Raises NotFound."""
    if not (SENDING if sending else RECEIVING).has(by, transfer_id):
        raise NotFound(_MISSING)
