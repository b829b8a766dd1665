"""What the orders of a customer must have, on the customer's page."""

from django.conf import settings
from django.utils.translation import gettext as _

from tradepost.domain.parties.models import Customer
from tradepost.render.screens.document import Fact


def asked_of_orders(customer: Customer) -> list[Fact]:
    """The least an order comes to, and whether it needs a number of theirs; each edited where it stands."""
    own = _("their own number") if customer.po_required else ""
    return [
        Fact(
            _("Orders of at least"),
            customer.least_order,
            "money",
            currency=settings.BASE_CURRENCY,
            edit="least_order",
            hides=True,
        ),
        Fact(_("Orders need"), own, edit="po_required", hides=True),
    ]
