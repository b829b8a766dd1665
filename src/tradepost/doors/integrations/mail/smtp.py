"""One mail over SMTP (RFC 5321), said step by step, so that each recipient's answer is known.

2xx took it, 4xx asks for another try, 5xx refuses for good. A connection that ends before the last answer leaves it
open whether the server took the mail: it is sent again under the same Message-ID.
"""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from django.conf import settings

from tradepost.domain.mails.models import Mail
from tradepost.domain.mails.rules import bare, verp


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The server's words by address, and why it must be tried again; `away`: there was nobody to talk to."""

    taken: dict[str, str]
    refused: dict[str, str] = field(default_factory=dict)
    again: str = ""
    away: bool = False


def hand_over(message: EmailMessage, mail: Mail, to: Sequence[str]) -> HandedOver:
    """Raises nothing for what servers do: each answer, also a broken line, becomes an outcome."""
    try:
        with _connected() as server:
            return _dialogue(server, message, mail, to)
    except smtplib.SMTPResponseException as refusal:
        # Greeting, EHLO or sign-in: nothing was said of this mail yet.
        return HandedOver({}, {}, _words(refusal.smtp_code, refusal.smtp_error), away=True)
    except (OSError, smtplib.SMTPException) as broken:
        return HandedOver({}, {}, f"The mail server could not be reached: {broken}"[:900], away=True)


@contextmanager
def _connected() -> Iterator[smtplib.SMTP]:
    """A server that was greeted, in TLS where the address says so, and signed in to."""
    host, port, timeout = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT or 20
    if settings.EMAIL_USE_SSL:
        secure = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        yield server
    finally:
        _leave(server)


def _leave(server: smtplib.SMTP) -> None:
    """Part politely; what was said stands, also when the line is dead."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _dialogue(server: smtplib.SMTP, message: EmailMessage, mail: Mail, to: Sequence[str]) -> HandedOver:
    body = message.as_bytes()
    reports = server.has_extn("dsn")
    options = [f"SIZE={len(body)}"] if server.has_extn("size") else []
    if reports:
        options += ["RET=HDRS", f"ENVID={mail.id.hex}"]
    code, said = server.mail(_envelope_sender(mail), options)
    if code >= 400:
        return _all(to, code, said)
    taken, refused, again = _name_recipients(server, to, reports)
    if not taken:
        server.rset()
        return HandedOver({}, refused, again)
    try:
        code, said = server.data(body)
    except smtplib.SMTPDataError as refusal:
        code, said = refusal.smtp_code, refusal.smtp_error  # type: ignore[assignment]
    except (OSError, smtplib.SMTPServerDisconnected):
        # It may have taken the mail all the same; the next try bears the same Message-ID.
        words = "The mail server ended the connection before it said whether it took the mail."
        return HandedOver({}, refused, words)
    words = _words(code, said)
    if 200 <= code < 300:
        return HandedOver(dict.fromkeys(taken, words), refused, again)
    if code >= 500:
        return HandedOver({}, {**refused, **dict.fromkeys(taken, words)}, again)
    return HandedOver({}, refused, words)


def _envelope_sender(mail: Mail) -> str:
    """Where it comes back to: an address of this mail's own, where the company has a mailbox for that."""
    return verp(settings.MAIL_BOUNCES, mail.id.hex) if settings.MAIL_BOUNCES else bare(mail.sender)


def _name_recipients(
    server: smtplib.SMTP, to: Sequence[str], reports: bool
) -> tuple[list[str], dict[str, str], str]:
    """Those it would take, those it refuses, and what it says of those who must be tried again."""
    taken, refused, again = [], {}, ""
    # A report of what arrived is of use only where somebody reads it (RFC 3461).
    notify = "SUCCESS,FAILURE,DELAY" if settings.MAIL_BOUNCES else "FAILURE"
    for address in to:
        options = [f"NOTIFY={notify}", f"ORCPT=rfc822;{_xtext(address)}"] if reports else []
        code, said = server.rcpt(address, options)
        if code < 400:
            taken.append(address)
        elif code >= 500:
            refused[address] = _words(code, said)
        else:
            again = again or _words(code, said)
        if code == 421:
            raise smtplib.SMTPServerDisconnected(_words(code, said))
    return taken, refused, again


def _all(to: Sequence[str], code: int, said: bytes) -> HandedOver:
    words = _words(code, said)
    return HandedOver({}, dict.fromkeys(to, words)) if code >= 500 else HandedOver({}, {}, words)


def _words(code: int, said: bytes | str) -> str:
    """What the server said, on one line, its code first."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(text.split())}"[:900]


def _xtext(address: str) -> str:
    """RFC 3461, section 4."""
    return "".join(
        letter if "!" <= letter <= "~" and letter not in "+=" else f"+{ord(letter):02X}" for letter in address
    )
