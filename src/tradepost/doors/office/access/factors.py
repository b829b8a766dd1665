"""Second factors: which roles must have one, what somebody has, and the reset for who lost theirs."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.access.forms import GIVEN
from tradepost.doors.office.access.words import FACTOR_WORDS, ROLE_WORDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section
from tradepost.render.screens.form import FormPage, ScreenForm


def _name(row: Authenticator) -> str:
    """What somebody called their passkey."""
    return str(row.wrap().name) if row.type == Authenticator.Type.WEBAUTHN else ""


COLUMNS = (
    Column(
        "kind",
        gettext_lazy("Kind"),
        value=lambda row: FACTOR_WORDS.get(str(row.type), row.type),
        note=_name,
    ),
    Column("created_at", gettext_lazy("Since"), "moment"),
    Column("last_used_at", gettext_lazy("Last used"), "moment"),
)


def factors_section(user_id: UUID, *, link: str = "") -> Section:
    return Section(
        _("Second factor"),
        COLUMNS,
        access_queries.factors_of(user_id),
        _("None: the password alone opens the door."),
        link=link,
        link_label=_("Set up") if link else "",
    )


@verb("access.reset_second_factor", back="office:user")
def factor_reset(request: HttpRequest, by: By, pk: UUID) -> str:
    found = access_queries.user(by, pk)
    access.reset_second_factor(by, user_id=found.pk)
    return done(
        request, _("The second factor is taken away; they sign in with the password and set up a new one.")
    )


class FactorRolesForm(ScreenForm):
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Who has one of these roles needs a second factor"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "An authenticator app or a passkey. Who has none sets it up with the next page they open."
            " Programs with an API token are not asked."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role, str(ROLE_WORDS[role])) for role in GIVEN]  # type: ignore[attr-defined]


@page("access.set_factor_roles")
def sign_in_rules(request: HttpRequest, by: By) -> HttpResponseBase:
    form = FactorRolesForm(request.POST or None, initial={"roles": access_queries.factor_roles()})
    if request.method == "POST" and form.is_valid():
        try:
            access.set_factor_roles(by, roles=form.cleaned_data["roles"])
            done(request, _("Saved. It holds from the next page on."))
            return redirect(address("settings"))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("Rules for signing in"), form, _("Save"), address("settings"),
        back_url=address("settings"), back_label=_("Settings"),
    )  # fmt: skip
    return answer_form(request, shown)
