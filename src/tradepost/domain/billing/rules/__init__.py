"""What an invoice and a credit note amount to, and what pays for what. Pure; money as Decimal.

The arithmetic is told in docs/algorithms/invoicing.md.
"""

from tradepost.domain.billing.rules.crediting import (
    CreditInput,
    CreditLineInput,
    ItemToCredit,
    LineOfCredit,
    class_of,
    credit_line,
    faults_of_credit,
)
from tradepost.domain.billing.rules.invoicing import (
    AGES,
    FREIGHT,
    ROUNDINGS,
    Amounts,
    BilledLine,
    LineToBill,
    LineToCredit,
    Match,
    Open,
    OrderToBill,
    Tally,
    age_of,
    credit_amounts,
    in_turn,
    invoice_amounts,
    kept_back,
    taken,
    tax_texts,
)

__all__ = [
    "AGES",
    "FREIGHT",
    "ROUNDINGS",
    "Amounts",
    "BilledLine",
    "CreditInput",
    "CreditLineInput",
    "ItemToCredit",
    "LineOfCredit",
    "LineToBill",
    "LineToCredit",
    "Match",
    "Open",
    "OrderToBill",
    "Tally",
    "age_of",
    "class_of",
    "credit_amounts",
    "credit_line",
    "faults_of_credit",
    "in_turn",
    "invoice_amounts",
    "kept_back",
    "taken",
    "tax_texts",
]
