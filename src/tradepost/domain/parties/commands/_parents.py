"""Whose branch a customer may be: one level, and never its own."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.parties.models import Customer


def refuse_bad_parents(given: Sequence[tuple[UUID, UUID | None, bool]]) -> None:
    """Of (customer, parent, shares the limit). Raises NotFound, Invalid. Without a parent nothing is asked."""
    if any(shares and parent_id is None for _, parent_id, shares in given):
        raise Invalid(
            "A limit is shared with a parent. Name it.", fields={"parent_id": "Whose branch they are."}
        )
    parents = {parent_id for _, parent_id, _ in given if parent_id is not None}
    if not parents:
        return
    branches = {pk for pk, parent_id, _ in given if parent_id is not None}
    among = Q(pk__in=parents) | Q(parent_id__in=branches)
    found = dict(
        Customer.objects.filter(among)
        .select_for_update(of=("self",))
        .order_by("pk")
        .values_list("pk", "parent_id")
    )
    if parents - set(found) - branches:
        raise NotFound(
            "There is no such customer to be a branch of.", customer_ids=sorted(parents - set(found))
        )
    if parents & branches or any(pk in parents and above is not None for pk, above in found.items()):
        raise Invalid(
            "A branch has no branches. Name the parent above it.", fields={"parent_id": "They are a branch."}
        )
    if any(above in branches for above in found.values()):
        raise Invalid(
            "They have branches, so they cannot be one.", fields={"parent_id": "A customer with branches."}
        )
