"""The past, written down: batches of decided trade handed to the rooms' commands for history."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By, system
from tradepost.base.command import transact
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing.commands import PastInvoice, PastPayment
from tradepost.domain.billing.rules import LineToBill, OrderToBill
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.commands import PastPick, PastShipment, PastShipmentLine
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.rules import Taxed
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import PastPurchase
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import PastLine, PastOrder
from tradepost.domain.sales.rules import freight_tax
from tradepost.doors.cli.demo.company import Company, at, rate_of, working_day
from tradepost.doors.cli.demo.live_money import METHODS
from tradepost.doors.cli.demo.live_orders import CARRIERS
from tradepost.doors.cli.demo.party_words import COMPANY
from tradepost.doors.cli.demo.past_trade import Departure, Sale
from tradepost.doors.cli.demo.price_book import ZERO, PriceBook

LEAST_LINES, MOST_BATCHES, LINES_AN_ORDER = 6000, 80, 4
NEVER_PAID = 0.006
INVOICED_AT = (17, 30)


def enough_lines(orders: int) -> int:
    """How many order lines make a batch that is worth writing.

    Few, to hold little in memory; but each batch changes the balances of nearly every party and shelf, and inside of
    the one transaction every change leaves a dead row that the next has to pass. So there are at most 80 of them.
    """
    return max(LEAST_LINES, orders * LINES_AN_ORDER // MOST_BATCHES)


OPEN_WORK = "inventory_demand, inventory_promise, inventory_reserve, inventory_supply"
"""Tables that hold what is not done yet: the history leaves them empty."""


def look_at_the_tables(named: str = "") -> None:
    """Statistics, or PostgreSQL goes on with plans for empty tables and reads them whole, row by row.

    After the batches 1, 2, 4, 8 and so on, for the tables have about doubled by then; of the newest orders after so
    many days.
    """
    sql.run(f"analyze {named}")


@dataclass
class PastBooks:
    """A batch that is being gathered, and the payments that will come in."""

    company: Company
    prices: PriceBook
    sales: list[Sale] = field(default_factory=list)
    departures: list[Departure] = field(default_factory=list)
    purchases: list[PastPurchase] = field(default_factory=list)
    due: dict[date, dict[tuple[UUID, str], list[tuple[UUID, str, Decimal]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    lines: int = 0
    written: int = 0
    batches: int = 0

    def add(self, sales_: list[Sale], departures: list[Departure], purchases: list[PastPurchase]) -> None:
        """What happened on a day."""
        self.sales += sales_
        self.departures += departures
        self.purchases += purchases
        self.lines += sum(len(sale.lines) for sale in sales_)

    def write(self, upto: date) -> None:
        """Write the batch, and the payments that came in until `upto`; then forget it."""
        self.prices.learn([(sale.buyer, line) for sale in self.sales for line in sale.lines])
        transact(lambda: self._write(upto), "demo.history")
        # Foreign keys are looked at now, or their list would grow with the whole history.
        sql.run("set constraints all immediate")
        sql.run("set constraints all deferred")
        self.written += len(self.sales)
        self.batches += 1
        if self.batches.bit_count() == 1:
            look_at_the_tables()
        self.sales, self.departures, self.purchases, self.lines = [], [], [], 0

    def _write(self, upto: date) -> None:
        by, warehouse_id = system(self.company.now, COMPANY), self.company.warehouse_id
        if self.sales:
            numbers = sales.load_past_orders(by, orders=[self._order(sale) for sale in self.sales])
            for sale, number in zip(self.sales, numbers, strict=True):
                sale.number = number
        if self.purchases:
            purchasing.load_past_purchases(by, warehouse_id=warehouse_id, purchases=self.purchases)
        if self.departures:
            shipments = [self._shipment(one) for one in self.departures]
            fulfilment.load_past_shipments(by, warehouse_id=warehouse_id, shipments=shipments)
            self._invoice(by, shipments)
        self._take_payments(by, upto)

    def _order(self, sale: Sale) -> PastOrder:
        terms = self.prices.terms[sale.buyer.customer_id]
        ended = at(sale.ship_days[-1], *INVOICED_AT, 1)
        sale.priced = [self.prices.price(sale.buyer, wish) for wish in sale.lines]
        lines = [
            PastLine(line_id, priced, net, cancelled)
            for line_id, (priced, net), cancelled in zip(
                sale.line_ids, sale.priced, sale.cancelled, strict=True
            )
        ]
        return PastOrder(
            order_id=sale.order_id,
            customer=terms,
            warehouse_id=self.company.warehouse_id,
            rate=rate_of(terms.currency),
            seller=self.company.staff[sale.seller].at(sale.placed_at),
            confirmed_at=sale.placed_at + timedelta(minutes=4),
            ended_at=sale.placed_at + timedelta(hours=3) if sale.reason else ended,
            requested_on=sale.requested_on,
            promised_on=sale.ship_days[-1],
            lines=lines,
            freight=sale.freight,
            customer_po=sale.customer_po,
            reason=sale.reason,
        )

    def _shipment(self, one: Departure) -> PastShipment:
        company, dice, sale, left_at = self.company, self.company.dice, one.sale, one.left_at
        delivered_at = left_at + timedelta(days=dice.choice((1, 1, 2, 3)), minutes=dice.randrange(200))
        carrier = dice.choice(CARRIERS)
        number = "" if carrier == CARRIERS[-1] else f"{carrier[:2].upper()}{dice.randrange(10**9, 10**10)}"
        lines = []
        for n, picks in one.picks:
            good = sale.lines[n].good
            taken = [
                PastPick(
                    company.mint(left_at), good.place_id, good.place_code, good.pick_sequence, batch.lot_id,
                    batch.code, quantity, value,
                )
                for batch, quantity, value in picks
            ]  # fmt: skip
            lines.append(
                PastShipmentLine(company.mint(left_at), sale.line_ids[n], n + 1, good.item_id, taken)
            )
        return PastShipment(
            shipment_id=company.mint(left_at),
            order_id=sale.order_id,
            shipping_address=self.prices.terms[sale.buyer.customer_id].shipping_address,
            packer=company.staff["warehouse"].at(left_at),
            released_at=left_at - timedelta(minutes=75),
            delivered_at=delivered_at if delivered_at <= company.now else None,
            carrier=carrier,
            tracking_number=number,
            lines=lines,
        )

    def _invoice(self, by: By, shipments: list[PastShipment]) -> None:
        """Bill what left on the evening of its day, and note when it will be paid."""
        invoices = [
            self._bill(one, shipment) for one, shipment in zip(self.departures, shipments, strict=True)
        ]
        found = billing.load_past_invoices(by, invoices=[invoice for invoice, _ in invoices])
        for (invoice, paid_on), (number, total) in zip(invoices, found, strict=True):
            if invoice.is_paid:
                payer = invoice.order.customer_id, invoice.order.currency
                self.due[paid_on][payer].append((invoice.invoice_id, number, total))

    def _bill(self, one: Departure, shipment: PastShipment) -> tuple[PastInvoice, date]:
        company, sale = self.company, one.sale
        terms = self.prices.terms[sale.buyer.customer_id]
        moment = at(one.left_at.date(), *INVOICED_AT)
        due_on = moment.date() + timedelta(days=terms.terms_days)
        paid_on = working_day(
            max(due_on + timedelta(days=sale.buyer.pays_late), moment.date() + timedelta(days=1))
        )
        lines = [
            (self._to_bill(sale, n, shipment, place), sale.lines[n].quantity - sale.cancelled[n])
            for place, (n, _) in enumerate(one.picks)
        ]
        invoice = PastInvoice(
            invoice_id=company.mint(moment),
            order=self._head(sale, terms, first=one.number == 0),
            lines=lines,
            shipment_id=shipment.shipment_id,
            clerk=company.staff["billing"].at(moment),
            due_on=due_on,
            is_paid=paid_on < company.today and company.dice.random() > NEVER_PAID,
        )
        return invoice, paid_on

    def _head(self, sale: Sale, terms: CustomerTerms, *, first: bool) -> OrderToBill:
        code, rate = freight_tax([Taxed(net, one.tax_code, one.tax_rate) for one, net in sale.priced])
        return OrderToBill(
            sale.order_id, sale.number, terms.customer_id, terms.name, sale.customer_po, terms.rep_id,
            terms.currency, terms.terms_days, {}, terms.billing_address, terms.shipping_address,
            sale.freight if first else ZERO, code, rate, terms.tax_rounding,
        )  # fmt: skip

    def _to_bill(self, sale: Sale, n: int, shipment: PastShipment, place: int) -> LineToBill:
        priced, net = sale.priced[n]
        quantity = priced.quantity - sale.cancelled[n]
        return LineToBill(
            shipment.lines[place].line_id, shipment.shipment_id, sale.order_id, sale.line_ids[n], priced.item_id,
            priced.sku, priced.name, priced.unit, priced.factor.numerator, priced.factor.denominator,
            priced.unit_price, priced.discount_percent, priced.tax_code, priced.tax_rate, priced.quantity, net, 0,
            ZERO, quantity,
        )  # fmt: skip

    def _take_payments(self, by: By, upto: date) -> None:
        days = sorted(day for day in self.due if day <= upto)
        payments = [
            self._payment(day, n, payer, owed)
            for day in days
            for n, (payer, owed) in enumerate(self.due.pop(day).items())
        ]
        if payments:
            billing.load_past_payments(by, payments=payments)

    def _payment(
        self, day: date, n: int, payer: tuple[UUID, str], owed: list[tuple[UUID, str, Decimal]]
    ) -> PastPayment:
        moment: datetime = at(day, 9 + n % 180 // 60, n % 60)
        names = [number for _, number, _ in owed]
        return PastPayment(
            payment_id=self.company.mint(moment),
            customer_id=payer[0],
            currency=payer[1],
            method=self.company.dice.choice(METHODS),
            reference=names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more",
            clerk=self.company.staff["billing"].at(moment),
            matches=[(invoice_id, total) for invoice_id, _, total in owed],
        )
