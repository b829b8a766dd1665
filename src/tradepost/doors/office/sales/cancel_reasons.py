"""Why orders are cancelled: the list that the company keeps."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb
from tradepost.render.screens.form import ScreenForm
from tradepost.render.sentences import named


class CancelReasonForm(ScreenForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("Small letters, figures and low lines."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    is_open = forms.BooleanField(label=gettext_lazy("May be chosen"), required=False, initial=True)
    half = ("code", "name")


def _edit_url(row: Any) -> str:
    return f"{address('cancel_reasons')}?edit={row.code}"


SHIPPED_WORDS = (
    gettext_lazy("The customer changed their mind"),
    gettext_lazy("Ordered twice"),
    gettext_lazy("It would come too late"),
    gettext_lazy("It cannot be delivered"),
    gettext_lazy("The price"),
    gettext_lazy("Credit"),
    gettext_lazy("Entered by mistake"),
)
"""Named here for translation: `rules.cancelling.SHIPPED_REASONS`."""
COLUMNS = (
    Column("name", gettext_lazy("Reason"), value=lambda row: named(row.name), link=_edit_url),
    Column("code", gettext_lazy("Code"), "code"),
    Column("is_open", gettext_lazy("May be chosen"), "flag"),
)


@page("sales.keep_cancel_reason")
def cancel_reasons(request: HttpRequest, by: By) -> HttpResponseBase:
    """The reasons, with a form for one that was chosen, and for a new one."""
    rows = sales_queries.cancel_reasons(closed=True)
    verbs = []
    edited = next((row for row in rows if row.code == request.GET.get("edit")), None)
    if edited is not None:
        form = CancelReasonForm(initial=edited._asdict(), auto_id="id_edit_%s")
        form.fields["code"].widget.attrs["readonly"] = True
        label = _("Change “%s”") % named(edited.name)
        verbs.append(
            Verb("edit", label, address("cancel_reason_keep"), strong=True, form=form, icon="pencil")
        )
    form = CancelReasonForm(auto_id="id_reason_%s")
    url = address("cancel_reason_keep")
    verbs.append(Verb("reason", _("New reason"), url, strong=edited is None, form=form, icon="plus"))
    shown = DocumentPage(
        title=_("Reasons to cancel"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=verbs,
        sections=[
            Section(
                _("Reasons"), COLUMNS, rows, note=_("What was cancelled before keeps the words that it had.")
            )
        ],
    )
    return answer_document(request, shown)


@verb("sales.keep_cancel_reason", back="office:cancel_reasons", form=CancelReasonForm)
def cancel_reason_keep(request: HttpRequest, by: By, form: CancelReasonForm) -> str:
    sales.keep_cancel_reason(by, **form.cleaned_data)
    return done(request, _("The reason stands."))
