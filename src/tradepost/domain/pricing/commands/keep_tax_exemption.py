from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older, set_fields
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
    wanted, faults = _checked(exemption, row, _known([exemption]))
    if faults:
        raise Invalid("The certificate cannot be kept. Correct the marked fields.", fields=faults)
    if row is None:
        row = TaxExemption.objects.create(id=exemption_id, made_at=by.now, **wanted)
    elif not changed_in(row, wanted):
        return row
    publish(by, TaxExemptionKept(row.pk, row.customer_id, row.certificate, row.valid_until))
    return row


@command
def keep_tax_exemptions(by: By, *, exemptions: Sequence[tuple[UUID, TaxExemptionInput]]) -> int:
    """Enter certificates or change those of these ids, any number in as many statements as one.

    The same again changes nothing. Gives how many are others than before. Raises Invalid with `exemptions.<n>.<field>`.
    """
    standing = TaxExemption.objects.select_for_update(no_key=True).in_bulk([one for one, _ in exemptions])
    known = _known([exemption for _, exemption in exemptions])
    faults: dict[str, str] = {}
    made: list[TaxExemption] = []
    changed: list[TaxExemption] = []
    for place, (exemption_id, exemption) in enumerate(exemptions):
        row = standing.get(exemption_id)
        wanted, wrong = _checked(exemption, row, known)
        faults |= {f"exemptions.{place}.{name}": told for name, told in wrong.items()}
        if row is None:
            made.append(TaxExemption(id=exemption_id, made_at=by.now, **wanted))
        elif set_fields(row, wanted):
            changed.append(row)
    if faults:
        raise Invalid("Some certificates cannot be kept. Correct the marked fields.", fields=faults)
    TaxExemption.objects.bulk_create(made)
    TaxExemption.objects.bulk_update(changed, list(TaxExemptionInput.__dataclass_fields__))
    publish(
        by,
        *(
            TaxExemptionKept(row.pk, row.customer_id, row.certificate, row.valid_until)
            for row in (*made, *changed)
        ),
    )
    return len(made) + len(changed)


def _known(exemptions: Sequence[TaxExemptionInput]) -> Collection[UUID]:
    """Those of the customers that there are."""
    asked = {one.customer_id for one in exemptions}
    return set(Customer.objects.filter(pk__in=asked).values_list("pk", flat=True))


def _checked(
    exemption: TaxExemptionInput, row: TaxExemption | None, known: Collection[UUID]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as they are kept, and a sentence for each that cannot be."""
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
    elif exemption.customer_id not in known:
        faults["customer_id"] = "There is no such customer."
    return wanted, faults
