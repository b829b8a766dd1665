from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.parties.models import Address, Contact, Party
from tradepost.domain.parties.rules import clean_address, clean_party


class NumberTaken(Refusal):
    """A customer or supplier has this number already; `facts["numbers"]` names all that are taken."""


class PartyFields(TypedDict, total=False):
    """What a customer and a supplier have in common, as typed."""

    tax_number: str
    email: str
    phone: str
    website: str
    language: str


PARTY_FIELDS = ("name", *PartyFields.__annotations__)


@dataclass(frozen=True, slots=True)
class AddressInput:
    """An address as typed. The first of its kind becomes the default one without being asked."""

    kind: str = "billing"
    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    is_default: bool = False
    address_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactInput:
    """A person at the party, as typed."""

    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    contact_id: UUID | None = None


ADDRESS_FIELDS = ("name", "line1", "line2", "city", "region", "postal_code", "country")


@dataclass
class Draft:
    """Rows that are about to be written, and what is wrong with what was typed, by field path."""

    parties: list[Party] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    def refuse_problems(self, what: str) -> None:
        """Raise Invalid naming every bad field of every row at once."""
        if self.problems:
            first = next(iter(self.problems.items()))
            raise Invalid(
                f"{len(self.problems)} value(s) of the {what} cannot be kept. First {first[0]}: {first[1]}",
                fields=self.problems,
            )

    def write(self) -> None:
        """One statement per table, however many rows."""
        Party.objects.bulk_create(self.parties)
        Address.objects.bulk_create(self.addresses)
        Contact.objects.bulk_create(self.contacts)


def draft_party(by: By, draft: Draft, given: Any, path: str) -> UUID:
    """Add a party with its addresses and contacts to the draft; gives its id.

    `given` is a CustomerInput or SupplierInput; with a `party_id` the party stands already and only
    addresses and contacts are new.
    """
    addresses = [
        _clean_address(draft, address, f"{path}addresses.{n}.") for n, address in enumerate(given.addresses)
    ]
    country = next((clean["country"] for clean in addresses if clean.get("country")), "")
    party_id: UUID = given.party_id or new_id(by.now)
    if given.party_id is None:
        clean = collect(
            draft.problems, path, *clean_party({name: getattr(given, name) for name in PARTY_FIELDS}, country)
        )
        draft.parties.append(Party(id=party_id, made_at=by.now, **clean))
    for clean, default in zip(addresses, _defaults(given.addresses), strict=True):
        draft.addresses.append(
            Address(
                **{
                    "id": new_id(by.now),
                    **clean,
                    "party_id": party_id,
                    "is_default": default and given.party_id is None,
                    "made_at": by.now,
                }
            )
        )
    for n, contact in enumerate(given.contacts):
        draft.contacts.append(draft_contact(by, draft, contact, party_id, country, f"{path}contacts.{n}."))
    return party_id


def draft_contact(
    by: By, draft: Draft, given: ContactInput, party_id: UUID, country: str, path: str
) -> Contact:
    """A contact's row from what was typed."""
    values = {"name": given.name, "title": given.title, "email": given.email, "phone": given.phone}
    clean = collect(draft.problems, path, *clean_party(values, country))
    return Contact(id=given.contact_id or new_id(by.now), party_id=party_id, made_at=by.now, **clean)


def collect(
    problems: dict[str, str], path: str, clean: dict[str, Any], found: Mapping[str, str]
) -> dict[str, Any]:
    """Put the problems found under their path; gives the clean values."""
    problems.update({f"{path}{name}": sentence for name, sentence in found.items()})
    return clean


def _clean_address(draft: Draft, given: AddressInput, path: str) -> dict[str, Any]:
    values = {name: getattr(given, name) for name in ("kind", *ADDRESS_FIELDS)}
    clean = collect(draft.problems, path, *clean_address(values))
    if given.address_id is not None:
        clean["id"] = given.address_id
    return clean


def _defaults(addresses: Sequence[AddressInput]) -> list[bool]:
    """One default per kind: the first one marked, else the first."""
    chosen: dict[str, int] = {}
    for n, address in enumerate(addresses):
        best = chosen.get(address.kind)
        if best is None or (address.is_default and not addresses[best].is_default):
            chosen[address.kind] = n
    return [chosen[address.kind] == n for n, address in enumerate(addresses)]


def refuse_unknown_parties(party_ids: Iterable[UUID | None]) -> None:
    """Raise NotFound when a party that should stand already does not."""
    asked = {party_id for party_id in party_ids if party_id is not None}
    if asked:
        missing = asked - set(Party.objects.filter(id__in=asked).values_list("id", flat=True))
        if missing:
            raise NotFound("There is no such party.", party_ids=sorted(missing))


def refuse_doubled(values: Sequence[str], path: str, what: str, problems: dict[str, str]) -> None:
    """Note every value that stands twice in one call, whatever its case."""
    seen: set[str] = set()
    for n, value in enumerate(values):
        if value and value.upper() in seen:
            problems[path.format(n)] = f"This {what} stands twice."
        seen.add(value.upper())


def remove_bare_parties(party_ids: Sequence[UUID]) -> None:
    """Remove those of these parties that are neither customer nor supplier, with addresses and contacts."""
    bare = [
        row[0]
        for row in sql.rows(
            """select p.id from parties_party p where p.id = any(%s::uuid[])
                 and not exists (select from parties_customer c where c.party_id = p.id)
                 and not exists (select from parties_supplier s where s.party_id = p.id) order by p.id""",
            [list(party_ids)],
        )
    ]
    sql.run("delete from parties_address where party_id = any(%s::uuid[])", [bare])
    sql.run("delete from parties_contact where party_id = any(%s::uuid[])", [bare])
    sql.run("delete from parties_party where id = any(%s::uuid[])", [bare])
