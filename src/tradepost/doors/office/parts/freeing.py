"""What cancelling frees, in sentences."""

from django.conf import settings
from django.utils.translation import gettext as _

from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import Freed
from tradepost.render.formats import money_text, number_text

MOST_NAMED = 4


def freed_text(order: Order, freed: Freed) -> list[str]:
    """One sentence for each thing that is freed, the goods first; nothing where nothing is."""
    if not freed.lines:
        return []
    words = {
        "net": f"{money_text(freed.net, order.currency)} {order.currency}",
        "stock": number_text(sum(one.stock for one in freed.lines)),
        "supply": number_text(sum(one.supply for one in freed.lines)),
    }
    told = [
        _("Net %(net)s less. %(stock)s from stock and %(supply)s on the way are free for others.") % words
    ]
    gifts = [one for one in freed.lines if one.with_goods]
    if gifts:
        named = [
            f"{number_text(one.quantity)} {one.line.item.base_unit} {one.line.sku}"
            for one in gifts[:MOST_NAMED]
        ]
        more = " …" if len(gifts) > MOST_NAMED else ""
        told.append(_("What came free goes with it: %s.") % (", ".join(named) + more))
    if quota := sum(one.quota for one in freed.lines):
        told.append(_("%s units may be sold again at prices with a quota.") % number_text(quota))
    if freed.value and order.state == "confirmed":
        value = f"{money_text(freed.value, settings.BASE_CURRENCY)} {settings.BASE_CURRENCY}"
        told.append(_("%s less count against the credit limit.") % value)
    return told
