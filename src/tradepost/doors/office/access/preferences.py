"""How somebody likes the office: a page for all of it, and a verb for what a button of the shell changes at once."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tradepost.base.by import By
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import WAYS
from tradepost.doors.office.access.landing import TODAY, start_pages
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FieldSet, FormPage, ScreenForm

THEMES = (
    ("system", gettext_lazy("As the computer")),
    ("light", gettext_lazy("Light")),
    ("dark", gettext_lazy("Dark")),
)
DENSITIES = (
    ("comfortable", gettext_lazy("Comfortable")),
    ("compact", gettext_lazy("Compact: more rows on a screen")),
)
HAPPENINGS = (
    ("mention", gettext_lazy("A colleague mentions you in a note")),
    ("mail_failed", gettext_lazy("A mail you sent does not arrive")),
    ("order_held", gettext_lazy("An order of yours is on hold: you are its rep")),
    ("dispute_given", gettext_lazy("Somebody gave you a dispute to care for")),
    ("job_ended", gettext_lazy("An import or export you asked for is done, or failed")),
)
ALL = ("language", "time_zone", "theme", "density", "start_page", "letters")


class PreferencesForm(ScreenForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        help_text=gettext_lazy("In which moments are shown. Papers keep the company’s."),
    )
    start_page = forms.ChoiceField(label=gettext_lazy("Start page"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Light or dark"), choices=THEMES)
    density = forms.ChoiceField(label=gettext_lazy("Density"), choices=DENSITIES)
    letters = forms.BooleanField(
        label=gettext_lazy("Single letters act as keys"),
        required=False,
        help_text=gettext_lazy("As ? shows them. Switch them off when you speak to the computer."),
    )
    told_product = forms.MultipleChoiceField(
        label=gettext_lazy("In Tradepost"), choices=HAPPENINGS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("As a mark in the top bar, and under “For you”."),
    )  # fmt: skip
    told_mail = forms.MultipleChoiceField(
        label=gettext_lazy("By mail"), choices=HAPPENINGS, required=False, widget=forms.CheckboxSelectMultiple
    )
    fieldsets = (
        FieldSet(gettext_lazy("Language and place"), ("language", "time_zone", "start_page")),
        FieldSet(gettext_lazy("Look"), ("theme", "density")),
        FieldSet(gettext_lazy("What you are told of"), ("told_product", "told_mail")),
        FieldSet(gettext_lazy("Keys"), ("letters",)),
    )
    half = ("language", "time_zone", "theme", "density", "start_page", "told_product", "told_mail")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        said: dict[str, list[tuple[str, str]]] = {
            "language": [("", _("as the browser asks")), *settings.LANGUAGES],
            "time_zone": [
                ("", _("the company’s: %s") % settings.TIME_ZONE),
                *((zone, zone.replace("_", " ")) for zone in zones),
            ],
            "start_page": [
                ("" if item.place.url_name == TODAY else item.place.url_name, str(item.place.label))
                for item in start_pages(by)
            ],
        }
        for name, choices in said.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def given(self) -> access.Preferences:
        """As the command takes it."""
        typed = dict(self.cleaned_data)
        told = [f"{name}:{way}" for way in WAYS for name in typed.pop(f"told_{way}")]
        return access.Preferences(**typed, told=told)  # type: ignore[typeddict-item]


def _standing(user: User) -> dict[str, Any]:
    """What is chosen now, as the form shows it."""
    told = {
        f"told_{way}": [name for name, _label in HAPPENINGS if f"{name}:{way}" in user.told] for way in WAYS
    }
    return {name: getattr(user, name) for name in ALL} | told


@page()
def preferences(request: HttpRequest, by: By) -> HttpResponseBase:
    assert by.actor_id is not None
    user = access_queries.user(by, by.actor_id)
    form = PreferencesForm(request.POST or None, by=by, initial=_standing(user))
    if request.method == "POST" and form.is_valid():
        kept = access.set_preferences(by, user_id=by.actor_id, **form.given())
        # Said in the language they chose just now.
        with override(kept.language or None):
            done(request, _("Saved. It holds wherever you sign in."))
        return redirect(address("me"))
    shown = FormPage(
        _("Your preferences"), form, _("Save"), address("me"), back_url=address("me"), back_label=_("You")
    )
    return answer_form(request, shown)


class AtOnceForm(ScreenForm):
    """What a button of the shell changes without a page: one of these."""

    theme = forms.ChoiceField(choices=THEMES, required=False)
    density = forms.ChoiceField(choices=DENSITIES, required=False)
    letters = forms.ChoiceField(choices=(("on", "on"), ("off", "off")), required=False)

    def given(self) -> access.Preferences:
        typed = {name: value for name, value in self.cleaned_data.items() if value}
        if "letters" in typed:
            typed["letters"] = typed["letters"] == "on"
        return access.Preferences(**typed)


@verb(form=AtOnceForm)
def preference_set(request: HttpRequest, by: By, form: AtOnceForm) -> HttpResponse:
    """The page shows it already; here it is kept."""
    assert by.actor_id is not None
    access.set_preferences(by, user_id=by.actor_id, **form.given())
    return HttpResponse(status=204)


def taste_of(user: Any) -> dict[str, str]:
    """What the first tag of every page says, so that nothing is drawn twice."""
    if not isinstance(user, User):
        return {}
    return {"theme": user.theme, "density": user.density, "letters": "on" if user.letters else "off"}
