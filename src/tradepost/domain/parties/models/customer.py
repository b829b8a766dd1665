from decimal import Decimal

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper

from tradepost.base.history import with_history
from tradepost.domain.parties.flows import CUSTOMER
from tradepost.domain.parties.models.party import Party
from tradepost.domain.parties.rules import SOURCING, TAX_CLASSES, TAX_ROUNDINGS
from tradepost.domain.parties.rules.terms import Part, Terms, read_parts


@with_history("parties_customer_group_history")
class CustomerGroup(models.Model):
    """Customers who share price lists."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "parties_customer_group"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="customer_group_name_is_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="customer_group_has_a_name"),
        ]


@with_history("parties_customer_history")
class Customer(models.Model):
    """A party we sell to, with its terms. `credit_limit` null: unlimited; in the base currency."""

    id = models.UUIDField(primary_key=True)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="customer")
    number = models.TextField()
    currency = models.TextField()
    terms_days = models.IntegerField(default=30)
    terms_discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    terms_discount_days = models.IntegerField(default=0)
    # Days count from the end of the invoice's month; [[per cent, days], …] where it is paid in parts.
    terms_month_end = models.BooleanField(default=False, db_default=False)
    terms_parts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    # So much of an order is paid before its goods go; 100: all of it.
    deposit_percent = models.DecimalField(
        max_digits=7, decimal_places=4, default=Decimal(0), db_default=Decimal(0)
    )
    credit_limit = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Whose branch they are; one that shares has the limit of its parent, and counts against it.
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="branches")
    shares_limit = models.BooleanField(default=False, db_default=False)
    # Their orders need a number of their own; and for these reasons they are not held, though the company would.
    po_required = models.BooleanField(default=False, db_default=False)
    no_holds = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    # Their orders come to at least so much before tax, in base currency; null: as the company says.
    least_order = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Orders are held while an invoice is more than so many days overdue; null: as the parent, or the company, says.
    overdue_days = models.IntegerField(null=True)
    group = models.ForeignKey(CustomerGroup, on_delete=models.PROTECT, null=True, related_name="customers")
    tax_class = models.TextField(default="standard")
    # How the tax of their documents is rounded: empty, as the company says.
    tax_rounding = models.TextField(default="", db_default="")
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    # A user's id. Access stands above parties, so there is no foreign key.
    rep_id = models.UUIDField(null=True)
    ship_complete = models.BooleanField(default=False)
    # Of a line of theirs at least so much leaves at once; 0: whatever there is.
    minimum_fill_percent = models.IntegerField(default=0, db_default=0)
    # So many days a lot must still last on the day it is set aside for them.
    minimum_shelf_days = models.IntegerField(default=0, db_default=0)
    # Where their orders are served from; inventory stands above parties, so there is no foreign key.
    warehouse_id = models.UUIDField(null=True)
    # Which warehouses else: empty, as the company says.
    sourcing = models.TextField(default="", db_default="")
    state = models.TextField(default=CUSTOMER.initial)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "parties_customer"
        constraints = [
            models.UniqueConstraint(Upper("number"), name="customer_number_is_unique"),
            models.CheckConstraint(condition=~Q(number=""), name="customer_has_a_number"),
            models.CheckConstraint(condition=Q(state__in=CUSTOMER.states), name="customer_state"),
            models.CheckConstraint(condition=Q(tax_class__in=TAX_CLASSES), name="customer_tax_class"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="customer_currency_is_iso"
            ),
            models.CheckConstraint(condition=Q(credit_limit__gte=0), name="credit_limit_not_negative"),
            models.CheckConstraint(
                condition=Q(terms_days__gte=0, terms_discount_days__gte=0), name="customer_terms_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(shares_limit=False) | Q(parent__isnull=False),
                name="customer_shares_with_a_parent",
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="customer_is_not_its_parent"),
            models.CheckConstraint(condition=Q(least_order__gte=0), name="customer_least_order_not_negative"),
            models.CheckConstraint(
                condition=Q(overdue_days__gte=0), name="customer_overdue_days_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(minimum_fill_percent__gte=0, minimum_fill_percent__lte=100),
                name="customer_minimum_fill_is_percent",
            ),
            models.CheckConstraint(
                condition=Q(minimum_shelf_days__gte=0), name="customer_shelf_days_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(sourcing__in=("", *SOURCING)), name="customer_sourcing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tax_rounding__in=("", *TAX_ROUNDINGS)), name="customer_tax_rounding_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    discount_percent__gte=0,
                    discount_percent__lte=100,
                    terms_discount_percent__gte=0,
                    terms_discount_percent__lte=100,
                    deposit_percent__gte=0,
                    deposit_percent__lte=100,
                ),
                name="customer_discounts_are_percents",
            ),
        ]
        indexes = [
            models.Index(fields=["rep_id"], name="customer_by_rep"),
            models.Index(fields=["made_at", "id"], name="customer_by_age"),
            models.Index(OpClass(Upper("number"), name="text_pattern_ops"), name="customer_begins_with"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def instalments(self) -> tuple[Part, ...]:
        """In which parts they pay; none: all at once."""
        return read_parts(self.terms_parts)

    @property
    def terms(self) -> Terms:
        """When they pay."""
        return Terms(
            self.terms_days,
            self.terms_month_end,
            read_parts(self.terms_parts),
            self.terms_discount_percent,
            self.terms_discount_days,
            self.deposit_percent,
        )
