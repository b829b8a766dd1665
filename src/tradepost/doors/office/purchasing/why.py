"""Why a line of a purchase order is expected on its day, and what its price is beside the offer as it stands."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.units import UnitFactor
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.purchasing.rules import Sold
from tradepost.render.formats import day_text, money_text, number_text


def with_why(order: PurchaseOrder, lines: Sequence[PurchaseOrderLine]) -> None:
    """Lays `why_expected`, `why_price` and the order itself on each line; one statement."""
    sold = purchasing_queries.sold_by(order.supplier_id, [(line.item_id, line.unit) for line in lines])
    for line, offer in zip(lines, sold, strict=True):
        line.purchase_order = order
        line.why_expected = _why_expected(order, line, offer)  # type: ignore[attr-defined]
        line.why_price = _why_price(order, line, offer)  # type: ignore[attr-defined]


def _why_expected(order: PurchaseOrder, line: PurchaseOrderLine, offer: Sold | None) -> str:
    made = timezone.localtime(order.made_at).date()
    own = offer.offer_lead_days if offer is not None else None
    days = order.supplier.lead_days if own is None else own
    words = {"made": day_text(made, None), "days": _days(days), "day": day_text(line.expected_on, None)}
    if line.expected_on != made + timedelta(days=days):
        told = [_("%(day)s was typed, or told by the supplier. Their time now: %(days)s.") % words]
    elif own is None:
        told = [_("Entered %(made)s, and %(days)s as the supplier delivers.") % words]
    else:
        told = [_("Entered %(made)s, and %(days)s of their offer.") % words]
    if line.acknowledged is not None:
        told.append(_("Confirmed by the supplier: %s.") % number_text(line.acknowledged))
    return "\n".join(told)


def _why_price(order: PurchaseOrder, line: PurchaseOrderLine, offer: Sold | None) -> str:
    paid = f"{money_text(line.unit_price, order.currency, finest=4)} {order.currency}"
    if offer is None or offer.offer_price is None:
        return _("%s was typed: the supplier has no offer of it.") % paid
    price = f"{money_text(offer.offer_price, order.currency, finest=4)} {order.currency}"
    words = {"price": price, "unit": offer.offer_unit or offer.base_unit, "paid": paid}
    if offer.price(UnitFactor(line.unit_numerator, line.unit_denominator)) == line.unit_price:
        return _("From their offer: %(price)s per %(unit)s.") % words
    return _("%(paid)s was typed. Their offer now: %(price)s per %(unit)s.") % words


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": number_text(count)}
