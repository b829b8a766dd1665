"""What a customer owes and may owe, and where each amount leads; holding what may not leave for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.fulfilment.rules import CreditRefused
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.rules.credit import Exposure
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import share_of
from tradepost.render.formats import day_text
from tradepost.render.screens.document import Fact

BASE = settings.BASE_CURRENCY


@contextmanager
def held_for_credit(by: By) -> Iterator[None]:
    """An order that may not leave for its customer's credit is held for it: somebody can let it go by name."""
    try:
        yield
    except CreditRefused as refusal:
        sales.hold_for_credit(by, order_ids=refusal.facts["orders"])
        raise


def credit_facts(terms: CustomerTerms, exposure: Exposure, *, shared: bool) -> list[Fact]:
    """What counts, each amount with its rows, and what is left of the limit.

    `shared`: the limit is of several customers, so that the rows are not of one.
    """
    own = str(terms.customer_id)
    rows = {} if shared else {
        "unpaid": address("statement", terms.customer_id),
        "unbilled": f"{address('to_invoice')}?customer={own}",
        "orders": f"{address('orders')}?customer={own}&unshipped=yes",
    }  # fmt: skip
    facts = [
        Fact(_("Owes"), exposure.unpaid, "money", currency=BASE, link=rows.get("unpaid", "")),
        Fact(
            _("Shipped, not invoiced"),
            exposure.unbilled,
            "money",
            currency=BASE,
            link=rows.get("unbilled", ""),
        ),
        Fact(_("Open orders"), exposure.orders, "money", currency=BASE, link=rows.get("orders", "")),
    ]
    limit = terms.credit_limit
    if limit is None:
        facts.append(Fact(_("Limit"), _("none"), edit="" if shared else "credit_limit"))
    else:
        edit = "" if terms.credit_id not in (None, terms.customer_id) else "credit_limit"
        used = share_of(int(exposure.total * 100), int(limit * 100))
        facts += [
            Fact(_("Limit"), limit, "money", currency=BASE, edit=edit),
            Fact(_("Free"), limit - exposure.total, "money", currency=BASE),
            Fact(_("Used"), used, "progress"),
        ]
    if exposure.oldest_due is not None:
        facts.append(Fact(_("Oldest due"), day_text(exposure.oldest_due, None), link=rows.get("unpaid", "")))
    if terms.overdue_days is not None:
        facts.append(Fact(_("Held when overdue"), terms.overdue_days, "quantity", unit=_("days")))
    return facts
