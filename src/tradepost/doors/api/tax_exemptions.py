"""Tax exemptions: certificates of customers who owe no tax."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import TaxExemptionInput
from tradepost.domain.pricing.queries import TAX_EXEMPTIONS
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Country, Day, DayOut, Id, IdOut, MomentOut, about, one_of, text
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class TaxExemptionIn(In):
    """A certificate, whole: what is left out is as if it had never been said."""

    id: Id | None = about("Your id for it, when it is made.", AN_ID, None)
    customer_id: Id = about("Whose.", AN_ID)
    certificate: text(80, 1) = about("Its number; stands in every trace.", "NY-48219")  # type: ignore[valid-type]
    country: Country = about("Where goods go, ISO 3166; empty: anywhere.", "US", "")
    region: text(80) = about("Of the country, as addresses write it; empty: all of it.", "NY", "")  # type: ignore[valid-type]
    item_class: one_of("", "standard", "reduced", "zero") = about("Of the items; empty: any.", "standard", "")  # type: ignore[valid-type]
    valid_from: Day = about("The first day.", "2031-01-01")
    valid_until: Day | None = about("The first day it does not hold; null: it does not end.", None, None)
    note: text(200) = about("What people should know.", "", "")  # type: ignore[valid-type]


class TaxExemptionOut(Shape):
    """A certificate."""

    id: IdOut = about("The exemption.")
    customer_id: IdOut = about("Whose.")
    certificate: str = about("Its number.", "NY-48219")
    country: str = about("Where goods go; empty: anywhere.", "US")
    region: str = about("Of the country; empty: all of it.", "NY")
    item_class: str = about("Of the items; empty: any.", "standard")
    valid_from: DayOut = about("The first day.")
    valid_until: DayOut | None = about("The first day it does not hold; null: it does not end.")
    note: str = about("What people should know.")
    made_at: MomentOut = about("When it was entered.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


lists(
    router, "/tax-exemptions", TAX_EXEMPTIONS, name="list_tax_exemptions", needs="pricing.read",
    gives=TaxExemptionOut,
)  # fmt: skip


@reads(router, "/tax-exemptions/{exemption_id}", needs="pricing.read", gives=TaxExemptionOut)
def get_tax_exemption(by: By, exemption_id: Id) -> dict[str, Any]:
    """One certificate."""
    return TaxExemptionOut.plain(pricing_queries.tax_exemption(by, exemption_id))


@changes(
    router,
    "POST",
    "/tax-exemptions",
    needs="pricing.keep_tax_exemption",
    gives=TaxExemptionOut,
    status=201,
    at="/api/v1/tax-exemptions/{id}",
)
def create_tax_exemption(by: By, body: TaxExemptionIn) -> dict[str, Any]:
    """Enter a certificate; it counts for whatever is priced from now on."""
    return _kept(by, body.id or new_id(by.now), body)


@changes(
    router,
    "PUT",
    "/tax-exemptions/{exemption_id}",
    needs="pricing.keep_tax_exemption",
    gives=TaxExemptionOut,
    within=TAX_EXEMPTIONS,
)
def change_tax_exemption(by: By, exemption_id: Id, body: TaxExemptionIn) -> dict[str, Any]:
    """Change a certificate as a whole; documents keep the tax they were made with."""
    return _kept(by, exemption_id, body)


@changes(
    router,
    "POST",
    "/tax-exemptions/{exemption_id}/remove",
    needs="pricing.remove_tax_exemption",
    gives=list[TaxExemptionOut],
    within=TAX_EXEMPTIONS,
)
def remove_tax_exemption(by: By, exemption_id: Id) -> list[dict[str, Any]]:
    """Take away one that was entered by mistake. Gives those of its customer that are left."""
    found = pricing_queries.tax_exemption(by, exemption_id)
    pricing.remove_tax_exemption(by, exemption_id=exemption_id)
    return [TaxExemptionOut.plain(row) for row in pricing_queries.exemptions_of(found.customer_id)]


def _kept(by: By, exemption_id: UUID, body: TaxExemptionIn) -> dict[str, Any]:
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    given = TaxExemptionInput(**body.model_dump(exclude={"id"}))
    kept = pricing.keep_tax_exemption(by, exemption_id=exemption_id, exemption=given)
    return TaxExemptionOut.plain(pricing_queries.tax_exemption(by, kept.pk))
