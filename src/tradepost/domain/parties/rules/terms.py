"""When a customer pays: net days, from the end of the month, in parts, less for early payment, before the goods go.

Told in docs/algorithms/terms.md. Pure; the first day of everything is the day of the invoice.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from tradepost.base.money import ZERO, round_amount

MOST_PARTS = 36
MOST_DAYS = 3650
HUNDRED = Decimal(100)


class Part(NamedTuple):
    """So many per cent of an invoice, due so many days on."""

    percent: Decimal
    days: int


class Due(NamedTuple):
    """So much of an invoice is due on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """When and how a customer pays.

    `month_end`: days count from the last day of the invoice's month. `parts` add up to 100 per cent; without them
    all is due after `days`. `discount_percent` comes off what is paid within `discount_days`. `deposit_percent` of
    the order's total is paid before the goods go; 100 is prepayment.
    """

    days: int = 30
    month_end: bool = False
    parts: tuple[Part, ...] = ()
    discount_percent: Decimal = ZERO
    discount_days: int = 0
    deposit_percent: Decimal = ZERO

    def more(self) -> dict[str, Any]:
        """What a document keeps of it beside its days; empty: nothing but days."""
        found: dict[str, Any] = {}
        if self.month_end:
            found["month_end"] = True
        if self.parts:
            found["parts"] = [[f"{part.percent.normalize():f}", part.days] for part in self.parts]
        if self.discount_percent:
            found["discount"] = [f"{self.discount_percent.normalize():f}", self.discount_days]
        if self.deposit_percent:
            found["deposit"] = f"{self.deposit_percent.normalize():f}"
        return found


def terms_of(days: int, more: Mapping[str, Any]) -> Terms:
    """The terms that a document keeps: its days, and `Terms.more`."""
    percent, within = more.get("discount", ("0", 0))
    return Terms(
        days,
        bool(more.get("month_end")),
        read_parts(more.get("parts", ())),
        Decimal(percent),
        int(within),
        Decimal(more.get("deposit", "0")),
    )


def read_parts(kept: Iterable[Sequence[Any]]) -> tuple[Part, ...]:
    """Instalments as they are kept: (per cent as text, days)."""
    return tuple(Part(Decimal(percent), int(days)) for percent, days in kept)


def day_after(invoiced_on: date, days: int, *, month_end: bool) -> date:
    """So many days after an invoice, or after the last day of its month."""
    return (_month_end(invoiced_on) if month_end else invoiced_on) + timedelta(days=days)


def _month_end(day: date) -> date:
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def dues(terms: Terms, invoiced_on: date, total: Decimal, currency: str) -> list[Due]:
    """What of an invoice is due when, the first day first; the amounts add up to the total.

    Each part is what the per cents up to it come to, less what the parts before it did. Parts that come to nothing
    are left out, and those of one day are one; of nothing, nothing is due.
    """
    found: dict[date, Decimal] = {}
    before, percent = ZERO, ZERO
    for part in sorted(terms.parts or (Part(HUNDRED, terms.days),), key=lambda part: part.days):
        percent += part.percent
        upto = round_amount(total * percent / HUNDRED, currency)
        on = day_after(invoiced_on, part.days, month_end=terms.month_end)
        if upto > before:
            found[on] = found.get(on, ZERO) + upto - before
        before = upto
    return [Due(on, amount) for on, amount in found.items()]


def discount_until(terms: Terms, invoiced_on: date) -> date | None:
    """The last day on which less may be paid; none: there is no such discount."""
    if not terms.discount_percent:
        return None
    return day_after(invoiced_on, terms.discount_days, month_end=terms.month_end)


def discount_on(terms: Terms, invoiced_on: date, paid_on: date, left: Decimal, currency: str) -> Decimal:
    """What may be kept back of `left` by who pays all of it on a day; 0 when it is too late."""
    last = discount_until(terms, invoiced_on)
    if last is None or paid_on > last:
        return ZERO
    return round_amount(left * terms.discount_percent / HUNDRED, currency)


def deposit(terms: Terms, total: Decimal, currency: str) -> Decimal:
    """What is asked of an order's total before its goods go."""
    return round_amount(total * terms.deposit_percent / HUNDRED, currency)


_PART = re.compile(
    r"\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%?\s*(?:[/:@]|\bin\b|\s)\s*(\d{1,4})\s*(?:days?)?\s*", re.IGNORECASE
)


def typed_parts(text: str) -> list[list[Any]]:
    """Instalments as typed, `30 % / 10, 70 % / 60`, as they are kept; empty text is none.

    ValueError says what is wrong.
    """
    parts = [one for one in re.split(r"[;\n]|,\s", text.strip()) if one.strip()]
    found = []
    for one in parts[: MOST_PARTS + 1]:
        fits = _PART.fullmatch(one)
        if fits is None:
            raise ValueError(
                f"“{one.strip()[:40]}” is no instalment. Write per cent and days: 30 / 10, 70 / 60."
            )
        found.append([fits[1].replace(",", "."), int(fits[2])])
    return clean_parts(found)


def clean_parts(value: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Instalments as they are kept. ValueError unless they add up to 100 per cent, each with days of its own."""
    try:
        parts = [Part(Decimal(str(percent)), int(days)) for percent, days in value or ()]
    except (TypeError, ValueError, InvalidOperation):
        raise ValueError("An instalment is a number of per cent and a number of days.") from None
    if not parts:
        return []
    if len(parts) > MOST_PARTS:
        raise ValueError(f"At most {MOST_PARTS} instalments.")
    if any(not (part.percent.is_finite() and 0 < part.percent <= HUNDRED) for part in parts):
        raise ValueError("Each instalment is more than 0 and at most 100 per cent.")
    if any(not 0 <= part.days <= MOST_DAYS for part in parts):
        raise ValueError(f"The days of an instalment are from 0 to {MOST_DAYS}.")
    if len({part.days for part in parts}) < len(parts):
        raise ValueError("Two instalments have the same days.")
    if (whole := sum((part.percent for part in parts), ZERO)) != HUNDRED:
        raise ValueError(f"The instalments add up to {whole.normalize():f} per cent, not to 100.")
    return [
        [f"{part.percent.normalize():f}", part.days] for part in sorted(parts, key=lambda part: part.days)
    ]


def shown_parts(kept: Iterable[Sequence[Any]]) -> str:
    """Instalments as they are typed."""
    return ", ".join(f"{percent} % / {days}" for percent, days in kept)
