"""A mail as it is offered to whoever sends it: to whom, in which words; and as it is handed to the command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings

from tradepost.base.errors import Refusal
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.commands import FileInput, MailInput
from tradepost.domain.mails.models import BouncedAddress, Recipient
from tradepost.domain.mails.queries import StandingTemplate
from tradepost.domain.mails.rules import Wording, fill
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import Person
from tradepost.render.letters.about import About
from tradepost.render.letters.look import signed
from tradepost.render.papers import render_pdf

_BOOKS = ("account", "billing", "invoice", "payable", "finance", "buchhalt", "rechnung", "contab", "factur")
_BUYS = ("purchas", "buy", "procure", "einkauf", "compra")
_SELLS = ("sales", "sell", "order", "vertrieb", "verkauf", "venta", "export")
_GOODS = ("warehouse", "receiv", "logist", "lager", "wareneingang", "almac", "dock")
READERS: Mapping[str, Sequence[str]] = {
    "quote": _BUYS,
    "order": _BUYS,
    "shipment": _GOODS,
    "invoice": _BOOKS,
    "credit_note": _BOOKS,
    "statement": _BOOKS,
    "purchase_order": _SELLS,
    "return": _GOODS,
    "dispute": _BUYS,
    "new_dates": _BUYS,
}
"""Words in a contact's title that tell whose business such a document is, in the languages we know."""


class NoMailServer(Refusal):
    """There is nowhere to hand a mail over."""


def is_set_up() -> bool:
    """Whether there is any use in sending: a mail server, or the list where mails are shown instead."""
    return str(settings.MAIL_MODE) != "none"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody at the party, and the bounce that says that the address is dead."""

    person: Person
    bounced: BouncedAddress | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands in the form at first. `people` are all who can be written to."""

    to: str
    cc: str
    contact: str
    people: list[Known]


def offer(found: About) -> Offer:
    """To whom it went last time; else whose business it is by title; else the party's own address; else anybody.

    An address that bounced is offered only when there is no other. Three statements.
    """
    people = parties_queries.people_of(found.party_id)
    last = mails_queries.last_recipients(found.party_id, found.kind)
    dead = mails_queries.bounced_addresses([*(p.email for p in people), *(r.address for r in last)])
    alive = [one for one in last if one.address.lower() not in dead]
    known = [Known(one, dead.get(one.email.lower())) for one in people]
    if any(one.place == "to" for one in alive):
        to, cc = (_line([one for one in alive if one.place == place]) for place in ("to", "cc"))
        first = next(one for one in alive if one.place == "to")
        named = {one.email.lower(): one.name for one in people if not one.is_party}
        contact = named.get(first.address.lower()) or first.name
        return Offer(to, cc, contact, known)
    reader = _reader(found.kind, known)
    if reader is None:
        return Offer("", "", "", known)
    return Offer(reader.email, "", "" if reader.is_party else reader.name, known)


def _line(recipients: Sequence[Recipient]) -> str:
    """The addresses as people type them; a name that would end too early stands in quotes."""
    parts = []
    for one in recipients:
        name = f'"{one.name}"' if any(letter in one.name for letter in ",;") else one.name
        parts.append(f"{name} <{one.address}>" if name else one.address)
    return ", ".join(parts)


def _reader(kind: str, known: Sequence[Known]) -> Person | None:
    alive = [one.person for one in known if one.bounced is None] or [one.person for one in known]
    titled = [one for one in alive if any(word in one.title.lower() for word in READERS[kind])]
    own = [one for one in alive if one.is_party]
    return next(iter([*titled, *own, *alive]), None)


def worded(found: About, language: str, *, contact: str, sender: str) -> Wording:
    """The template in this language, filled."""
    return filled(mails_queries.template(found.kind, language), found, contact=contact, sender=sender)


def filled(template: StandingTemplate, found: About, *, contact: str, sender: str) -> Wording:
    """A template filled with what this document says."""
    words = found.words(template.language, contact=contact, sender=sender)
    return fill(template.wording, words)


def sender_of(found: About) -> str:
    """The From line: the address of the settings, under the company's name unless the settings name another."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    company = found.paper.company.name
    shown = company if name in ("", "Tradepost") else name
    return f'"{shown.replace(chr(34), "")}" <{address}>' if shown else address


def written(
    found: About,
    *,
    mail_id: UUID,
    to: str,
    title: str,
    text: str,
    language: str,
    cc: str = "",
    reply_to: str = "",
) -> MailInput:
    """The mail with its paper and signature, as `send_mail` takes it. The paper is made here."""
    us = parties_queries.company()
    paper = FileInput(found.file_name(language), render_pdf(found.paper_in(language)))
    return MailInput(
        mail_id=mail_id,
        kind=found.kind,
        subject_id=found.subject_id,
        number=found.number,
        party_id=found.party_id,
        customer_id=found.customer_id,
        supplier_id=found.supplier_id,
        warehouse_id=found.warehouse_id,
        to=to,
        cc=cc,
        title=title,
        text=signed(text, us) if text.strip() else "",
        sender=sender_of(found),
        reply_to=reply_to or us.email,
        language=language,
        files=(paper,),
    )
