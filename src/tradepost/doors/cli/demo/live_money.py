"""Invoices and payments of the newest orders: paid by habit, some late, some with money nobody can match."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import Buyer, Company, at

METHODS = ("transfer", "transfer", "transfer", "card", "cheque")
CENT = Decimal("0.01")


class Money:
    """What was shipped and is to be billed, and what is to be paid when."""

    def __init__(self, company: Company, agenda: Agenda) -> None:
        self.company = company
        self.agenda = agenda
        self.dice = company.dice
        self.to_invoice: list[tuple[UUID, Buyer]] = []

    def invoice_the_day(self, moment: datetime) -> None:
        """Bill all that left today, and note when each customer will pay."""
        due, self.to_invoice = self.to_invoice, []
        if not due:
            return
        pairs = [(self.company.mint(moment), shipment_id) for shipment_id, _ in due]
        buyers = {invoice_id: buyer for (invoice_id, _), (_, buyer) in zip(pairs, due, strict=True)}
        made = billing.invoice_shipments(self.company.by("billing", moment), shipments=pairs)
        for invoice in made:
            buyer = buyers[invoice.id]
            days = (invoice.due_on - moment.date()).days + buyer.pays_late
            self.agenda.after(
                at(moment.date(), self.dice.randrange(9, 12), self.dice.randrange(60)),
                partial(self._pay, invoice),
                days=max(days, 1),
            )

    def _pay(self, invoice: Invoice, moment: datetime) -> None:
        """The whole invoice, now and then a part of it."""
        owed = billing_queries.invoice_by_id(invoice.id).open_amount
        if owed <= 0:
            return
        amount = (owed / 2).quantize(CENT) if self.dice.random() < 0.06 else owed
        billing.record_payment(
            self.company.by("billing", moment),
            payment_id=self.company.mint(moment),
            customer_id=invoice.customer_id,
            amount=amount or owed,
            paid_on=moment.date(),
            method=self.dice.choice(METHODS),
            reference=invoice.number,
            allocations=[(invoice.id, amount or owed)],
        )

    def odd_payments(self, moment: datetime) -> None:
        """Money without a word, money that is too much, and deposits on orders that are not shipped."""
        by = self.company.by("billing", moment)
        strangers = self.dice.sample(self.company.buyers, 3)
        for buyer, amount in zip(strangers, ("180.00", "64.50", "1250.00"), strict=True):
            billing.record_payment(
                by,
                payment_id=self.company.mint(moment),
                customer_id=buyer.customer_id,
                amount=Decimal(amount),
                paid_on=moment.date(),
                reference="Thank you",
            )
        for buyer in self.company.buyers:
            found = billing_queries.open_invoices_for_update(buyer.customer_id, buyer.currency)
            if len(found) > 1:
                first = found[0]
                billing.record_payment(
                    by,
                    payment_id=self.company.mint(moment),
                    customer_id=buyer.customer_id,
                    amount=first.open_amount + Decimal(75),
                    paid_on=moment.date(),
                    reference=f"{first.number} and on account",
                    allocations=[(first.id, first.open_amount)],
                )
                return

    def deposit(self, order_id: UUID, total: Decimal, moment: datetime) -> None:
        """A third of an order, paid in advance."""
        billing.record_deposit(
            self.company.by("billing", moment + timedelta(minutes=30)),
            payment_id=self.company.mint(moment),
            order_id=order_id,
            amount=max((total / 3).quantize(CENT), CENT),
            paid_on=moment.date(),
            reference="Deposit",
        )
