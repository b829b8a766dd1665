"""Invitations: make, send again, withdraw. The link goes out by mail, and is told once to whoever invited."""

from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import MadeInvitation
from tradepost.domain.access.models import Invitation
from tradepost.domain.access.queries import INVITATIONS, USERS
from tradepost.doors.api.access import Email, GrantIn, UserOut, grants_in, user_out
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, Word, about
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape
from tradepost.render.letters import invitation_letter, is_set_up

router = Router(tags=["Users"])
log = structlog.get_logger("tradepost.invitations")


class InvitationIn(In):
    """Somebody to be invited: a user who chooses name and password by a link."""

    id: Id | None = about(
        "Your id for the user: sent twice it is one, and the second link counts.", AN_ID, None
    )
    email: Email = about("The link goes there, and with it they sign in.", "walt@example.com")
    name: Word = about("What they are called until they say it themselves.", "Walt", "")
    grants: list[GrantIn] = about("Their roles.", None, [], max_length=50)


class InvitationOut(Shape):
    """An invitation, without its link."""

    id: IdOut = about("The invitation.")
    user_id: IdOut = about("The user who is invited.")
    email: str = about("Where the link went.", "walt@example.com")
    state: str = about(
        "What has become of it.",
        "open",
        json_schema_extra={"enum": ["open", "accepted", "withdrawn", "expired"]},
    )
    invited_by: str = about("Who invited.", "Mara")
    made_at: MomentOut = about("When.")
    expires_at: MomentOut = about("Until when the link opens.")
    accepted_at: MomentOut | None = about("When they came in.")
    withdrawn_at: MomentOut | None = about("When it was withdrawn, or another took its place.")
    FROM = {"email": "user.email"}


class InvitationMade(InvitationOut):
    """A new invitation with its link, which nobody can read again."""

    link: str = about(
        "Opens once. Without TRADEPOST_URL it is a path of this address, and not mailed.",
        "https://tradepost.example/accounts/join/7b0c/",
    )
    is_mailed: bool = about("Whether it goes out by mail as well.")


lists(
    router,
    "/invitations",
    INVITATIONS,
    name="list_invitations",
    needs="access.read",
    gives=InvitationOut,
)


def _made(by: By, made: MadeInvitation) -> dict[str, Any]:
    """The mail goes out behind the commit: one that does not arrive takes back nothing."""
    link = settings.PUBLIC_URL + reverse("join", args=[made.secret])
    is_mailed = bool(settings.PUBLIC_URL) and is_set_up()
    if is_mailed:
        transaction.on_commit(lambda: _mail(made.invitation, link))
    row = access_queries.invitation(by, made.invitation.pk)
    return InvitationMade.plain(row, link=link, is_mailed=is_mailed)


def _mail(invitation: Invitation, link: str) -> None:
    try:
        invitation_letter(invitation, link).send()
    except (OSError, SMTPException) as trouble:
        log.warning("invitation not mailed", user=str(invitation.user_id), trouble=str(trouble))


@changes(
    router,
    "POST",
    "/invitations",
    needs="access.invite_user",
    gives=InvitationMade,
    status=201,
    at="/api/v1/invitations/{id}",
    keyed=True,
    kept=False,
)
def invite_user(by: By, body: InvitationIn) -> dict[str, Any]:
    """Invite somebody: a user without a password, and a link that opens once, within a week."""
    made = access.invite_user(
        by,
        user_id=body.id or new_id(by.now),
        email=body.email,
        name=body.name,
        grants=grants_in(body.grants),
    )
    return _made(by, made)


@reads(router, "/invitations/{invitation_id}", needs="access.read", gives=InvitationOut)
def get_invitation(by: By, invitation_id: Id) -> dict[str, Any]:
    """One invitation."""
    return InvitationOut.plain(access_queries.invitation(by, invitation_id))


@changes(
    router,
    "POST",
    "/users/{user_id}/invite-again",
    needs="access.invite_again",
    gives=InvitationMade,
    within=USERS,
    kept=False,
)
def invite_again(by: By, user_id: Id) -> dict[str, Any]:
    """Send a new link; the old one opens nothing from now on. Also after a withdrawal."""
    return _made(by, access.invite_again(by, user_id=user_id))


@changes(
    router,
    "POST",
    "/users/{user_id}/withdraw-invitation",
    needs="access.withdraw_invitation",
    gives=UserOut,
    within=USERS,
)
def withdraw_invitation(by: By, user_id: Id) -> dict[str, Any]:
    """The link opens nothing from now on, and the user is shut out until invited again."""
    access.withdraw_invitation(by, user_id=user_id)
    return user_out(by, user_id)
