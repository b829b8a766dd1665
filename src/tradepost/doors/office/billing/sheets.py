"""Verbs over chosen lines: credit part of an invoice, invoice part of a shipment."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import InvoiceLine
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.doors.office.billing.forms import CreditHead, InvoiceHead
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import base_units
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf
from tradepost.doors.office.parts.weighed import WEIGHT, pieces_or_unit, weights_of


def _weigh_units(lines: Sequence[InvoiceLine]) -> dict[UUID, str]:
    """The units of lines that were billed by weight."""
    return {line.pk: line.unit for line in lines if line.weight_milli is not None}


class CreditLines(LineSheet):
    name = "invoice_credit_lines"
    route = "invoices/<uuid:pk>/credit-lines/"
    may = "billing.credit_lines"
    submit = gettext_lazy("Post credit note")
    done = gettext_lazy("Credit note posted.")
    head = CreditHead
    nothing = gettext_lazy("Everything on this invoice is credited already.")

    def about(self, by: By, pk: UUID) -> SheetOf:
        invoice = billing_queries.invoice(by, pk)
        lines = billing_queries.lines_of(pk) if invoice.kind == "invoice" else []
        bases = base_units(by, [line.item_id for line in lines if line.item_id])
        units = _weigh_units(lines)
        return SheetOf(
            _("Credit lines of %s") % invoice.number,
            address("invoice", pk),
            invoice.number,
            [
                SheetLine(
                    line.pk,
                    line.sku,
                    line.name,
                    line.quantity - line.credited,
                    bases.get(line.item_id, "") if line.item_id else "",
                    *pieces_or_unit(line, line.weight_milli is not None),
                    cells={"weigh_unit": units.get(line.pk, "")},
                )
                for line in lines
                if line.quantity > line.credited
            ],
            WEIGHT if units else (),
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = billing.credit_lines(
            by,
            credit_note_id=minted,
            invoice_id=pk,
            lines=[(line.key, line.quantity) for line in chosen],
            weights=weights_of(chosen, _weigh_units(billing_queries.lines_of(pk))),
            reason=head["reason"],
            freight=head["freight"],
            bill_again=head["bill_again"],
        )
        return address("invoice", made.pk)


class InvoiceLines(LineSheet):
    name = "shipment_invoice_lines"
    route = "shipments/<uuid:pk>/invoice-lines/"
    may = "billing.invoice_shipment"
    submit = gettext_lazy("Post invoice")
    done = gettext_lazy("Invoice posted.")
    head = InvoiceHead
    prefilled = True
    open_label = gettext_lazy("Not invoiced")
    nothing = gettext_lazy("Everything of this shipment is invoiced.")

    def about(self, by: By, pk: UUID) -> SheetOf:
        shipment = fulfilment_queries.shipment(by, pk)
        lines = [line for line in billing_queries.lines_of_shipments([pk]) if line.open > 0]
        bases = base_units(by, [line.item_id for line in lines])
        return SheetOf(
            _("Invoice part of %s") % shipment.number,
            address("shipment", pk),
            shipment.number,
            [
                SheetLine(
                    line.shipment_line_id,
                    line.sku,
                    line.name,
                    int(line.open),
                    bases.get(line.item_id, ""),
                    *pieces_or_unit(line, line.open_milli is not None),
                )
                for line in lines
            ],
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = billing.invoice_shipment(
            by,
            invoice_id=minted,
            shipment_id=pk,
            lines=[(line.key, line.quantity) for line in chosen],
            invoiced_on=head["invoiced_on"],
        )
        return address("invoice", made.pk)


SHEETS = (CreditLines(), InvoiceLines())
