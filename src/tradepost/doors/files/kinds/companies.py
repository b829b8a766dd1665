"""What customers and suppliers have in common: name, numbers, addresses, a contact."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, ContactInput
from tradepost.domain.parties.models import Party
from tradepost.domain.parties.rules import clean_address, clean_party
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.outcome import Effect, RowsRefused, Typed

PARTS = ("line1", "line2", "city", "region", "postal_code", "country")
WORDS = (
    Field("tax_number", ("VAT number", "VAT ID", "VAT", "tax ID", "USt-IdNr", "Steuernummer", "NIF", "CIF", "RFC")),
    Field("email", ("e-mail", "email address", "mail", "E-Mail-Adresse", "correo", "correo electrónico")),
    Field("phone", ("phone number", "telephone", "tel", "Telefon", "Telefonnummer", "teléfono")),
    Field("website", ("website URL", "web", "URL", "homepage", "Webseite", "página web", "sitio web")),
    Field("language", ("locale", "Sprache", "idioma")),
    Field("currency", ("currency code", "Währung", "moneda", "divisa")),
    Field("terms_days", ("payment days", "payment terms", "net days", "Zahlungsziel", "días de pago"), "whole"),
    Field("contact", ("contact name", "contact person", "Ansprechpartner", "Kontakt", "contacto")),
    Field("contact_title", ("job title", "Position", "cargo")),
    Field(
        "line1",
        ("address", "address 1", "address line 1", "street", "billing address", "Straße", "Adresse", "Anschrift",
         "dirección", "calle"),
    ),
    Field("line2", ("address 2", "address line 2", "Adresszusatz", "dirección 2")),
    Field("city", ("town", "billing city", "Ort", "Stadt", "ciudad", "población")),
    Field("region", ("state", "province", "county", "billing state", "Bundesland", "Region", "provincia", "estado")),
    Field("postal_code", ("zip", "zip code", "postcode", "billing zip", "PLZ", "Postleitzahl", "código postal", "CP")),
    Field("country", ("country code", "billing country", "Land", "país")),
    Field(
        "shipping_line1",
        ("shipping address", "delivery address", "ship address", "ship to", "Lieferadresse", "Lieferanschrift",
         "dirección de envío", "dirección de entrega"),
    ),
    Field("shipping_line2", ("shipping address 2", "delivery address 2")),
    Field("shipping_city", ("delivery city", "ship city", "Lieferort", "ciudad de envío")),
    Field("shipping_region", ("delivery state", "shipping state", "ship region")),
    Field(
        "shipping_postal_code",
        ("delivery postal code", "shipping zip", "ship postal code", "Liefer-PLZ", "código postal de envío"),
    ),
    Field("shipping_country", ("delivery country", "ship country", "Lieferland", "país de envío")),
)  # fmt: skip


def addresses_in(values: Values) -> list[AddressInput]:
    """The addresses a row tells."""
    found = []
    for kind, prefix in (("billing", ""), ("shipping", "shipping_")):
        parts = {part: values[prefix + part] for part in PARTS if prefix + part in values}
        if parts:
            found.append(AddressInput(kind=kind, **parts))
    return found


def contacts_in(values: Values) -> list[ContactInput]:
    """The contact a row tells."""
    return [ContactInput(values["contact"], values.get("contact_title", ""))] if "contact" in values else []


def cleaned(rows: Sequence[Typed], names: Sequence[str], countries: Mapping[int, str]) -> list[Values]:
    """The plain fields of each row as they will be kept. Raises RowsRefused for what cannot be."""
    wrong: dict[int, str] = {}
    found = []
    for row in rows:
        country = _country(row.values) or countries.get(row.number, "")
        given = {name: row.values[name] for name in names if name in row.values}
        clean, problems = clean_party(given, country)
        for address in addresses_in(row.values):
            parts = {part: getattr(address, part) for part in PARTS}
            problems |= clean_address({"kind": address.kind, **parts})[1]
        if problems:
            wrong[row.number] = " ".join(f"{name}: {sentence}" for name, sentence in problems.items())
        found.append(clean)
    if wrong:
        raise RowsRefused(wrong)
    return found


def _country(values: Values) -> str:
    typed = values.get("country") or values.get("shipping_country") or ""
    clean, _ = clean_address({"country": typed})
    return str(clean.get("country", ""))


def differing(stands: Mapping[str, Any], wanted: Values) -> Values:
    """What a row says otherwise than the books."""
    return {name: value for name, value in wanted.items() if stands[name] != value}


def change_addresses(by: By, party: Party, values: Values) -> list[Effect]:
    """Bring the default addresses and the contact to what a row says; gives what changed."""
    effects = []
    standing = {a.kind: a for a in party.addresses.all() if a.is_default}
    for given in addresses_in(values):
        prefix = "" if given.kind == "billing" else "shipping_"
        said = {part: values[prefix + part] for part in PARTS if prefix + part in values}
        clean, _ = clean_address(said)
        now = standing.get(given.kind)
        if now is None:
            made = parties.add_address(by, address_id=new_id(by.now), party_id=party.id, address=given)
            effects.append(Effect("address", made.id, {prefix + part: word for part, word in clean.items()}))
        elif different := {part: value for part, value in clean.items() if getattr(now, part) != value}:
            old = {prefix + part: getattr(now, part) for part in different}
            parties.change_address(by, address_id=now.id, **different)
            new = {prefix + part: word for part, word in different.items()}
            effects.append(Effect("address", now.id, new, old))
    for contact in contacts_in(values):
        if contact.name not in {known.name for known in party.contacts.all()}:
            person = parties.add_contact(
                by,
                contact_id=new_id(by.now),
                party_id=party.id,
                name=contact.name,
                title=contact.title,
            )
            said = {"contact": contact.name} | ({"contact_title": contact.title} if contact.title else {})
            effects.append(Effect("contact", person.id, said))
    return effects


def country_of(party: Party) -> str:
    """The country a standing party's telephone numbers are read by."""
    return next((a.country for a in sorted(party.addresses.all(), key=_rank) if a.country), "")


def _rank(address: Any) -> tuple[bool, bool, UUID]:
    return (address.kind != "billing", not address.is_default, address.id)
