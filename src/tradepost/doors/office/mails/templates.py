"""The texts of mails: all of them, one to be changed, and how it reads on a real document while it is typed."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.queries import StandingTemplate
from tradepost.domain.mails.rules import KINDS, LANGUAGES, Wording, problems_of
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.mails.forms import TemplateForm
from tradepost.doors.office.mails.samples import sample
from tradepost.doors.office.mails.words import KIND_WORDS, LANGUAGE_WORDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.letters import filled, signed, text_parts
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section
from tradepost.render.sentences import said


@page("mails.set_template")
def templates(request: HttpRequest, by: By) -> HttpResponseBase:
    rows = [
        {
            "kind": KIND_WORDS[one.kind],
            "language": LANGUAGE_WORDS[one.language],
            "title": one.wording.title,
            "own": _("Your own") if one.is_own else _("As shipped"),
            "url": _url(one.kind, one.language),
        }
        for one in mails_queries.templates()
    ]
    note = _("In the language of the customer or supplier; where there is none, in English.")
    shown = DocumentPage(
        title=_("Texts of mails"),
        back_url=address("settings"),
        back_label=_("Settings"),
        sections=[Section(_("Texts"), COLUMNS, rows, note=note)],
    )
    return answer_document(request, shown)


COLUMNS = (
    Column("kind", gettext_lazy("Document"), link=lambda row: row["url"]),
    Column("language", gettext_lazy("Language")),
    Column("title", gettext_lazy("Subject"), priority=2),
    Column("own", gettext_lazy("Text")),
)


def _url(kind: str, language: str) -> str:
    return f"{address('mail_template')}?{urlencode({'kind': kind, 'language': language})}"


@page("mails.set_template")
def template(request: HttpRequest, by: By) -> HttpResponseBase:
    """One text, beside it how it reads. Without a choice: the quote in English."""
    found = _asked(request.GET)
    initial = {"title": found.wording.title, "text": found.wording.text}
    form = TemplateForm(request.POST or None, initial=initial)
    version = request.POST.get("version") or str(found.version)
    if request.method == "POST" and form.is_valid():
        try:
            mails.set_template(
                by,
                kind=found.kind,
                language=found.language,
                version=int(version) if version.isdigit() else None,
                **form.cleaned_data,
            )
            done(request, _("Saved. The next mail is written so."))
            return redirect(_url(found.kind, found.language))
        except Refusal as refusal:
            form.refuse(refusal)
    typed = Wording(str(form["title"].value() or ""), str(form["text"].value() or ""))
    context = {
        "form": form,
        "found": found,
        "version": version,
        "title": _("%(kind)s in %(language)s")
        % {"kind": KIND_WORDS[found.kind], "language": LANGUAGE_WORDS[found.language]},
        "languages": [
            (LANGUAGE_WORDS[one], _url(found.kind, one), one == found.language) for one in LANGUAGES
        ],
        "words": [f"{{{word}}}" for word in KINDS[found.kind].words],
        "back_url": address("mail_templates"),
        "moments": timeline({found.id: Subject()}, 10),
        **_preview(by, found, typed, ""),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "office/mails/template.html", context, status=status)


def _asked(given: Any) -> StandingTemplate:
    kind, language = given.get("kind", ""), given.get("language", "")
    return mails_queries.template(
        kind if kind in KINDS else next(iter(KINDS)), language if language in LANGUAGES else LANGUAGES[0]
    )


@page("mails.set_template")
def preview(request: HttpRequest, by: By) -> HttpResponseBase:
    """How the text reads that stands in the form now; it changes nothing."""
    found = _asked(request.POST)
    typed = Wording(request.POST.get("title", "")[:200], request.POST.get("text", "")[:10_000])
    context = _preview(by, found, typed, request.POST.get("sample", "")[:100])
    return render(request, "office/mails/_preview.html", context)


def _preview(by: By, found: StandingTemplate, typed: Wording, asked: str) -> dict[str, Any]:
    """The text on a document: the newest of its kind, or the one asked for."""
    problems = problems_of(typed, KINDS[found.kind].words)
    document = sample(by, found.kind, asked)
    if problems or document is None:
        return {
            "problems": [said(problem) for problem in problems.values()],
            "document": document,
            "asked": asked,
        }
    standing = StandingTemplate(found.id, found.kind, found.language, typed, found.version)
    shown = filled(standing, document, contact="", sender=by.actor)
    return {
        "document": document,
        "about": f"{KIND_WORDS[found.kind]} {document.number}, {document.name}",
        "subject": shown.title,
        **text_parts(signed(shown.text, parties_queries.company())),
        "file_name": document.file_name(found.language),
        "company": document.paper.company.name,
        "asked": asked,
    }


@verb("mails.reset_template", back="office:mail_templates")
def reset(request: HttpRequest, by: By) -> str:
    found = _asked(request.POST)
    mails.reset_template(by, kind=found.kind, language=found.language)
    return done(request, _("The shipped text counts again."), _url(found.kind, found.language))
