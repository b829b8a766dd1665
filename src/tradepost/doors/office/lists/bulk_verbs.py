"""What can be done with many rows of a list at once: every bulk verb has its row here.

`looks` tells of all rows, in a constant number of statements, what would happen to each, or why it will be refused.
`do` does one row, by one command, and says what came of it. Whatever was refused meanwhile is refused in the
command's own words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.flows import Flow, NotAllowed
from tradepost.base.ids import new_id
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import ORDER, QUOTE
from tradepost.domain.sales.models import Hold
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.credit import held_for_credit
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.render.formats import money_text
from tradepost.render.letters import NoMailServer, about, is_set_up, offer, worded, written
from tradepost.render.screens.listing import Text
from tradepost.render.sentences import said

Row = Any


@dataclass(frozen=True, slots=True)
class Look:
    """One row before anything is done. `refused` says why it will not be done; empty: it will, as `says` tells."""

    id: UUID
    label: str
    url: str
    says: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class BulkVerb:
    """`listing` finds the rows that this person may see; `page` is the URL name of a row's own page."""

    label: Text
    may: str
    listing: Listing[Any]
    page: str
    says: Callable[[Row], str]
    refuses: Callable[[Row], str]
    do: Callable[[By, UUID], str]
    # With it people say why, once for all rows, and it is done with that.
    because: Callable[[By, UUID, str], str] | None = None

    def looks(self, by: By, ids: Sequence[UUID]) -> list[Look]:
        """In the order of `ids`; a row that is not theirs to see, or gone, is missing."""
        rows = self.listing.rows(by).in_bulk(list(ids))
        return [self._look(rows[pk]) for pk in ids if pk in rows]

    def _look(self, row: Row) -> Look:
        why = self.refuses(row)
        # A hold is shown by its order.
        shown = row.order if isinstance(row, Hold) else row
        label = f"{shown} · {name}" if (name := _name_of(shown)) else str(shown)
        return Look(row.pk, label, address(self.page, shown.pk), "" if why else self.says(row), why)


def _name_of(row: Row) -> str:
    if hasattr(row, "customer_name"):
        return str(row.customer_name)
    if hasattr(row, "party"):
        return str(row.party.name)
    return str(row.order.customer_name if hasattr(row, "order") else getattr(row, "supplier_name", ""))


def _by_flow(flow: Flow, verb: str) -> Callable[[Row], str]:
    """Refused where the flow refuses."""

    def refuses(row: Row) -> str:
        try:
            flow.next(row.state, verb)
        except NotAllowed as refusal:
            return said(refusal.message)
        return ""

    return refuses


def _worth(sentence: Text) -> Callable[[Row], str]:
    return lambda row: str(sentence) % {"amount": f"{money_text(row.total, row.currency)} {row.currency}"}


def _not_releasable(row: Row) -> str:
    if row.state != "confirmed":
        return _("Only a confirmed order goes to the warehouse.")
    if row.held:
        return _("It is on hold. Release the hold first.")
    if row.quantity_total == row.shipped_total + row.cancelled_total:
        return _("Nothing of it is left to ship.")
    return ""


def _not_invoiceable(row: Row) -> str:
    if row.shipped_total <= row.invoiced_total:
        return _("Nothing was shipped that is not invoiced.")
    return ""


def _confirm(by: By, pk: UUID) -> str:
    order = sales.confirm_order(by, order_id=sales_queries.order(by, pk).pk)
    return _("Confirmed, and held.") if order.held else _("Confirmed.")


def _release(by: By, pk: UUID) -> str:
    order = sales_queries.order(by, pk)
    with held_for_credit(by):
        made = fulfilment.release_order(
            by, shipment_id=new_id(by.now), order_id=order.pk, warehouse_id=by.scope.get("warehouse")
        )
    return _("Released: %s can be picked.") % made.number


def _invoice_order(by: By, pk: UUID) -> str:
    order = sales_queries.order(by, pk)
    made = billing.invoice_order(by, invoice_id=new_id(by.now), order_id=order.pk)
    return _("Invoice %s posted.") % made.number


def _invoice_shipment(by: By, pk: UUID) -> str:
    shipment = fulfilment_queries.shipment(by, pk)
    made = billing.invoice_shipment(by, invoice_id=new_id(by.now), shipment_id=shipment.pk)
    return _("Invoice %s posted.") % made.number


def _ship(by: By, pk: UUID) -> str:
    fulfilment.ship_shipment(by, shipment_id=fulfilment_queries.shipment(by, pk).pk)
    return _("Shipped.")


def _deliver(by: By, pk: UUID) -> str:
    fulfilment.deliver_shipment(by, shipment_id=fulfilment_queries.shipment(by, pk).pk)
    return _("Delivered.")


def _send_quote(by: By, pk: UUID) -> str:
    sales.send_quote(by, quote_id=sales_queries.quote(by, pk).pk)
    return _("Marked as sent.")


def _approve(by: By, pk: UUID) -> str:
    purchasing.approve(by, purchase_order_id=purchasing_queries.purchase_order(by, pk).pk)
    return _("Approved.")


def _send_order(by: By, pk: UUID) -> str:
    purchasing.send(by, purchase_order_id=purchasing_queries.purchase_order(by, pk).pk)
    return _("Sent: stock expects these goods.")


def _send_dates(by: By, pk: UUID) -> str:
    """To whom such mails went last, else whose business it is: as the form of one mail would offer it."""
    for verb in ("mails.send_new_dates", "sales.tell_new_dates"):
        access_queries.require(by, verb)
    found = about(by, "new_dates", pk)
    offered = offer(found)
    if not is_set_up():
        raise NoMailServer("No mail server is set up: TRADEPOST_MAIL_URL is empty.")
    if dead := mails_queries.bounced_among(offered.to):
        raise Invalid(_("A mail to %s came back. Correct the address at the customer.") % dead[0].address)
    words = worded(found, found.language, contact=offered.contact, sender=by.actor)
    mail = written(
        found, mail_id=new_id(by.now), to=offered.to, cc=offered.cc, title=words.title, text=words.text,
        language=found.language,
    )  # fmt: skip
    sales.mail_new_dates(by, days=found.days, mail=mail)
    return _("Told to %s.") % offered.to


def _not_tellable(row: Row) -> str:
    if not is_set_up():
        return _("No mail server is set up.")
    return (
        ""
        if row.reachable
        else _("Nobody there has an e-mail address. Print the list, or say how they know.")
    )


def _release_hold(by: By, pk: UUID) -> str:
    return _release_hold_because(by, pk, "")


def _release_hold_because(by: By, pk: UUID, reason: str) -> str:
    seen = sales_queries.HOLDS.rows(by).filter(pk=pk).first()
    if seen is None:
        raise NotFound("There is no such hold.")
    sales.release_hold(by, hold_id=pk, note=reason)
    return _("Released: %s.") % HOLD_REASONS.get(seen.reason, seen.reason)


_ORDERS, _SHIPMENTS = sales_queries.ORDERS, fulfilment_queries.SHIPMENTS
_PURCHASES = purchasing_queries.PURCHASE_ORDERS
BULK_VERBS: Mapping[str, BulkVerb] = {
    "orders.confirm": BulkVerb(
        gettext_lazy("Confirm"), "sales.confirm_order", _ORDERS, "order",
        _worth(gettext_lazy("Confirmed at %(amount)s: stock is promised to it.")), _by_flow(ORDER, "confirm"), _confirm,
    ),
    "orders.release": BulkVerb(
        gettext_lazy("Release to warehouse"), "fulfilment.release_order", _ORDERS, "order",
        lambda row: _("What is in stock for it goes to the warehouse, as one shipment."), _not_releasable, _release,
    ),
    "orders.invoice": BulkVerb(
        gettext_lazy("Invoice"), "billing.invoice_order", _ORDERS, "order",
        lambda row: _("What was shipped and not invoiced, on one invoice."), _not_invoiceable, _invoice_order,
    ),
    "holds.release": BulkVerb(
        gettext_lazy("Release hold"), "sales.release_hold", sales_queries.HOLDS, "order",
        lambda row: f"{HOLD_REASONS.get(row.reason, row.reason)}: {said(row.note)}", lambda row: "", _release_hold,
        _release_hold_because,
    ),
    "quotes.send": BulkVerb(
        gettext_lazy("Send"), "sales.send_quote", sales_queries.QUOTES, "quote",
        _worth(gettext_lazy("Offered at %(amount)s.")), _by_flow(QUOTE, "send"), _send_quote,
    ),
    "shipments.ship": BulkVerb(
        gettext_lazy("Ship"), "fulfilment.ship_shipment", _SHIPMENTS, "shipment",
        lambda row: _("Leaves the house: stock goes down by what was picked."), _by_flow(SHIPMENT, "ship"), _ship,
    ),
    "shipments.deliver": BulkVerb(
        gettext_lazy("Delivered"), "fulfilment.deliver_shipment", _SHIPMENTS, "shipment",
        lambda row: _("Marked as delivered now."), _by_flow(SHIPMENT, "deliver"), _deliver,
    ),
    "shipments.invoice": BulkVerb(
        gettext_lazy("Invoice"), "billing.invoice_shipment", billing_queries.TO_INVOICE, "shipment",
        lambda row: _("An invoice of its own over what was shipped."), lambda row: "", _invoice_shipment,
    ),
    "dates.send": BulkVerb(
        gettext_lazy("Send new dates"), "mails.send_new_dates", sales_queries.TO_TELL, "customer_dates",
        lambda row: _("A mail with all their dates that moved, in their language."), _not_tellable, _send_dates,
    ),
    "purchases.approve": BulkVerb(
        gettext_lazy("Approve"), "purchasing.approve", _PURCHASES, "purchase_order",
        lambda row: _("Approved, to be sent."), _by_flow(PURCHASE_ORDER, "approve"), _approve,
    ),
    "purchases.send": BulkVerb(
        gettext_lazy("Send"), "purchasing.send", _PURCHASES, "purchase_order",
        lambda row: _("Goes to the supplier: stock expects these goods."), _by_flow(PURCHASE_ORDER, "send"),
        _send_order,
    ),
}  # fmt: skip
