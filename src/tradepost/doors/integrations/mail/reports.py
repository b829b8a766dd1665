"""Delivery reports (RFC 3464) as mail servers send them: read with the standard library, believed in little.

Anybody may write to the address of the bounces, so a report is hostile until it names a mail of ours, and then
counts only for addresses that this mail went to. Which mail it is says, first found: our id in the address it came
to (VERP), the envelope id, our header, the Message-ID of what came back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser
from uuid import UUID

from tradepost.domain.mails.rules import verp_id
from tradepost.render.letters.message import OURS

MOST_BYTES = 1_000_000
MOST_PARTS = 50
MOST_RECIPIENTS = 100
_CAME_TO = ("Delivered-To", "X-Original-To", "To", "Envelope-To")
_HEX = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")


class NotAReport(Exception):
    """This mail is no delivery report; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says. `for_good`: addresses that will not work tomorrow either (status 5.x.x)."""

    mail_id: UUID | None
    message_id: str
    bounced: dict[str, str] = field(default_factory=dict)
    delivered: dict[str, str] = field(default_factory=dict)
    for_good: frozenset[str] = frozenset()


def read_report(content: bytes, came_to: str = "") -> Report:
    """Raises NotAReport. `came_to` is the envelope's recipient, where the mail server tells it."""
    if len(content) > MOST_BYTES:
        raise NotAReport(f"larger than {MOST_BYTES:,} bytes")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        return _read(message, came_to)
    except NotAReport:
        raise
    except Exception as error:  # the parser fails in many ways on what was made to break it
        raise NotAReport(f"cannot be read ({type(error).__name__})") from None


def _read(message: Message, came_to: str) -> Report:
    parts = list(_parts(message))
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        raise NotAReport("no delivery status in it")
    blocks = [block for block in _blocks(status) if len(block)]
    bounced, delivered, for_good = _outcomes(blocks[: MOST_RECIPIENTS + 1])
    mail_id, message_id = _which(message, parts, blocks, came_to)
    if mail_id is None and not message_id:
        raise NotAReport("it does not say which mail it is about")
    return Report(mail_id, message_id, bounced, delivered, for_good)


def _parts(message: Message) -> Iterator[Message]:
    """Every part, as far as anybody but an attacker goes."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [one for one in inside[:MOST_PARTS] if isinstance(one, Message)]


def _blocks(status: Message) -> list[Message]:
    inside = status.get_payload()
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def _outcomes(blocks: list[Message]) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """A block of a recipient has an action; the first block, of the whole mail, has none."""
    bounced: dict[str, str] = {}
    delivered: dict[str, str] = {}
    for_good = set()
    for block in blocks:
        action = _text(block, "Action").lower().split(" ")[0].split("(")[0]
        names = [_address(block, header) for header in ("Original-Recipient", "Final-Recipient")]
        words = _words(block)
        for address in filter(None, dict.fromkeys(names)):
            if action == "failed":
                bounced[address] = words
                found = _STATUS.search(_text(block, "Status"))
                # A full mailbox (x.2.2) is emptied some day; only an address that is none is remembered.
                if found and found[1] == "5" and not found[0].startswith("5.2.2"):
                    for_good.add(address)
            elif action in ("delivered", "relayed", "expanded"):
                delivered[address] = words
    return bounced, delivered, frozenset(for_good)


def _which(
    message: Message, parts: list[Message], blocks: list[Message], came_to: str
) -> tuple[UUID | None, str]:
    hexes = [verp_id(came_to), *(verp_id(_text(message, header)) for header in _CAME_TO)]
    envelope = _text(blocks[0], "Original-Envelope-Id") if blocks else ""
    hexes.append(envelope if _HEX.fullmatch(envelope) else "")
    returned = [headers for part in parts[1:] if (headers := _returned(part)) is not None]
    hexes += [_text(one, OURS).replace("-", "") for one in returned]
    found = next((one for one in hexes if _HEX.fullmatch(one)), "")
    message_id = next((said for one in returned if (said := _text(one, "Message-ID"))), "")
    return (UUID(found) if found else None), message_id


def _returned(part: Message) -> Message | None:
    """The headers of the mail that came back, where this part holds them."""
    if part.get_content_type() == "text/rfc822-headers":
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            return BytesParser(policy=policy.compat32).parsebytes(content, headersonly=True)
        return None
    inside = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inside, list) and inside:
        return inside[0] if isinstance(inside[0], Message) else None
    return None


def _address(block: Message, header: str) -> str:
    """`rfc822; ann@company.com`, the type left out."""
    kind, semicolon, address = _text(block, header).rpartition(";")
    return address.strip().strip("<>").lower() if semicolon and "rfc822" in kind.lower() else ""


def _words(block: Message) -> str:
    said = _text(block, "Diagnostic-Code").partition(";")
    return (said[2] or said[0]).strip()[:900] or _text(block, "Status")[:100]


def _text(part: Message, header: str) -> str:
    """A header on one line; what cannot be read is nothing."""
    try:
        return " ".join(str(part.get(header, "")).replace("\x00", "").split())[:2000]
    except (ValueError, LookupError, IndexError):
        return ""
