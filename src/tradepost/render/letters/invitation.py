"""The mail by which somebody is invited. Its link is a secret: it is kept in no outbox of ours."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tradepost.domain.access.models import Invitation
from tradepost.domain.parties import queries as parties_queries


def invitation_letter(invitation: Invitation, link: str) -> EmailMessage:
    """The words in the language in force, and the link."""
    company = parties_queries.company().name or "Tradepost"
    said = {"invitation": invitation, "link": link, "company": company}
    subject = _("%(who)s invites you to %(company)s") % {"who": invitation.invited_by, "company": company}
    # One line: what a name holds must not become a header.
    return EmailMessage(
        " ".join(subject.split()),
        render_to_string("render/invitation.txt", said),
        to=[invitation.user.email],
    )
