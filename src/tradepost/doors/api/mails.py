"""Mails: send a document by e-mail, see what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.mails.flows import RECIPIENT
from tradepost.domain.mails.models import Mail
from tradepost.domain.mails.queries import MAILS
from tradepost.domain.mails.rules import KIND_NAMES, KINDS, LANGUAGES, SYSTEM
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.sales import commands as sales
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Day, Id, IdOut, MomentOut, about, one_of
from tradepost.doors.api.fields import text as limited
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape
from tradepost.render.letters import About, NoMailServer, is_set_up, offer, worded, written
from tradepost.render.letters import about as about_document

router = Router(tags=["Mails"])
STATES = list(RECIPIENT.states)


class MailIn(In):
    """A document to be sent. What is left out is as the office would offer it."""

    id: Id | None = about("Your id for it: sent twice, it is one mail.", AN_ID, None)
    kind: one_of(*KIND_NAMES) = about("What is sent.", "invoice")  # type: ignore[valid-type]
    subject_id: Id = about("The document; of a statement and of new dates the customer.", AN_ID)
    to: limited(2000) = about("Addresses, with commas.", "Ann Lee <ann@bar.example>", "")  # type: ignore[valid-type]
    cc: limited(2000) = about("Addresses, with commas.", "boss@bar.example", "")  # type: ignore[valid-type]
    title: limited(200) = about("The subject.", "Invoice INV-7", "")  # type: ignore[valid-type]
    text: limited(15_000) = about("Plain text.", "Dear Ann,\n\nhere it is.", "")  # type: ignore[valid-type]
    language: one_of("", *LANGUAGES) = about("Of words and paper; empty: theirs.", "de", "")  # type: ignore[valid-type]
    reply_to: limited(254) = about("Where answers go; empty: the company.", "ann@us.example", "")  # type: ignore[valid-type]
    since: Day | None = about("A statement's first day.", None, None)
    until: Day | None = about("A statement's last day.", None, None)
    anyway: bool = about("Also to addresses from which a mail came back for good.", False, False)


class RecipientOut(Shape):
    """One address, and what became of the mail there."""

    address: str = about("The address.", "ann@bar.example")
    name: str = about("The name before it.", "Ann Lee")
    place: str = about("As what.", "to", json_schema_extra={"enum": ["to", "cc"]})
    state: str = about("Where it stands.", "sent", json_schema_extra={"enum": STATES})
    answer: str = about("What the last server said.", "250 2.0.0 taken")
    changed_at: MomentOut = about("Since when.")


class MailRow(Shape):
    """A mail in a list."""

    id: IdOut = about("The mail.")
    kind: str = about("What it is about.", "invoice", json_schema_extra={"enum": [*KIND_NAMES, SYSTEM]})
    subject_id: IdOut | None = about("The document.")
    number: str = about("The document's number.", "INV-7")
    customer_id: IdOut | None = about("The customer.")
    supplier_id: IdOut | None = about("The supplier.")
    language: str = about("The language it is written in.", "en")
    title: str = about("The subject.", "Invoice INV-7")
    state: str = about("As its worst recipient.", "sent", json_schema_extra={"enum": STATES})
    answer: str = about("What the mail server said last.", "250 2.0.0 taken")
    tries: int = about("How often it was handed over.", 1)
    message_id: str = about("The Message-ID it bears.", "<0199@company.example>")
    made_at: MomentOut = about("When it was sent.")
    sent_at: MomentOut | None = about("When a mail server took it.")
    settled_at: MomentOut | None = about("When somebody looked after it.")
    sent_by: str = about("Who sent it.", "Mara")
    recipients: list[RecipientOut] = about("To whom it goes.")


class MailOut(MailRow):
    """A mail with its text."""

    sender: str = about("From.", "Our Company <sales@company.example>")
    reply_to: str = about("Where answers go.", "sales@company.example")
    text: str = about("Its plain text, with the signature.", "Dear Ann,")
    files: list[str] = about("What went with it.", ["Invoice INV-7.pdf"])


def _row(row: Mail) -> dict[str, Any]:
    found = sorted(row.recipients.all(), key=lambda one: one.pk)
    return MailRow.plain(row, recipients=found)


def _whole(by: By, row: Mail) -> dict[str, Any]:
    found = mails_queries.recipients_of(row.id)
    return MailOut.plain(row, recipients=found, files=[one.name for one in mails_queries.files_of(row.id)])


lists(
    router,
    "/mails",
    MAILS,
    name="list_mails",
    needs="mails.read",
    gives=MailRow,
    write=lambda by, rows: [_row(row) for row in rows],
)


@reads(router, "/mails/{mail_id}", needs="mails.read", gives=MailOut)
def get_mail(by: By, mail_id: Id) -> dict[str, Any]:
    """One mail with its text."""
    return _whole(by, mails_queries.mail(by, mail_id))


_BY_DOCUMENT: Mapping[str, Callable[[By, About, MailInput], Mail]] = {
    "quote": lambda by, found, mail: sales.mail_quote(by, quote_id=mail.subject_id, mail=mail),
    "purchase_order": lambda by, found, mail: purchasing.mail_purchase_order(
        by, purchase_order_id=mail.subject_id, mail=mail
    ),
    "new_dates": lambda by, found, mail: sales.mail_new_dates(by, days=found.days, mail=mail),
}


@changes(
    router,
    "POST",
    "/mails",
    needs="mails.send_mail",
    gives=MailOut,
    status=201,
    at="/api/v1/mails/{id}",
)
def send_mail(by: By, body: MailIn) -> dict[str, Any]:
    """Send a document by e-mail, with its paper. A draft quote, an approved purchase order is sent by it; new dates
    are the told ones from then on.

    The worker hands it to the mail server; what became of it stands in the mail, and on the change feed.
    """
    found = _document(by, body)
    if not is_set_up():
        raise NoMailServer("No mail server is set up: TRADEPOST_MAIL_URL is empty.")
    mail = _written(by, found, body)
    if not body.anyway:
        _refuse_dead(mail)
    send = _BY_DOCUMENT.get(found.kind)
    return _whole(by, send(by, found, mail) if send else mails.send_mail(by, mail=mail))


def _document(by: By, body: MailIn) -> About:
    """The document, if this actor may read it and send such."""
    for verb in (KINDS[body.kind].sends, *KINDS[body.kind].reads):
        access_queries.require(by, verb)
    found = about_document(by, body.kind, body.subject_id, _days(body.since, body.until))
    if found.kind != body.kind:
        raise Invalid("This is another kind of document.", fields={"kind": f"It is a {found.kind}."})
    if found.says:
        access_queries.require(by, found.says)
    return found


def _days(since: date | None, until: date | None) -> tuple[date, date] | None:
    if since is None or until is None:
        return None
    return min(since, until), until + timedelta(days=1)


def _written(by: By, found: About, body: MailIn) -> MailInput:
    offered = offer(found)
    language = body.language or found.language
    words = worded(found, language, contact=offered.contact, sender=by.actor)
    mail = written(
        found,
        mail_id=body.id or new_id(by.now),
        to=body.to or offered.to,
        cc=body.cc,
        title=body.title or words.title,
        text=body.text or words.text,
        language=language,
        reply_to=body.reply_to,
    )
    return replace(mail, asked=dict(body))


def _refuse_dead(mail: MailInput) -> None:
    """An address from which a mail came back is named, so that nobody writes into the void."""
    dead = mails_queries.bounced_among(mail.to, mail.cc)
    if dead:
        named = "; ".join(f"{one.address}: {one.answer}" for one in dead)
        raise Invalid("A mail came back from an address. Correct it, or say “anyway”.", fields={"to": named})


@changes(router, "POST", "/mails/{mail_id}/resend", needs="mails.resend_mail", gives=MailOut)
def resend_mail(by: By, mail_id: Id) -> dict[str, Any]:
    """Try again where it failed, under the same Message-ID."""
    return _whole(by, mails.resend_mail(by, mail_id=mails_queries.mail(by, mail_id).id))


@changes(router, "POST", "/mails/{mail_id}/settle", needs="mails.settle_mail", gives=MailOut)
def settle_mail(by: By, mail_id: Id) -> dict[str, Any]:
    """Somebody looked after what failed or came back."""
    return _whole(by, mails.settle_mail(by, mail_id=mails_queries.mail(by, mail_id).id))
