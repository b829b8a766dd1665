"""Our own company, as it stands on every paper."""

from typing import Any

from django.conf import settings
from ninja import Router

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Company
from tradepost.domain.parties.rules import AUTOMATIC_HOLDS, SOURCING, TAX_ROUNDINGS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    Amount,
    AmountOut,
    CountFrom0,
    about,
    from_base64,
    new,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape
from tradepost.render.papers import fitted_logo

router = Router(tags=["Company"])
Days = whole(0, 3650)
Lines, Picture = text(500), text(100 * 1024 * 1024)
_ADDRESS = "1 Harbour Street\nBristol BS1 4RB"


class CompanyChange(In):
    """What changes; what is left out stays."""

    version: CountFrom0 = new("The version you read; another one by now is refused.", 1)  # type: ignore[valid-type]
    name: text(200) = new("Its name.", "Harbour Trading Ltd")  # type: ignore[valid-type]
    address: Lines = new("As it is printed, without the country.", _ADDRESS)  # type: ignore[valid-type]
    country: text(60) = new("A name or two letters.", "GB")  # type: ignore[valid-type]
    tax_number: text(40) = new("Of that country.", "GB 980 7806 84")  # type: ignore[valid-type]
    registration: Lines = new("Register, court, managing directors.", "")  # type: ignore[valid-type]
    email: text(254) = new("For questions.", "hello@harbour.example")  # type: ignore[valid-type]
    phone: text(40) = new("For questions.", "+44 117 496 0000")  # type: ignore[valid-type]
    website: text(200) = new("Its address in the web.", "https://harbour.example")  # type: ignore[valid-type]
    bank_name: text(100) = new("Where customers pay to.", "Harbour Bank")  # type: ignore[valid-type]
    iban: text(42) = new("The account.", "GB82 WEST 1234 5698 7654 32")  # type: ignore[valid-type]
    bic: text(11) = new("The bank's code.", "WESTGB2L")  # type: ignore[valid-type]
    bank_lines: Lines = new("The account, where there is no IBAN.", "")  # type: ignore[valid-type]
    sourcing: one_of(*SOURCING) = new("From which warehouses orders are served.", "nearest")  # type: ignore[valid-type]
    overdue_days: Days | None = new(
        "Orders are held while an invoice is more than so many days overdue; null: age does not matter.", 30
    )
    automatic_holds: list[one_of(*AUTOMATIC_HOLDS)] = new(  # type: ignore[valid-type]
        "For which reasons orders are held by themselves when they are confirmed.",
        ["credit", "overdue"],
        max_length=10,
    )
    first_order_over: Amount | None = new(
        "A first order of more is held, where `fraud` is on; null: none is.", "2500"
    )
    least_order: Amount | None = new(
        "Orders come to at least so much, net, in base currency; null: to anything.", "50"
    )
    tax_rounding: one_of(*TAX_ROUNDINGS) = new(  # type: ignore[valid-type]
        "How the tax of documents is rounded: of the `total` of each code and rate, or of each `line`.",
        "line",
    )
    gs1_prefix: text(20) = new("The prefix GS1 gave to the company: with it packages get SSCCs.", "4012345")  # type: ignore[valid-type]
    logo: Picture = new(  # type: ignore[valid-type]
        "PNG, JPEG, GIF, WebP or SVG in base64, fitted into 80 x 16 mm. Empty: none.", ""
    )


class CompanyOut(Shape):
    """Who we are, as it stands on every paper."""

    version: int = about("Counts the changes.", 4)
    name: str = about("Its name.", "Harbour Trading Ltd")
    address: str = about("As it is printed, without the country.", _ADDRESS)
    country: str = about("Two letters.", "GB")
    tax_number: str = about("Of that country.", "GB980780684")
    registration: str = about("Register, court, managing directors.", "")
    email: str = about("For questions.", "hello@harbour.example")
    phone: str = about("For questions.", "+44 117 496 0000")
    website: str = about("Its address in the web.", "https://harbour.example")
    bank_name: str = about("Where customers pay to.", "Harbour Bank")
    iban: str = about("The account.", "GB82WEST12345698765432")
    bic: str = about("The bank's code.", "WESTGB2L")
    bank_lines: str = about("The account, where there is no IBAN.", "")
    sourcing: str = about(
        "From which warehouses orders are served.", "one", json_schema_extra={"enum": list(SOURCING)}
    )
    overdue_days: int | None = about(
        "Orders are held while an invoice is more than so many days overdue; null: age does not matter.", 30
    )
    automatic_holds: list[str] = about(
        "For which reasons orders are held by themselves when they are confirmed.", ["credit", "overdue"]
    )
    first_order_over: AmountOut | None = about(
        "A first order of more is held, where `fraud` is on; null: none is."
    )
    least_order: AmountOut | None = about(
        "Orders come to at least so much, net, in base currency; null: to anything."
    )
    tax_rounding: str = about(
        "How the tax of documents is rounded: of the `total` of each code and rate, or of each `line`.",
        "total",
        json_schema_extra={"enum": list(TAX_ROUNDINGS)},
    )
    gs1_prefix: str = about("The prefix GS1 gave to the company; empty: packages get no SSCC.", "4012345")
    has_logo: bool = about("Whether a picture stands at the head of papers.", True)


def _shown(row: Company) -> dict[str, Any]:
    return CompanyOut.plain(row, has_logo=bool(row.logo))


@reads(router, "/company", needs="parties.set_company", gives=CompanyOut)
def get_company(by: By) -> dict[str, Any]:
    """Who we are; all empty until somebody says it."""
    return _shown(parties_queries.company())


@changes(router, "PATCH", "/company", needs="parties.set_company", gives=CompanyOut)
def set_company(by: By, body: CompanyChange) -> dict[str, Any]:
    """Say who we are, for the head and foot of every paper. Papers already printed do not change."""
    given = body.model_dump(exclude_unset=True)
    if given.get("logo"):
        given["logo"] = _kept(given["logo"])
    return _shown(parties.set_company(by, **given))


def _kept(sent: str) -> str:
    """The digest of the fitted picture in the storage. Raises Invalid."""
    try:
        fitted = fitted_logo(from_base64(sent, "logo"))
    except ValueError as problem:
        raise Invalid("The picture cannot be used.", fields={"logo": str(problem)}) from None
    return storage.keep([fitted], settings.DATA_UPLOAD_MAX_MEMORY_SIZE).digest
