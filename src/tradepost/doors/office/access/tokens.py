"""API tokens: the secret is shown once, on the page that made it, and kept nowhere."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tradepost.base.by import By
from tradepost.base.errors import NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import ApiToken, User
from tradepost.doors.office.access.forms import TokenForm
from tradepost.doors.office.access.words import ROLE_WORDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Verb
from tradepost.render.screens.form import FormPage


@page("access.make_token")
def token_new(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return _make(request, by, access_queries.user(by, pk), address("user", pk))


@page("access.make_own_token")
def own_token_new(request: HttpRequest, by: By) -> HttpResponseBase:
    assert by.actor_id is not None
    return _make(request, by, access_queries.user(by, by.actor_id), address("me"))


@sensitive_post_parameters()
def _make(request: HttpRequest, by: By, user: User, back: str) -> HttpResponseBase:
    form = TokenForm(request.POST or None, user=user)
    minted = request.POST.get("token_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = access.make_token(by, token_id=id_of(minted), user_id=user.pk, **form.given(by))
            context = {"made": made, "user": user, "back_url": back}
            answer = render(request, "office/access/token.html", context)
            answer["Cache-Control"] = "no-store"
            return answer
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New API token"), form, _("Make token"), back, hidden={"token_id": minted},
        intro=_("It acts as %s.") % user.get_full_name(), back_url=back, back_label=user.get_full_name(),
    )  # fmt: skip
    return answer_form(request, shown)


def _token(by: By, pk: UUID) -> ApiToken:
    """A token that this person may see: their own, or any for whoever manages users. Raises NotFound."""
    found = access_queries.token(pk)
    if found.user_id != by.actor_id and not access_queries.may(by, "access.read"):
        raise NotFound(_("There is no such token."))
    return found


@page()
def token(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = _token(by, pk)
    is_own = found.user_id == by.actor_id
    may_revoke = access_queries.may(by, "access.revoke_token") or (
        is_own and access_queries.may(by, "access.revoke_own_token")
    )
    verbs = []
    if may_revoke and not found.revoked_at:
        says = _("Programs that use it are shut out at once.")
        verbs = [
            Verb("revoke", _("Revoke"), address("token_revoke", pk), confirm=says, danger=True, icon="ban")
        ]
    state = "cancelled" if found.revoked_at else "active" if found.expires_at > by.now else "expired"
    back = address("me") if is_own else address("user", found.user_id)
    roles = ", ".join(str(ROLE_WORDS.get(role, role)) for role in found.roles) or _("all of the user’s")
    shown = DocumentPage(
        kind=_("API token"),
        title=found.name,
        state=state,
        back_url=back,
        back_label=found.user.get_full_name(),
        verbs=verbs,
        facts=(
            FactGroup(
                _("What it is"),
                (
                    Fact(_("Acts as"), found.user.get_full_name()),
                    Fact(_("Roles"), roles),
                    Fact(_("Begins with"), found.prefix, "code"),
                ),
            ),
            FactGroup(
                _("When"),
                (
                    Fact(_("Made"), found.made_at, "moment"),
                    Fact(_("Valid until"), found.expires_at, "moment"),
                    Fact(_("Last used"), found.last_used_on, "day"),
                    Fact(_("Revoked"), found.revoked_at, "moment"),
                ),
            ),
        ),
    )
    return answer_document(request, shown)


@verb(back="office:token")
def token_revoke(request: HttpRequest, by: By, pk: UUID) -> str:
    found = _token(by, pk)
    own = found.user_id == by.actor_id
    access_queries.require(by, "access.revoke_own_token" if own else "access.revoke_token")
    access.revoke_token(by, token_id=found.pk)
    return done(request, _("Revoked."))
