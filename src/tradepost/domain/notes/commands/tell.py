from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes.events import Told
from tradepost.domain.notes.models import Notice


@command
def tell(
    by: By, *, happening: str, cause: str, user_ids: Sequence[UUID], kind: str, subject_id: UUID, said: str
) -> list[Notice]:
    """Tell users of something, each in the ways they chose; of one cause once. A mention is shown by itself.

    Who chose neither way is not told.
    """
    ways = access_queries.told_of(happening, user_ids)
    known = set(Notice.objects.filter(cause=cause).values_list("user_id", flat=True))
    rows = [
        Notice(
            id=new_id(by.now),
            user_id=user_id,
            happening=happening,
            cause=cause,
            kind=kind,
            subject_id=subject_id,
            said=said,
            is_shown="product" in chosen and happening != "mention",
            is_mailed="mail" in chosen,
            made_at=by.now,
        )
        for user_id, chosen in ways.items()
        if user_id not in known and ("mail" in chosen or happening != "mention")
    ]
    Notice.objects.bulk_create(rows)
    publish(by, *(Told(row.user_id, row.id, happening, row.is_mailed) for row in rows))
    return rows
