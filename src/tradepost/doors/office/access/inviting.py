"""Invitations: the link goes out by mail, and is shown once to whoever invited, in case the mail does not arrive."""

from smtplib import SMTPException
from uuid import UUID

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import MadeInvitation
from tradepost.doors.office.access.forms import InviteForm
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.letters import invitation_letter
from tradepost.render.screens.form import FormPage

log = structlog.get_logger("tradepost.invitations")


@page("access.invite_user")
def user_invite(request: HttpRequest, by: By) -> HttpResponseBase:
    form = InviteForm(request.POST or None, by=by)
    minted = request.POST.get("user_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = access.invite_user(
                by, user_id=id_of(minted), email=form.cleaned_data["email"], grants=form.grants()
            )
            return _sent(request, made)
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("Invite somebody"), form, _("Send invitation"), address("users"), hidden={"user_id": minted},
        intro=_("They get a link by mail, open for a week, and choose name and password themselves."),
        back_url=address("users"), back_label=_("Users"),
    )  # fmt: skip
    return answer_form(request, shown)


@verb("access.invite_again", back="office:user")
def invitation_again(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = access_queries.user(by, pk)
    return _sent(request, access.invite_again(by, user_id=found.pk))


@verb("access.withdraw_invitation", back="office:user")
def invitation_withdraw(request: HttpRequest, by: By, pk: UUID) -> str:
    access.withdraw_invitation(by, user_id=access_queries.user(by, pk).pk)
    return done(request, _("The invitation is withdrawn; its link opens nothing."))


def _sent(request: HttpRequest, made: MadeInvitation) -> HttpResponseBase:
    """After the commit: a mail that does not go out takes back nothing."""
    link = (settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")) + reverse(
        "join", args=[made.secret]
    )
    answer = render(
        request,
        "office/access/invited.html",
        {"invitation": made.invitation, "link": link, "mailed": _mailed(made, link)},
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _mailed(made: MadeInvitation, link: str) -> bool:
    try:
        return bool(invitation_letter(made.invitation, link).send())
    except (OSError, SMTPException) as trouble:
        log.warning("invitation not mailed", user=str(made.invitation.user_id), trouble=str(trouble))
        return False
