from uuid import UUID

from django.db.models import Q

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access.models import ListHabit, ListView


def list_views(by: By, name: str) -> list[ListView]:
    """The views of a list that a person may open: their own, then the shared ones of others, by name."""
    found = ListView.objects.filter(Q(user_id=by.actor_id) | Q(is_shared=True), list_name=name).order_by(
        "name", "id"
    )
    return sorted(found, key=lambda view: view.user_id != by.actor_id)


def list_view(by: By, view_id: UUID) -> ListView:
    """One view that a person may open. Raises NotFound."""
    found = ListView.objects.filter(Q(user_id=by.actor_id) | Q(is_shared=True), pk=view_id).first()
    if found is None:
        raise NotFound("There is no such view. It may have been deleted by who made it.", view_id=view_id)
    return found


def no_habit(name: str) -> ListHabit:
    """Of somebody who never looked, or a list that nobody keeps anything of; not to be saved."""
    return ListHabit(list_name=name)


def list_habit(by: By, name: str) -> ListHabit:
    """How this person uses a list; an unsaved one when they never looked."""
    assert by.actor_id is not None, "the machine looks at no lists"
    found = ListHabit.objects.select_related("opens_with").filter(user_id=by.actor_id, list_name=name).first()
    return found or ListHabit(user_id=by.actor_id, list_name=name)
