"""The demonstration company while it is being made: its people, goods, customers and suppliers, and its dice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By, system
from tradepost.doors.cli.demo.goods_words import Kind
from tradepost.doors.cli.demo.party_words import COMPANY, Trade

YEARS_DAYS = 730
NOWHERE = UUID(int=0)

# What one unit of a currency is worth in US dollars, so that any base currency can be chosen.
IN_DOLLARS = {
    "USD": Decimal(1), "EUR": Decimal("1.09"), "GBP": Decimal("1.27"), "CAD": Decimal("0.73"),
    "CHF": Decimal("1.14"), "AUD": Decimal("0.66"), "SEK": Decimal("0.095"), "PLN": Decimal("0.25"),
}  # fmt: skip
BASE: str = settings.BASE_CURRENCY


@dataclass(slots=True)
class Good:
    """An item as the generator needs it: list price and cost per base unit in the books' currency.

    `per_order` is how many base units one order takes on average, `large` what a large line takes.
    """

    item_id: UUID
    sku: str
    name: str
    kind: Kind
    unit: str
    per_case: int
    tracking: str
    price: Decimal
    cost: Decimal
    weight_g: int
    popularity: float
    per_order: float = 0
    large: int = 1
    place_id: UUID = NOWHERE
    place_code: str = ""
    pick_sequence: int = 0
    supplier: int = 0


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer: `size` 1 to 5 is how much it buys, `pays_late` days beyond its terms."""

    customer_id: UUID
    name: str
    trade: Trade
    size: int
    rep: str
    currency: str
    country: str
    terms_days: int
    pays_late: int
    weight: float


@dataclass(frozen=True, slots=True)
class Source:
    """A supplier with what it sells."""

    supplier_id: UUID
    name: str
    currency: str
    lead_days: int
    kinds: tuple[str, ...]


LEAST_LIFE_DAYS = 60
"""What the history left on the shelves lasts so long from today, at least."""


@dataclass
class Company:
    """Everything made so far; `aisles` are the top categories by name, `contracts` the
    customers with prices of their own.

    `now` is the moment the door read; nothing is made after it.
    """

    now: datetime
    orders: int
    dice: Random
    staff: dict[str, By] = field(default_factory=dict)
    goods: list[Good] = field(default_factory=list)
    buyers: list[Buyer] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    warehouse_id: UUID = NOWHERE
    groups: dict[str, UUID] = field(default_factory=dict)
    aisles: dict[str, UUID] = field(default_factory=dict)
    contracts: set[UUID] = field(default_factory=set)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def start(self) -> date:
        """The first day of its history, a Monday."""
        day = self.today - timedelta(days=YEARS_DAYS)
        return day - timedelta(days=day.weekday())

    @property
    def founded(self) -> datetime:
        """When master data was typed in: the week before the first order."""
        return at(self.start - timedelta(days=5), 8)

    @property
    def owner(self) -> By:
        return self.staff.get("owner") or system(self.founded, COMPANY)

    def by(self, who: str, moment: datetime) -> By:
        """A member of staff at a moment; nobody acts after now."""
        return self.staff[who].at(min(moment, self.now))

    def last_day(self, made_on: date, good: Good) -> date:
        """When a batch expires: at the end of its shelf life, but none that may still lie there has expired by now.

        In a small company goods lie long, and nobody there throws any away. Later batches expire later.
        """
        least = self.today + timedelta(days=LEAST_LIFE_DAYS + (made_on - self.start).days // 6)
        return max(made_on + timedelta(days=good.kind.shelf_days), least)

    def mint(self, moment: datetime) -> UUID:
        """A UUIDv7 of that moment whose random part comes from the dice: the same seed, the same id."""
        milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
        random = self.dice.getrandbits(74)
        value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
        return UUID(int=value)


def at(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """A moment of a day."""
    return datetime.combine(day, time(hour, minute, second), UTC)


def working_day(day: date) -> date:
    """The day itself, or the Monday after."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def rate_of(currency: str) -> Decimal:
    """The books' currency per unit of another one; 1 where nobody knows."""
    if currency == BASE or BASE not in IN_DOLLARS or currency not in IN_DOLLARS:
        return Decimal(1)
    return (IN_DOLLARS[currency] / IN_DOLLARS[BASE]).quantize(Decimal("0.0001"))
