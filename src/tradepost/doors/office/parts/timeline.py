"""The change feed of a document, and of those around it, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base import feed
from tradepost.base.events import RecordedEvent
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.document import Moment
from tradepost.render.sentences import said

Data = Mapping[str, Any]
SHOWN = 60
MACHINES = frozenset({"Tradepost"})


@dataclass(frozen=True, slots=True)
class Words:
    """How a fact is said: a short sentence, an icon, and the detail below it."""

    text: str | Promise
    icon: str = "dot"
    detail: Callable[[Data], str] = lambda data: ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document whose facts are told: how it is called and where it stands. The page's own has no label."""

    label: str = ""
    url: str = ""


def timeline(subjects: Mapping[UUID, Subject], limit: int = SHOWN) -> list[Moment]:
    """The newest facts about these documents, newest first; one statement."""
    told = feed.about(list(subjects), limit)
    # Notes and files are told by their rows, to whom may read them.
    return [
        _moment(event, subjects[event.subject_id]) for event in told if not event.name.startswith("notes.")
    ]


def _moment(event: RecordedEvent, subject: Subject) -> Moment:
    words = WORDS.get(event.name) or Words(event.name.partition(".")[2].replace("_", " ").capitalize())
    what = f"{subject.label}: {words.text}" if subject.label else words.text
    return Moment(
        event.at,
        what,
        who=event.actor,
        detail=words.detail(event.data),
        url=subject.url,
        icon=words.icon,
        machine=event.actor in MACHINES,
    )


def money(data: Data, name: str = "amount") -> str:
    currency = str(data.get("currency", ""))
    return f"{money_text(Decimal(str(data[name])), currency)} {currency}".strip()


def _said(name: str) -> Callable[[Data], str]:
    return lambda data: said(str(data.get(name) or ""))


def _asked(data: Data) -> str:
    """What was said of a quote or a line of it: `TEA-1: 12 · 9.50 · Can you do that?`"""
    parts = [data.get("quantity"), data.get("unit_price")]
    told = [number_text(Decimal(str(part))) for part in parts if part is not None]
    words = " · ".join([*told, *([str(data["text"])] if data.get("text") else [])])
    return f"{data['sku']}: {words}" if data.get("sku") else words


def _change(data: Data) -> str:
    """The number of the change of a confirmed order."""
    return _("change %s") % data["change"] if data.get("change") else ""


def _ordered(data: Data) -> str:
    number = str(data["order_number"])
    return _("%s, a part") % number if data.get("remains") else number


def _held(data: Data) -> str:
    return ": ".join(part for part in (str(HOLD_REASONS.get(data["reason"], "")), said(data["note"])) if part)


def _released(data: Data) -> str:
    return str(data.get("note") or "")


def _confirmed(data: Data) -> str:
    waiting = int(data.get("backordered") or 0)
    return _("%s without supply yet") % number_text(waiting) if waiting else ""


def _pieces(data: Data) -> str:
    return _("Quantity %s") % number_text(int(data.get("quantity") or 0))


def _picked(data: Data) -> str:
    found, short = number_text(int(data["picked"])), int(data["short"])
    return _("%(found)s found, %(short)s short") % {"found": found, "short": short} if short else found


def _short(data: Data) -> str:
    return "; ".join(
        f"{short['place_code']}: {short['quantity']} – {short['reason']}" for short in data["shorts"][:5]
    )


def _weights(data: Mapping[str, Any]) -> str:
    told = [
        (str(one["sku"]), number_text(Decimal(one["weight_milli"]) / 1000), str(one["unit"]))
        for one in data["weights"]
    ]
    return ", ".join(" ".join(words) for words in told[:5])


def _boxes(data: Data) -> str:
    count = int(data.get("packages") or 0)
    return ngettext("%(n)s package", "%(n)s packages", count) % {"n": count} if count else ""


def _sent(data: Data) -> str:
    return ", ".join(str(data[name]) for name in ("carrier", "tracking_number") if data.get(name))


def _told(data: Data) -> str:
    count = len(data["lines"])
    lines = ngettext("%(n)s line", "%(n)s lines", count) % {"n": number_text(count)}
    return f"{lines}: {data['reason']}" if data.get("reason") else lines


def _lines(data: Data) -> str:
    count = len(data["lines"])
    lines = ngettext("%(n)s line", "%(n)s lines", count) % {"n": count}
    return f"{lines}. {data['reason']}" if data.get("reason") else lines


def _other(data: Data) -> str:
    return ". ".join(part for part in (str(data["number"]), str(data.get("reason") or "")) if part)


def _others(data: Data) -> str:
    numbers = ", ".join(str(number) for number in data["orders"].values())
    return ". ".join(part for part in (numbers, str(data.get("reason") or "")) if part)


def _fields(data: Data) -> str:
    return ", ".join(str(name).replace("_", " ") for name in data["fields"])


HOLD_REASONS = {
    "credit": gettext_lazy("Credit limit"),
    "manual": gettext_lazy("By hand"),
    "price": gettext_lazy("Price"),
    "address": gettext_lazy("Address"),
    "overdue": gettext_lazy("Overdue"),
    "deposit": gettext_lazy("Deposit"),
    "stock": gettext_lazy("Stock"),
    "fraud": gettext_lazy("Fraud rule"),
    "po": gettext_lazy("Customer's PO"),
}

# Each room adds its own facts here: WORDS["room.fact"] = Words(...).
WORDS: dict[str, Words] = {
    "sales.order_placed": Words(gettext_lazy("Placed"), "shopping-basket"),
    "sales.order_changed": Words(gettext_lazy("Changed"), "pencil", _change),
    "sales.change_acknowledged": Words(
        gettext_lazy("The buyer said yes to a change"), "check", _said("given_by")
    ),
    "sales.order_submitted": Words(gettext_lazy("Submitted"), "send"),
    "sales.order_confirmed": Words(gettext_lazy("Confirmed"), "check", _confirmed),
    "sales.order_held": Words(gettext_lazy("Held"), "octagon-pause", _held),
    "sales.hold_released": Words(gettext_lazy("Hold released"), "circle-play", _released),
    "sales.order_cancelled": Words(gettext_lazy("Cancelled"), "ban", _said("reason")),
    "sales.lines_cancelled": Words(gettext_lazy("Lines cancelled"), "scissors", _lines),
    "sales.lines_sourced": Words(gettext_lazy("Sent from another warehouse"), "warehouse", _lines),
    "sales.order_split": Words(gettext_lazy("Split"), "split", _other),
    "sales.order_split_off": Words(gettext_lazy("Split from another order"), "split", _other),
    "sales.orders_merged": Words(gettext_lazy("Other orders merged into it"), "merge", _others),
    "sales.cancel_reason_kept": Words(gettext_lazy("Reason kept"), "pencil"),
    "sales.lots_wished": Words(gettext_lazy("Lots preferred"), "tag", _lines),
    "sales.dates_told": Words(gettext_lazy("New dates told"), "calendar-sync", _told),
    "sales.order_closed": Words(gettext_lazy("Closed"), "archive"),
    "sales.quote_made": Words(gettext_lazy("Made"), "file-pen-line"),
    "sales.quote_changed": Words(gettext_lazy("Changed"), "pencil"),
    "sales.quote_revised": Words(gettext_lazy("Revised"), "git-branch"),
    "sales.quote_sent": Words(gettext_lazy("Sent"), "send"),
    "sales.quote_accepted": Words(gettext_lazy("Accepted"), "check", _said("accepted_by")),
    "sales.quote_declined": Words(gettext_lazy("Declined"), "x", _said("reason")),
    "sales.quote_expired": Words(gettext_lazy("Expired"), "clock-alert"),
    "sales.quote_ordered": Words(gettext_lazy("Ordered"), "shopping-basket", _ordered),
    "sales.quote_shared": Words(gettext_lazy("Link made for the buyer"), "link", _said("sent_to")),
    "sales.quote_opened": Words(gettext_lazy("Opened by the buyer"), "eye"),
    "sales.share_revoked": Words(gettext_lazy("Link revoked"), "link"),
    "sales.quote_asked": Words(gettext_lazy("Said about it"), "message-square", _asked),
    "sales.quote_signed": Words(gettext_lazy("Signed by the buyer"), "check", _said("customer_po")),
    "sales.quote_lapsed": Words(gettext_lazy("What was left has lapsed"), "clock-alert"),
    "sales.standing_kept": Words(gettext_lazy("Calendar saved"), "calendar-clock"),
    "sales.standing_paused": Words(gettext_lazy("Paused"), "octagon-pause"),
    "sales.standing_resumed": Words(gettext_lazy("Goes on"), "circle-play"),
    "sales.standing_ended": Words(gettext_lazy("Ended"), "archive"),
    "sales.standing_skipped": Words(gettext_lazy("A day left out"), "scissors", _said("due_on")),
    "sales.standing_made": Words(gettext_lazy("Order made"), "shopping-basket", _said("number")),
    "sales.standing_failed": Words(gettext_lazy("Could not be made"), "triangle-alert", _said("reason")),
    "sales.blanket_made": Words(gettext_lazy("Agreed"), "clipboard-list"),
    "sales.blanket_changed": Words(gettext_lazy("Changed"), "pencil"),
    "sales.blanket_closed": Words(gettext_lazy("Closed"), "archive", _said("reason")),
    "sales.blanket_expired": Words(gettext_lazy("Expired"), "clock-alert"),
    "sales.order_template_kept": Words(gettext_lazy("Saved"), "copy", _said("called")),
    "sales.order_template_removed": Words(gettext_lazy("Removed"), "trash-2", _said("called")),
    "sales.quote_template_kept": Words(gettext_lazy("Saved"), "copy", _said("called")),
    "sales.quote_template_removed": Words(gettext_lazy("Removed"), "trash-2", _said("called")),
    "sales.terms_text_kept": Words(gettext_lazy("Terms kept"), "pencil", _said("called")),
    "sales.terms_text_removed": Words(gettext_lazy("Terms removed"), "trash-2", _said("called")),
    "sales.lost_reason_kept": Words(gettext_lazy("Reason kept"), "pencil", _said("called")),
    "fulfilment.released": Words(gettext_lazy("Released to the warehouse"), "package", _pieces),
    "fulfilment.picking_started": Words(gettext_lazy("Picking began"), "footprints"),
    "fulfilment.picked": Words(gettext_lazy("Picked"), "package-check", _picked),
    "fulfilment.picked_short": Words(gettext_lazy("Picked short"), "package-x", _short),
    "fulfilment.weighed": Words(gettext_lazy("Weighed"), "scale", _weights),
    "fulfilment.packed": Words(gettext_lazy("Packed"), "package-check", _boxes),
    "fulfilment.shipped": Words(gettext_lazy("Shipped"), "truck", _sent),
    "fulfilment.tracking_changed": Words(gettext_lazy("Tracking number entered"), "scan-barcode", _sent),
    "fulfilment.delivered": Words(gettext_lazy("Delivered"), "house"),
    "fulfilment.usage_recorded": Words(gettext_lazy("Told as used"), "clipboard-check", _pieces),
    "fulfilment.cancelled": Words(gettext_lazy("Cancelled"), "ban", _said("reason")),
    "fulfilment.lot_rule_set": Words(gettext_lazy("Rule for lots set"), "tag"),
    "fulfilment.lot_rule_removed": Words(gettext_lazy("Rule for lots removed"), "x"),
    "billing.invoiced": Words(gettext_lazy("Invoiced"), "receipt-text", lambda data: money(data, "total")),
    "billing.credited": Words(gettext_lazy("Credited"), "undo-2", lambda data: money(data, "total")),
    "billing.payment_recorded": Words(gettext_lazy("Paid"), "banknote", money),
    "billing.allocated": Words(gettext_lazy("Matched"), "link", money),
    "billing.allocation_reversed": Words(gettext_lazy("Match taken back"), "unlink", money),
    "returns.requested": Words(gettext_lazy("Requested"), "undo-2", _pieces),
    "returns.authorised": Words(gettext_lazy("Authorised"), "check"),
    "returns.rejected": Words(gettext_lazy("Rejected"), "x", _said("reason")),
    "returns.received": Words(gettext_lazy("Received"), "package-check", _pieces),
    "returns.inspected": Words(gettext_lazy("Inspected"), "search-check"),
    "returns.settled": Words(gettext_lazy("Settled"), "receipt-text"),
    "service.dispute_opened": Words(
        gettext_lazy("Dispute opened"), "message-square-warning", lambda data: money(data, "amount")
    ),
    "service.dispute_assigned": Words(gettext_lazy("Dispute given to somebody"), "user-plus"),
    "service.dispute_changed": Words(gettext_lazy("Dispute changed"), "pencil", _fields),
    "service.customer_asked": Words(
        gettext_lazy("The customer was asked"), "message-square", _said("question")
    ),
    "service.dispute_taken_up": Words(gettext_lazy("Dispute taken up again"), "undo-2", _said("answer")),
    "service.dispute_settled": Words(gettext_lazy("Dispute settled"), "check", _said("explanation")),
    "service.dispute_reopened": Words(gettext_lazy("Dispute reopened"), "undo-2", _said("why")),
    "parties.customer_created": Words(gettext_lazy("Customer entered"), "users"),
    "parties.customer_changed": Words(gettext_lazy("Changed"), "pencil", _fields),
    "parties.customer_blocked": Words(gettext_lazy("Blocked"), "ban", _said("reason")),
    "parties.customer_unblocked": Words(gettext_lazy("Unblocked"), "circle-play"),
    "parties.supplier_created": Words(gettext_lazy("Supplier entered"), "factory"),
    "parties.supplier_changed": Words(gettext_lazy("Changed"), "pencil", _fields),
    "parties.supplier_blocked": Words(gettext_lazy("Blocked"), "ban", _said("reason")),
    "parties.supplier_unblocked": Words(gettext_lazy("Unblocked"), "circle-play"),
    "parties.address_added": Words(gettext_lazy("Address added"), "map-pin"),
    "parties.address_changed": Words(gettext_lazy("Address changed"), "map-pin", _fields),
    "parties.contact_added": Words(gettext_lazy("Contact added"), "user-plus"),
}
