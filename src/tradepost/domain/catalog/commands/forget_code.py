from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.catalog.events import CodeRemoved
from tradepost.domain.catalog.models import Code


@command
def forget_code(by: By, *, party_id: UUID, code: str) -> None:
    """A customer's code, learned or typed, stands for nothing any more. Raises NotFound."""
    found = Code.objects.filter(kind="customer", party_id=party_id, code__iexact=code.strip()).first()
    if found is None:
        raise NotFound("They have no such code for an item of ours.")
    found.delete()
    publish(by, CodeRemoved(found.item_id, found.kind, found.code))
