"""Django's door for mails of the house itself, where nothing leaves: they are kept and shown to the owner."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.mails import commands as mails


class ShownBackend(BaseEmailBackend):
    """Keeps each mail in the list of mails. For development: links to set a password are secrets."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            by = system(timezone.now())
            headers: dict[str, Any] = message.extra_headers
            mails.show_mail(
                by,
                mail_id=new_id(by.now),
                to=message.recipients(),
                title=str(message.subject),
                text=str(message.body),
                sender=str(message.from_email),
                message_id=str(headers.get("Message-ID", "")),
            )
        return len(email_messages)
