"""The page of a user: who it is, what they may do, their tokens. Also one's own page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import ApiToken, User
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.access.factors import factors_section
from tradepost.doors.office.access.forms import PasswordForm
from tradepost.doors.office.access.sessions import own_sessions, sessions_of
from tradepost.doors.office.access.words import ROLE_HELP, ROLE_WORDS
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Badge, DocumentPage, Fact, FactGroup, Notice, Section, Verb

GRANTS = (
    Column("role", gettext_lazy("Role"), value=lambda row: ROLE_WORDS.get(row["role"], row["role"])),
    Column("help", gettext_lazy("What it may do"), value=lambda row: ROLE_HELP.get(row["role"], "")),
    Column("reach", gettext_lazy("Limited to")),
)


def _token_columns(now: datetime) -> tuple[Column, ...]:
    def state(token: ApiToken) -> str:
        if token.revoked_at:
            return "cancelled"
        return "active" if token.expires_at > now else "expired"

    return (
        Column("name", _("Token"), link=lambda row: address("token", row.pk)),
        Column("state", _("State"), "state", value=state),
        Column("prefix", _("Begins with"), "code"),
        Column("expires_at", _("Valid until"), "moment", priority=2),
        Column("last_used_on", _("Last used"), "day", priority=2),
    )


def user_page(by: By, user: User) -> DocumentPage:
    """For the owner; oneself sees `own_page`."""
    grants = list(user.grants.all())
    return DocumentPage(
        kind=_("User"),
        title=user.get_full_name(),
        subtitle=user.email,
        state=user.standing,
        badges=[Badge("", _("That is you"), "info", "disc")] if user.pk == by.actor_id else [],
        back_url=address("users"),
        back_label=_("Users"),
        verbs=list(_verbs(by, user)),
        history_url=address("user_history", user.pk),
        notices=list(_invited(by, user)),
        facts=(
            FactGroup(
                _("Sign-in"),
                (
                    Fact(_("E-mail"), user.email),
                    Fact(_("Last signed in"), user.last_login, "moment"),
                    Fact(_("Password"), _("set") if user.has_usable_password() else _("none yet")),
                ),
            ),
        ),
        sections=[
            Section(_("Roles"), GRANTS, _reach(by, grants), _("None: they can sign in and see nothing.")),
            Section(_("API tokens"), _token_columns(by.now), access_queries.tokens_of(user.pk), _("None.")),
            factors_section(user.pk),
        ],
        parts=[sessions_of(by, user.pk)],
        timeline=timeline({user.pk: Subject()}, 20),
        version=user.version,
    )


def _reach(by: By, grants: Sequence[Any]) -> list[dict[str, str]]:
    names = {one.pk: one.name for one in inventory_queries.visible_warehouses(by)}
    words = {"own_customers": _("own customers"), "customer": _("one customer"), "": ""}
    return [
        {
            "role": grant.role,
            "reach": names.get(grant.scope_id, "")
            if grant.scope_kind == "warehouse"
            else words.get(grant.scope_kind, ""),
        }
        for grant in grants
    ]


def _verbs(by: By, user: User) -> Iterator[Verb]:
    may, pk = access_queries.may, user.pk
    if may(by, "access.set_roles"):
        yield Verb(
            "roles", _("Set roles"), address("user_roles", pk), strong=True, method="get", icon="shield"
        )
    if may(by, "access.change_user"):
        yield Verb("edit", _("Edit"), address("user_edit", pk), method="get", icon="pencil", key="e")
    if may(by, "access.withdraw_invitation") and user.standing == "invited":
        says = _("The link opens nothing from now on.")
        yield Verb(
            "uninvite",
            _("Withdraw invitation"),
            address("invitation_withdraw", pk),
            confirm=says,
            danger=True,
            icon="mail-x",
        )
    if may(by, "access.make_token") and user.is_active:
        yield Verb("token", _("Make API token"), address("token_new", pk), method="get", icon="key-square")
    if may(by, "access.set_password"):
        form = PasswordForm(auto_id="id_password_%s")
        yield Verb("password", _("Set password"), address("user_password", pk), form=form, icon="key-round")
    if may(by, "access.reset_second_factor") and access_queries.factors_of(pk):
        says = _(
            "For somebody who lost phone or key. Make sure that it is them: the password is all that is asked then."
        )
        yield Verb(
            "factor",
            _("Reset second factor"),
            address("factor_reset", pk),
            confirm=says,
            danger=True,
            icon="shield-off",
        )
    if may(by, "access.change_user"):
        if user.is_active:
            says = _(
                "They cannot sign in any more. Their sessions end now, and their API tokens open nothing."
            )
            yield Verb("stop", _("Shut out"), address("user_stop", pk), confirm=says, danger=True, icon="ban")
        else:
            yield Verb("start", _("Let in again"), address("user_start", pk), icon="circle-play")


def _invited(by: By, user: User) -> Iterator[Notice]:
    """Whether the invitation is still open, and what to do about it."""
    if user.has_usable_password():
        return
    sent = access_queries.invitation_to(user.pk)
    again = Verb("invite", _("Send again"), address("invitation_again", user.pk), icon="mail")
    may_invite = again if access_queries.may(by, "access.invite_again") else None
    if sent is None:
        yield Notice(_("They have no password yet."), "warn", verb=may_invite)
    elif sent.withdrawn_at:
        yield Notice(_("The invitation was withdrawn."), "warn", verb=may_invite)
    elif sent.expires_at <= by.now:
        yield Notice(
            _("The invitation is too old: its link opens nothing any more."), "warn", verb=may_invite
        )
    else:
        day = date_format(localtime(sent.expires_at), "DATE_FORMAT")
        text = _("Invited by %(who)s; the link opens until %(day)s.") % {"who": sent.invited_by, "day": day}
        yield Notice(text, "info", verb=may_invite)


def own_page(request: HttpRequest, by: By, user: User) -> DocumentPage:
    """What everybody may see and do about themselves."""
    verbs = [
        Verb(
            "preferences", _("Preferences"), address("preferences"), method="get",
            icon="sliders-horizontal", strong=True, key="e",
        )
    ]  # fmt: skip
    if access_queries.may(by, "access.make_own_token"):
        verbs.append(
            Verb("token", _("Make API token"), address("own_token_new"), method="get", icon="key-square")
        )
    for name, label, page, icon in (
        ("password", _("Change password"), "account_change_password", "key-round"),
        ("mfa", _("Second factor"), "mfa_index", "shield-check"),
    ):
        if url := _allauth(page):
            verbs.append(Verb(name, label, url, method="get", icon=icon))
    return DocumentPage(
        title=user.get_full_name(),
        kind=_("You are"),
        subtitle=user.email,
        verbs=verbs,
        facts=(
            FactGroup(
                _("Sign-in"),
                (Fact(_("E-mail"), user.email), Fact(_("Last signed in"), user.last_login, "moment")),
            ),
        ),
        sections=[
            Section(_("What you may do"), GRANTS, _reach(by, list(user.grants.all())), _("Nothing yet.")),
            Section(
                _("Your API tokens"), _token_columns(by.now), access_queries.tokens_of(user.pk), _("None.")
            ),
            factors_section(user.pk, link=_allauth("mfa_index")),
        ],
        parts=[own_sessions(request, user.pk, by.now)],
    )


def _allauth(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
