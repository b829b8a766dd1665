"""What one person keeps of a list: saved views, columns, and when they looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import ListHabit, ListView
from tradepost.render.screens.listing import ListPage, ListScreen
from tradepost.render.screens.parameters import ListParameters


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view over the list."""

    id: UUID
    label: str
    url: str
    is_mine: bool
    is_shared: bool
    is_here: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Ready for the templates around a list. `minted` is the id that a view saved from this page gets."""

    tabs: list[Tab]
    here: Tab | None
    opens_with: ListView | None
    since: datetime | None
    since_value: str
    may_share: bool
    minted: UUID

    @property
    def all_url(self) -> str:
        return "?view=all" if self.opens_with else "?"


def habit_of(by: By, screen: ListScreen, *, looks: bool) -> ListHabit:
    """How this person uses the list; a look at the whole page is put on record."""
    if not screen.is_kept or by.actor_id is None:
        return access_queries.no_habit(screen.name)
    if looks:
        access.record_look(by, list_name=screen.name)
    return access_queries.list_habit(by, screen.name)


def kept_of(by: By, screen: ListScreen, parameters: ListParameters, habit: ListHabit) -> Kept | None:
    """The tabs and menus; None for a list of made-up rows."""
    if not screen.is_kept or by.actor_id is None:
        return None
    tabs = [_tab(by, view, parameters, habit) for view in access_queries.list_views(by, screen.name)]
    here = next((tab for tab in tabs if tab.is_here), None)
    told = screen.listing.subject and habit.since
    since = f"{habit.since.isoformat()}!{by.actor_id}" if told and habit.since else ""
    may_share = access_queries.may(by, "access.share_view")
    return Kept(tabs, here, habit.opens_with, habit.since, since, may_share, new_id(by.now))


def _tab(by: By, view: ListView, parameters: ListParameters, habit: ListHabit) -> Tab:
    url = f"?{view.query}&view={view.pk}" if view.query else f"?view={view.pk}"
    return Tab(
        view.pk,
        view.name,
        url,
        view.user_id == by.actor_id,
        view.is_shared,
        parameters.view == str(view.pk),
        habit.opens_with_id == view.pk,
    )


def mark_changed(by: By, shown: ListPage, habit: ListHabit) -> None:
    """Mark the rows of the page that others changed since this person looked."""
    if not shown.screen.listing.subject or habit.since is None:
        return
    ids: Sequence[UUID] = [row.pk for row in shown.page.rows]
    shown.marked = feed.changed_since(ids, habit.since, but_for=by.actor_id)
