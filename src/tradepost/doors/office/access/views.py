"""Users: list, page, forms, verbs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.doors.office.access.forms import NewUserForm, PasswordForm, RolesForm, UserForm
from tradepost.doors.office.access.user_page import own_page, user_page
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.form import FormPage


@page("access.read")
def user(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, user_page(by, access_queries.user(by, pk)))


@page()
def me(request: HttpRequest, by: By) -> HttpResponseBase:
    """One's own page, whatever the role."""
    assert by.actor_id is not None
    return answer_document(request, own_page(request, by, access_queries.user(by, by.actor_id)))


@page("access.create_user")
def user_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = NewUserForm(request.POST or None, by=by)
    minted = request.POST.get("user_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = access.create_user(
                by,
                user_id=id_of(minted),
                email=typed["email"],
                name=typed["name"],
                password=typed["password"],
                grants=form.grants(),
            )
            done(request, _("%s can sign in now.") % made.email)
            return redirect(address("user", made.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New user"), form, _("Save user"), address("users"), hidden={"user_id": minted},
        back_url=address("users"), back_label=_("Users"),
    )  # fmt: skip
    return answer_form(request, shown)


@page("access.change_user")
def user_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = access_queries.user(by, pk)
    form = UserForm(request.POST or None, initial={"name": found.name, "email": found.email})
    version = request.POST.get("version") or str(found.version)
    if request.method == "POST" and form.is_valid():
        try:
            number = int(version) if version.isdigit() else None
            access.change_user(by, user_id=pk, version=number, **form.cleaned_data)
            done(request, _("Saved."))
            return redirect(address("user", pk))
        except Refusal as refusal:
            form.refuse(refusal)
    return answer_form(request, _page_of(found, form, _("Save"), {"version": version}))


@page("access.set_roles")
def user_roles(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = access_queries.user(by, pk)
    form = RolesForm(request.POST or None, by=by, initial=_standing(found))
    if request.method == "POST" and form.is_valid():
        try:
            access.set_roles(by, user_id=pk, grants=form.grants())
            done(request, _("The roles are set."))
            return redirect(address("user", pk))
        except Refusal as refusal:
            form.refuse(refusal)
    return answer_form(request, _page_of(found, form, _("Set roles"), {}))


def _standing(user: User) -> dict[str, Any]:
    grants = list(user.grants.all())
    warehouse = next((str(grant.scope_id) for grant in grants if grant.scope_kind == "warehouse"), "")
    return {
        "roles": [grant.role for grant in grants],
        "own_customers": any(grant.scope_kind == "own_customers" for grant in grants),
        "warehouse": warehouse,
    }


def _page_of(user: User, form: Any, submit: str, hidden: dict[str, Any]) -> FormPage:
    here = address("user", user.pk)
    return FormPage(
        user.get_full_name(), form, submit, here, kind=_("User"), hidden=hidden,
        back_url=here, back_label=user.get_full_name(),
    )  # fmt: skip


@verb("access.set_password", back="office:user", form=PasswordForm)
def user_password(request: HttpRequest, by: By, form: PasswordForm, pk: UUID) -> str:
    access.set_password(by, user_id=pk, password=form.cleaned_data["password"])
    return done(request, _("The password is set."))


@verb("access.change_user", back="office:user")
def user_stop(request: HttpRequest, by: By, pk: UUID) -> str:
    access.change_user(by, user_id=pk, is_active=False)
    return done(request, _("They are shut out."))


@verb("access.change_user", back="office:user")
def user_start(request: HttpRequest, by: By, pk: UUID) -> str:
    access.change_user(by, user_id=pk, is_active=True)
    return done(request, _("They can sign in again."))
