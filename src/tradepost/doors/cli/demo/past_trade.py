"""What was sold in the past, decided without the database: who ordered what, and when which part of it left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.domain.pricing.queries import Priced
from tradepost.doors.cli.demo.company import Buyer, Company, at, working_day
from tradepost.doors.cli.demo.demand import Market, Wish
from tradepost.doors.cli.demo.live_orders import FREIGHT, FREIGHT_BELOW
from tradepost.doors.cli.demo.shelves import Batch, Shelf

CANCELLED, TRIMMED, SPLIT = 0.014, 0.012, 0.06
REASONS = ("The customer ordered twice.", "Not needed any more.", "Bought elsewhere.")


@dataclass(slots=True)
class Sale:
    """An order as decided: its lines, and which of them leave with which shipment (0 or 1).

    `number` and `priced` are known once it is written.
    """

    order_id: UUID
    buyer: Buyer
    placed_at: datetime
    seller: str
    lines: list[Wish]
    line_ids: list[UUID]
    cancelled: list[int]
    leaves: list[int]
    requested_on: date
    ship_days: list[date]
    freight: Decimal
    customer_po: str
    reason: str = ""
    number: str = ""
    priced: list[tuple[Priced, Decimal]] = field(default_factory=list)


@dataclass(slots=True)
class Departure:
    """One shipment of a sale: for each line its position, and the batches taken."""

    sale: Sale
    number: int
    left_at: datetime
    picks: list[tuple[int, list[tuple[Batch, int, Decimal]]]] = field(default_factory=list)


class PastTrade:
    """Sales and their departures, day by day."""

    def __init__(self, company: Company, market: Market, shelves: dict[str, Shelf]) -> None:
        self.company = company
        self.market = market
        self.dice = company.dice
        self.shelves = shelves
        self.leaving: dict[date, list[tuple[Sale, int]]] = defaultdict(list)

    def sell(self, day: date, count: int) -> list[Sale]:
        """The orders of a day, as far as there is stock: what was there was promised at once."""
        dice = self.dice
        moments = sorted(
            at(day, dice.randrange(8, 17), dice.randrange(60), dice.randrange(60)) for _ in range(count)
        )
        return [sale for moment in moments if (sale := self._sale(moment)) is not None]

    def _sale(self, moment: datetime) -> Sale | None:
        dice, company = self.dice, self.company
        buyer = self.market.buyer(dice)
        basket = self.market.basket(dice, buyer, moment.month)
        lines = [line for line in basket if self.shelves[line.good.sku].free >= line.quantity]
        if not lines:
            return None
        small = sum(line.good.price * line.quantity for line in lines) < FREIGHT_BELOW
        day = moment.date()
        first = working_day(day + timedelta(days=dice.choice((1, 1, 2))))
        second = working_day(first + timedelta(days=dice.choice((2, 3))))
        split = len(lines) > 1 and dice.random() < SPLIT
        sale = Sale(
            order_id=company.mint(moment),
            buyer=buyer,
            placed_at=moment,
            seller=buyer.rep if dice.random() < 0.6 else "sales",
            lines=lines,
            line_ids=[company.mint(moment) for _ in lines],
            cancelled=[0] * len(lines),
            leaves=[int(split and n >= (len(lines) + 1) // 2) for n in range(len(lines))],
            requested_on=day + timedelta(days=dice.choice((1, 2, 2, 3, 5))),
            ship_days=[first, second] if split else [first],
            freight=dice.choice(FREIGHT) if small else Decimal(0),
            customer_po=f"PO {dice.randrange(10_000, 99_999)}" if dice.random() < 0.5 else "",
        )
        self._give_up(sale)
        for line, gone in zip(lines, sale.cancelled, strict=True):
            self.shelves[line.good.sku].free -= line.quantity - gone
        if not sale.reason:
            for number, leaves_on in enumerate(sale.ship_days):
                self.leaving[leaves_on].append((sale, number))
        return sale

    def _give_up(self, sale: Sale) -> None:
        """Few orders are cancelled, and few lines cut."""
        if self.dice.random() < CANCELLED:
            sale.reason = self.dice.choice(REASONS)
            sale.cancelled = [line.quantity for line in sale.lines]
        elif self.dice.random() < TRIMMED and sale.lines[0].quantity > 1:
            sale.cancelled[0] = sale.lines[0].quantity // 2

    def depart(self, day: date) -> list[Departure]:
        """What leaves on a day, taken from the shelves in the order in which it leaves."""
        due = self.leaving.pop(day, [])
        gap = 7 * 3600 / max(len(due), 1)
        return [
            self._departure(sale, number, at(day, 9) + timedelta(seconds=int(gap * n)))
            for n, (sale, number) in enumerate(due)
        ]

    def _departure(self, sale: Sale, number: int, moment: datetime) -> Departure:
        made = Departure(sale, number, moment)
        for n, line in enumerate(sale.lines):
            if sale.leaves[n] == number:
                taken = self.shelves[line.good.sku].take(line.quantity - sale.cancelled[n])
                made.picks.append((n, taken))
        return made
