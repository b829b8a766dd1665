"""Mails that were sent: the list, one of them, what can still be done about it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.mails import commands as mails_commands
from tradepost.domain.mails import queries as mails_queries
from tradepost.doors.office.mails.mail_page import mail_page
from tradepost.doors.office.mails.screens import MAILS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.mailing import notices
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.views import answer_document, answer_list
from tradepost.doors.office.verbs import done, verb
from tradepost.render.letters import message_of


@page("mails.read")
def mails(request: HttpRequest, by: By) -> HttpResponseBase:
    return answer_list(request, by, MAILS, notices=notices())


@page("mails.read")
def mail(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, mail_page(by, mails_queries.mail(by, pk)))


@page("mails.read")
def as_file(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The mail as it travels, for whoever wants to see it in their own mail program; a file, never a page."""
    found = mails_queries.mail(by, pk)
    files = mails_queries.letter(pk)
    message = message_of(found, mails_queries.recipients_of(pk), files.files if files else [])
    answer = HttpResponse(message.as_bytes(), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{pk}.eml"'
    return answer


@page("mails.read")
def paper(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The paper that went out, byte for byte."""
    found = mails_queries.file_of(by, pk, 0)
    return answer_pdf(bytes(found.content), found.name.removesuffix(".pdf"))


@verb("mails.resend_mail", back="office:mail")
def resend(request: HttpRequest, by: By, pk: UUID) -> str:
    mails_commands.resend_mail(by, mail_id=mails_queries.mail(by, pk).pk)
    return done(request, _("It is tried again."))


@verb("mails.settle_mail", back="office:mail")
def settle(request: HttpRequest, by: By, pk: UUID) -> str:
    mails_commands.settle_mail(by, mail_id=mails_queries.mail(by, pk).pk)
    return done(request, _("It needs nobody any more."))


@verb("mails.clear_address", back="office:mail")
def address_clear(request: HttpRequest, by: By, pk: UUID) -> str:
    """Of an address of a mail that this actor may read, and of no other."""
    found = mails_queries.mail(by, pk)
    asked = request.POST.get("address", "").lower()
    known = [one.address.lower() for one in found.recipients.all()]
    mails_commands.clear_address(by, address=asked if asked in known else "")
    return done(request, _("Nobody is warned about it any more."))
