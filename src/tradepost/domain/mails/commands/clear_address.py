from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.mails.events import AddressCleared
from tradepost.domain.mails.models import BouncedAddress


@command
def clear_address(by: By, *, address: str) -> None:
    """An address that bounced works again: nobody is warned any more. Raises NotFound."""
    row = BouncedAddress.objects.select_for_update().filter(address=address.lower()).first()
    if row is None:
        raise NotFound("No mail came back from this address.", address=address)
    publish(by, AddressCleared(row.mail_id, row.address))
    row.delete()
