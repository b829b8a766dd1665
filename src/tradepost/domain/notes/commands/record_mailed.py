from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.notes.models import Notice


@command
def record_mailed(by: By, *, notice_id: UUID) -> None:
    """A mail server took the mail of a notice; the fact that somebody is told stands already."""
    Notice.objects.filter(id=notice_id, mailed_at=None).update(mailed_at=by.now)
