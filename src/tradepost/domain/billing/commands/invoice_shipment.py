from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.billing import queries, rules
from tradepost.domain.billing.commands.exchange import enter_exchange
from tradepost.domain.billing.commands.match import write_matches
from tradepost.domain.billing.commands.post import Draft, enter, number_documents, order_lines, write_drafts
from tradepost.domain.billing.events import Invoiced
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import LineToBill, Match, Open, OrderToBill, Tally
from tradepost.domain.parties.rules.terms import dues, terms_of
from tradepost.domain.sales import commands as sales


class NothingToInvoice(Refusal):
    """Nothing was shipped that is not on an invoice already."""


class MoreThanShipped(Refusal):
    """More was to be invoiced than was shipped and not invoiced; `facts["lines"]` says how much is open."""


Parts = Sequence[tuple[UUID, int]]


@command(once="invoice_id", again=queries.invoice_by_id)
def invoice_shipment(
    by: By,
    *,
    invoice_id: UUID,
    shipment_id: UUID,
    lines: Parts | None = None,
    invoiced_on: date | None = None,
) -> Invoice:
    """Invoice a shipment, whole or in part: `lines` are (shipment line, quantity in base units).

    The order's deposits are set off. Raises NothingToInvoice, MoreThanShipped, NotFound.
    """
    order_ids = queries.orders_for_update(shipment_ids=[shipment_id])
    if not order_ids:
        raise NotFound("There is no such shipment.")
    shipped = queries.lines_of_shipments([shipment_id])
    parts = whole(shipped) if lines is None else chosen(shipped, lines)
    order = queries.orders_to_bill(order_ids)[order_ids[0]]
    return bill(by, [(invoice_id, order, parts)], invoiced_on)[0]


@command
def invoice_shipments(
    by: By, *, shipments: Sequence[tuple[UUID, UUID]], invoiced_on: date | None = None
) -> list[Invoice]:
    """Invoice everything open of many shipments, one invoice each: pairs of (invoice id, shipment id).

    Shipments with nothing left to bill are passed over, so repeating it is harmless. The number of
    statements does not grow with shipments or lines.
    """
    shipment_ids = [shipment_id for _, shipment_id in shipments]
    order_ids = queries.orders_for_update(shipment_ids=shipment_ids)
    shipped = queries.lines_of_shipments(shipment_ids)
    orders = queries.orders_to_bill(order_ids)
    open_lines: dict[UUID, list[tuple[LineToBill, int]]] = {}
    for line in shipped:
        if line.open > 0:
            open_lines.setdefault(line.shipment_id, []).append((line, line.open))
    wanted = [
        (invoice_id, orders[open_lines[shipment_id][0][0].order_id], open_lines[shipment_id])
        for invoice_id, shipment_id in shipments
        if shipment_id in open_lines
    ]
    return bill(by, wanted, invoiced_on) if wanted else []


def whole(shipped: Iterable[LineToBill]) -> list[tuple[LineToBill, int]]:
    """Everything that may be billed. Raises NothingToInvoice."""
    parts = [(line, line.open) for line in shipped if line.open > 0]
    if not parts:
        raise NothingToInvoice("Nothing was shipped here that is not invoiced already.")
    return parts


def chosen(shipped: Iterable[LineToBill], lines: Parts) -> list[tuple[LineToBill, int]]:
    """The named shipment lines and quantities. Raises Invalid and MoreThanShipped, naming all bad lines."""
    known = {line.shipment_line_id: line for line in shipped}
    fields: dict[str, str] = {}
    for at, (line_id, quantity) in enumerate(lines):
        if line_id not in known:
            fields[f"lines.{at}"] = "This line was not shipped here."
        elif quantity <= 0:
            fields[f"lines.{at}.quantity"] = "Must be more than 0."
    if len({line_id for line_id, _ in lines}) < len(lines):
        fields["lines"] = "A line is named twice."
    if fields or not lines:
        raise Invalid("Name shipped lines, each once, with the quantity to invoice.", fields=fields)
    over = {
        str(line_id): known[line_id].open for line_id, quantity in lines if quantity > known[line_id].open
    }
    if over:
        raise MoreThanShipped(
            "More is to be invoiced than was shipped and is not invoiced yet. Lower the quantity.", lines=over
        )
    return [(known[line_id], quantity) for line_id, quantity in lines]


Wanted = Sequence[tuple[UUID, OrderToBill, Sequence[tuple[LineToBill, int]]]]


def bill(by: By, wanted: Wanted, invoiced_on: date | None) -> list[Invoice]:
    """Write, enter, set off deposits, number and publish invoices whose orders are locked."""
    day = invoiced_on or by.now.date()
    tally = Tally()
    drafts = [
        Draft(
            invoice_id, order, amounts, day,
            dues(terms_of(order.terms_days, order.terms), day, amounts.total, order.currency),
            tax_texts=rules.tax_texts(line for line, _ in parts),
        )
        for invoice_id, order, parts in wanted
        for amounts in (rules.invoice_amounts(order, parts, tally),)
    ]  # fmt: skip
    invoices = write_drafts(by, drafts)
    matches = _set_off_deposits(by, invoices)
    sales.record_invoiced(by, lines=order_lines(drafts))
    enter(by, drafts, {invoice.id: invoice.settled for invoice in invoices})
    enter_exchange(by, matches, {invoice.currency for invoice in invoices})
    number_documents(invoices)
    for invoice, draft in zip(invoices, drafts, strict=True):
        publish(by, _fact(invoice, draft))
    return invoices


def _set_off_deposits(by: By, invoices: Sequence[Invoice]) -> list[Match]:
    deposits = queries.deposits_for_update([invoice.order_id for invoice in invoices if invoice.order_id])
    matches = [
        match
        for order_id, sources in deposits.items()
        for match in rules.in_turn(
            [Open(deposit.id, deposit.open_amount, deposit.paid_on) for deposit in sources],
            [
                Open(invoice.id, invoice.open_amount, invoice.invoiced_on)
                for invoice in invoices
                if invoice.order_id == order_id
            ],
        )
    ]
    write_matches(by, matches, entered=False)
    of_invoice = {invoice.id: invoice for invoice in invoices}
    for match in matches:
        of_invoice[match.invoice_id].settled += match.amount
    for touched in {match.invoice_id for match in matches}:
        of_invoice[touched].version += 1
    return matches


def _fact(invoice: Invoice, draft: Draft) -> Invoiced:
    shipments = {
        line.source.shipment_id for line in draft.amounts.lines if isinstance(line.source, LineToBill)
    }
    assert draft.order.order_id is not None
    return Invoiced(
        invoice.id,
        number=invoice.number,
        order_id=draft.order.order_id,
        customer_id=draft.order.customer_id,
        shipment_ids=sorted(shipments),
        total=invoice.total,
        currency=invoice.currency,
        due_on=invoice.due_on,
    )
