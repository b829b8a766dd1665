"""Send by e-mail: the form of one document's mail, its words in another language, its paper to look at first."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import NotPermitted, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.mails.models import Mail
from tradepost.domain.mails.rules import KINDS, LANGUAGES, Wording, read_addresses
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.sales import commands as sales
from tradepost.doors.office.mails.forms import MailForm
from tradepost.doors.office.mails.screens import PAGES
from tradepost.doors.office.mails.words import KIND_WORDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.mailing import leaves, notices
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import minted
from tradepost.render.formats import day_text
from tradepost.render.letters import About, Offer, about, is_set_up, offer, worded, written
from tradepost.render.papers import render_pdf
from tradepost.render.screens.document import Notice


def mail_urls(kind: str, route: str) -> list[URLPattern]:
    """The page at a document's route, and the paper that would go with the mail."""

    @page(KINDS[kind].sends)
    def compose(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
        return answer_mail_form(request, by, kind, pk)

    @page(KINDS[kind].sends)
    def paper(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
        found = _about(request, by, kind, pk)
        language = _language(request.GET.get("language", ""), found)
        name = found.file_name(language).removesuffix(".pdf")
        return answer_pdf(render_pdf(found.paper_in(language)), name)

    return [
        path(route, compose, name=f"{kind}_mail"),
        path(f"{route}paper.pdf", paper, name=f"{kind}_mail_paper"),
    ]


def answer_mail_form(request: HttpRequest, by: By, kind: str, pk: UUID) -> HttpResponseBase:
    """The form; posted, the mail goes and people are back at the document."""
    found = _about(request, by, kind, pk)
    offered = offer(found)
    if "_words" in request.POST:
        return _reworded(request, by, found, offered)
    again = _written_before(request, by, found)
    dead = _dead(request.POST.get("to", offered.to), request.POST.get("cc", offered.cc))
    form = _form(request, by, found, offered, again, warn=bool(dead))
    if request.method == "POST":
        if not is_set_up():
            form.add_error(
                None, _("No mail server is set up, so nothing was sent. What you wrote is still here.")
            )
        elif request.POST.get("mark", "") != found.mark:
            form.add_error(
                None, _("The dates moved meanwhile. Compare the text with the list that goes with it.")
            )
        elif form.is_valid() and _may_go(form, dead):
            try:
                _send(by, found, _mail(request, found, form.cleaned_data))
            except NotPermitted:
                raise
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _done(form.cleaned_data["to"]))
                return redirect(_document(found))
    status = 422 if form.is_bound and form.errors else 200
    context = _context(request, by, found, offered, form)
    return render(request, "office/mails/compose.html", context, status=status)


def _about(request: HttpRequest, by: By, kind: str, pk: UUID) -> About:
    """The document, if this actor may read and send it. A credit note stands among the invoices."""
    found = about(by, kind, pk, _days(request) if kind == "statement" else None)
    for verb in (KINDS[found.kind].sends, *KINDS[found.kind].reads, *filter(None, [found.says])):
        access_queries.require(by, verb)
    return found


def _days(request: HttpRequest) -> tuple[date, date] | None:
    """`?since=` and `?until=` of a statement, both days inclusive; half-open inside."""
    try:
        since, until = (date.fromisoformat(request.GET.get(name, "")) for name in ("since", "until"))
        return min(since, until), until + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _language(asked: str, found: About) -> str:
    return asked if asked in LANGUAGES else found.language


def _written_before(request: HttpRequest, by: By, found: About) -> Mail | None:
    """The mail that is to be sent once more (`?again=`), when it is one about this document."""
    try:
        before = mails_queries.mail(by, UUID(request.GET.get("again", "")))
    except (ValueError, Refusal):
        return None
    return before if before.subject_id == found.subject_id else None


def _form(
    request: HttpRequest, by: By, found: About, offered: Offer, again: Mail | None, *, warn: bool
) -> MailForm:
    answers = _answers(by)
    if request.method == "POST":
        return MailForm(request.POST, warn=warn, answers=answers)
    language = _language(request.GET.get("language", again.language if again else ""), found)
    words = worded(found, language, contact=offered.contact, sender=by.actor)
    initial = {
        "to": offered.to,
        "cc": offered.cc,
        "language": language,
        "title": words.title,
        "text": words.text,
    }
    if again:
        initial |= {"title": again.title, "text": again.text.partition("\n-- \n")[0].strip()}
    return MailForm(initial=initial, warn=warn, answers=answers)


def _answers(by: By) -> list[tuple[str, str]]:
    """Where answers may go: to the company, or to whoever writes."""
    company = parties_queries.company().email
    own = access_queries.user(by, by.actor_id).email if by.actor_id else ""
    return [(one, one) for one in dict.fromkeys((company, own)) if one]


def _dead(*lines: str) -> list[Notice]:
    """A warning for each address from which a mail came back for good."""
    return [
        Notice(
            _("A mail to %(address)s came back on %(day)s: %(answer)s")
            % {"address": one.address, "day": day_text(one.since, None), "answer": one.answer},
            "warn",
            _("Check the address."),
        )
        for one in mails_queries.bounced_among(*lines)
    ]


def _may_go(form: MailForm, dead: list[Notice]) -> bool:
    if dead and not form.cleaned_data.get("anyway"):
        for notice in dead:
            form.add_error("to", str(notice.text))
        return False
    return True


def _mail(request: HttpRequest, found: About, clean: Mapping[str, Any]) -> MailInput:
    return written(
        found,
        mail_id=minted(request, "mail_id"),
        to=clean["to"],
        cc=clean["cc"],
        title=clean["title"],
        text=clean["text"],
        language=clean["language"],
        reply_to=clean.get("reply_to", ""),
    )


_BY_DOCUMENT: Mapping[str, Callable[[By, About, MailInput], Mail]] = {
    "quote": lambda by, found, mail: sales.mail_quote(by, quote_id=mail.subject_id, mail=mail),
    "purchase_order": lambda by, found, mail: purchasing.mail_purchase_order(
        by, purchase_order_id=mail.subject_id, mail=mail
    ),
    "new_dates": lambda by, found, mail: sales.mail_new_dates(by, days=found.days, mail=mail),
}
"""Documents that are sent by the mail itself, in the same step."""


def _send(by: By, found: About, mail: MailInput) -> Mail:
    send = _BY_DOCUMENT.get(found.kind)
    return send(by, found, mail) if send else mails.send_mail(by, mail=mail)


def _done(to: str) -> str:
    sentence = _("On its way to %s.") if leaves() else _("Shown under Mails, as it would go to %s.")
    return sentence % ", ".join(one.address for one in read_addresses(to))


def _document(found: About) -> str:
    return address(PAGES[found.kind], found.subject_id)


def _context(request: HttpRequest, by: By, found: About, offered: Offer, form: MailForm) -> dict[str, Any]:
    language = _language(str(form["language"].value()), found)
    shown = notices()
    if found.says:
        text = _("Sending it marks it as sent: from then on it is revised, not changed.")
        if found.kind == "purchase_order":
            text = _("Sending it marks it as sent: from then on stock expects these goods.")
        elif found.kind == "new_dates":
            text = _("Sending it makes the new dates the told ones: they leave the list of dates that moved.")
        shown.append(Notice(text))
    return {
        "form": form,
        "notices": [*shown, *(_dead(offered.to, offered.cc) if not form.is_bound else [])],
        "title": _("Send %(kind)s %(number)s") % {"kind": KIND_WORDS[found.kind], "number": found.number},
        "kind": KIND_WORDS[found.kind],
        "number": found.number,
        "name": found.name,
        "people": offered.people,
        "mail_id": request.POST.get("mail_id") or new_id(by.now),
        "worded_in": request.POST.get("worded_in") or language,
        "mark": found.mark,
        "back_url": _document(found),
        "can_send": is_set_up(),
        **_paper(request, found, language),
    }


def _paper(request: HttpRequest, found: About, language: str) -> dict[str, str]:
    """The paper as it would go: its name, and where to look at it."""
    asked = {name: request.GET[name] for name in ("since", "until") if name in request.GET}
    route = "invoice" if found.kind == "credit_note" else found.kind
    url = address(f"{route}_mail_paper", found.subject_id)
    return {
        "paper_name": found.file_name(language),
        "paper_url": f"{url}?{urlencode({**asked, 'language': language})}",
    }


def _reworded(request: HttpRequest, by: By, found: About, offered: Offer) -> HttpResponseBase:
    """The form's words in the language that was just chosen; what somebody wrote themselves stays."""
    language = _language(request.POST.get("language", ""), found)
    before = _language(request.POST.get("worded_in", ""), found)
    typed = Wording(request.POST.get("title", ""), request.POST.get("text", "").replace("\r\n", "\n").strip())
    old, new = (worded(found, one, contact=offered.contact, sender=by.actor) for one in (before, language))
    data = request.POST.copy()
    data["title"] = new.title if typed.title == old.title else typed.title
    data["text"] = new.text if typed.text == old.text else typed.text
    form = MailForm(initial=data.dict(), answers=_answers(by))
    context = {"form": form, "worded_in": language, **_paper(request, found, language)}
    if typed not in (old, new):
        context["kept"] = _("What you wrote yourself is kept as it is.")
    return render(request, "office/mails/_words.html", context)
