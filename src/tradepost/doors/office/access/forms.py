"""Forms of users, roles and tokens."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.access.words import ROLE_HELP, ROLE_WORDS
from tradepost.doors.office.parts.posted import id_of
from tradepost.render.screens.form import FieldSet, ScreenForm

GIVEN = tuple(ROLE_HELP)
"""The roles of the office; buyers sign in to the portal."""
DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("a year")))


class RolesForm(ScreenForm):
    """Roles, and how far they reach."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role, f"{ROLE_WORDS[role]}: {ROLE_HELP[role]}") for role in GIVEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    own_customers = forms.BooleanField(label=_("Only own customers and their documents"), required=False)
    warehouse = forms.ChoiceField(label=_("Only this warehouse"), required=False)

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Words are put together when the page is drawn, in the language of who reads it.
        self.fields["roles"].choices = [(role, f"{ROLE_WORDS[role]} – {ROLE_HELP[role]}") for role in GIVEN]  # type: ignore[attr-defined]
        found = [(str(one.pk), one.name) for one in inventory_queries.visible_warehouses(by)]
        self.fields["warehouse"].choices = [("", _("all")), *found]  # type: ignore[attr-defined]

    def grants(self) -> list[GrantInput]:
        """What was chosen, as the command takes it: a limit goes with the roles it is made for."""
        typed = self.cleaned_data
        warehouse = id_of(typed["warehouse"]) if typed["warehouse"] else None
        made = []
        for role in typed["roles"]:
            if typed["own_customers"] and role in ("rep", "sales"):
                made.append(GrantInput(role, "own_customers"))
            elif warehouse and role == "warehouse":
                made.append(GrantInput(role, "warehouse", warehouse))
            else:
                made.append(GrantInput(role))
        return made


class NewUserForm(RolesForm):
    email = forms.CharField(label=_("E-mail"), max_length=254, help_text=_("With it they sign in."))
    name = forms.CharField(label=_("Name"), max_length=200)
    password = forms.CharField(
        label=_("First password"), max_length=200, widget=forms.PasswordInput(render_value=False),
        help_text=_("At least ten characters. Tell it to them; they change it after signing in."),
    )  # fmt: skip
    fieldsets = (
        FieldSet(_("Who"), ("name", "email", "password")),
        FieldSet(_("What they may do"), ("roles",)),
        FieldSet(_("How far it reaches"), ("own_customers", "warehouse")),
    )
    half = ("name", "email", "password", "own_customers", "warehouse")


class InviteForm(RolesForm):
    email = forms.CharField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The link goes there, and with it they sign in."),
    )  # fmt: skip
    fieldsets = (
        FieldSet(_("Who"), ("email",)),
        FieldSet(_("What they may do"), ("roles",)),
        FieldSet(_("How far it reaches"), ("own_customers", "warehouse")),
    )
    half = ("email", "own_customers", "warehouse")


class UserForm(ScreenForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.CharField(label=_("E-mail"), max_length=254)
    half = ("name", "email")


class PasswordForm(ScreenForm):
    password = forms.CharField(
        label=_("New password"), max_length=200, widget=forms.PasswordInput(render_value=False),
        help_text=_("At least ten characters. Whoever is signed in with the old one is signed out."),
    )  # fmt: skip


class TokenForm(ScreenForm):
    name = forms.CharField(
        label=_("What it is for"), max_length=100, help_text=_("The web shop, the scale, a script.")
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=90)
    roles = forms.MultipleChoiceField(
        label=_("Only with these roles"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: with all of them."),
    )  # fmt: skip
    half = ("name", "days")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sorted({grant.role for grant in user.grants.all()})
        self.fields["roles"].choices = [(role, str(ROLE_WORDS.get(role, role))) for role in held]  # type: ignore[attr-defined]
        if len(held) < 2:
            del self.fields["roles"]

    def given(self, by: By) -> dict[str, Any]:
        """As the command takes it; until the end of a day, so that sent twice it is the same."""
        typed = self.cleaned_data
        last = timezone.localtime(by.now).date() + timedelta(days=typed["days"])
        return {
            "name": typed["name"],
            "expires_at": timezone.make_aware(datetime.combine(last + timedelta(days=1), time())),
            "roles": typed.get("roles", []),
        }
