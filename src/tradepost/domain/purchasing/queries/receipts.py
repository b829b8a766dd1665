"""Receipts and the variances they found."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, day_range, flag, reference
from tradepost.domain.purchasing.flows import RECEIPT, VARIANCE
from tradepost.domain.purchasing.models import VARIANCE_KINDS, Receipt, ReceiptLine, Variance
from tradepost.domain.purchasing.queries._scope import visible


def _receipts(by: By) -> QuerySet[Receipt]:
    rows = Receipt.objects.select_related("purchase_order__warehouse")
    return visible(rows, by, "purchase_order__warehouse_id")


def _variances(by: By) -> QuerySet[Variance]:
    rows = Variance.objects.select_related("receipt_line__receipt__purchase_order", "receipt_line__line")
    return visible(rows, by, "receipt_line__receipt__purchase_order__warehouse_id")


RECEIPTS: Listing[Receipt] = Listing(
    name="receipts",
    rows=_receipts,
    sorts={
        "made": ("made_at",),
        "number": ("number",),
        "received": ("received_at", "number"),
        "value": ("value", "number"),
    },
    default_sort="-made",
    filters={
        "state": choice("State", "state", RECEIPT.states),
        "supplier": reference("Supplier", "purchase_order__supplier_id"),
        "purchase_order": reference("Purchase order", "purchase_order_id"),
        "warehouse": reference("Warehouse", "purchase_order__warehouse_id"),
        "received": day_range("Received", "received_at"),
        "damaged": flag("With damaged goods", Q(damaged_quantity__gt=0)),
    },
    search=lambda rows, text: rows.filter(
        loosely(text, "number", "delivery_note", "purchase_order__number", "purchase_order__supplier_name")
    ),
)

VARIANCES: Listing[Variance] = Listing(
    name="variances",
    rows=_variances,
    sorts={"made": ("made_at",), "quantity": ("quantity",)},
    default_sort="-made",
    filters={
        "state": choice("State", "state", VARIANCE.states),
        "kind": choice(
            "Kind", "kind", [(kind, kind.replace("_", " ").capitalize()) for kind in VARIANCE_KINDS]
        ),
        "supplier": reference("Supplier", "receipt_line__receipt__purchase_order__supplier_id"),
        "item": reference("Item", "receipt_line__item_id"),
        "sent_back": flag("Sent back", Q(sent_back=True)),
    },
    search=lambda rows, text: rows.filter(
        loosely(
            text,
            "receipt_line__line__sku",
            "receipt_line__line__name",
            "receipt_line__receipt__number",
            "receipt_line__receipt__purchase_order__number",
            "receipt_line__receipt__purchase_order__supplier_name",
        )
    ),
)


def receipt(by: By, receipt_id: UUID) -> Receipt:
    """One receipt with its order. Raises NotFound."""
    found = _receipts(by).filter(pk=receipt_id).first()
    if found is None:
        raise NotFound("There is no such receipt.", receipt_id=receipt_id)
    return found


def receipt_with_order(receipt_id: UUID) -> Receipt:
    """One receipt with its order, as commands read it. Raises NotFound."""
    found = Receipt.objects.select_related("purchase_order").filter(pk=receipt_id).first()
    if found is None:
        raise NotFound("There is no such receipt.", receipt_id=receipt_id)
    return found


def receipt_sent_back_by(posting_id: UUID) -> Receipt:
    """The receipt of which goods went back by this posting of stock, for a command said again."""
    subject = sql.one("select subject_id from inventory_posting where id = %s", [posting_id])
    assert subject is not None
    return receipt_with_order(subject[0])


def receipts_of(purchase_order_id: UUID) -> list[Receipt]:
    """The deliveries of one purchase order, the first first."""
    return list(Receipt.objects.filter(purchase_order_id=purchase_order_id).order_by("received_at", "number"))


def receipt_lines_of(receipt_id: UUID) -> list[ReceiptLine]:
    """What was counted, in order of position, with line, place and lot."""
    return list(
        ReceiptLine.objects.filter(receipt_id=receipt_id)
        .select_related("line", "place", "lot")
        .order_by("position")
    )


def receipt_lines_of_lot(by: By, lot_id: UUID) -> list[ReceiptLine]:
    """The deliveries that brought a lot, the first first, with receipt, order and place."""
    rows = ReceiptLine.objects.filter(lot_id=lot_id).select_related(
        "receipt__purchase_order__warehouse", "place"
    )
    rows = visible(rows, by, "receipt__purchase_order__warehouse_id")
    return list(rows.order_by("receipt__received_at", "receipt_id", "position"))


def variance(by: By, variance_id: UUID) -> Variance:
    """One variance with its receipt and line. Raises NotFound."""
    found = _variances(by).filter(pk=variance_id).first()
    if found is None:
        raise NotFound("There is no such variance.", variance_id=variance_id)
    return found


def variances_of(purchase_order_ids: Sequence[UUID]) -> list[Variance]:
    """All differences of these purchase orders, the oldest first, with receipt line and line."""
    return list(
        Variance.objects.filter(receipt_line__receipt__purchase_order_id__in=purchase_order_ids)
        .select_related("receipt_line__line", "receipt_line__receipt")
        .order_by("made_at", "id")
    )


def variances_for_update(receipt_id: UUID) -> list[Variance]:
    """The differences of a receipt in one order, locked until the command ends, with receipt line and line."""
    return list(
        Variance.objects.select_for_update(of=("self",))
        .filter(receipt_line__receipt_id=receipt_id)
        .select_related("receipt_line__line")
        .order_by("id")
    )


def receipt_by_id(receipt_id: UUID) -> Receipt:
    """The receipt that a repeated command made before."""
    return Receipt.objects.get(pk=receipt_id)


def dock_of(warehouse_id: UUID) -> tuple[UUID, UUID]:
    """Where deliveries go: the main bin, or the dock where it is put away from there; and the quarantine for damage.

    Raises NotFound.
    """
    found = dict(
        sql.rows(
            """select distinct on (t.use) t.use, t.id from (
                 select case p.kind when 'quarantine' then 'quarantine' else 'bin' end as use, p.id, p.kind,
                        p.pick_sequence, p.code
                 from inventory_place p join inventory_warehouse w on w.id = p.warehouse_id
                 where p.warehouse_id = %s and p.closed_at is null and (p.kind in ('bin', 'quarantine')
                   or p.kind = 'receiving' and w.receives_into = 'dock')) t
               order by t.use, t.kind = 'bin', t.pick_sequence, t.code""",
            [warehouse_id],
        )
    )
    if len(found) < 2:
        raise NotFound(
            "The warehouse needs a bin and a quarantine place to receive goods.", warehouse_id=warehouse_id
        )
    return found["bin"], found["quarantine"]
