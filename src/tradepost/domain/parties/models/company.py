from uuid import UUID

from django.db import models

from tradepost.base.history import with_history
from tradepost.domain.parties.rules import SOURCING

COMPANY_ID = UUID(int=1)


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
                condition=models.Q(sourcing__in=SOURCING), name="company_sourcing_is_known"
            ),
        ]
