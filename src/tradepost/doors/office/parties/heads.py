"""What of a customer is changed where it stands."""

from typing import Any

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.rules import CREDIT_FIELDS
from tradepost.doors.office.parties.customer_page import customer_page
from tradepost.doors.office.parties.forms import SHIPPING, CustomerForm
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.render.screens.form import ScreenForm

OF_PARTY = ("email", "phone", "tax_number")
OF_CUSTOMER = (
    "terms_days",
    "discount_percent",
    "tax_class",
    "tax_rounding",
    "ship_complete",
    "least_order",
    "po_required",
    *SHIPPING,
    "credit_limit",
)


def _form(by: By, customer: Customer) -> type[ScreenForm]:
    hidden = () if access_queries.may(by, "parties.change_credit") else CREDIT_FIELDS
    made = some_of(CustomerForm, *(name for name in (*OF_PARTY, *OF_CUSTOMER) if name not in hidden))
    if "terms_days" in made.base_fields:
        made.base_fields["terms_days"].required = True
    return made


def _values(customer: Customer) -> dict[str, Any]:
    found = {name: getattr(customer.party, name) for name in OF_PARTY}
    return found | {name: getattr(customer, name) for name in OF_CUSTOMER}


def _save(by: By, customer: Customer, version: int, changed: dict[str, Any]) -> None:
    for name in ("discount_percent", *SHIPPING):
        if name in changed:
            changed[name] = changed[name] or 0
    parties.change_customer(by, customer_id=customer.pk, version=version, **changed)


CUSTOMER_HEAD = Head(
    page="customer",
    may="parties.change_customer",
    find=parties_queries.customer,
    form=_form,
    values=_values,
    save=_save,
    shown=lambda by, pk: customer_page(by, parties_queries.customer(by, pk)),
)
