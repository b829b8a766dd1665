from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.pricing.models.subject import AT_MOST_ONE_SUBJECT
from tradepost.domain.pricing.rules import CHARGE_BASES, CHARGE_KINDS, PERCENTAGES, USUAL_PRIORITY


@with_history("pricing_charge_history")
class ChargeRule(models.Model):
    """What an order is charged beside its goods: `amount` in `currency` or per cent, of its `basis`.

    For one customer, a group, or everybody; where goods go to a country and region ("" any); for an item, a category,
    a brand, or all goods, where these are worth `minimum_value` or more and less than `below_value`. Of one kind the
    lowest `priority` is asked first, then what says most. `label` is what papers call it ("": its kind). An amount of
    0 says that nothing is charged. Validity is half-open.
    """

    id = models.UUIDField(primary_key=True)
    name = models.TextField(unique=True)
    label = models.TextField(default="", blank=True)
    kind = models.TextField(default="freight")
    basis = models.TextField(default="amount")
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    # "" is any; money, and a value, is asked in one currency.
    currency = models.TextField(default="", blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        CustomerGroup, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    country = models.TextField(default="", blank=True)
    region = models.TextField(default="", blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+")
    minimum_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    below_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    priority = models.IntegerField(default=USUAL_PRIORITY)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "pricing_charge"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CHARGE_KINDS), name="charge_kind_is_known"),
            models.CheckConstraint(condition=Q(basis__in=CHARGE_BASES), name="charge_basis_is_known"),
            models.CheckConstraint(
                condition=~Q(kind="freight", basis="percent_freight"), name="freight_is_not_of_freight"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (~Q(basis__in=PERCENTAGES) | Q(amount__lte=100)),
                name="charge_amount_in_range",
            ),
            models.CheckConstraint(
                condition=~Q(currency="")
                | Q(minimum_value=0, below_value__isnull=True) & (Q(amount=0) | Q(basis__in=PERCENTAGES)),
                name="charge_money_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex="^[A-Z]{3}$"), name="charge_currency_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(minimum_value__gte=0)
                & (Q(below_value__isnull=True) | Q(below_value__gt=F("minimum_value"))),
                name="charge_values_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=True) | Q(group__isnull=True), name="charge_for_one_buyer"
            ),
            models.CheckConstraint(
                condition=AT_MOST_ONE_SUBJECT,
                name="charge_of_one_subject",
            ),
            models.CheckConstraint(condition=Q(priority__range=(0, 9999)), name="charge_priority_in_range"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=F("valid_until")),
                name="charge_validity_not_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["customer"], name="charge_of_customer", condition=Q(customer__isnull=False)),
            models.Index(fields=["group"], name="charge_of_group", condition=Q(group__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name
