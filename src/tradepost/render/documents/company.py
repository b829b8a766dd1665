"""Our own company as the letterhead of a paper."""

from uuid import UUID

from tradepost.base import storage
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.rules import country_name
from tradepost.render.papers import Address, Bank, Company, Size


def company() -> Company:
    """The letterhead: one statement. Before Settings say who we are it bears the product's name."""
    us = parties_queries.company()
    contact = tuple(part for part in (us.phone, us.email, us.website) if part)
    registration = (*us.registration.splitlines(), *((f"VAT {us.tax_number}",) if us.tax_number else ()))
    has_bank = bool(us.iban or us.bank_lines)
    bank = (
        Bank(us.bank_name, us.iban, us.bic, us.name, tuple(us.bank_lines.splitlines())) if has_bank else None
    )
    lines = (*us.address.splitlines(), *((country_name(us.country),) if us.country else ()))
    size = Size.usual_in(us.country)
    return Company(us.name or "Tradepost", lines, contact, registration, bank, _logo(us.logo), size)


def _logo(digest: str) -> bytes:
    """The picture; none where its contents are lost, which `verify` tells: papers must go out all the same."""
    if not digest or not storage.size_of(digest):
        return b""
    with storage.open_kept(digest) as handle:
        return handle.read()


def address_of(text: str, name: str = "") -> Address:
    """An address kept as text on a document: its first line is the name."""
    first, *lines = [line for line in text.splitlines() if line.strip()] or [name]
    return Address(first, tuple(lines))


def postal_address(party_id: UUID, name: str, kind: str = "billing") -> Address:
    """Where to write to a party: its default address of the kind, else any."""
    return address_of(parties_queries.address_of(party_id, kind) or name, name)
