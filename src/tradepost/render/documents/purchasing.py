"""The papers of buying: the order and the statement as the supplier gets them, and the sheet for the dock."""

from decimal import Decimal

from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderLine,
    StoreStatement,
    StoreWithdrawalLine,
)
from tradepost.render.documents.amounts import pieces_note
from tradepost.render.documents.company import company, postal_address
from tradepost.render.papers import Address, Fact, Kind, Line, Paper, Total


def purchase_order_paper(order: PurchaseOrder) -> Paper:
    """In the supplier's language, with their own numbers. Six statements for any number of lines."""
    party = order.supplier.party
    us = company()
    lines = purchasing_queries.lines_of(order.pk)
    facts = [
        Fact("supplier_number", order.supplier.number),
        Fact("expected_on", order.expected_on),
        *([Fact("your_order", order.supplier_reference)] if order.supplier_reference else []),
    ]
    return Paper(
        kind=Kind.PURCHASE_ORDER,
        number=order.number,
        company=us,
        issued_on=(order.ordered_at or order.made_at).date(),
        to=postal_address(party.pk, party.name),
        deliver_to=Address(f"{us.name}, {order.warehouse.name}", us.lines),
        currency=order.currency,
        locale=party.language or "en",
        facts=tuple(facts),
        lines=tuple(
            _ordered(line, party.language or "en") for line in lines if line.ordered > line.cancelled
        ),
        totals=(Total("total", _owed(lines, order), strong=True),),
        notes=(order.note,) if order.note else (),
    )


def _owed(lines: list[PurchaseOrderLine], order: PurchaseOrder) -> Decimal:
    """The order's total; lines that were cancelled whole are not printed and not owed."""
    return order.total - sum((line.net for line in lines if line.ordered == line.cancelled), Decimal(0))


def _pieces(line: PurchaseOrderLine, locale: str) -> str:
    """How many pieces a weight is about; nothing for what goes by the piece."""
    told = {"weighed": {"counted_in": line.item.base_unit}} if line.weighed else {}
    return pieces_note(told, line.ordered, locale)


def _ordered(line: PurchaseOrderLine, locale: str) -> Line:
    return Line(
        position=str(line.position),
        code=line.sku,
        their_code=line.supplier_sku,
        name=line.name,
        quantity=line.typed_quantity.normalize() if line.typed_quantity % 1 else int(line.typed_quantity),
        unit=line.unit,
        price=line.unit_price,
        amount=line.net,
        day=line.expected_on,
        note=_pieces(line, locale),
    )


def receiving_sheet(order: PurchaseOrder) -> Paper:
    """What is still to come, with barcodes to scan and columns to fill in by hand."""
    lines = [line for line in purchasing_queries.lines_of(order.pk) if line.open]
    codes = catalog_queries.barcodes_of([line.item_id for line in lines])
    us = company()
    return Paper(
        kind=Kind.RECEIVING_SHEET,
        number=order.number,
        company=us,
        issued_on=order.expected_on,
        to=Address(us.name, (order.warehouse.name,)),
        facts=(
            Fact("supplier", order.supplier_name),
            Fact("expected_on", order.expected_on),
            Fact("lines", len(lines)),
        ),
        lines=tuple(
            Line(
                position=str(line.position),
                code=line.sku,
                their_code=line.supplier_sku,
                name=line.name,
                barcode=codes.get(line.item_id, line.sku),
                quantity=line.open,
                unit=line.item.base_unit,
            )
            for line in lines
        ),
        scan_lines=True,
    )


def store_statement_paper(found: StoreStatement) -> Paper:
    """What became ours of the supplier's goods, in their language: what they may bill."""
    party = found.supplier.party
    return Paper(
        kind=Kind.STORE_STATEMENT,
        number=found.number,
        company=company(),
        issued_on=found.made_at.date(),
        to=postal_address(party.pk, party.name),
        currency=found.currency,
        locale=party.language or "en",
        facts=(Fact("supplier_number", found.supplier.number), Fact("until", found.until_on)),
        lines=tuple(_stated(line) for line in purchasing_queries.stated_lines_of(found.pk)),
        totals=(Total("total", found.amount, strong=True),),
    )


def _stated(line: StoreWithdrawalLine) -> Line:
    out, came = line.withdrawal, line.store_line.delivery
    return Line(
        day=out.left_on,
        number=out.number,
        code=line.item.sku,
        their_code=line.supplier_sku,
        name=line.item.name,
        note=came.delivery_note or came.number,
        lot=line.lot.code if line.lot else "",
        quantity=line.quantity,
        unit=line.item.base_unit,
        price=line.unit_price,
        amount=line.amount,
    )
