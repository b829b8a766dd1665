"""The facts about mails in words, and the kinds of documents as people call them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tradepost.domain.mails.rules import SYSTEM
from tradepost.doors.office.parts.timeline import WORDS, Words

KIND_WORDS = {
    "quote": _("Quote"),
    "order": _("Order confirmation"),
    "shipment": _("Delivery note"),
    "invoice": _("Invoice"),
    "credit_note": _("Credit note"),
    "statement": _("Statement of account"),
    "purchase_order": _("Purchase order"),
    "return": _("Return slip"),
    "dispute": _("Dispute"),
    "new_dates": _("New delivery dates"),
    SYSTEM: _("Tradepost itself"),
}
LANGUAGE_WORDS = {"en": _("English"), "de": _("German"), "es": _("Spanish")}
"""Languages as the reader of the page calls them."""


def _to(data: Mapping[str, Any]) -> str:
    return ", ".join(str(one) for one in data["to"])


def _answer(data: Mapping[str, Any]) -> str:
    return f"{_to(data)}: {data['answer']}" if data.get("answer") else _to(data)


WORDS.update(
    {
        "mails.queued": Words(_("Sent by e-mail"), "mail", _to),
        "mails.sent": Words(_("Mail server took it"), "mail-check", _to),
        "mails.shown": Words(_("Mail shown, not sent"), "mail", _to),
        "mails.delivered": Words(_("Mail delivered"), "mail-check", _to),
        "mails.bounced": Words(_("Mail came back"), "mail-x", _answer),
        "mails.failed": Words(_("Mail could not be sent"), "mail-x", _answer),
        "mails.settled": Words(_("Mail looked after"), "check"),
        "mails.address_cleared": Words(
            _("Address works again"), "mail-check", lambda data: str(data["address"])
        ),
        "mails.template_changed": Words(_("Text changed"), "pencil"),
        "mails.template_reset": Words(_("Shipped text taken again"), "undo-2"),
    }
)
