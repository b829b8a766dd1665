from uuid import UUID

from django.db import models

from tradepost.base.history import with_history
from tradepost.domain.parties.rules import HOLDS_AT_FIRST, SOURCING, TAX_ROUNDINGS

COMPANY_ID = UUID(int=1)


def at_first() -> list[str]:
    """Why orders are held while nobody said anything."""
    return list(HOLDS_AT_FIRST)


@with_history("parties_company_history")
class Company(models.Model):
    """Who we are, as it stands on every paper: the one row of its table, with an id everybody knows.

    `address`, `registration` and `bank_lines` are lines as they are printed; `logo` is the digest of a picture
    in the storage. `sourcing` says from which warehouses orders are served, where the customer does not. `gs1_prefix`
    is the company prefix that GS1 gave us; with it packages get SSCCs.
    """

    id = models.UUIDField(primary_key=True, default=COMPANY_ID)
    name = models.TextField(default="")
    address = models.TextField(default="")
    country = models.TextField(default="")
    tax_number = models.TextField(default="")
    registration = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    website = models.TextField(default="")
    bank_name = models.TextField(default="")
    iban = models.TextField(default="")
    bic = models.TextField(default="")
    bank_lines = models.TextField(default="")
    logo = models.TextField(default="")
    sourcing = models.TextField(default="one", db_default="one")
    # Orders are held while an invoice of their customer is more than so many days overdue; null: age does not matter.
    overdue_days = models.IntegerField(null=True)
    # For which reasons orders are held by themselves; and a first order of a customer is held above so much.
    automatic_holds = models.JSONField(
        default=at_first, db_default=models.Value(list(HOLDS_AT_FIRST), models.JSONField())
    )
    first_order_over = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Orders come to at least so much before tax, in base currency; null: to anything.
    least_order = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # How the tax of documents is rounded: one of TAX_ROUNDINGS.
    tax_rounding = models.TextField(default="total", db_default="total")
    gs1_prefix = models.TextField(default="", db_default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "parties_company"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=COMPANY_ID), name="one_company_row"),
            models.CheckConstraint(
                condition=models.Q(gs1_prefix__regex="^([0-9]{4,12})?$"), name="company_gs1_prefix_is_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(least_order__gte=0), name="company_least_order_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(overdue_days__gte=0), name="company_overdue_days_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(sourcing__in=SOURCING), name="company_sourcing_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(tax_rounding__in=TAX_ROUNDINGS), name="company_tax_rounding_is_known"
            ),
        ]
