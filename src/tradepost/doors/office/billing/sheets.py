"""Verbs over chosen lines: credit part of an invoice, invoice part of a shipment."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.doors.office.billing.forms import CreditHead, InvoiceHead
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import base_units
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf


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
        bases = base_units(by, [line.item_id for line in lines])
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
                    bases.get(line.item_id, ""),
                    line.unit,
                    UnitFactor(line.unit_numerator, line.unit_denominator),
                )
                for line in lines
                if line.quantity > line.credited
            ],
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = billing.credit_lines(
            by,
            credit_note_id=minted,
            invoice_id=pk,
            lines=[(line.key, line.quantity) for line in chosen],
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
                    line.unit,
                    UnitFactor(line.unit_numerator, line.unit_denominator),
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
