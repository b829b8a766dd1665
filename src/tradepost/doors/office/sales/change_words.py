"""What a change does, in words: of a preview, and of the history."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.domain.sales.models import ChangeOperation, Order
from tradepost.domain.sales.queries import ChangedRow
from tradepost.doors.office.parts.addresses import address
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.columns import Column

FIELDS = {
    "quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "unit_price": gettext_lazy("Price"),
    "gross_price": gettext_lazy("Price incl. tax"),
    "discount_percent": gettext_lazy("Discount %"),
    "net": gettext_lazy("Net"),
    "requested_on": gettext_lazy("Wanted"),
    "promised_on": gettext_lazy("Arrives"),
    "warehouse": gettext_lazy("From"),
    "note": gettext_lazy("Note"),
    "shipping_address": gettext_lazy("Ship to"),
    "terms_days": gettext_lazy("Days to pay"),
    "freight": gettext_lazy("Freight and charges"),
}
KINDS = {
    "add": gettext_lazy("Added"),
    "remove": gettext_lazy("Taken away"),
    "change": gettext_lazy("Changed"),
    "order": gettext_lazy("Order"),
}
ROWS = (
    Column("kind", gettext_lazy("Change")),
    Column("sku", gettext_lazy("Item"), "code", note=lambda row: row["name"]),
    Column("what", gettext_lazy("What")),
    Column("net", gettext_lazy("Net"), "money", note=lambda row: row["net_was"]),
    Column("stock", gettext_lazy("Goods"), priority=2),
)
KEPT = ROWS[:3]
_TOLD_WHOLE = ("quantity", "unit", "unit_price", "requested_on", "promised_on")


def told(kind: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Each field that is different, before and after; of a line that came or went what it is."""
    if kind in ("add", "remove"):
        whole = now or was
        return "; ".join(
            f"{FIELDS[name]} {value_of(name, whole[name])}" for name in _TOLD_WHOLE if whole.get(name)
        )
    names = [name for name in FIELDS if (name in was or name in now) and was.get(name) != now.get(name)]
    return "; ".join(
        f"{FIELDS[name]} {value_of(name, was.get(name))} → {value_of(name, now.get(name))}" for name in names
    )


def value_of(name: str, value: Any) -> str:
    """One value as a reader knows it."""
    if value is None or value == "":
        return "–"
    if name in ("quantity", "discount_percent", "terms_days"):
        return number_text(Decimal(str(value)))
    if name in ("net", "freight"):
        return money_text(Decimal(value), "")
    if name in ("unit_price", "gross_price"):
        return money_text(Decimal(value), "", finest=4)
    if name in ("requested_on", "promised_on"):
        return day_text(value if isinstance(value, date) else date.fromisoformat(value), None)
    return " · ".join(str(value).splitlines())


def preview_row(row: ChangedRow, currency: str) -> dict[str, Any]:
    """A line of a preview."""
    was, now = row.was.get("net"), row.now.get("net", "0")
    return {
        "kind": KINDS[row.kind],
        "sku": row.sku,
        "name": row.name,
        "what": told(row.kind, row.was, row.now),
        "net": Decimal(now),
        "net_was": _("was %s") % money_text(Decimal(was), currency) if was is not None and was != now else "",
        "currency": currency,
        "stock": cover_text(row),
    }


def cover_text(row: ChangedRow) -> str:
    """How much of a line is in stock, comes, and has no supply, as it would be."""
    stock, supply, short = row.covered
    told_of = [
        (_("%s in stock"), stock),
        (_("%s on the way"), supply),
        (_("%s without supply"), short),
    ]
    words = [text % number_text(count) for text, count in told_of if count]
    freed = sum(row.cover) - sum(row.covered)
    return ", ".join([*words, *([_("%s free for others") % number_text(freed)] if freed > 0 else [])])


def head_rows(head: Mapping[str, tuple[Any, Any]]) -> list[str]:
    """What is other on the order itself."""
    return [
        f"{FIELDS[name]}: {value_of(name, was)} → {value_of(name, now)}" for name, (was, now) in head.items()
    ]


def kept_row(operation: ChangeOperation) -> dict[str, Any]:
    """A line of the history."""
    return {
        "kind": KINDS[operation.kind],
        "sku": operation.sku,
        "name": operation.name,
        "what": told(operation.kind, operation.was, operation.now),
    }


def proposal_text(proposal: Mapping[str, Any], order: Order) -> tuple[str, str, str]:
    """What cannot be undone, the screen where it is put right, and what the link says."""
    words = {
        "sku": proposal["sku"],
        "quantity": number_text(proposal["quantity"]),
        "invoiced": number_text(proposal["invoiced"]),
        "amount": f"{money_text(Decimal(str(proposal['amount'])), order.currency)} {order.currency}",
    }
    if proposal["kind"] == "return":
        text = _(
            "%(quantity)s of %(sku)s were delivered (%(amount)s, %(invoiced)s invoiced) and are not wanted."
        )
        return text % words, address("return_new", order.pk), _("Request return")
    text = _(
        "%(quantity)s of %(sku)s were delivered at the old price. The difference is %(amount)s; "
        "%(invoiced)s of them are invoiced."
    )
    return text % words, f"{address('invoices')}?order={order.pk}", _("Open the invoices to credit")
