"""Tax exemptions as lists and pages tell them; the section on the page of a customer."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties.rules import country_name
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import TaxExemption
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Verb

GOODS = (
    ("", _("all goods")),
    ("standard", _("goods of the standard rate")),
    ("reduced", _("goods of a reduced rate")),
    ("zero", _("zero-rated goods")),
)


def where(row: TaxExemption) -> str:
    """The place it is for."""
    return ", ".join(part for part in (row.region, country_name(row.country)) if part) or _t("anywhere")


def goods(row: TaxExemption) -> str:
    """The goods it is for."""
    return str(dict(GOODS)[row.item_class])


def standing(row: TaxExemption) -> str:
    """Whether it holds today: nothing, or why not."""
    today = timezone.localdate()
    if pricing_queries.is_valid(row, today):
        return ""
    return _t("not yet") if row.valid_from > today else _t("ended")


COLUMNS = (
    Column(
        "certificate", _("Certificate"), "code", link=lambda row: address("tax_exemption", row.pk),
        sort="certificate", note=standing,
    ),
    Column("place", _("Goods go to"), value=where),
    Column("goods", _("Goods"), value=goods),
    Column("valid_from", _("From day"), "day", priority=2),
    Column("valid_until", _("Before day"), "day", sort="ends"),
)  # fmt: skip


def exemption_section(by: By, customer_id: UUID) -> Section:
    """The certificates of a customer on their page."""
    verbs = []
    if access_queries.may(by, "pricing.keep_tax_exemption"):
        url = f"{address('tax_exemption_new')}?customer={customer_id}"
        verbs = [Verb("exempt", _t("New exemption"), url, method="get", icon="plus")]
    rows = pricing_queries.exemptions_of(customer_id)
    empty = _t("They have no certificate, and owe tax as the rules say.")
    return Section(_t("Tax exemptions"), COLUMNS, rows, empty=empty, verbs=verbs, name="exemptions")
