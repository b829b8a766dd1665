"""People told of what concerns them, each in the ways they chose: notices in the product, mails by the mail server."""

from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from tradepost.base.by import By, system
from tradepost.base.events import RecordedEvent
from tradepost.base.job_queue import Work
from tradepost.base.outward import Answer, Outward
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes import rules as notes_rules
from tradepost.domain.notes.models import Notice
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.notes.notices import notice_url
from tradepost.render.letters import is_set_up
from tradepost.render.sentences import said

TOLD_OF = frozenset({"import.check", "import.bring_in", "import.take_back", "list.export"})


def tell_mentioned(by: By, event: RecordedEvent) -> None:
    """Who is mentioned in a note and may read the document. Written or changed, it is one note to each of them."""
    kind, note_id = str(event.data["kind"]), str(event.data["note_id"])
    mentioned = [UUID(user_id) for user_id in event.data["mentions"]]
    found = reports_queries.all_readable(by, [(kind, event.subject_id)]) if mentioned else {}
    if event.subject_id not in found:
        return
    about = found[event.subject_id]
    notes.tell(
        by,
        happening="mention",
        cause=f"note:{note_id}",
        user_ids=sorted(reports_queries.readers(by, about, mentioned)),
        kind=kind,
        subject_id=event.subject_id,
        said=notes_rules.said_of_mention(event.actor, about.called),
    )


def tell_sender(by: By, event: RecordedEvent) -> None:
    """Whoever sent a mail that did not arrive. One that failed and is then sent again may fail once more."""
    letter = mails_queries.letter(UUID(event.data["mail_id"]))
    if letter is None or letter.mail.sent_by_id is None:
        return
    notes.tell(
        by,
        happening="mail_failed",
        cause=f"event:{event.id}",
        user_ids=[letter.mail.sent_by_id],
        kind="mail",
        subject_id=letter.mail.id,
        said=notes_rules.said_of_mail(letter.mail.title, event.data["to"]),
    )


def tell_rep(by: By, event: RecordedEvent) -> None:
    """The rep of an order that is on hold, if they may still read it."""
    order = sales_queries.order(by, event.subject_id)
    about = reports_queries.subject(by, order.id, "order")
    reps = reports_queries.readers(by, about, [order.rep_id]) if order.rep_id else ()
    notes.tell(
        by,
        happening="order_held",
        cause=f"event:{event.id}",
        user_ids=sorted(reps),
        kind="order",
        subject_id=order.id,
        said=notes_rules.said_of_hold(order.number, str(event.data["note"])),
    )


def tell_owner(by: By, event: RecordedEvent) -> None:
    """Who is to care for a dispute, unless they took it themselves."""
    owner = event.data["owner_id"]
    if owner is None or owner == event.data["given_by"]:
        return
    about = reports_queries.subject(by, event.subject_id, "dispute")
    notes.tell(
        by,
        happening="dispute_given",
        cause=f"event:{event.id}",
        user_ids=sorted(reports_queries.readers(by, about, [UUID(owner)])),
        kind="dispute",
        subject_id=about.id,
        said=notes_rules.said_of_dispute(event.actor, about.called),
    )


def tell_who_asked(work: Work) -> None:
    """Whoever asked for an import or an export that is over. Its sentence is in their language already."""
    job = work.job
    if job.kind in TOLD_OF and job.actor_id is not None:
        notes.tell(
            system(work.now),
            happening="job_ended",
            cause=f"job:{job.pk}",
            user_ids=[job.actor_id],
            kind="job",
            subject_id=job.pk,
            said=f"{job.title}: {work.said}" if work.said else job.title,
        )


# ---- by mail


def look(by: By, event: RecordedEvent) -> Notice | None:
    """The notice, if it is to be mailed and there is somebody to mail it."""
    return notes_queries.notice_to_mail(UUID(event.data["notice_id"])) if is_set_up() else None


def send(notice: Notice) -> Answer:
    """In the language of who is told."""
    with translation.override(notice.user.language or settings.LANGUAGE_CODE):
        message = _message(notice)
    try:
        message.send()
    except SMTPException as trouble:
        return Answer(str(trouble))
    except OSError as trouble:
        return Answer(str(trouble), away=True)
    return Answer()


def keep(by: By, notice: Notice, answer: Answer) -> None:
    if not answer.again:
        notes.record_mailed(by, notice_id=notice.id)


def _message(notice: Notice) -> EmailMessage:
    sentence = said(notice.said)
    link = settings.PUBLIC_URL + notice_url(notice) if settings.PUBLIC_URL else ""
    why = _("You get this mail because you chose so in your preferences.")
    text = "\n\n".join(part for part in (sentence, link, why) if part) + "\n"
    # One line: what somebody named must not become a header.
    return EmailMessage(" ".join(sentence.split())[:200], text, to=[notice.user.email])


MAIL_NOTICE = Outward("notice.mail", look, send, keep)
