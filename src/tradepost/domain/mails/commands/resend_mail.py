from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.mails.commands._outcome import mail_for_update, move, save
from tradepost.domain.mails.events import MailQueued
from tradepost.domain.mails.models import Mail


class NothingFailed(Refusal):
    """There is nobody to whom this mail has still to go."""


@command
def resend_mail(by: By, *, mail_id: UUID) -> Mail:
    """Try again where it failed, under the same Message-ID: who has it already gets no second one.

    Raises NothingFailed, NotFound.
    """
    row, recipients = mail_for_update(mail_id)
    changed = move(by, recipients, "retry")
    if not changed or row.subject_id is None:
        raise NothingFailed("This mail has not failed anywhere. To send it once more, write it again.")
    row.answer, row.tries, row.settled_at = "", 0, None
    save(row, recipients, changed)
    publish(by, MailQueued(row.subject_id, row.id, row.kind, [one.address for one in changed], row.title))
    return row
