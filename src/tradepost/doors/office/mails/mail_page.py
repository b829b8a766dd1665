"""The page of one mail: how it looks, to whom it went, what became of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.models import Mail, Recipient
from tradepost.domain.mails.rules import SYSTEM
from tradepost.doors.office.mails.screens import document_url
from tradepost.doors.office.mails.words import KIND_WORDS, LANGUAGE_WORDS
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.mailing import ROUTES, may_mail, notices
from tradepost.render.letters import message_of, parts_of
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Part,
    Section,
    Verb,
)

SHOWN_HEADERS = (
    "From",
    "To",
    "Cc",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
)


def mail_page(by: By, mail: Mail) -> DocumentPage:
    """Five statements, however many recipients."""
    recipients = mails_queries.recipients_of(mail.pk)
    files = mails_queries.files_of(mail.pk)
    dead = mails_queries.bounced_addresses([one.address for one in recipients])
    message = message_of(mail, recipients, [])
    headers = [(name, str(message[name])) for name in SHOWN_HEADERS if message[name]]
    paper_url = address("mail_paper", mail.pk) if files else ""
    return DocumentPage(
        kind=_("Mail"),
        title=mail.title,
        subtitle=f"{KIND_WORDS[mail.kind]} {mail.number}".strip(),
        subtitle_url=document_url(mail),
        state=mail.state,
        verbs=_verbs(by, mail),
        notices=[*notices(), *_notices(by, mail, set(dead))],
        facts=_facts(mail),
        sections=[
            Section(
                pgettext("of a mail", "To"),
                COLUMNS,
                [_row(one, one.address.lower() in dead) for one in recipients],
            )
        ],
        parts=[
            Part(
                "office/mails/_mail.html",
                {
                    "headers": headers,
                    **parts_of(mail),
                    "text": mail.text,
                    "file_url": address("mail_file", mail.pk),
                    "files": [{"name": one.name, "size": one.size, "url": paper_url} for one in files],
                },
            )
        ],
        papers=[Paper(one.name, paper_url) for one in files],
        back_url=address("mails"),
        back_label=_("Mails"),
    )


def _row(one: Recipient, is_dead: bool) -> dict[str, Any]:
    note = _("A mail came back from here for good.") if is_dead else ""
    place = _("Cc") if one.place == "cc" else pgettext("of a mail", "To")
    return {
        "name": one.name,
        "address": one.address,
        "place": place,
        "state": one.state,
        "answer": one.answer,
        "note": note,
        "changed_at": one.changed_at,
    }


COLUMNS = (
    Column("address", gettext_lazy("Address"), note=lambda row: row["name"] or row["note"]),
    Column("place", gettext_lazy("As")),
    Column("state", gettext_lazy("State"), "state"),
    Column("answer", gettext_lazy("The server's words"), priority=2),
    Column("changed_at", gettext_lazy("Since"), "moment"),
)


def _verbs(by: By, mail: Mail) -> list[Verb]:
    if mail.kind == SYSTEM:
        return []
    found = []
    in_trouble = mail.state in ("failed", "bounced")
    if mail.state == "failed" and access_queries.may(by, "mails.resend_mail"):
        url = address("mail_resend", mail.pk)
        found.append(Verb("resend", _("Try again"), url, strong=True, icon="refresh-cw", key="r"))
    # What was told is told: a notice of new dates is written anew only when they moved again.
    if mail.state != "queued" and mail.kind != "new_dates" and may_mail(by, mail.kind):
        route = f"{ROUTES.get(mail.kind, mail.kind)}_mail"
        url = f"{address(route, mail.subject_id)}?again={mail.pk}"
        strong = mail.state == "bounced"
        found.append(
            Verb("again", _("Send once more"), url, method="get", strong=strong, icon="mail", key="v")
        )
    if in_trouble and mail.settled_at is None and access_queries.may(by, "mails.settle_mail"):
        found.append(Verb("settle", _("Looked after"), address("mail_settle", mail.pk), icon="check"))
    return found


def _notices(by: By, mail: Mail, dead: set[str]) -> list[Notice]:
    found = []
    if mail.state == "queued" and mail.answer:
        text = _("It is tried again by itself. The mail server said: %s") % mail.answer
        found.append(Notice(text, "warn", _("Not sent yet.")))
    if mail.state == "failed":
        found.append(Notice(mail.answer or _("Nobody tries any more."), "bad", _("It could not be sent.")))
    if mail.state == "bounced":
        found.append(Notice(mail.answer, "bad", _("It came back.")))
    if access_queries.may(by, "mails.clear_address"):
        for one in sorted(dead):
            works = Verb(
                "works", _("It works again"), address("mail_address_clear", mail.pk), hidden={"address": one}
            )
            text = _("Whoever writes to %s is warned.") % one
            found.append(Notice(text, "info", verb=works))
    return found


def _facts(mail: Mail) -> list[FactGroup]:
    return [
        FactGroup(
            _("Sent"),
            [
                Fact(_("Written"), mail.made_at, "moment"),
                Fact(_("By"), mail.sent_by),
                *([Fact(_("Left the house"), mail.sent_at, "moment")] if mail.sent_at else []),
                *([Fact(_("Looked after"), mail.settled_at, "moment")] if mail.settled_at else []),
            ],
        ),
        FactGroup(
            _("About"),
            [
                Fact(_("Document"), mail.number or KIND_WORDS[mail.kind], "code", link=document_url(mail)),
                Fact(_("Language"), LANGUAGE_WORDS[mail.language]),
                Fact(_("Tries"), mail.tries, "quantity"),
            ],
        ),
    ]
