"""Terms that are kept, and the reasons why quotes are declined: one page, and what is done there."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import TermsText
from tradepost.domain.sales.rules import Lost
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted, version_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.forms import LostReasonForm, TermsTextForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb
from tradepost.render.sentences import named

LANGUAGES = dict(settings.LANGUAGES)
SHIPPED = (
    gettext_noop("Too dear"),
    gettext_noop("Not there in time"),
    gettext_noop("Bought elsewhere"),
    gettext_noop("Not the right goods"),
    gettext_noop("Put off"),
    gettext_noop("No answer"),
)
"""The reasons every company begins with, for the catalogues of languages."""


def _edit(name: str, key: Any) -> str:
    return f"{address('quote_words')}?{name}={key}"


TEXTS = (
    Column("name", gettext_lazy("Terms"), link=lambda row: _edit("text", row.pk), note=lambda row: row.text),
    Column("language", gettext_lazy("Language"), value=lambda row: LANGUAGES.get(row.language, row.language)),
)
REASONS = (
    Column(
        "name",
        gettext_lazy("Reason"),
        value=lambda row: named(row.name),
        link=lambda row: _edit("reason", row.code),
    ),
    Column("code", gettext_lazy("Code"), "code"),
    Column("is_open", gettext_lazy("May be chosen"), "flag"),
)


@page("sales.read")
def quote_words(request: HttpRequest, by: By) -> HttpResponseBase:
    """What is kept, with a form for one that was chosen, and for new ones."""
    texts, reasons = sales_queries.terms_texts(), sales_queries.lost_reasons(closed=True)
    text = next((row for row in texts if str(row.pk) == request.GET.get("text")), None)
    reason = next((row for row in reasons if row.code == request.GET.get("reason")), None)
    verbs = [*_of_texts(by, text), *_of_reasons(by, reason)]
    shown = DocumentPage(
        title=_("Terms and reasons"),
        back_url=address("quotes"),
        back_label=_("Quotes"),
        verbs=verbs,
        sections=[
            Section(
                _("Terms"),
                TEXTS,
                texts,
                _("No terms are kept. Those that are can be chosen for a quote, in its customer's language."),
                _("Quotes that were written with them keep what they say."),
            ),
            Section(_("Why quotes are declined"), REASONS, reasons),
        ],
    )
    return answer_document(request, shown)


def _of_texts(by: By, edited: TermsText | None) -> list[Verb]:
    if not access_queries.may(by, "sales.keep_terms_text"):
        return []
    url, verbs = address("terms_text_keep"), []
    if edited is not None:
        initial = {"name": edited.name, "language": edited.language, "text": edited.text}
        form = TermsTextForm(initial=initial, auto_id="id_text_%s")
        hidden = {"text_id": edited.pk, "version": edited.version}
        label = _("Change “%s”") % edited.name
        verbs.append(Verb("text", label, url, strong=True, form=form, icon="pencil", hidden=hidden))
        sure = _("It can no longer be chosen. Quotes that were written with it keep what they say.")
        verbs.append(
            Verb("text_remove", _("Remove “%s”") % edited.name, address("terms_text_remove", edited.pk),
                 danger=True, confirm=sure, icon="trash-2")
        )  # fmt: skip
    form = TermsTextForm(auto_id="id_new_text_%s")
    hidden = {"text_id": new_id(by.now)}
    verbs.append(
        Verb("new_text", _("New terms"), url, strong=edited is None, form=form, icon="plus", hidden=hidden)
    )
    return verbs


def _of_reasons(by: By, edited: Lost | None) -> list[Verb]:
    if not access_queries.may(by, "sales.keep_lost_reason"):
        return []
    url, verbs = address("lost_reason_keep"), []
    if edited is not None:
        form = LostReasonForm(initial=edited._asdict(), auto_id="id_reason_%s")
        form.fields["code"].widget.attrs["readonly"] = True
        verbs.append(Verb("reason", _("Change “%s”") % named(edited.name), url, form=form, icon="pencil"))
    form = LostReasonForm(auto_id="id_new_reason_%s")
    verbs.append(Verb("new_reason", _("New reason"), url, form=form, icon="plus"))
    return verbs


@verb("sales.keep_terms_text", back="office:quote_words", form=TermsTextForm)
def terms_text_keep(request: HttpRequest, by: By, form: TermsTextForm) -> str:
    sales.keep_terms_text(
        by, text_id=minted(request, "text_id"), version=version_of(request.POST), **form.cleaned_data
    )
    return done(request, _("The terms stand."), address("quote_words"))


@verb("sales.remove_terms_text", back=lambda pk: address("quote_words"))
def terms_text_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.remove_terms_text(by, text_id=pk)
    return done(request, _("Removed."), address("quote_words"))


@verb("sales.keep_lost_reason", back="office:quote_words", form=LostReasonForm)
def lost_reason_keep(request: HttpRequest, by: By, form: LostReasonForm) -> str:
    sales.keep_lost_reason(by, **form.cleaned_data)
    return done(request, _("The reason stands."), address("quote_words"))
