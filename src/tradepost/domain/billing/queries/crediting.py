"""What credit notes that name no invoice come to: read and taxed, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.billing.rules import (
    Amounts,
    BilledLine,
    CreditInput,
    ItemToCredit,
    LineOfCredit,
    class_of,
    credit_line,
    faults_of_credit,
)
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Purchase, owed_for_many
from tradepost.domain.pricing.rules import Owed, Taxed, tax_lines


@dataclass(frozen=True, slots=True)
class CreditRead:
    """A credit note as far as it could be read: the lines that are good, by place, and what is wrong by field."""

    customer: CustomerTerms
    currency: str
    on: date
    lines: Mapping[int, LineOfCredit]
    faults: Mapping[str, str]

    @property
    def amounts(self) -> Amounts:
        """What the good lines come to."""
        billed = tuple(BilledLine(line, line.quantity, line.net, line.milli) for line in self.lines.values())
        taxed = [Taxed(line.net, line.tax_code, line.tax_rate) for line in self.lines.values()]
        taxes = tax_lines(taxed, self.currency, self.customer.tax_rounding)
        return Amounts(billed, ZERO, tuple(taxes))

    @property
    def refusal(self) -> Refusal | None:
        """Why it cannot be issued, naming each field."""
        if not self.faults:
            return None
        return Invalid(f"This cannot be credited. {next(iter(self.faults.values()))}", fields=self.faults)


def read_credits(by: By, credits: Sequence[CreditInput]) -> list[CreditRead | NotFound]:
    """Each with its amounts, or what is wrong with it. Seven statements at most, for any number of them."""
    customers = parties_queries.terms_of(sorted({one.customer_id for one in credits}))
    items = items_to_credit(by, {line.item_id for one in credits for line in one.lines if line.item_id})
    known = [one for one in credits if one.customer_id in customers]
    taxes = iter(
        owed_for_many(
            [
                Purchase(
                    customers[one.customer_id],
                    _day(by, one),
                    {class_of(line, items.get(line.item_id) if line.item_id else None) for line in one.lines},
                )
                for one in known
            ]
        )
    )
    return [
        _read(by, one, customers[one.customer_id], items, next(taxes))
        if one.customer_id in customers
        else NotFound("There is no such customer.")
        for one in credits
    ]


def _day(by: By, credit: CreditInput) -> date:
    return credit.credited_on or by.now.date()


def _read(
    by: By,
    credit: CreditInput,
    customer: CustomerTerms,
    items: Mapping[UUID, ItemToCredit],
    taxes: Mapping[str, Owed | None],
) -> CreditRead:
    currency = (credit.currency or customer.currency).upper()
    faults = faults_of_credit(credit)
    lines: dict[int, LineOfCredit] = {}
    for place, line in enumerate(credit.lines):
        item = items.get(line.item_id) if line.item_id else None
        found = credit_line(line, item, taxes[class_of(line, item)], currency)
        if isinstance(found, LineOfCredit):
            lines[place] = found
        else:
            faults |= {f"lines.{place}.{name}": sentence for name, sentence in found.items()}
    return CreditRead(customer, currency, _day(by, credit), lines, faults)


def items_to_credit(by: By, item_ids: set[UUID]) -> dict[UUID, ItemToCredit]:
    """Items with their units, by id; what is not sold any more may be credited all the same."""
    found = catalog_queries.items_of(by, sorted(item_ids)) if item_ids else []
    return {item.pk: _item(item) for item in found}


def _item(item: Item) -> ItemToCredit:
    base = (str(item.base_unit), UnitFactor())
    units = {"": base, base[0].lower(): base}
    for unit in item.units.all():
        units[unit.name.lower()] = (unit.name, UnitFactor(unit.numerator, unit.denominator))
    weighed_in = item.weighed_in if item.weighed_in in units else ""
    return ItemToCredit(item.pk, item.sku, item.name, item.tax_class, base[0], units, weighed_in)
