"""The change feed: every fact in the order of commit, from any cursor, none skipped."""

from typing import Annotated, Any

from ninja import Router
from pydantic import Field, StringConstraints

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import NotPermitted
from tradepost.base.events import EVENTS
from tradepost.domain.access.queries import may
from tradepost.doors.api.endpoints import reads, sees_costs
from tradepost.doors.api.fields import IdOut, MomentOut, about
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Events"])
Cursor = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9]{1,10}\.[0-9]{1,20}\.[0-9]{1,19}$")]
Rows = Annotated[int, Field(ge=1, le=1000)]


class EventOut(Shape):
    """A fact."""

    id: int = about("Its number; the order of the feed is that of the cursors.", 4711)
    cursor: str = about("Give it as `after` to read on behind this fact.", "1.7700.4711")
    name: str = about("What happened: room and past tense.", "sales.order_placed")
    subject_id: IdOut = about("The document it is about.")
    data: dict[str, Any] = about("What belongs to it.", {"number": "SO-1042"})
    at: MomentOut = about("When it happened.")
    actor: str = about("Who did it.", "Vera Rep")
    command: str = about("By which command.", "sales.place_order")
    request_id: str = about("In which request.", "8c1f0a7e5d1b4a1f")


class EventsOut(Shape):
    """Facts in the order of commit."""

    events: list[EventOut] = about("Up to `limit` facts.")
    next: str = about("Give it as `after` next time, also when there was nothing new.", "1.7700.4711")


@reads(router, "/events", needs="base.read", gives=EventsOut)
def list_events(by: By, after: Cursor = feed.START, limit: Rows = 500) -> dict[str, Any]:
    """The facts after a cursor. Ask again with `next`; nothing is skipped, however late it commits.

    For those who read everything: not for anybody who is limited to some customers or one warehouse.
    Facts of rooms that the role may not read are left out.
    """
    if by.scope:
        raise NotPermitted("The change feed holds everybody's facts; your role is limited to some.")
    readable = [name for name in EVENTS if may(by, f"{name.partition('.')[0]}.read")]
    found = feed.read(after, limit, None if len(readable) == len(EVENTS) else readable)
    costs = sees_costs(by)
    events = [EventOut.plain(event, data=told(event.data, costs=costs)) for event in found]
    return EventsOut.plain(None, events=events, next=found[-1].cursor if found else after)


def told(data: dict[str, Any], *, costs: bool) -> dict[str, Any]:
    """The data of a fact, without what goods cost for those who may not see it."""
    return data if costs else {name: value for name, value in data.items() if name != "value"}
