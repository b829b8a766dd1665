"""The newest purchase orders: from the proposals of planning, acknowledged, late, short, damaged, half received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from tradepost.base.money import round_amount
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.planning.commands import Chosen
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import AcknowledgedInput, PurchaseLineInput, ReceiptInput
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine, Receipt
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import BASE, Company, Good, at
from tradepost.doors.cli.demo.opening import lot_code
from tradepost.doors.cli.demo.past_buying import Arrival

LAST_RUN_DAYS = 6
"""Nobody planned in the last days, so there are proposals to accept."""
FATES = ("whole", "whole", "whole", "late", "whole", "parts", "whole", "short", "damaged", "whole", "over")
NEAR_EXPIRY_DAYS = (9, 24)
FREIGHTED, FREIGHT_PERCENT = 4, 5
"""Every fourth delivery comes with a forwarder, who asks for so much of what the goods cost."""


class Buying:
    """Purchase orders on the agenda."""

    def __init__(self, company: Company, agenda: Agenda) -> None:
        self.company = company
        self.agenda = agenda
        self.dice = company.dice
        self.goods: dict[UUID, Good] = {good.item_id: good for good in company.goods}
        self.count = self.received = 0

    def plan(self, first: date, last: date) -> None:
        """Look at the proposals every Tuesday and Friday, but not in the last days."""
        for n in range((last - first).days + 1 - LAST_RUN_DAYS):
            day = first + timedelta(days=n)
            if day.weekday() in (1, 4):
                self.agenda.put(at(day, 10, 15), self.order_proposals)

    def await_arrivals(self, coming: Sequence[Arrival]) -> None:
        """What was ordered in the past, as purchase orders that are sent, and received on their days."""
        for day, order in coming:
            by = self.company.by("purchasing", order.ordered_at)
            order_id = self.company.mint(order.ordered_at)
            purchasing.order_from_supplier(
                by,
                purchase_order_id=order_id,
                supplier_id=order.source.supplier_id,
                warehouse_id=self.company.warehouse_id,
                lines=[
                    PurchaseLineInput(
                        good.item_id, Decimal(cases), "case" if good.per_case > 1 else "", unit_price=price
                    )
                    for good, cases, price in order.lines
                ],
                expected_on=order.expected_on,
            )
            self.agenda.put(at(day, 7), partial(self._receive, order_id, "whole"))

    def order_proposals(self, moment: datetime) -> None:
        """Take what planning proposes; those too small for their supplier wait until they matter."""
        by = self.company.by("purchasing", moment)
        found = planning_queries.proposals(by, self.company.warehouse_id)
        chosen = [
            Chosen(one.item_id, one.suggested, one.supplier_id, one.fingerprint)
            for one in found
            if one.supplier_id is not None
        ]
        if not chosen:
            return
        run_id = self.company.mint(moment)
        planning.order_proposals(by, run_id=run_id, chosen=chosen, warehouse_id=self.company.warehouse_id)
        for order_id in dict.fromkeys(
            line.purchase_order_id for line in planning_queries.lines_of_run(run_id)
        ):
            self._follow(order_id, moment)

    def _follow(self, order_id: UUID, moment: datetime) -> None:
        """What becomes of an order: acknowledged the next day, delivered when it is due, more or less."""
        fate = FATES[self.count % len(FATES)]
        self.count += 1
        order = purchasing_queries.purchase_order_by_id(order_id)
        self.agenda.after(moment, lambda then: self._acknowledge(order_id, then), days=1)
        delay = {"late": 60, "parts": 0}.get(fate, self.dice.choice((-1, 0, 0, 0, 1)))
        day = order.expected_on + timedelta(days=delay)
        # Nobody delivers at weekends: what is expected then comes on the Friday before.
        day -= timedelta(days=max(day.weekday() - 4, 0))
        arrives = at(day, self.dice.randrange(7, 12), 30)
        arrives = max(arrives, moment + timedelta(days=1, hours=2))
        self.agenda.after(arrives, lambda then: self._receive(order_id, fate, then))

    def _acknowledge(self, order_id: UUID, moment: datetime) -> None:
        if self._order(order_id).state != "sent":
            return
        by = self.company.by("purchasing", moment)
        reference = f"AC{self.dice.randrange(100_000, 999_999)}"
        purchasing.acknowledge(by, purchase_order_id=order_id, supplier_reference=reference)

    def _receive(self, order_id: UUID, fate: str, moment: datetime) -> None:
        lines = [line for line in purchasing_queries.lines_of(order_id) if line.open]
        if self._order(order_id).state not in ("sent", "acknowledged") or not lines:
            return
        counts = [
            self._count(line, fate if place == 0 else "whole", moment) for place, line in enumerate(lines)
        ]
        later = fate == "parts"
        if later:
            half = max(len(counts) // 2, 1)
            counts = counts[:half] if len(counts) > 1 else [self._part(lines[0], moment)]
        receipt = purchasing.receive(
            self.company.by("warehouse", moment),
            receipt_id=self.company.mint(moment),
            purchase_order_id=order_id,
            lines=counts,
            delivery_note=f"DN {self.dice.randrange(10_000, 99_999)}",
            last=not later,
        )
        if later:
            self.agenda.after(moment, lambda then: self._receive(order_id, "whole", then), days=9)
        self.received += 1
        if self.received % FREIGHTED == 0:
            self.agenda.after(moment, lambda then: self._bear_freight(receipt, then), days=8)

    def _bear_freight(self, receipt: Receipt, moment: datetime) -> None:
        """The forwarder's bill comes a week later, when part of the goods is sold."""
        amount = round_amount(receipt.value * FREIGHT_PERCENT / 100, BASE)
        if amount:
            purchasing.add_landed_cost(
                self.company.by("purchasing", moment),
                # Its receipt's with one bit turned: a throw of the dice would change all that follows.
                landed_cost_id=UUID(int=receipt.id.int ^ 1),
                receipt_ids=[receipt.id],
                kind="freight",
                basis="weight",
                amount=amount,
                currency=BASE,
                reference=f"NF {2040 + self.received}",
            )

    def _count(self, line: PurchaseOrderLine, fate: str, moment: datetime) -> ReceiptInput:
        counted, damaged = line.open, 0
        if fate == "short":
            counted = max(counted - max(counted // 6, 1), 0)
        elif fate == "over":
            counted += counted // 25
        elif fate == "damaged":
            damaged = max(counted // 12, 1)
        return self._input(line, counted, damaged, moment)

    def _part(self, line: PurchaseOrderLine, moment: datetime) -> ReceiptInput:
        return self._input(line, max(line.open // 2, 1), 0, moment)

    def _input(self, line: PurchaseOrderLine, counted: int, damaged: int, moment: datetime) -> ReceiptInput:
        good = self.goods[line.item_id]
        if good.tracking == "none":
            return ReceiptInput(line.id, counted, damaged, good.place_id)
        expires = moment.date() + timedelta(days=good.kind.shelf_days - self.dice.randrange(5, 40))
        code = lot_code(moment.date(), good)
        if self.dice.random() < 0.06:
            expires = self.company.today + timedelta(days=self.dice.randrange(*NEAR_EXPIRY_DAYS))
            code += "S"
        return ReceiptInput(line.id, counted, damaged, good.place_id, code, expires)

    def _order(self, order_id: UUID) -> PurchaseOrder:
        return purchasing_queries.purchase_order_by_id(order_id)

    def open_work(self, moment: datetime) -> None:
        """One more purchase order in every state that people decide."""
        chosen = self.dice.sample(self.company.goods, 48)
        per_source: dict[int, list[Good]] = defaultdict(list)
        for good in chosen:
            per_source[good.supplier].append(good)
        ways = ("draft", "approved", "sent", "acknowledged", "slipped", "cancelled", "late")
        for way, (place, goods) in zip(ways, per_source.items(), strict=False):
            self._stand_at(way, place, goods[:4], moment)
        lots = [good for good in self.company.goods if good.tracking == "lot"]
        for good in self.dice.sample(lots, 3):
            own = [good, *(one for one in lots if one.supplier == good.supplier and one is not good)][:3]
            self._arrive_in_part(own, moment)

    def _arrive_in_part(self, goods: list[Good], moment: datetime) -> None:
        """The first line came three days ago, with a few broken and soon to expire; the rest is overdue."""
        order_id = self._stand_at("late", goods[0].supplier, goods, moment)
        line = purchasing_queries.lines_of(order_id)[0]
        good = self.goods[line.item_id]
        expires = self.company.today + timedelta(days=self.dice.randrange(*NEAR_EXPIRY_DAYS))
        came = moment - timedelta(days=3)
        code = lot_code(came.date(), good) + "S"
        broken = max(line.open // 12, 1)
        purchasing.receive(
            self.company.by("warehouse", came),
            receipt_id=self.company.mint(came),
            purchase_order_id=order_id,
            lines=[ReceiptInput(line.id, line.open, broken, good.place_id, code, expires)],
            delivery_note=f"DN {self.dice.randrange(10_000, 99_999)}",
        )

    def _stand_at(self, way: str, place: int, goods: list[Good], moment: datetime) -> UUID:
        if way == "late":
            moment -= timedelta(days=24)
        by = self.company.by("purchasing", moment)
        order_id = self.company.mint(moment)
        lines = [
            PurchaseLineInput(
                good.item_id, Decimal(self.dice.randrange(1, 5)), "case" if good.per_case > 1 else ""
            )
            for good in goods
        ]
        order = purchasing.order_from_supplier(
            by,
            purchase_order_id=order_id,
            supplier_id=self.company.sources[place].supplier_id,
            warehouse_id=self.company.warehouse_id,
            lines=lines,
            expected_on=self.company.today - timedelta(days=4) if way == "late" else None,
            send=way not in ("draft", "approved"),
        )
        if way == "approved":
            purchasing.approve(by, purchase_order_id=order_id)
        elif way == "cancelled":
            purchasing.cancel(by, purchase_order_id=order_id)
        elif way == "acknowledged":
            purchasing.acknowledge(by, purchase_order_id=order_id, supplier_reference="AC700112")
        elif way == "slipped":
            slipped = order.expected_on + timedelta(days=12)
            said = [
                AcknowledgedInput(line.id, None, slipped) for line in purchasing_queries.lines_of(order_id)
            ]
            purchasing.acknowledge(by, purchase_order_id=order_id, lines=said, supplier_reference="AC700118")
        return order_id

    def quarantine(self, moment: datetime) -> None:
        """A pallet fell: some pieces of three items are set apart until somebody looks at them."""
        by = self.company.by("warehouse", moment)
        _, quarantine = purchasing_queries.dock_of(self.company.warehouse_id)
        for good in self.dice.sample(self.company.goods, 12):
            shelves = inventory_queries.shelves_of(good.item_id, self.company.warehouse_id)
            free = [shelf for shelf in shelves if shelf.kind == "bin" and shelf.on_hand - shelf.reserved > 6]
            position = inventory_queries.position_of(good.item_id)[0]
            if not free or position.available < 3:
                continue
            line = inventory.MoveInput(good.item_id, 3, free[0].place_id, quarantine, free[0].lot_id)
            inventory.move_stock(
                by,
                posting_id=self.company.mint(moment),
                warehouse_id=self.company.warehouse_id,
                lines=[line],
                reason="Damaged in the aisle.",
            )
