"""A mail as it travels (RFC 5322, MIME): plain text with HTML beside it, and the paper."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from tradepost.domain.mails.models import Mail, MailFile, Recipient
from tradepost.render.letters.look import html_of

OURS = "X-Tradepost-Mail"
"""Bears the mail's id, so that a report that returns nothing but headers still tells which mail came back."""


def message_of(mail: Mail, recipients: Sequence[Recipient], files: Sequence[MailFile]) -> EmailMessage:
    """The same mail is the same message each time, its Message-ID and Date included: a repeat is known as one.

    The library refuses a line end in a header; texts were refused or cleaned of them before they were kept.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(*parseaddr(mail.sender))
    for place, header in (("to", "To"), ("cc", "Cc")):
        if named := [_address(one.name, one.address) for one in recipients if one.place == place]:
            message[header] = named
    if mail.reply_to:
        message["Reply-To"] = _address(*parseaddr(mail.reply_to))
    message["Subject"] = mail.title
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = mail.message_id
    # RFC 3834: whether a person or a machine began this. Nobody's absence note need answer a machine.
    message["Auto-Submitted"] = "no" if mail.sent_by_id else "auto-generated"
    message[OURS] = str(mail.id)
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(html_of(mail), subtype="html", cte="quoted-printable")
    for one in files:
        kind, _, subtype = one.media.partition("/")
        message.add_attachment(bytes(one.content), maintype=kind, subtype=subtype, filename=one.name)
    # Last: what begins with Content- moves into the first part when parts are added.
    message["Content-Language"] = mail.language
    # "=_" stands in no encoded part (RFC 2045, 6.7), so that no text can close one early.
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mail.id.hex}_{number}")
    return message


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)
