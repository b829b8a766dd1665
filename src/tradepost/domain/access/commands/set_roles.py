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
    # What stays is not touched: its history would tell that it was taken away.
    kept = [one for one in before if GrantInput(one.role, one.scope_kind, one.scope_id) in grants]
    standing = {GrantInput(one.role, one.scope_kind, one.scope_id) for one in kept}
    Grant.objects.filter(user_id=user.id).exclude(id__in=[one.id for one in kept]).delete()
    new = grant_rows(by, user.id, [grant for grant in grants if grant not in standing])
    Grant.objects.bulk_create(new)
    publish(by, RolesSet(user.id, spelled([*kept, *new]), spelled(before)))
    return [*kept, *new]
