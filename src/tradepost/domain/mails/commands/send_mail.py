from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import claim, command, fingerprint, publish
from tradepost.base.errors import Invalid
from tradepost.domain.mails.events import MailQueued
from tradepost.domain.mails.models import Mail, MailFile, Recipient
from tradepost.domain.mails.rules import (
    KINDS,
    LANGUAGES,
    Address,
    bare,
    header_text,
    one_line,
    read_addresses,
)

LONGEST_TEXT = 20_000
MOST_BYTES = 20_000_000
"""What servers of today take with the third that base64 adds."""


@dataclass(frozen=True, slots=True)
class FileInput:
    """What goes with a mail, under the name that its reader sees."""

    name: str
    content: bytes
    media: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class MailInput:
    """A mail as somebody wrote it. `to` and `cc` are lines as people type them, `text` is plain text.

    `subject_id` is the document and `number` its name; `sender` is the From line. `asked` is what a program said,
    when the rest was filled in for it: a repeat is known by that, for what is filled in may be another by then.
    """

    mail_id: UUID
    kind: str
    subject_id: UUID
    number: str
    party_id: UUID
    to: str
    title: str
    text: str
    sender: str
    cc: str = ""
    reply_to: str = ""
    language: str = "en"
    customer_id: UUID | None = None
    supplier_id: UUID | None = None
    warehouse_id: UUID | None = None
    files: Sequence[FileInput] = field(default=())
    asked: Any = None


@command
def send_mail(by: By, *, mail: MailInput) -> Mail:
    """Keep a mail, and let the worker hand it to the mail server. Sent twice under one id it is one mail.

    Raises Invalid naming each field, SentTwiceDifferently.
    """
    to, cc, title = _checked(mail)
    # What is attached is made anew each time; that a repeat's paper is a byte younger makes it no other mail.
    contents = mail.asked or [replace(mail, files=()), [(one.name, one.media) for one in mail.files]]
    if not claim(f"mails.send_mail:{mail.mail_id}", fingerprint(contents), by):
        return Mail.objects.get(id=mail.mail_id)
    row = Mail.objects.create(
        id=mail.mail_id,
        kind=mail.kind,
        subject_id=mail.subject_id,
        number=mail.number,
        party_id=mail.party_id,
        customer_id=mail.customer_id,
        supplier_id=mail.supplier_id,
        warehouse_id=mail.warehouse_id,
        language=mail.language,
        sender=header_text(mail.sender),
        reply_to=header_text(mail.reply_to),
        title=title,
        text=_plain(mail.text),
        message_id=f"<{mail.mail_id.hex}@{bare(mail.sender).rpartition('@')[2]}>",
        made_at=by.now,
        sent_by_id=by.actor_id,
        sent_by=by.actor,
    )
    _write_recipients(by, row, to, cc)
    MailFile.objects.bulk_create(
        MailFile(
            mail=row, name=header_text(one.name), media=one.media, size=len(one.content), content=one.content
        )
        for one in mail.files
    )
    publish(by, MailQueued(mail.subject_id, row.id, row.kind, [one.address for one in (*to, *cc)], title))
    return row


def _checked(mail: MailInput) -> tuple[list[Address], list[Address], str]:
    """To, Cc and the subject as they are kept."""
    problems: dict[str, str] = {}
    to = _addresses(mail.to, "to", problems)
    cc = _addresses(mail.cc, "cc", problems)
    known = {one.address.lower() for one in to}
    cc = [one for one in cc if one.address.lower() not in known]
    if not to and "to" not in problems:
        problems["to"] = "Say to whom it goes."
    title = ""
    try:
        title = one_line(mail.title)
    except ValueError as problem:
        problems["title"] = str(problem)
    if not mail.text.strip():
        problems["text"] = "A mail needs a text."
    elif len(mail.text) > LONGEST_TEXT:
        problems["text"] = f"A text has at most {LONGEST_TEXT} characters."
    if mail.kind not in KINDS:
        problems["kind"] = f"One of {', '.join(KINDS)}."
    if mail.language not in LANGUAGES:
        problems["language"] = f"One of {', '.join(LANGUAGES)}."
    if sum(len(one.content) for one in mail.files) > MOST_BYTES:
        problems["files"] = "What is attached is larger than mail servers take (20 MB)."
    if problems:
        raise Invalid("This mail cannot be sent yet.", fields=problems)
    return to, cc, title


def _addresses(text: str, field_name: str, problems: dict[str, str]) -> list[Address]:
    try:
        return read_addresses(text)
    except ValueError as problem:
        problems[field_name] = str(problem)
        return []


def _plain(text: str) -> str:
    """Lines end in one way, and no letter stands that a database or a reader cannot take."""
    # The blank after the two dashes of a signature is its mark.
    lines = [line if line == "-- " else line.rstrip() for line in text.replace("\x00", "").splitlines()]
    return "\n".join(lines).strip() + "\n"


def _write_recipients(by: By, row: Mail, to: Sequence[Address], cc: Sequence[Address]) -> None:
    Recipient.objects.bulk_create(
        Recipient(mail=row, address=one.address, name=one.name, place=place, changed_at=by.now)
        for place, all_of in (("to", to), ("cc", cc))
        for one in all_of
    )
