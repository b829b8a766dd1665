from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from stdnum import bic as bics
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.changing import refuse_older, set_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.gs1 import is_prefix
from tradepost.domain.parties.events import CompanyChanged
from tradepost.domain.parties.models import COMPANY_ID, Company
from tradepost.domain.parties.rules import clean_party, country_code


class CompanyFields(TypedDict, total=False):
    """What may be said of our own company; what is not given stays. `logo` is a digest in the storage, or ""."""

    name: str
    address: str
    country: str
    tax_number: str
    registration: str
    email: str
    phone: str
    website: str
    bank_name: str
    iban: str
    bic: str
    bank_lines: str
    logo: str
    sourcing: str
    tax_rounding: str
    gs1_prefix: str
    overdue_days: int | None
    automatic_holds: Sequence[str]
    first_order_over: Decimal | None
    least_order: Decimal | None


@command
def set_company(by: By, *, version: int | None = None, **fields: Unpack[CompanyFields]) -> Company:
    """Who we are, for the head and foot of every paper. Documents already printed do not change.

    `version` is what the caller read. Raises ChangedMeanwhile, Invalid.
    """
    Company.objects.bulk_create([Company(id=COMPANY_ID)], ignore_conflicts=True)
    row = Company.objects.select_for_update().get(id=COMPANY_ID)
    refuse_older(row.version, version, "company")
    clean, problems = _clean(dict(fields), row.country)
    if problems:
        raise Invalid("Some values cannot be kept.", fields=problems)
    if changed := set_fields(row, clean):
        row.save(update_fields=changed)
        row.version += 1
        publish(by, CompanyChanged(row.id, changed))
    return row


def _clean(fields: dict[str, Any], country: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as they are kept, and a sentence for each that cannot be."""
    problems: dict[str, str] = {}
    if fields.get("sourcing") == "":
        problems["sourcing"] = "Say from which warehouses orders are served."
    if fields.get("tax_rounding") == "":
        problems["tax_rounding"] = "Say how tax is rounded."
    try:
        country = fields["country"] = country_code(fields.get("country", country))
    except ValueError as problem:
        problems["country"] = str(problem)
    clean, found = clean_party(fields, country)
    problems |= found
    for name, module, says in (
        ("iban", ibans, "This is not an IBAN: its length or its check digits are wrong."),
        ("bic", bics, "This is not a BIC: it has 8 or 11 letters and digits."),
    ):
        if not clean.get(name, "").strip():
            continue
        try:
            clean[name] = module.validate(clean[name])
        except ValidationError:
            problems[name] = says
    if (prefix := clean.get("gs1_prefix", "").replace(" ", "")) and not is_prefix(prefix):
        problems["gs1_prefix"] = "A company prefix of GS1 has 4 to 12 digits."
    elif "gs1_prefix" in clean:
        clean["gs1_prefix"] = prefix
    if (logo := clean.get("logo")) and not storage.size_of(logo):
        problems["logo"] = "The picture is not in the storage. Send it again."
    for name in ("address", "registration", "bank_lines"):
        if name in clean:
            clean[name] = "\n".join(line.strip() for line in clean[name].splitlines() if line.strip())
    return clean, problems
