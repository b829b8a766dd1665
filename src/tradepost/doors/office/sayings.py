"""What can be said to the box that finds: a phrase with a place for the record it is about, loosely typed."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.parts.addresses import address

PLACE = "{what}"


@dataclass(frozen=True, slots=True)
class Saying:
    """`phrase` says where the record stands in it; `what` is the finder that knows the record."""

    phrase: str | Promise
    what: str
    may: str
    url: Callable[[Any], str]


def _with(page: str, name: str) -> Callable[[Any], str]:
    return lambda pk: f"{address(page)}?{name}={pk}"


def _to(page: str, verb: str = "") -> Callable[[Any], str]:
    """A document's page, its button in focus: the person presses it, no address does."""
    return lambda pk: address(page, pk) + (f"?do={verb}" if verb else "")


SAYINGS = (
    Saying(_("new order for {what}"), "customer", "sales.place_order", _with("order_new", "customer")),
    Saying(_("new quote for {what}"), "customer", "sales.make_quote", _with("quote_new", "customer")),
    Saying(_("call off {what}"), "blanket", "sales.place_order", _with("order_new", "blanket")),
    Saying(_("payment from {what}"), "customer", "billing.record_payment", _with("payment_new", "customer")),
    Saying(_("orders of {what}"), "customer", "sales.read", _with("orders", "customer")),
    Saying(_("confirm {what}"), "order", "sales.confirm_order", _to("order", "confirm")),
    Saying(_("release {what}"), "order", "fulfilment.release_order", _to("order", "release")),
    Saying(_("dispute {what}"), "order", "service.open_dispute", _to("order_dispute")),
    Saying(_("pick {what}"), "shipment", "fulfilment.record_picks", _to("shipment_pick")),
    Saying(_("ship {what}"), "shipment", "fulfilment.ship_shipment", _to("shipment", "ship")),
    Saying(_("invoice {what}"), "shipment", "billing.invoice_shipment", _to("shipment", "invoice")),
    Saying(_("receive {what}"), "purchase_order", "purchasing.receive", _to("purchase_order_receive")),
    Saying(
        _("buy from {what}"),
        "supplier",
        "purchasing.order_from_supplier",
        _with("purchase_order_new", "supplier"),
    ),
    Saying(_("stock moves of {what}"), "item", "inventory.read", _with("moves", "item")),
)


def sayable(by: By) -> list[str]:
    """The phrases this person may say, for the box to offer while they are typed."""
    return [str(saying.phrase) for saying in SAYINGS if access_queries.may(by, saying.may)]


def meant(text: str, phrase: str) -> str:
    """What the text says about: `bramble` in “new ord for bramble”; empty when it is another phrase.

    Each word of the phrase may be shortened to its beginning; the small word next to the place may be missing.
    """
    before, _place, after = plain(phrase).partition(PLACE)
    typed, head, tail = text.split(), before.split(), after.split()
    first, last = 0, len(typed)
    for number, word in enumerate(head):
        if first < len(typed) and _begins(word, typed[first]):
            first += 1
        elif number == 0 or number < len(head) - 1:
            return ""
    for word in reversed(tail):
        if last - 1 < first or not _begins(word, typed[last - 1]):
            return ""
        last -= 1
    return " ".join(typed[first:last])


def _begins(word: str, typed: str) -> bool:
    given = plain(typed)
    return len(given) > 1 and word.startswith(given)


def plain(text: str) -> str:
    """Small letters without accents, as the database and the browser do it."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).lower().replace("ß", "ss")
