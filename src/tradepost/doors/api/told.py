"""What one is told of, and where one is mentioned: what the office shows under "For you"."""

from typing import Any

from ninja import Router
from pydantic import Field

from tradepost.base.by import By
from tradepost.domain.access.rules import HAPPENINGS
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, about
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Notes and files"])


class NoticeOut(Shape):
    """Something you asked to be told of."""

    id: IdOut = about("Its id.", AN_ID)
    happening: str = about("What happened.", "order_held", json_schema_extra={"enum": HAPPENINGS})
    kind: str = about("What kind of document it leads to.", "order")
    subject_id: IdOut = about("That document.")
    said: str = about("The sentence.", "SO-2026-000042 is on hold.")
    made_at: MomentOut = about("When you were told.")
    read_at: MomentOut | None = about("When you had seen it.")


class MentionOut(Shape):
    """A note in which a colleague mentions you."""

    id: IdOut = about("The note.", AN_ID)
    kind: str = about("What kind of document it lies beside.", "order")
    subject_id: IdOut = about("That document.")
    author: str = about("Who wrote it.", "Ana Lee")
    text: str = about("The words.", "@Sam Reed please call them.")
    made_at: MomentOut = about("When you were mentioned.")
    read_at: MomentOut | None = about("When you had seen it.")


class ForYouOut(Shape):
    """What is for you: at most 100 of each, the newest first."""

    unread: int = about("How many of all are new.", 2)
    notices: list[NoticeOut] = about("What you asked to be told of.")
    mentions: list[MentionOut] = about("Notes that mention you, beside documents you may read.")


class SeenIn(In):
    """What you have seen."""

    ids: list[Id] | None = Field(
        None, max_length=200, description="Notices and notes. Without it: all.", examples=[[AN_ID]]
    )


class SeenOut(Shape):
    """How many were new."""

    read: int = about("They were new until now.", 2)


@reads(router, "/me/for-you", needs="notes.read_mentions", gives=ForYouOut)
def get_for_you(by: By) -> dict[str, Any]:
    """What you are told of, and where you are mentioned."""
    mentions = notes_queries.mentions_of(by)
    readable = reports_queries.all_readable(by, [(one.note.kind, one.note.subject_id) for one in mentions])
    return ForYouOut.plain(
        None,
        unread=notes_queries.unread_count(by),
        notices=[NoticeOut.plain(one) for one in notes_queries.notices_of(by)],
        mentions=[
            MentionOut.plain(one.note, made_at=one.made_at, read_at=one.read_at)
            for one in mentions
            if one.note.subject_id in readable
        ],
    )


@changes(router, "POST", "/me/for-you/read", needs="notes.read_mentions", gives=SeenOut)
def read_for_you(by: By, body: SeenIn) -> dict[str, Any]:
    """Mark what is for you as seen: all of it, or these."""
    seen = notes.read_mentions(by, note_ids=body.ids) + notes.read_notices(by, notice_ids=body.ids)
    return {"read": seen}
