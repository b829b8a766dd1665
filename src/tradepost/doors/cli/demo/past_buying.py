"""What was bought in the past: each supplier looked at every few weeks, goods ordered when they ran low."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tradepost.base.money import share
from tradepost.base.units import UnitFactor
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import LotInput
from tradepost.domain.purchasing.commands import PastPurchase, PastPurchaseLine
from tradepost.domain.purchasing.rules import in_base_currency, line_net
from tradepost.doors.cli.demo.company import BASE, YEARS_DAYS, Company, Good, Source, at, rate_of, working_day
from tradepost.doors.cli.demo.opening import PRICE_STEP, lot_code, order_up_to, reorder_point
from tradepost.doors.cli.demo.shelves import Batch, Shelf

CHEAPER_THEN = 0.07
"""Goods cost so much less at the beginning of the history."""
SHORT = 0.015
OFTEN = 20_000
"""With more orders than that every supplier is looked at every two weeks, else every four."""


@dataclass(slots=True)
class Ordered:
    """A purchase order on its way: (good, units of purchase, price per unit)."""

    source: Source
    ordered_at: datetime
    expected_on: date
    lines: list[tuple[Good, int, Decimal]]


Arrival = tuple[date, Ordered]


class PastBuying:
    """Orders on their way, by the day they arrive."""

    def __init__(self, company: Company, shelves: dict[str, Shelf], pace: Callable[[date], float]) -> None:
        self.company = company
        self.dice = company.dice
        self.shelves = shelves
        self.pace = pace
        self.every_days = 14 if company.orders > OFTEN else 28
        self.arriving: dict[date, list[Ordered]] = defaultdict(list)
        self.own: dict[int, list[Shelf]] = defaultdict(list)
        for shelf in shelves.values():
            self.own[shelf.good.supplier].append(shelf)

    def review(self, day: date, until: date) -> None:
        """Order what runs low from the suppliers whose turn it is; nothing that would arrive after `until`."""
        turn = (day - self.company.start).days % self.every_days
        for place, source in enumerate(self.company.sources):
            working = place % (self.every_days * 5 // 7)
            if turn == working + working // 5 * 2:
                self._order(source, self.own[place], day, until)

    def _order(self, source: Source, shelves: list[Shelf], day: date, until: date) -> None:
        pace = self.pace(day)
        lines = []
        for shelf in shelves:
            good = shelf.good
            projected = shelf.free + shelf.incoming
            # The supplier is asked again only in some weeks.
            until_then = good.per_order * pace * self.every_days
            if projected <= reorder_point(good, source, pace) + until_then:
                wanted = order_up_to(self.company, good, source, pace) + round(until_then) - projected
                cases = -(-wanted // good.per_case)
                lines.append((good, max(cases, 1), self._price(good, source, day)))
        expected_on = working_day(day + timedelta(days=source.lead_days))
        arrives_on = working_day(expected_on + timedelta(days=self.dice.choice((0, 0, 0, 1, 2))))
        if not lines or arrives_on > until:
            return
        ordered_at = at(day, 9, self.dice.randrange(60))
        self.arriving[arrives_on].append(Ordered(source, ordered_at, expected_on, lines))
        for good, cases, _ in lines:
            self.shelves[good.sku].incoming += cases * good.per_case

    def _price(self, good: Good, source: Source, day: date) -> Decimal:
        share_gone = (day - self.company.start).days / YEARS_DAYS
        drift = 1 - CHEAPER_THEN * (1 - share_gone) + self.dice.uniform(-0.01, 0.01)
        return (good.cost * good.per_case * Decimal(str(drift)) / rate_of(source.currency)).quantize(
            PRICE_STEP
        )

    def receive(self, day: date) -> list[PastPurchase]:
        """What arrives on a day, put on the shelves."""
        arrived = self.arriving.pop(day, [])
        asked = [
            LotInput(good.item_id, lot_code(day, good), self.company.last_day(day, good))
            for order in arrived
            for good, _, _ in order.lines
            if good.tracking == "lot"
        ]
        moment = at(day, 6, 30)
        lots = inventory.ensure_lots(self.company.by("warehouse", moment), lots=asked) if asked else {}
        return [self._receive(order, at(day, 7 + n // 60, n % 60), lots) for n, order in enumerate(arrived)]

    def on_their_way(self) -> list[Arrival]:
        """What was ordered and has not come, by the day on which it will."""
        return [(day, order) for day in sorted(self.arriving) for order in self.arriving[day]]

    def _receive(self, order: Ordered, moment: datetime, lots: dict) -> PastPurchase:
        company, source = self.company, order.source
        lines = [self._line(order, *line, moment, lots) for line in order.lines]
        return PastPurchase(
            purchase_order_id=company.mint(order.ordered_at),
            receipt_id=company.mint(moment),
            supplier_id=source.supplier_id,
            supplier_name=source.name,
            currency=source.currency,
            buyer=company.by("purchasing", order.ordered_at),
            acknowledged_at=order.ordered_at + timedelta(hours=26),
            supplier_reference=f"AC{self.dice.randrange(100_000, 999_999)}",
            expected_on=order.expected_on,
            receiver=company.by("warehouse", moment),
            delivery_note=f"DN {self.dice.randrange(10_000, 99_999)}",
            lines=lines,
        )

    def _line(
        self, order: Ordered, good: Good, cases: int, price: Decimal, moment: datetime, lots: dict
    ) -> PastPurchaseLine:
        source, ordered = order.source, cases * good.per_case
        received = ordered - max(ordered // 10, 1) if self.dice.random() < SHORT and ordered > 1 else ordered
        net = line_net(Decimal(cases), price, source.currency)
        worth = share(net, ordered, 0, received, source.currency)
        (value,) = in_base_currency([worth], rate_of(source.currency), BASE)
        code = lot_code(moment.date(), good)
        lot_id = lots.get((good.item_id, code))
        shelf = self.shelves[good.sku]
        shelf.incoming -= ordered
        shelf.put(
            Batch(lot_id, code if lot_id else "", self.company.last_day(moment.date(), good), received), value
        )
        return PastPurchaseLine(
            line_id=self.company.mint(order.ordered_at),
            receipt_line_id=self.company.mint(moment),
            item_id=good.item_id,
            sku=good.sku,
            name=good.name,
            supplier_sku=f"{source.name[:3].upper()}{good.sku[3:]}",
            typed_quantity=Decimal(cases),
            unit="case" if good.per_case > 1 else good.unit,
            factor=UnitFactor(good.per_case),
            unit_price=price,
            ordered=ordered,
            received=received,
            place_id=good.place_id,
            lot_id=lot_id,
            value=value,
        )
