from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails.models import Mail, Recipient
from tradepost.domain.mails.rules import SYSTEM, header_text


@command
def show_mail(
    by: By, *, mail_id: UUID, to: Sequence[str], title: str, text: str, sender: str, message_id: str = ""
) -> Mail:
    """Keep a mail of the house itself (a link to set a password) to be looked at, where nothing leaves.

    It is told nowhere: what it says is a secret of its reader.
    """
    row = Mail.objects.create(
        id=mail_id,
        kind=SYSTEM,
        sender=header_text(sender),
        title=header_text(title),
        text=text.replace("\x00", ""),
        message_id=header_text(message_id) or f"<{mail_id.hex}@tradepost>",
        state="shown",
        made_at=by.now,
        sent_at=by.now,
        sent_by=by.actor,
    )
    Recipient.objects.bulk_create(
        Recipient(mail=row, address=address, state="shown", changed_at=by.now)
        for address in dict.fromkeys(header_text(one).lower() for one in to)
    )
    return row
