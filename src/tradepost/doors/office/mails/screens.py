"""The list of mails."""

from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.flows import RECIPIENT
from tradepost.domain.mails.models import Mail
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.mails.words import KIND_WORDS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import customer_names
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset
from tradepost.render.states import look_of

PAGES = {
    "quote": "quote",
    "order": "order",
    "shipment": "shipment",
    "invoice": "invoice",
    "credit_note": "invoice",
    "statement": "customer",
    "purchase_order": "purchase_order",
    "return": "return",
    "dispute": "dispute",
    "new_dates": "customer_dates",
}
"""The page on which a kind of document stands."""


def document_url(mail: Mail) -> str:
    """Where the document stands that a mail is about; "" for mails of the house itself."""
    return address(PAGES[mail.kind], mail.subject_id) if mail.kind in PAGES else ""


def addresses_of(mail: Mail) -> str:
    """To whom it goes, in a line."""
    return ", ".join(one.address for one in sorted(mail.recipients.all(), key=lambda one: one.pk))


def _about(mail: Mail) -> str:
    return f"{KIND_WORDS[mail.kind]} {mail.number}".strip()


def _supplier_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The chosen suppliers of a filter in words, in one statement."""
    if not access_queries.may(by, "parties.read"):
        return {}
    rows = parties_queries.SUPPLIERS.page(by, filters={"id": list(ids)}).rows
    return {str(row.pk): row.party.name for row in rows}


def _words(mail: Mail) -> str:
    """What a server said, where somebody should know it."""
    return Truncator(mail.answer).chars(120) if mail.state in ("queued", "failed", "bounced") else ""


MAILS = ListScreen(
    name="mails",
    title=_("Mails"),
    noun=_("mails"),
    listing=mails_queries.MAILS,
    may="mails.read",
    search_hint=_("Number, subject, address"),
    columns=(
        Column("title", _("Subject"), link=lambda mail: address("mail", mail.pk), note=addresses_of),
        Column("state", _("State"), "state"),
        Column("answer", _("The server's words"), value=_words, priority=2),
        Column("number", _("About"), value=_about, priority=2, sort="number"),
        Column("sent_by", _("By"), priority=3),
        Column("made_at", _("Sent"), "moment", sort="made"),
    ),
    filters=(
        FilterField("state", choices=[(state, look_of(state).label) for state in RECIPIENT.states]),
        FilterField("kind", choices=list(KIND_WORDS.items())),
        FilterField("customer", url=later("customer_lookup"), text_of=customer_names),
        FilterField("supplier", url=later("supplier_lookup"), text_of=_supplier_names),
        FilterField("made"),
        FilterField("trouble"),
    ),
    presets=(
        Preset(_("Need somebody"), "trouble=yes"),
        Preset(_("Waiting"), "state=queued"),
    ),
    empty=Empty(
        _("No mail was sent yet"),
        _("Open a quote, an invoice or a purchase order, and choose “Send by e-mail” under Print."),
        icon="mail",
    ),
)
