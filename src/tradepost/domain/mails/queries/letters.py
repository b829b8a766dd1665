from dataclasses import dataclass
from uuid import UUID

from tradepost.domain.mails.models import Mail, MailFile, Recipient


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it goes out: whole, with everybody it is written to, and those to whom it has still to go."""

    mail: Mail
    recipients: list[Recipient]
    files: list[MailFile]

    @property
    def waiting(self) -> list[Recipient]:
        return [one for one in self.recipients if one.state in ("queued", "failed")]


def letter(mail_id: UUID) -> Letter | None:
    """A mail with all that is sent, for the worker; None when there is none. Three statements."""
    found = Mail.objects.filter(id=mail_id).first()
    if found is None:
        return None
    return Letter(
        found,
        list(Recipient.objects.filter(mail_id=mail_id).order_by("id")),
        list(MailFile.objects.filter(mail_id=mail_id).order_by("id")),
    )


def mail_of_message(message_id: str) -> UUID | None:
    """The mail that went out under a Message-ID, for reports that name nothing else."""
    return Mail.objects.filter(message_id=message_id).values_list("id", flat=True).first()
