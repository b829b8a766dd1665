"""The papers of a transfer: what to take from where, and what travels with the goods."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language

from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory.queries import SetAside
from tradepost.domain.transfers.models import Transfer, TransferLoad
from tradepost.render.documents.company import company
from tradepost.render.papers import Address, Fact, Kind, Line, Paper


def transfer_pick_list(found: Transfer, parts: Sequence[SetAside]) -> Paper:
    """The walk through the sending warehouse with boxes to tick and codes to scan, in the reader's language."""
    codes = catalog_queries.barcodes_of([part.item_id for part in parts])
    return Paper(
        kind=Kind.PICK_LIST,
        number=found.number,
        company=company(),
        issued_on=timezone.localtime(found.released_at or found.made_at).date(),
        to=Address(found.to_warehouse.name),
        locale=get_language() or "en",
        facts=(
            Fact("transfer", found.number),
            Fact("from", found.from_warehouse.name),
            Fact("to", found.to_warehouse.name),
            Fact("lines", len(parts)),
        ),
        lines=tuple(
            Line(
                place=part.place_code,
                code=part.sku,
                name=part.item_name,
                lot=part.lot_code,
                barcode=codes.get(part.item_id, part.sku),
                quantity=part.quantity,
                unit=part.base_unit,
            )
            for part in parts
        ),
        notes=(found.note,) if found.note else (),
        scan_lines=True,
    )


def transfer_note(found: Transfer, loads: Sequence[TransferLoad]) -> Paper:
    """What was sent, with room to write what arrived; its barcode opens the transfer."""
    codes = catalog_queries.barcodes_of([load.line.item_id for load in loads])
    sent = timezone.localtime(found.dispatched_at or found.made_at).date()
    facts = (
        ("from", found.from_warehouse.name),
        ("to", found.to_warehouse.name),
        ("sent_on", sent),
        ("expected_on", found.expected_on),
        ("carrier", found.carrier),
        ("tracking", found.tracking_number),
    )
    return Paper(
        kind=Kind.TRANSFER_NOTE,
        number=found.number,
        company=company(),
        issued_on=sent,
        to=Address(found.to_warehouse.name),
        locale=get_language() or "en",
        facts=tuple(Fact(label, value) for label, value in facts if value),
        lines=tuple(
            Line(
                position=str(number),
                code=load.line.item.sku,
                name=load.line.item.name,
                lot=load.lot.code if load.lot else "",
                barcode=codes.get(load.line.item_id, load.line.item.sku),
                quantity=load.sent,
                unit=load.line.item.base_unit,
            )
            for number, load in enumerate(loads, start=1)
        ),
        notes=(found.note,) if found.note else (),
        scan_lines=True,
    )
