"""Mails for tests: a customer to write to, and a mail about something."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import FileInput, MailInput
from tradepost.domain.mails.models import Mail, Recipient
from tradepost.domain.parties import queries as parties_queries

PDF = b"%PDF-1.7 a paper"


def written(trade: Trade, customer_id: UUID | None = None, **given: Any) -> MailInput:
    """An invoice by mail to the first customer, as the office would send it."""
    customer_id = customer_id or next(iter(trade.customers.values()))
    party_id = parties_queries.customer_terms(customer_id).party_id
    return MailInput(
        **{
            "mail_id": new_id(trade.by.now),
            "kind": "invoice",
            "subject_id": new_id(trade.by.now),
            "number": "INV-1",
            "party_id": party_id,
            "customer_id": customer_id,
            "to": "ann@bar.example",
            "title": "Invoice INV-1",
            "text": "Dear Ann,\n\nhere it is.",
            "sender": "Our Company <sales@company.example>",
            "files": (FileInput("Invoice INV-1.pdf", PDF),),
            **given,
        }
    )


def sent(trade: Trade, **given: Any) -> Mail:
    return mails.send_mail(trade.by, mail=written(trade, **given))


def states(mail: Mail) -> dict[str, str]:
    """Where it stands as a whole (under ""), and at each address."""
    whole = {"": Mail.objects.get(pk=mail.pk).state}
    return whole | {one.address: one.state for one in Recipient.objects.filter(mail=mail).order_by("id")}
