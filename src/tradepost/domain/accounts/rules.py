"""The chart of accounts, and how an entry is brought into base currency."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from tradepost.base.money import round_amount


class Ledger(StrEnum):
    """Account codes. Debits are positive amounts, credits negative."""

    CASH = "1000"
    RECEIVABLE = "1200"
    STOCK = "1400"
    STOCK_IN_TRANSIT = "1410"
    PAYABLE = "2100"
    RECEIVED_NOT_BILLED = "2150"
    LANDED_NOT_BILLED = "2160"
    TAX = "2200"
    OPENING = "3000"
    REVENUE = "4000"
    FREIGHT = "4100"
    DISCOUNT = "4800"
    COGS = "5000"
    STOCK_LOSS = "5900"
    SCRAP = "5910"
    SAMPLES = "5920"
    DONATIONS = "5930"
    OWN_USE = "5940"
    PRICE_VARIANCE = "5950"
    ROUNDING = "5990"


CHART: dict[Ledger, tuple[str, str]] = {
    Ledger.CASH: ("Cash and bank", "asset"),
    Ledger.RECEIVABLE: ("Receivable from customers", "asset"),
    Ledger.STOCK: ("Stock", "asset"),
    Ledger.STOCK_IN_TRANSIT: ("Stock on its way between warehouses", "asset"),
    Ledger.PAYABLE: ("Payable to suppliers", "liability"),
    Ledger.RECEIVED_NOT_BILLED: ("Received, not billed yet", "liability"),
    Ledger.LANDED_NOT_BILLED: ("Landed costs, not billed yet", "liability"),
    Ledger.TAX: ("Tax on sales", "liability"),
    Ledger.OPENING: ("Opening balances", "equity"),
    Ledger.REVENUE: ("Sales", "revenue"),
    Ledger.FREIGHT: ("Freight charged", "revenue"),
    Ledger.DISCOUNT: ("Discount for early payment", "revenue"),
    Ledger.COGS: ("Cost of goods sold", "expense"),
    Ledger.STOCK_LOSS: ("Stock lost and found", "expense"),
    Ledger.SCRAP: ("Stock scrapped", "expense"),
    Ledger.SAMPLES: ("Samples given away", "expense"),
    Ledger.DONATIONS: ("Goods donated", "expense"),
    Ledger.OWN_USE: ("Goods used in the house", "expense"),
    Ledger.PRICE_VARIANCE: ("Purchase price variance", "expense"),
    Ledger.ROUNDING: ("Rounding of currencies", "expense"),
}
PER_PARTY = frozenset({Ledger.RECEIVABLE, Ledger.PAYABLE})


def in_base(amounts: Sequence[Decimal], rate: Decimal, base: str) -> tuple[list[Decimal], Decimal]:
    """Amounts in base currency at `rate` (base per unit), and the rounding that is left to be posted.

    The amounts of an entry sum to zero; rounded one by one they may not: the rest goes to ROUNDING.
    """
    rounded = [round_amount(amount * rate, base) for amount in amounts]
    return rounded, -sum(rounded, Decimal(0))
