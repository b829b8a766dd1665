"""Which tax buyers owe for classes of goods, where nothing is priced: for documents whose prices are given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries._look_up import OF_BUYERS, customer_place, rules_asked
from tradepost.domain.pricing.rules import (
    Exemption,
    Owed,
    TaxCandidate,
    TaxedBuyer,
    owed,
)

# In the order in which the look-up of prices sees them.
_RULES = f"""
select t.valid_from, t.valid_until, t.country, t.customer_class, t.item_class, t.code, t.rate, t.region,
       t.postal_prefix, t.part, t.needs_tax_number, t.legal_text
from pricing_tax_rule t where {OF_BUYERS}
order by t.valid_from desc nulls last, t.id"""  # noqa: S608 constants only
_EXEMPTIONS = """
select customer_id, certificate, country, region, item_class, valid_from, valid_until
from pricing_tax_exemption where customer_id = any(%s::uuid[])"""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Classes of goods that a customer is charged for, or given back, on a day."""

    customer: CustomerTerms
    on: date
    item_classes: Collection[str]


def owed_for_many(purchases: Sequence[Purchase]) -> list[dict[str, Owed | None]]:
    """The tax of each class of goods, of each purchase; None: no rule speaks of it. At most three statements."""
    buyers = {one.customer.customer_id: one.customer for one in purchases}
    found = _rules(list(buyers.values())) if buyers else []
    are_set = bool(found) or bool(sql.rows("select 1 from pricing_tax_rule limit 1"))
    exemptions: dict[UUID, list[Exemption]] = {}
    for customer_id, *values in sql.rows(_EXEMPTIONS, [sorted(buyers)]):
        exemptions.setdefault(customer_id, []).append(Exemption(*values))
    days = {day: [rule for since, until, rule in found if (since is None or since <= day)
                  and (until is None or day < until)] for day in {one.on for one in purchases}}  # fmt: skip
    return [
        {
            item_class: owed(
                days[one.on] if are_set else None,
                exemptions.get(one.customer.customer_id, ()),
                TaxedBuyer(
                    customer_place(one.customer),
                    one.customer.tax_class,
                    one.customer.tax_number,
                    one.customer.home,
                ),
                item_class,
                one.on,
            )
            for item_class in one.item_classes
        }
        for one in purchases
    ]


def _rules(buyers: Sequence[CustomerTerms]) -> list[tuple[date | None, date | None, TaxCandidate]]:
    """The rules that may speak of these buyers on any day, with the days between which they hold."""
    places = {customer_place(customer) for customer in buyers}
    rows = sql.rows(_RULES, rules_asked(buyers, places))
    return [(since, until, TaxCandidate(*values)) for since, until, *values in rows]
