"""The habit of one person with one list, made when it is first needed."""

from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.access.models import ListHabit


def whose(by: By) -> UUID:
    """The person it is kept for; the machine has no habits. Raises Invalid."""
    if by.actor_id is None:
        raise Invalid("Only somebody who is signed in keeps views of lists.")
    return by.actor_id


def keep(by: By, list_name: str, **values: Any) -> None:
    """One statement, whether it was there or not; two pages at once do not meet."""
    habit = ListHabit(user_id=whose(by), list_name=list_name, **values)
    ListHabit.objects.bulk_create(
        [habit], update_conflicts=True, unique_fields=["user", "list_name"], update_fields=list(values)
    )
