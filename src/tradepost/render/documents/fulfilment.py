"""The papers of the warehouse: what to take, what is in the boxes, what was delivered. Never a price."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import PickTask, Shipment
from tradepost.domain.fulfilment.queries import DeliveryLine, DeliveryNote
from tradepost.domain.fulfilment.rules import lot_reason
from tradepost.domain.parties import queries as parties_queries
from tradepost.render.documents.amounts import in_unit, pieces_note
from tradepost.render.documents.amounts import shown as as_number
from tradepost.render.documents.company import address_of, company
from tradepost.render.papers import Fact, Kind, Line, Paper, Parcel
from tradepost.render.papers.documents import FactValue
from tradepost.render.papers.texts import language_of, text

GRAMS = 1000


def pick_list_paper(shipment: Shipment) -> Paper:
    """The walk through the warehouse with boxes to tick and codes to scan; what is done is left out."""
    tasks = [task for task in fulfilment_queries.pick_list(shipment.pk) if task.done_at is None]
    codes = catalog_queries.barcodes_of([task.line.item_id for task in tasks])
    locale = get_language() or "en"
    return Paper(
        kind=Kind.PICK_LIST,
        number=shipment.number,
        company=company(),
        issued_on=_day(shipment.made_at),
        to=address_of(shipment.shipping_address, shipment.order.customer_name),
        locale=locale,
        facts=(
            Fact("order", shipment.order.number),
            Fact("customer", shipment.order.customer_name),
            Fact("warehouse", shipment.warehouse.name),
            Fact("lines", len(tasks)),
        ),
        lines=tuple(
            Line(
                place=task.place_code,
                code=task.line.order_line.sku,
                name=task.line.order_line.name,
                lot=task.lot_code,
                note=_why_lot(task, locale),
                barcode=codes.get(task.line.item_id, task.line.order_line.sku),
                quantity=task.asked,
                unit=task.line.item.base_unit,
            )
            for task in tasks
        ),
        notes=(shipment.note,) if shipment.note else (),
        scan_lines=True,
    )


def _why_lot(task: PickTask, locale: str) -> str:
    """A word, where the lot is not just the one that is over first."""
    why = lot_reason(task.line.lot_trace, task.lot_id)
    return text(f"pick.{why}", language_of(locale)) if why else ""


def packing_slip(by: By, shipment: Shipment) -> Paper:
    """What lies in the boxes."""
    return _of_goods(Kind.PACKING_SLIP, by, shipment)


def delivery_note_paper(by: By, shipment: Shipment) -> Paper:
    """What was delivered, and what is to follow; to be signed."""
    return _of_goods(Kind.DELIVERY_NOTE, by, shipment)


def parcel_labels(shipment: Shipment) -> list[Parcel]:
    """A label for each package in the customer's language; of uncounted boxes one, without an SSCC."""
    boxes = fulfilment_queries.packages(shipment.pk)
    us = company()
    terms = parties_queries.customer_terms(shipment.order.customer_id)
    to = address_of(shipment.shipping_address, shipment.order.customer_name)
    of_all = (("shipment", shipment.number), ("order", shipment.order.number))
    after = (("your_order", shipment.order.customer_po), ("carrier", shipment.carrier))
    found = [
        Parcel(
            sender=", ".join((us.name, *us.lines)),
            to=(to.name, *to.lines),
            facts=(
                *of_all,
                ("package", f"{box.number} / {len(boxes)}"),
                *after,
                ("weight", f"{in_unit(box.weight_g, GRAMS, 1)} kg" if box.weight_g else ""),
                ("tracking", box.tracking_number or shipment.tracking_number),
            ),
            sscc=box.sscc,
            code=shipment.number,
            locale=terms.language or "en",
        )
        for box in boxes
    ]
    return found or [
        Parcel(
            ", ".join((us.name, *us.lines)),
            (to.name, *to.lines),
            (*of_all, *after),
            code=shipment.number,
            locale=terms.language or "en",
        )
    ]


def _of_goods(kind: Kind, by: By, shipment: Shipment) -> Paper:
    note = fulfilment_queries.delivery_note(by, shipment.pk)
    terms = parties_queries.customer_terms(shipment.order.customer_id)
    return Paper(
        kind=kind,
        number=shipment.number,
        company=company(),
        issued_on=_day(shipment.shipped_at or shipment.packed_at or shipment.made_at),
        to=address_of(shipment.shipping_address, shipment.order.customer_name),
        locale=terms.language or "en",
        facts=tuple(Fact(label, value) for label, value in _facts(note) if value),
        lines=tuple(_line(line, terms.language or "en") for line in note.lines),
        notes=(shipment.note,) if shipment.note else (),
    )


def _facts(note: DeliveryNote) -> list[tuple[str, FactValue]]:
    shipment = note.shipment
    weight = f"{in_unit(note.weight_g, GRAMS, 1)} kg" if note.weight_g else ""
    return [
        ("order", shipment.order.number),
        ("your_order", shipment.order.customer_po),
        ("carrier", shipment.carrier),
        ("tracking", shipment.tracking_number),
        ("packages", len(note.packages) or ""),
        ("weight", weight),
    ]


def _line(line: DeliveryLine, locale: str) -> Line:
    def shown(quantity: int) -> object:
        return in_unit(quantity, line.unit_numerator, line.unit_denominator)

    note = ""
    if line.weight_milli is not None:
        told = {"weighed": {"counted_in": line.base_unit}}
        note = pieces_note(told, line.quantity, locale, billed=True)
    return Line(
        position=str(line.position),
        code=line.sku,
        name=line.name,
        note=note,
        lot=", ".join(line.lots),
        ordered=shown(line.ordered),  # type: ignore[arg-type]
        quantity=as_number(line.quantity_in_unit),
        open=shown(line.to_follow) if line.to_follow else None,  # type: ignore[arg-type]
        unit=line.unit,
    )


def _day(moment: datetime) -> date:
    """The day it was where people read dates."""
    return timezone.localtime(moment).date()
