"""Whether a customer may owe so much: by amount, and by the age of what is unpaid.

Told in docs/algorithms/credit.md. Amounts in base currency, with tax.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tradepost.base.money import ZERO
from tradepost.domain.parties.rules import AUTOMATIC_HOLDS
from tradepost.domain.parties.rules.terms import Terms, deposit
from tradepost.domain.sales.rules.findings import Finding

HOLD_KINDS = (*AUTOMATIC_HOLDS, "manual")
"""Why an order may be kept back."""
OF_CREDIT = ("credit", "overdue")
"""Kinds that a person lets go for good: the credit of that order is not asked again when it leaves."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a customer owes and will owe, with those who share the limit.

    `unpaid`: invoices less credit notes and payments, below 0 when they paid in advance. `unbilled`: shipped, not
    invoiced. `orders`: confirmed, not shipped, without what has to be paid before it leaves. `oldest_due`: the
    first day on which something was to be paid that is not.
    """

    unpaid: Decimal = ZERO
    unbilled: Decimal = ZERO
    orders: Decimal = ZERO
    oldest_due: date | None = None

    @property
    def total(self) -> Decimal:
        """All that counts against a limit."""
        return self.unpaid + self.unbilled + self.orders

    def days_overdue(self, today: date) -> int:
        """How long the oldest of what is unpaid is overdue; 0: nothing is."""
        return max((today - self.oldest_due).days, 0) if self.oldest_due else 0

    def with_order(self, value: Decimal) -> "Exposure":
        """The same with one more order."""
        return Exposure(self.unpaid, self.unbilled, self.orders + value, self.oldest_due)


@dataclass(frozen=True, slots=True)
class Worth:
    """An order to be confirmed, at its terms: `value` in base currency, `total` in its own, `rate` between them."""

    terms: Terms
    value: Decimal
    total: Decimal
    rate: Decimal
    currency: str

    @property
    def deposit(self) -> Decimal:
        """What is paid before it leaves, in its currency."""
        return deposit(self.terms, self.total, self.currency)

    @property
    def at_risk(self) -> Decimal:
        """What of it is owed after it left."""
        return at_risk(self.value, self.deposit, self.rate)


def at_risk(value: Decimal, deposit: Decimal, rate: Decimal) -> Decimal:
    """What of an order is owed after it left: its value less the deposit (in its currency) that goes before."""
    return max((value - deposit * rate).quantize(_CENT, rounding=ROUND_HALF_UP), ZERO)


def over_limit(limit: Decimal | None, exposure: Exposure) -> Decimal:
    """How far an exposure, this order in it, goes over a limit; 0 when within."""
    return ZERO if limit is None else max(exposure.total - limit, ZERO)


def credit_findings(
    limit: Decimal | None, overdue_days: int | None, exposure: Exposure, this: Decimal, today: date
) -> list[Finding]:
    """Why an order is held that stands in `exposure` with `this`; nothing where nothing of it is owed later.

    `limit` None is no limit; `overdue_days` None: age does not matter.
    """
    if this <= 0:
        return []
    found = []
    if over := over_limit(limit, exposure):
        assert limit is not None
        found.append(Finding("credit", _over(over, exposure, limit)))
    late = exposure.days_overdue(today)
    if overdue_days is not None and late > overdue_days and exposure.oldest_due is not None:
        note = f"An invoice due on {exposure.oldest_due} is {late} days overdue; orders are held after {overdue_days}."
        found.append(Finding("overdue", note))
    return found


def _over(over: Decimal, exposure: Exposure, limit: Decimal) -> str:
    unpaid, unbilled, orders = exposure.unpaid, exposure.unbilled, exposure.orders
    if unpaid < 0:
        return (
            f"Over the credit limit by {over:.2f}: {orders:.2f} open orders + {unbilled:.2f} shipped, not invoiced"
            f" - {-unpaid:.2f} paid in advance; limit {limit:.2f}."
        )
    return (
        f"Over the credit limit by {over:.2f}: {orders:.2f} open orders + {unbilled:.2f} shipped, not invoiced"
        f" + {unpaid:.2f} unpaid; limit {limit:.2f}."
    )


def deposit_findings(worth: Worth) -> list[Finding]:
    """Why an order waits for money; nothing where none is asked."""
    asked = worth.deposit
    if not asked:
        return []
    if worth.terms.deposit_percent >= 100:
        return [Finding("deposit", f"To be paid before it leaves: {asked:.2f} {worth.currency}.")]
    return [Finding("deposit", f"A deposit of {asked:.2f} {worth.currency} is to be paid before it leaves.")]
