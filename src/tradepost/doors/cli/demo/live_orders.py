"""The newest orders, through the very commands people use, from the order to the money; the newest left open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import Buyer, Company, at
from tradepost.doors.cli.demo.demand import Market, orders_per_day
from tradepost.doors.cli.demo.live_money import Money

TOO_LARGE = 6
CARRIERS = ("Baycoast Freight", "Northline Parcel", "Own van")
FREIGHT_BELOW, FREIGHT = Decimal(250), (Decimal("12.50"), Decimal("18.00"), Decimal("24.00"))
# How far the newest orders have come, the newest first; older ones go all the way.
STAGES = (
    "draft", "submitted", "draft", "submitted", "deposit", "planned", "submitted", "confirmed", "planned",
    "draft", "picking", "held", "packed", "planned", "picking", "cancelled", "packed", "dispatched",
    "picking", "confirmed", "held", "packed", "dispatched", "trimmed", "planned", "dispatched", "cancelled",
    "short", "dispatched", "deposit", "held", "released", "dispatched", "dispatched", "short", "delivered",
    "trimmed", "delivered",
)  # fmt: skip


class Orders:
    """Orders on the agenda. `shipped` are those that went all the way, for returns to choose from."""

    def __init__(self, company: Company, market: Market, agenda: Agenda, money: Money) -> None:
        self.company = company
        self.money = money
        self.market = market
        self.agenda = agenda
        self.dice = company.dice
        self.shipped: list[tuple[UUID, UUID, datetime]] = []
        self.waiting: list[tuple[UUID, Buyer]] = []

    def plan(self, count: int, first: date, last: date) -> None:
        """Put `count` orders on the agenda, and the daily invoicing and the look at who still waits."""
        per_day = orders_per_day(self.company, count, first, last)
        moments = [
            at(day, self.dice.randrange(8, 17), self.dice.randrange(60), self.dice.randrange(60))
            for day, number in per_day.items()
            for _ in range(number)
        ]
        moments = sorted(min(moment, self.company.now) for moment in moments)
        for age, moment in enumerate(reversed(moments)):
            stage = STAGES[age] if age < len(STAGES) else "paid"
            self.agenda.put(moment, partial(self.place, stage=stage))
        for day in per_day:
            self.agenda.put(at(day, 17, 30), self.money.invoice_the_day)
            self.agenda.put(at(day, 13), self.serve_waiting)

    def place(self, moment: datetime, stage: str) -> None:
        """A customer orders; what follows depends on how far the order is to come."""
        company, dice = self.company, self.dice
        buyer = self.market.buyer(dice)
        by = company.by(buyer.rep if dice.random() < 0.6 else "sales", moment)
        basket = self.market.basket(dice, buyer, moment.month)
        small = sum(line.good.price * line.quantity for line in basket) < FREIGHT_BELOW
        order = sales.place_order(
            by,
            order_id=company.mint(moment),
            customer_id=buyer.customer_id,
            warehouse_id=company.warehouse_id,
            lines=[LineInput(line.good.item_id, line.exact, line.unit) for line in basket],
            customer_po=f"PO {dice.randrange(10_000, 99_999)}" if dice.random() < 0.5 else "",
            requested_on=moment.date() + timedelta(days=dice.choice((1, 2, 2, 3, 5))),
            freight=dice.choice(FREIGHT) if small else Decimal(0),
            confirm=stage not in ("draft", "submitted"),
        )
        # An order that leaves only when whole is not picked short.
        whole = stage == "short" and order.ship_complete
        self._go_on(order, buyer, moment, "delivered" if whole else stage)

    def _go_on(self, order: Order, buyer: Buyer, moment: datetime, stage: str) -> None:
        if stage == "submitted":
            sales.submit_order(self.company.by(buyer.rep, moment), order_id=order.id)
        elif stage == "cancelled":
            by = self.company.by("sales", moment + timedelta(minutes=50))
            sales.cancel_order(by, order_id=order.id, reason="The customer ordered twice.")
        elif stage in ("held", "released"):
            self._hold(order, moment, released=stage == "released")
        elif stage == "trimmed":
            self._trim(order, moment)
        elif stage == "deposit":
            self.money.deposit(order.id, order.total, moment)
        elif stage in ("planned", "picking", "packed", "dispatched", "delivered", "short"):
            self.agenda.after(moment, lambda then: self._step(order.id, buyer, then, stage), minutes=40)
        elif stage == "paid":
            if sales_queries.holds_of(order.id):
                return
            then = moment + timedelta(days=1)
            self.agenda.after(then, lambda late: self.ship(order.id, buyer, late))

    def _hold(self, order: Order, moment: datetime, *, released: bool) -> None:
        hold_id = self.company.mint(moment)
        by = self.company.by("sales", moment + timedelta(minutes=15))
        sales.hold_order(by, hold_id=hold_id, order_id=order.id, note="Delivery address to be confirmed.")
        if released:
            by = self.company.by("billing", moment + timedelta(minutes=95))
            sales.release_hold(by, hold_id=hold_id, note="Confirmed by telephone.")

    def _trim(self, order: Order, moment: datetime) -> None:
        """The customer no longer wants part of the first line."""
        line = sales_queries.lines_of(order.id)[0]
        if line.quantity > 1:
            by = self.company.by("sales", moment + timedelta(minutes=70))
            cut = line.quantity // 2
            sales.cancel_lines(by, order_id=order.id, cuts=[(line.id, cut)], reason="Ordered too much.")

    def _step(self, order_id: UUID, buyer: Buyer, moment: datetime, stage: str) -> None:
        """Through the warehouse step by step, as far as `stage`."""
        company, shipment_id = self.company, self.company.mint(moment)

        def by(minutes: int) -> By:
            return company.by("warehouse", moment + timedelta(minutes=minutes))

        try:
            fulfilment.release_order(by(0), shipment_id=shipment_id, order_id=order_id)
        except Refusal:
            self.waiting.append((order_id, buyer))
            return
        if stage == "planned":
            return
        fulfilment.start_picking(by(20), shipment_id=shipment_id)
        tasks = fulfilment_queries.tasks_of(shipment_id)
        half = tasks[: (len(tasks) + 1) // 2] if stage == "picking" and len(tasks) > 1 else tasks
        picks = [Pick(task.id, task.asked) for task in half]
        if stage == "picking" and len(tasks) == 1:
            return
        if stage == "short" and tasks[0].asked > 1:
            picks[0] = Pick(tasks[0].id, tasks[0].asked - 1, "damaged")
        fulfilment.record_picks(by(45), shipment_id=shipment_id, picks=picks)
        if stage == "picking":
            return
        boxes = [PackageInput(weight_g=self.dice.randrange(900, 14_000)) for _ in range(1 + len(tasks) // 5)]
        fulfilment.pack_shipment(by(70), shipment_id=shipment_id, packages=boxes)
        if stage == "packed":
            return
        fulfilment.ship_shipment(by(110), shipment_id=shipment_id, **self._carrier())
        if stage in ("delivered", "short"):
            self.money.to_invoice.append((shipment_id, buyer))
        if stage == "delivered":
            self.agenda.after(moment, lambda then: self._deliver(shipment_id, then), days=1)

    def _carrier(self) -> dict[str, str]:
        carrier = self.dice.choice(CARRIERS)
        number = (
            "" if carrier == CARRIERS[-1] else f"{carrier[:2].upper()}{self.dice.randrange(10**9, 10**10)}"
        )
        return {"carrier": carrier, "tracking_number": number}

    def _deliver(self, shipment_id: UUID, moment: datetime) -> None:
        fulfilment.deliver_shipment(self.company.by("warehouse", moment), shipment_id=shipment_id)

    def ship(self, order_id: UUID, buyer: Buyer, moment: datetime) -> None:
        """All that is there leaves at once; what is missing waits for the next delivery."""
        shipment_id = self.company.mint(moment)
        by = self.company.by("warehouse", moment)
        try:
            fulfilment.ship_order(by, shipment_id=shipment_id, order_id=order_id, **self._carrier())
        except Refusal:
            self.waiting.append((order_id, buyer))
            return
        self.money.to_invoice.append((shipment_id, buyer))
        self.shipped.append((order_id, shipment_id, moment))
        if fulfilment_queries.open_quantity(order_id):
            self.waiting.append((order_id, buyer))
        if self.dice.random() < 0.85:
            self.agenda.after(moment, lambda then: self._deliver(shipment_id, then), days=2)

    def order_too_much(self, moment: datetime) -> None:
        """Some orders for more than there is: part of it is backordered, and part of that is shipped."""
        company = self.company
        goods = [good for good in company.goods if good.per_case > 1]
        for n, good in enumerate(self.dice.sample(goods, TOO_LARGE)):
            available = inventory_queries.position_of(good.item_id)[0].available
            placed = moment - timedelta(days=1 + n % 3, minutes=17 * n)
            buyer = self.market.buyer(self.dice)
            order = sales.place_order(
                company.by(buyer.rep, placed),
                order_id=company.mint(placed),
                customer_id=buyer.customer_id,
                warehouse_id=company.warehouse_id,
                lines=[LineInput(good.item_id, Decimal(available // good.per_case + 2 + n), "case")],
                customer_po="PO OPENING",
                confirm=True,
            )
            if n % 2 and available >= good.per_case and not order.ship_complete and not order.held:
                self.ship(order.id, buyer, moment - timedelta(hours=6))

    def serve_waiting(self, moment: datetime) -> None:
        """Try again what waited for goods."""
        again, self.waiting = self.waiting, []
        for order_id, buyer in again:
            self.ship(order_id, buyer, moment)
