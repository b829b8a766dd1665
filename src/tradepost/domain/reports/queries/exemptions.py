"""Certificates that somebody should renew: they end soon, or have ended while their customer has open orders."""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tradepost.base.by import By
from tradepost.base.listing import Listing
from tradepost.domain.pricing.models import TaxExemption
from tradepost.domain.pricing.queries import TAX_EXEMPTIONS

# One that another covers, which holds longer, is renewed; one that ended a year ago nobody misses.
TO_RENEW = """pricing_tax_exemption e where e.valid_until between {day} - 365 and {day} + 30
  and (e.valid_until > {day} or exists (
    select from sales_order o where o.customer_id = e.customer_id
      and o.state in ('draft', 'submitted', 'confirmed')))
  and not exists (
    select from pricing_tax_exemption n
    where n.customer_id = e.customer_id and n.country in ('', e.country) and n.region in ('', e.region)
      and n.item_class in ('', e.item_class) and (n.valid_until is null or n.valid_until > e.valid_until))"""


def _to_renew(by: By) -> QuerySet[TaxExemption]:
    days = [by.now.date()] * TO_RENEW.count("{day}")
    ids = RawSQL(f"select e.id from {TO_RENEW.format(day='%s::date')}", days)  # noqa: S608, S611 constants only
    return TAX_EXEMPTIONS.rows(by).filter(pk__in=ids)


EXEMPTIONS_TO_RENEW: Listing[TaxExemption] = Listing(
    name="exemptions_to_renew",
    rows=_to_renew,
    sorts={"ends": ("valid_until", "id"), "certificate": ("certificate", "id")},
    default_sort="ends",
    filters={name: TAX_EXEMPTIONS.filters[name] for name in ("customer", "ends")},
    search=TAX_EXEMPTIONS.search,
)
