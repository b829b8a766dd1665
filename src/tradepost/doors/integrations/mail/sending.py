"""The reaction to a mail that somebody sent: hand it to the mail server, and keep what that said."""

import sys
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.events import RecordedEvent
from tradepost.base.outward import Answer, Outward
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.queries import Letter
from tradepost.doors.integrations.mail.smtp import HandedOver, hand_over
from tradepost.render.letters import message_of


def look(by: By, event: RecordedEvent) -> Letter | None:
    """The mail, unless everybody has it already (a repeat after a crash, or somebody's second try)."""
    found = mails_queries.letter(UUID(event.data["mail_id"]))
    return found if found is not None and found.waiting else None


def send(letter: Letter) -> Answer:
    """To the mail server, or to where mails go instead."""
    found = _by_mode(letter)
    return Answer(found.again, found.away, found)


def keep(by: By, letter: Letter, answer: Answer) -> None:
    found: HandedOver = answer.found
    mails.record_handover(
        by,
        mail_id=letter.mail.id,
        taken=found.taken,
        refused=found.refused,
        again=found.again,
        shown=settings.MAIL_MODE == "shown",
    )


def _by_mode(letter: Letter) -> HandedOver:
    to = [one.address for one in letter.waiting]
    match settings.MAIL_MODE:
        case "smtp":
            message = message_of(letter.mail, letter.recipients, letter.files)
            return hand_over(message, letter.mail, to)
        case "file":
            # Named after the mail: a repeat writes the same file.
            folder = Path(getattr(settings, "EMAIL_FILE_PATH", "mails"))
            folder.mkdir(parents=True, exist_ok=True)
            message = message_of(letter.mail, letter.recipients, letter.files)
            (folder / f"{letter.mail.id}.eml").write_bytes(message.as_bytes())
            return HandedOver(dict.fromkeys(to, str(folder)), {})
        case "console":
            sys.stdout.write(f"{message_of(letter.mail, letter.recipients, [])}\n")
            return HandedOver(dict.fromkeys(to, "console"), {})
        case "shown":
            return HandedOver(dict.fromkeys(to, ""), {})
    return HandedOver({}, {}, "No mail server is set: TRADEPOST_MAIL_URL is empty.", away=True)


HAND_OVER = Outward("mail.hand_over", look, send, keep)
