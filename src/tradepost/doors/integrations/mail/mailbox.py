"""The mailbox where bounces arrive, over IMAP: unread delivery reports are taken and marked as read.

Only then are they marked: killed in between, the next look takes them again, which changes nothing. Other mail in
the box (answers, notes of absence) is marked too, and left for a person to read.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings

from tradepost.base.by import By
from tradepost.doors.integrations.mail.bounces import take_report
from tradepost.doors.integrations.mail.reports import MOST_BYTES, NotAReport

AT_ONCE = 100
TIMEOUT_SECONDS = 20
log = structlog.get_logger("tradepost.mail")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


def fetch_bounces(by: By) -> int:
    """Take what is new in the mailbox, in no transaction; gives how many reports counted. Without a mailbox: none."""
    if not settings.BOUNCE_MAILBOX:
        return 0
    try:
        with _opened(settings.BOUNCE_MAILBOX) as box:
            return sum(_take(by, box, number) for number in _unread(box))
    except (OSError, imaplib.IMAP4.error) as broken:
        log.warning("the mailbox of the bounces could not be read", error=str(broken)[:500])
        return 0


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "imaps":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, parts.port or 993, ssl_context=secure, timeout=TIMEOUT_SECONDS
        )
    else:
        box = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT_SECONDS)
        if "STARTTLS" in box.capabilities:
            box.starttls(secure)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        said, found = box.select(f'"{folder}"')
        if said != "OK":
            raise imaplib.IMAP4.error(f"folder {folder}: {found}")
        yield box
    finally:
        box.shutdown()


def _unread(box: imaplib.IMAP4) -> list[str]:
    said, found = box.uid("SEARCH", "UNSEEN")
    numbers = found[0].split() if said == "OK" and found and found[0] else []
    return [number.decode() for number in numbers[:AT_ONCE] if number.isdigit()]


def _take(by: By, box: imaplib.IMAP4, number: str) -> bool:
    took = False
    content = _content(box, number)
    if content:
        try:
            log.info("a delivery report was taken", says=take_report(by, content))
            took = True
        except NotAReport as reason:
            log.info("a mail in the mailbox of the bounces is left for a person", reason=str(reason))
    box.uid("STORE", number, "+FLAGS", r"(\Seen)")
    return took


def _content(box: imaplib.IMAP4, number: str) -> bytes:
    """The whole message; nothing for one too large to be a report."""
    _said, sizes = box.uid("FETCH", number, "(RFC822.SIZE)")
    size = _SIZE.search(b" ".join(part for part in sizes if isinstance(part, bytes)))
    if size is None or int(size[1]) > MOST_BYTES:
        return b""
    _said, found = box.uid("FETCH", number, "(BODY.PEEK[])")
    return next((part[1] for part in found if isinstance(part, tuple)), b"")
