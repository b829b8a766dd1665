from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.billing import queries, rules
from tradepost.domain.billing.commands.exchange import enter_exchange
from tradepost.domain.billing.commands.match import write_matches
from tradepost.domain.billing.commands.post import Draft, enter, number_documents, order_lines, write_drafts
from tradepost.domain.billing.events import Credited
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import LineToCredit, Match
from tradepost.domain.catalog.rules.weights import shown_weight
from tradepost.domain.sales import commands as sales


class MoreThanInvoiced(Refusal):
    """More was to be credited than the invoice has left; `facts["lines"]` says how much."""


class NotAnInvoice(Refusal):
    """Credit notes are written against invoices only."""


@command(once="credit_note_id", again=queries.invoice_by_id)
def credit_lines(
    by: By,
    *,
    credit_note_id: UUID,
    invoice_id: UUID,
    lines: Sequence[tuple[UUID, int]] | None = None,
    weights: Mapping[UUID, int] | None = None,
    reason: str,
    freight: Decimal | None = None,
    bill_again: bool = False,
    credited_on: date | None = None,
) -> Invoice:
    """Take back lines of an invoice: (invoice line, quantity in base units); None is all that is left.

    `weights` says by invoice line what the goods weigh that were billed by it, in thousandths of their unit; else it
    is their share of what was billed. `freight` is 0 when not given, or all that is left when `lines` is None.
    `bill_again` corrects a wrong invoice: the goods wait to be invoiced anew. The credit note pays for what is open on
    its invoice; the rest stays on the customer's account. Raises MoreThanInvoiced, NotAnInvoice, NotFound.
    """
    invoice = queries.invoice_for_update(invoice_id)
    if invoice.kind != "invoice":
        raise NotAnInvoice("A credit note cannot be credited. Write an invoice instead.")
    parts = _parts(queries.lines_to_credit(invoice_id), lines)
    _refuse_weights(parts, weights or {})
    taken_back = queries.credited_of(invoice_id)
    freight = _freight(invoice, taken_back.freight, freight, all_of_it=lines is None)
    if not parts and not freight:
        raise MoreThanInvoiced("Nothing is left on this invoice to credit.", lines={})
    head = queries.head_of(invoice)
    amounts = rules.credit_amounts(
        parts,
        freight=freight,
        freight_tax=(invoice.freight_tax_code, invoice.freight_tax_rate),
        credited_before=taken_back.taxed,
        currency=invoice.currency,
        weights=weights,
        tax_rounding=head.tax_rounding,
    )
    day = credited_on or by.now.date()
    draft = Draft(credit_note_id, head, amounts, day, (), invoice.id, reason, bill_again, invoice.tax_texts)
    return _write(by, draft, invoice)


def _write(by: By, draft: Draft, invoice: Invoice) -> Invoice:
    (note,) = write_drafts(by, [draft])
    _count_credited(draft)
    sales.record_credited(by, lines=order_lines([draft]))
    enter(by, [draft])
    used = min(note.total, invoice.open_amount)
    if used > 0:
        day = max(note.invoiced_on, invoice.invoiced_on)
        matches = [Match(note.id, invoice.id, used, day)]
        write_matches(by, matches, credit_notes=True)
        enter_exchange(by, matches, [note.currency])
        note.settled += used
        note.version += 1
    number_documents([note])
    publish(
        by,
        Credited(
            note.id,
            number=note.number,
            invoice_id=invoice.id,
            order_id=draft.order.order_id,
            customer_id=note.customer_id,
            total=note.total,
            currency=note.currency,
            reason=note.reason,
        ),
    )
    return note


def _parts(
    billed: Sequence[LineToCredit], lines: Sequence[tuple[UUID, int]] | None
) -> list[tuple[LineToCredit, int]]:
    if lines is None:
        return [(line, line.open) for line in billed if line.open > 0]
    known = {line.invoice_line_id: line for line in billed}
    fields: dict[str, str] = {}
    for at, (line_id, quantity) in enumerate(lines):
        if line_id not in known:
            fields[f"lines.{at}"] = "This line is not on the invoice."
        elif quantity <= 0:
            fields[f"lines.{at}.quantity"] = "Must be more than 0."
    if len({line_id for line_id, _ in lines}) < len(lines):
        fields["lines"] = "A line is named twice."
    if fields:
        raise Invalid("Name lines of the invoice, each once, with the quantity to credit.", fields=fields)
    over = {
        str(line_id): known[line_id].open for line_id, quantity in lines if quantity > known[line_id].open
    }
    if over:
        raise MoreThanInvoiced(
            "More is to be credited than is left on the invoice. Lower the quantity.", lines=over
        )
    return [(known[line_id], quantity) for line_id, quantity in lines]


def _refuse_weights(parts: Sequence[tuple[LineToCredit, int]], weights: Mapping[UUID, int]) -> None:
    """Raises Invalid for a weight of what was not billed by it, MoreThanInvoiced for more than is left of it."""
    billed = {line.invoice_line_id: line for line, _ in parts if line.milli is not None}
    wrong = {
        f"weights.{line_id}": "Billed by the piece, not credited here, or less than 0."
        for line_id, milli in weights.items()
        if line_id not in billed or milli < 0
    }
    if wrong:
        raise Invalid("Give weights of lines that were billed by weight.", fields=wrong)
    over = {
        str(line_id): f"{shown_weight(billed[line_id].open_milli)}"
        for line_id, milli in weights.items()
        if milli > billed[line_id].open_milli
    }
    if over:
        raise MoreThanInvoiced(
            "More weight is to be credited than is left on the invoice. Lower the weight.", lines=over
        )


def _freight(invoice: Invoice, credited: Decimal, asked: Decimal | None, *, all_of_it: bool) -> Decimal:
    left = invoice.freight - credited
    if asked is None:
        return left if all_of_it else ZERO
    if asked < 0 or asked != round_amount(asked, invoice.currency):
        raise Invalid("Freight cannot be credited so.", fields={"freight": "0 or more, whole minor units."})
    if asked > left:
        raise MoreThanInvoiced("More freight is to be credited than is left on the invoice.", freight=left)
    return asked


def _count_credited(draft: Draft) -> None:
    counted = [
        (line.source.invoice_line_id, line.quantity)
        for line in draft.amounts.lines
        if isinstance(line.source, LineToCredit)
    ]
    sql.run(
        """update billing_invoice_line l
           set credited = l.credited + n.quantity,
               reopened = l.reopened + case when %s then n.quantity else 0 end
           from unnest(%s::uuid[], %s::bigint[]) as n(id, quantity) where l.id = n.id""",
        [draft.bill_again, [line_id for line_id, _ in counted], [quantity for _, quantity in counted]],
    )
