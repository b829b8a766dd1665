from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.catalog.rules import TAX_CLASSES
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.rules import country_code
from tradepost.domain.pricing.events import TaxExemptionKept
from tradepost.domain.pricing.models import TaxExemption


@dataclass(frozen=True, slots=True)
class TaxExemptionInput:
    """A customer's certificate. "" is any country, region or item class; it ends before `valid_until`, None: never."""

    customer_id: UUID
    certificate: str
    valid_from: date
    valid_until: date | None = None
    country: str = ""
    region: str = ""
    item_class: str = ""
    note: str = ""


@command
def keep_tax_exemption(
    by: By, *, exemption_id: UUID, exemption: TaxExemptionInput, version: int | None = None
) -> TaxExemption:
    """Enter a certificate, or change the one of this id; the same again changes nothing.

    Documents keep the tax they were made with. Raises ChangedMeanwhile, and Invalid by field.
    """
    row = TaxExemption.objects.select_for_update(no_key=True).filter(pk=exemption_id).first()
    if row is not None:
        refuse_older(row.version, version, "certificate")
    wanted = _checked(exemption, row)
    if row is None:
        row = TaxExemption.objects.create(id=exemption_id, made_at=by.now, **wanted)
    elif not changed_in(row, wanted):
        return row
    publish(by, TaxExemptionKept(row.pk, row.customer_id, row.certificate, row.valid_until))
    return row


def _checked(exemption: TaxExemptionInput, row: TaxExemption | None) -> dict[str, Any]:
    wanted = asdict(exemption)
    for name in ("certificate", "region", "note"):
        wanted[name] = " ".join(wanted[name].split())
    faults = {}
    if not 0 < len(wanted["certificate"]) <= 80:
        faults["certificate"] = "Give the number of the certificate, up to 80 characters."
    try:
        wanted["country"] = country_code(exemption.country)
    except ValueError as problem:
        faults["country"] = str(problem)
    if wanted["region"] and not wanted["country"]:
        faults["country"] = "Say in which country the region is."
    if exemption.item_class not in ("", *TAX_CLASSES):
        faults["item_class"] = f"One of {', '.join(TAX_CLASSES)}, or nothing for any."
    if exemption.valid_until is not None and exemption.valid_from >= exemption.valid_until:
        faults["valid_until"] = "It ends before it begins."
    if row is not None and row.customer_id != exemption.customer_id:
        faults["customer_id"] = "A certificate stays with its customer. Remove it and enter another."
    elif not Customer.objects.filter(pk=exemption.customer_id).exists():
        faults["customer_id"] = "There is no such customer."
    if faults:
        raise Invalid("The certificate cannot be kept. Correct the marked fields.", fields=faults)
    return wanted
