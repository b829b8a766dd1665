from uuid import UUID

from django.db import IntegrityError, transaction

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.access.commands._habit import whose
from tradepost.domain.access.models import ListView

MOST_VIEWS = 50
LONGEST_NAME = 60
LONGEST_QUERY = 4000


class ViewNameTaken(Refusal):
    """One's own views of a list have a name each."""


class TooManyViews(Refusal):
    """Nobody finds one of so many."""


def clean_name(name: str) -> str:
    """One line, not empty, short enough for a tab. Raises Invalid."""
    label = " ".join(name.split())
    if not label or len(label) > LONGEST_NAME:
        sentence = f"Give the view a name of at most {LONGEST_NAME} characters."
        raise Invalid(sentence, fields={"name": sentence})
    return label


def write(view: ListView) -> ListView:
    """Raises ViewNameTaken."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        sentence = f"You have a view called “{view.name}” in this list already."
        raise ViewNameTaken(sentence, fields={"name": sentence}) from None
    return view


@command(once="view_id", again=lambda view_id: ListView.objects.get(pk=view_id))
def save_view(
    by: By, *, view_id: UUID, list_name: str, name: str, query: str, is_shared: bool = False
) -> ListView:
    """Keep a list as it stands under a name. Doors ask who may share one. Raises Invalid, ViewNameTaken."""
    label = clean_name(name)
    if len(query) > LONGEST_QUERY or len(list_name) > LONGEST_NAME:
        raise Invalid("This filter names too much to be kept. Narrow it, and save it again.")
    if ListView.objects.filter(user_id=whose(by), list_name=list_name).count() >= MOST_VIEWS:
        raise TooManyViews(f"You have {MOST_VIEWS} views of this list. Delete one you do not use.")
    return write(
        ListView(
            id=view_id, list_name=list_name, user_id=whose(by), name=label, query=query,
            is_shared=is_shared, made_at=by.now,
        )
    )  # fmt: skip
