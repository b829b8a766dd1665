from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.parties.commands._party import ADDRESS_FIELDS, AddressInput
from tradepost.domain.parties.events import AddressAdded
from tradepost.domain.parties.models import Address, Party
from tradepost.domain.parties.rules import clean_address


def _made(address_id: UUID) -> Address:
    return Address.objects.get(id=address_id)


@command(once="address_id", again=_made)
def add_address(by: By, *, address_id: UUID, party_id: UUID, address: AddressInput) -> Address:
    """One more address; default when asked for, or the first of its kind. Raises Invalid, NotFound."""
    if Party.objects.select_for_update().filter(id=party_id).first() is None:
        raise NotFound("There is no such party.", party_id=party_id)
    clean, problems = clean_address({name: getattr(address, name) for name in ("kind", *ADDRESS_FIELDS)})
    if problems:
        raise Invalid("Some values cannot be kept.", fields=problems)
    default_before = Address.objects.filter(party_id=party_id, kind=address.kind, is_default=True)
    is_default = address.is_default or not default_before.exists()
    if address.is_default:
        default_before.update(is_default=False)
    row = Address.objects.create(
        id=address_id, party_id=party_id, is_default=is_default, made_at=by.now, **clean
    )
    publish(by, AddressAdded(party_id, row.id, row.kind))
    return row
