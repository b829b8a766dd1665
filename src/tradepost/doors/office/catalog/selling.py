"""In which quantities an item is sold, on its page."""

from django.utils.translation import gettext as _

from tradepost.domain.catalog.models import Item
from tradepost.doors.office.catalog.forms import ROUNDING
from tradepost.render.screens.document import Fact


def selling_facts(item: Item) -> tuple[Fact, ...]:
    """The selling rules, each edited where it stands."""
    within = _("in %s days") % item.most_days if item.most_days else _("in one order")
    return (
        Fact(
            _("Least on a line"),
            item.minimum_quantity,
            "quantity",
            unit=item.base_unit,
            edit="minimum_quantity",
        ),
        Fact(_("In steps of"), item.increment, "quantity", unit=item.base_unit, edit="increment"),
        Fact(_("Sold only by the"), item.sold_by, edit="sold_by"),
        Fact(_("Comes in whole ones of"), item.round_to, edit="round_to"),
        Fact(_("Other quantities are"), dict(ROUNDING)[item.rounding], edit="rounding"),
        Fact(
            _("Most for a customer"),
            item.most_quantity,
            "quantity",
            unit=item.base_unit,
            note=within if item.most_quantity else "",
            edit="most_quantity",
        ),
        Fact(_("within days"), item.most_days or None, "number", edit="most_days", hides=True),
    )
