"""The way from a document's page to its mail, and what is to be known about mails on every page of them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.rules import KINDS
from tradepost.domain.parties.models import Contact, Party
from tradepost.doors.office.parts.addresses import address
from tradepost.render.formats import day_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Notice

ROUTES = {"credit_note": "invoice"}
"""A credit note stands at the address of invoices."""


def may_mail(by: By, kind: str) -> bool:
    """Whether this actor may send such documents, and read what stands in them."""
    needed = (KINDS[kind].sends, *KINDS[kind].reads)
    return all(access_queries.may(by, verb) for verb in needed)


def mail_url(by: By, kind: str, pk: UUID, *, ready: bool = True, query: str = "") -> str:
    """Where this document is sent by e-mail; "" while it is not ready, or the role may not."""
    if not ready or not may_mail(by, kind):
        return ""
    return f"{address(f'{ROUTES.get(kind, kind)}_mail', pk)}{query}"


def leaves() -> bool:
    """Whether mails leave the house."""
    return settings.MAIL_MODE not in ("none", "shown")


def notices() -> list[Notice]:
    """That nothing leaves here, or that there is no mail server; nothing where all is well."""
    if settings.MAIL_MODE == "shown":
        text = _("Mails are shown here instead of sent: this is a company for development.")
        return [Notice(text, "info", _("Nothing leaves."))]
    if settings.MAIL_MODE == "none":
        text = _(
            "Whoever runs Tradepost names one in TRADEPOST_MAIL_URL. Until then, download papers and send them."
        )
        return [Notice(text, "warn", _("No mail server is set up."))]
    return []


def dead_at(party: Party) -> dict[str, str]:
    """Which addresses of a party and its contacts a mail came back from, with the day; in small letters."""
    addresses = [party.email, *(one.email for one in party.contacts.all())]
    found = mails_queries.bounced_addresses(addresses)
    return {
        address: _("A mail came back on %s.") % day_text(timezone.localtime(one.since).date(), None)
        for address, one in found.items()
    }


def marked(contacts: Iterable[Contact], dead: Mapping[str, str]) -> list[dict[str, str]]:
    """Contacts as rows, each with what is known of its address."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "email": one.email,
            "phone": one.phone,
            "dead": dead.get(one.email.lower(), ""),
        }
        for one in contacts
    ]


EMAIL = Column(
    "email",
    gettext_lazy("E-mail"),
    link=lambda row: f"mailto:{row['email']}" if row["email"] else "",
    note=lambda row: row["dead"],
    tone=lambda row: "bad" if row["dead"] else "",
)
"""The address of a row of `marked`."""
