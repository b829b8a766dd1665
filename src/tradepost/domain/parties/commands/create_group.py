from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.parties.events import GroupCreated
from tradepost.domain.parties.models import CustomerGroup


def _made(group_id: UUID) -> CustomerGroup:
    return CustomerGroup.objects.get(id=group_id)


@command(once="group_id", again=_made)
def create_group(by: By, *, group_id: UUID, name: str) -> CustomerGroup:
    """A group of customers who share price lists. Raises Invalid when the name is empty or taken."""
    kept = " ".join(name.split())
    if not kept:
        raise Invalid("Give the group a name.", fields={"name": "Give a name."})
    if CustomerGroup.objects.filter(name__iexact=kept).exists():
        raise Invalid(f"There is a group {kept} already.", fields={"name": "Already used."})
    row = CustomerGroup.objects.create(id=group_id, name=kept, made_at=by.now)
    publish(by, GroupCreated(row.id))
    return row
