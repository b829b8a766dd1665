"""The documents that one may disagree with, as their rooms know them, and who may care for a dispute."""

from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By, system
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import WorkCalendar
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import ShipmentLine
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderLine
from tradepost.domain.service.models import Dispute
from tradepost.domain.service.rules import KINDS, WEEK, Disputable, DisputableLine, NothingToDispute


def disputable(by: By, kind: str, document_id: UUID) -> Disputable:
    """An order, shipment or invoice with its lines; four statements at most.

    Raises NotFound, also when it is not theirs to see; Invalid for another kind; NothingToDispute for a draft, a credit
    note, or a shipment that has not left.
    """
    if kind == "order":
        found = _order(by, document_id)
    elif kind == "shipment":
        found = _shipment(by, document_id)
    elif kind == "invoice":
        found = _invoice(by, document_id)
    else:
        raise Invalid(
            "A dispute is about an order, a shipment or an invoice.",
            fields={"kind": f"One of {', '.join(KINDS)}."},
        )
    if not _sees(by, found.customer_id):
        raise NotFound("There is no such document.")
    return found


def document_of(one: Dispute) -> Disputable:
    """The document of a dispute as it stands now, whoever asks."""
    return disputable(system(one.opened_at), one.kind, one.document_id)


def _sees(by: By, customer_id: UUID) -> bool:
    return not by.scope or parties_queries.visible_customers(by).filter(pk=customer_id).exists()


def _order(by: By, order_id: UUID) -> Disputable:
    order = sales_queries.order(by, order_id)
    if order.state == "draft":
        raise NothingToDispute(f"{order.number} is a draft. Change it instead.", number=order.number)
    lines = tuple(_of_order_line(line.pk, line, line.quantity) for line in sales_queries.lines_of(order_id))
    return Disputable(
        "order", order.pk, order.number, order.pk, order.customer_id, order.customer_name, order.warehouse_id,
        order.currency, order.total, order.total, lines,
    )  # fmt: skip


def _of_order_line(line_id: UUID, line: OrderLine, quantity: int) -> DisputableLine:
    return DisputableLine(
        line_id, line.item_id, line.sku, line.name, quantity, line.unit, line.unit_numerator, line.unit_denominator,
        line.with_tax * quantity / line.quantity,
    )  # fmt: skip


def _shipment(by: By, shipment_id: UUID) -> Disputable:
    """Worth at most its order: freight and charges stand there. What is proposed is the goods that left."""
    shipment = fulfilment_queries.shipment(by, shipment_id)
    if not shipment.shipped_total:
        raise NothingToDispute(
            f"{shipment.number} has not left yet. Dispute its order instead.", number=shipment.number
        )
    order = shipment.order
    left = [line for line in fulfilment_queries.shipment_lines(shipment_id) if line.shipped]
    lines = tuple(_of_shipment_line(line) for line in left)
    goods = round_amount(sum((line.worth for line in lines), ZERO), order.currency)
    return Disputable(
        "shipment", shipment.pk, shipment.number, order.pk, order.customer_id, order.customer_name,
        order.warehouse_id, order.currency, order.total, min(goods, order.total), lines,
    )  # fmt: skip


def _of_shipment_line(line: ShipmentLine) -> DisputableLine:
    return _of_order_line(line.pk, line.order_line, line.shipped)


def _invoice(by: By, invoice_id: UUID) -> Disputable:
    invoice = billing_queries.invoice(by, invoice_id)
    if invoice.kind != "invoice" or invoice.order is None:
        raise NothingToDispute(
            f"{invoice.number} is a credit note. Dispute the invoice it is about instead.", number=invoice.number
        )  # fmt: skip
    lines = tuple(
        DisputableLine(
            line.pk, line.item_id, line.sku, line.name, line.quantity, line.unit, line.unit_numerator,
            line.unit_denominator, _with_tax(line.net, line.tax_rate, line.gross),
        )
        for line in billing_queries.lines_of(invoice_id)
    )  # fmt: skip
    return Disputable(
        "invoice", invoice.pk, invoice.number, invoice.order.pk, invoice.customer_id, invoice.customer_name,
        invoice.order.warehouse_id, invoice.currency, invoice.total, invoice.total, lines,
    )  # fmt: skip


def _with_tax(net: Decimal, rate: Decimal, gross: Decimal | None) -> Decimal:
    return net * (100 + rate) / 100 if gross is None else gross


def may_care(by: By, user_id: UUID, customer_id: UUID) -> bool:
    """Whether somebody works here, may settle disputes, and sees this customer; four statements at most."""
    person = access_queries.bys_of([user_id], by.now).get(user_id)
    if person is None or not access_queries.may(person, "service.settle_dispute"):
        return False
    return _sees(person, customer_id)


def office_days(warehouse_id: UUID) -> WorkCalendar:
    """The days on which the order's warehouse works; Monday to Friday where nobody said."""
    days = delivery_queries.days_of_warehouse(warehouse_id)
    if days.calendar is None:
        return WEEK
    return delivery_queries.work_calendar(days.calendar, delivery_queries.closed_days_of(days.calendar.pk))
