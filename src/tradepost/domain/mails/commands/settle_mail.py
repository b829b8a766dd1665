from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.mails.commands._outcome import mail_for_update
from tradepost.domain.mails.events import MailSettled
from tradepost.domain.mails.models import Mail


class NothingToSettle(Refusal):
    """The mail did not fail, or somebody has looked at it already."""


@command
def settle_mail(by: By, *, mail_id: UUID) -> Mail:
    """Somebody looked after what failed or bounced: it needs nobody any more. Raises NothingToSettle, NotFound."""
    row, _recipients = mail_for_update(mail_id)
    if row.state not in ("failed", "bounced") or row.settled_at is not None or row.subject_id is None:
        raise NothingToSettle("This mail needs nobody.")
    row.settled_at = by.now
    row.save(update_fields=["settled_at"])
    publish(by, MailSettled(row.subject_id, row.id))
    return row
