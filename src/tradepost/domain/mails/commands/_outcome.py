"""What becomes of recipients, and of the mail as a whole."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import NotFound
from tradepost.domain.mails.events import MailBounced, MailDelivered, MailFailed, MailSent, MailShown
from tradepost.domain.mails.flows import RECIPIENT
from tradepost.domain.mails.models import Mail, Recipient
from tradepost.domain.mails.rules import standing

LONGEST_ANSWER = 1000


def mail_for_update(mail_id: UUID) -> tuple[Mail, list[Recipient]]:
    """The mail under lock, with its recipients. Raises NotFound."""
    row = Mail.objects.select_for_update().filter(id=mail_id).first()
    if row is None:
        raise NotFound("There is no such mail.", mail_id=mail_id)
    return row, list(Recipient.objects.filter(mail_id=mail_id).order_by("id"))


def move(by: By, recipients: Iterable[Recipient], verb: str, answer: str = "") -> list[Recipient]:
    """The recipients for whom the verb is allowed now, moved; the others stay. They are not saved yet."""
    sources, target = RECIPIENT.verbs[verb]
    moved = [one for one in recipients if one.state in sources]
    for one in moved:
        one.state, one.answer, one.changed_at = target, answer[:LONGEST_ANSWER], by.now
    return moved


def save(row: Mail, recipients: Sequence[Recipient], changed: Sequence[Recipient]) -> None:
    """Write the changed recipients, and the mail as it stands now."""
    Recipient.objects.bulk_update(changed, ["state", "answer", "changed_at"])
    row.state = standing(one.state for one in recipients)
    row.save(update_fields=["state", "answer", "tries", "sent_at", "settled_at"])


_FACTS = {"sent": MailSent, "delivered": MailDelivered, "shown": MailShown}


def tell(by: By, row: Mail, changed: Sequence[Recipient]) -> None:
    """Publish what is new, a fact for each state. A mail about nothing (a password) is told nowhere."""
    if row.subject_id is None:
        return
    for state, fact in _FACTS.items():
        if to := [one.address for one in changed if one.state == state]:
            publish(by, fact(row.subject_id, row.id, to))
    for state, trouble in (("bounced", MailBounced), ("failed", MailFailed)):
        if to := [one.address for one in changed if one.state == state]:
            answer = next(one.answer for one in changed if one.state == state)
            publish(by, trouble(row.subject_id, row.id, to, answer))
