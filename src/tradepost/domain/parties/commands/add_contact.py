from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.parties.commands._party import ContactInput, Draft, draft_contact
from tradepost.domain.parties.events import ContactAdded
from tradepost.domain.parties.models import Contact, Party
from tradepost.domain.parties.queries import country_of


def _made(contact_id: UUID) -> Contact:
    return Contact.objects.get(id=contact_id)


@command(once="contact_id", again=_made)
def add_contact(
    by: By, *, contact_id: UUID, party_id: UUID, name: str, title: str = "", email: str = "", phone: str = ""
) -> Contact:
    """One more person at a party. Raises Invalid, NotFound."""
    if not Party.objects.filter(id=party_id).exists():
        raise NotFound("There is no such party.", party_id=party_id)
    draft = Draft()
    given = ContactInput(name, title, email, phone, contact_id)
    row = draft_contact(by, draft, given, party_id, country_of(party_id), "")
    draft.refuse_problems("contact")
    row.save(force_insert=True)
    publish(by, ContactAdded(party_id, row.id))
    return row
