from uuid import UUID

from tradepost.domain.parties.models import Party
from tradepost.domain.parties.queries import country_of


def party_for_update(party_id: UUID) -> tuple[Party, str]:
    """The party under lock, with the country its numbers are read by."""
    party = Party.objects.select_for_update().get(id=party_id)
    return party, country_of(party_id)
