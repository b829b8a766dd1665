"""Facts about mails. The subject is the document, so that they stand on its timeline."""

from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class MailQueued(Event):
    """Somebody sent it; the worker hands it over. Said again when it is tried again."""

    name = "mails.queued"
    about_id: UUID
    mail_id: UUID
    kind: str
    to: list[str]
    title: str


@dataclass(frozen=True)
class MailSent(Event):
    """The mail server took it for these addresses."""

    name = "mails.sent"
    about_id: UUID
    mail_id: UUID
    to: list[str]


@dataclass(frozen=True)
class MailShown(Event):
    """It was shown in the product instead of sent: nothing leaves a development company."""

    name = "mails.shown"
    about_id: UUID
    mail_id: UUID
    to: list[str]


@dataclass(frozen=True)
class MailDelivered(Event):
    name = "mails.delivered"
    about_id: UUID
    mail_id: UUID
    to: list[str]


@dataclass(frozen=True)
class MailBounced(Event):
    """It came back; `answer` are the words of the server that would not have it."""

    name = "mails.bounced"
    about_id: UUID
    mail_id: UUID
    to: list[str]
    answer: str


@dataclass(frozen=True)
class MailFailed(Event):
    """Nobody tries any more; `answer` are the last words of the mail server."""

    name = "mails.failed"
    about_id: UUID
    mail_id: UUID
    to: list[str]
    answer: str


@dataclass(frozen=True)
class MailSettled(Event):
    """A person looked at what failed, and it needs nobody any more."""

    name = "mails.settled"
    about_id: UUID
    mail_id: UUID


@dataclass(frozen=True)
class AddressCleared(Event):
    """An address that bounced works again; the subject is the mail that had come back."""

    name = "mails.address_cleared"
    mail_id: UUID
    address: str


@dataclass(frozen=True)
class TemplateChanged(Event):
    name = "mails.template_changed"
    template_id: UUID
    kind: str
    language: str


@dataclass(frozen=True)
class TemplateReset(Event):
    """The shipped text counts again."""

    name = "mails.template_reset"
    template_id: UUID
    kind: str
    language: str
