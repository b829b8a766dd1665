from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.commands._grants import (
    GrantInput,
    grant_rows,
    refuse_bad_grants,
    refuse_last_owner,
    spelled,
    user_for_update,
)
from tradepost.domain.access.events import RolesSet
from tradepost.domain.access.models import Grant


@command
def set_roles(by: By, *, user_id: UUID, grants: Sequence[GrantInput]) -> list[Grant]:
    """These roles instead of those before. Raises Invalid, TooManyScopes, LastOwner, NotFound."""
    refuse_bad_grants(grants)
    if not any(grant.role == "owner" for grant in grants):
        refuse_last_owner(user_id)
    user = user_for_update(user_id)
    before = list(Grant.objects.filter(user_id=user.id).order_by("id"))
    if spelled(before) == spelled(list(dict.fromkeys(grants))):
        return before
    Grant.objects.filter(user_id=user.id).delete()
    rows = grant_rows(by, user.id, grants)
    Grant.objects.bulk_create(rows)
    publish(by, RolesSet(user.id, spelled(rows), spelled(before)))
    return rows
