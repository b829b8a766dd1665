from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.pricing.models.subject import AT_MOST_ONE_SUBJECT
from tradepost.domain.pricing.rules import DISCOUNT_KINDS, USUAL_PRIORITY


@with_history("pricing_discount_history")
class DiscountRule(models.Model):
    """A percentage off the lines it speaks of, or (`order`) off a whole order whose goods are worth `minimum_value`.

    For one customer, a group, or everybody; for an item, a category, a brand, or all goods. `on_agreed`: also where
    an agreed price stands, not the list price. The lowest `priority` wins, then the largest percentage. Validity is
    half-open.
    """

    id = models.UUIDField(primary_key=True)
    name = models.TextField(unique=True)
    kind = models.TextField(default="line")
    percent = models.DecimalField(max_digits=7, decimal_places=4)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        CustomerGroup, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+")
    # "" is any; a value is asked in one currency.
    currency = models.TextField(default="", blank=True)
    minimum_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    on_agreed = models.BooleanField(default=False)
    priority = models.IntegerField(default=USUAL_PRIORITY)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "pricing_discount"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DISCOUNT_KINDS), name="discount_kind_is_known"),
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="discount_is_percent"),
            models.CheckConstraint(
                condition=Q(customer__isnull=True) | Q(group__isnull=True), name="discount_for_one_buyer"
            ),
            models.CheckConstraint(
                condition=AT_MOST_ONE_SUBJECT,
                name="discount_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(kind="line", minimum_value=0)
                | Q(
                    kind="order",
                    item__isnull=True,
                    category__isnull=True,
                    brand__isnull=True,
                    minimum_value__gte=0,
                ),
                name="discount_of_order_is_on_all_goods",
            ),
            models.CheckConstraint(
                condition=Q(minimum_value=0) | ~Q(currency=""), name="discount_value_has_currency"
            ),
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex="^[A-Z]{3}$"), name="discount_currency_is_iso"
            ),
            models.CheckConstraint(condition=Q(priority__range=(0, 9999)), name="discount_priority_in_range"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=F("valid_until")),
                name="discount_validity_not_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["customer"], name="discount_of_customer", condition=Q(customer__isnull=False)
            ),
            models.Index(fields=["group"], name="discount_of_group", condition=Q(group__isnull=False)),
            models.Index(
                fields=["id"],
                name="discount_of_everybody",
                condition=Q(customer__isnull=True, group__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
