"""The other end of an invitation: a stranger with a link chooses name and password, and is in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tradepost.base.by import By
from tradepost.base.errors import NotFound, Refusal
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import Invitation
from tradepost.render.screens.form import ScreenForm


class JoinForm(ScreenForm):
    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As colleagues see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=200, help_text=_("At least ten characters. A sentence is best."),
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


@never_cache
@sensitive_post_parameters()
def join(request: HttpRequest, secret: str) -> HttpResponseBase:
    """No sign-in is asked: the link is the key."""
    now = timezone.now()
    try:
        invitation = access_queries.invitation_of(secret, now)
    except NotFound as refusal:
        return render(request, "office/access/join.html", {"refused": refusal.message}, status=404)
    form = JoinForm(request.POST or None, initial={"name": invitation.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, invitation, secret, form.cleaned_data)
        except NotFound:
            return redirect("join", secret)  # somebody was quicker; the page says so
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.is_bound else 200
    return render(request, "office/access/join.html", {"form": form, "invitation": invitation}, status=status)


def _joined(
    request: HttpRequest, invitation: Invitation, secret: str, typed: dict[str, Any]
) -> HttpResponseBase:
    by = By(
        actor_id=invitation.user_id,
        actor=" ".join(typed["name"].split()) or invitation.user.email,
        now=timezone.now(),
        request_id=getattr(request, "request_id", ""),
        door="office",
    )
    user = access.accept_invitation(by, secret=secret, name=typed["name"], password=typed["password"])
    # A second factor may be asked for next: who chose a password just now is not asked for it again.
    record_authentication(request, user, method="password")
    return perform_login(request, user, email_verification="none")
