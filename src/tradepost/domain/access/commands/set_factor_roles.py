from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.access.events import SecondFactorRolesSet
from tradepost.domain.access.models import FactorRole
from tradepost.domain.access.rules import ROLES

COMPANY = UUID(int=2)
"""Whom the fact is about: all of us."""


@command
def set_factor_roles(by: By, *, roles: Sequence[str]) -> list[str]:
    """The people of these roles, and of no other, must have a second factor. Raises Invalid.

    Whoever has none sets it up with the next page they open; programs with tokens are not asked.
    """
    if unknown := set(roles) - set(ROLES):
        sentence = f"There is no role {min(unknown)}."
        raise Invalid(sentence, fields={"roles": sentence})
    wanted = sorted(set(roles))
    before = sorted(row.role for row in FactorRole.objects.select_for_update().order_by("role"))
    if wanted == before:
        return wanted
    FactorRole.objects.exclude(role__in=wanted).delete()
    new = [FactorRole(role=role, since=by.now) for role in wanted if role not in before]
    FactorRole.objects.bulk_create(new, ignore_conflicts=True)
    publish(by, SecondFactorRolesSet(COMPANY, wanted, before))
    return wanted
