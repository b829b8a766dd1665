from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.pricing.models.subject import AT_MOST_ONE_SUBJECT
from tradepost.domain.pricing.rules import USUAL_PRIORITY


@with_history("pricing_promotion_history")
class Promotion(models.Model):
    """Free goods with an order: `gift_quantity` base units of an item, as a line of their own at 0; or a set of goods
    (its `parts`) that costs `bundle_price` together, or `bundle_percent` less.

    For one customer, a group, or everybody. Bought must be `buy_quantity` base units of an item, of a category, of a
    brand, or of all goods, or such goods worth `minimum_value`. `repeats`: for each such quantity again, up to `most`
    free units. The lowest `priority` is given first; an `is_exclusive` one alone. Validity is half-open.
    """

    id = models.UUIDField(primary_key=True)
    name = models.TextField(unique=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        CustomerGroup, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+")
    buy_quantity = models.BigIntegerField(default=0)
    minimum_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    # "" is any; a value is asked in one currency.
    currency = models.TextField(default="", blank=True)
    gift_item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    gift_quantity = models.BigIntegerField(default=1)
    bundle_price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    bundle_percent = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    repeats = models.BooleanField(default=False)
    most = models.BigIntegerField(null=True)
    is_exclusive = models.BooleanField(default=False)
    priority = models.IntegerField(default=USUAL_PRIORITY)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "pricing_promotion"
        constraints = [
            models.CheckConstraint(
                condition=Q(customer__isnull=True) | Q(group__isnull=True), name="promotion_for_one_buyer"
            ),
            models.CheckConstraint(
                condition=AT_MOST_ONE_SUBJECT,
                name="promotion_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(gift_item__isnull=True, buy_quantity=0, minimum_value=0, repeats=False)
                | Q(gift_item__isnull=False, buy_quantity__gt=0, minimum_value=0)
                | (
                    Q(gift_item__isnull=False, buy_quantity=0, minimum_value__gt=0, repeats=False)
                    & ~Q(currency="")
                ),
                name="promotion_asks_quantity_or_value",
            ),
            models.CheckConstraint(
                condition=Q(
                    gift_item__isnull=False,
                    gift_quantity__gte=1,
                    bundle_price__isnull=True,
                    bundle_percent__isnull=True,
                )
                | Q(gift_item__isnull=True, bundle_price__gte=0, bundle_percent__isnull=True)
                | Q(
                    gift_item__isnull=True,
                    bundle_price__isnull=True,
                    bundle_percent__gt=0,
                    bundle_percent__lte=100,
                ),
                name="promotion_gives_something",
            ),
            models.CheckConstraint(
                condition=Q(bundle_price__isnull=True) | ~Q(currency=""), name="bundle_price_has_currency"
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gte=1), name="promotion_most_positive"
            ),
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex="^[A-Z]{3}$"), name="promotion_currency_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(priority__range=(0, 9999)), name="promotion_priority_in_range"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=F("valid_until")),
                name="promotion_validity_not_empty",
            ),
        ]

    @property
    def is_bundle(self) -> bool:
        """Whether it is a set of goods, not free ones."""
        return self.gift_item_id is None

    def __str__(self) -> str:
        return self.name


@with_history("pricing_promotion_part_history")
class PromotionPart(models.Model):
    """So many base units of an item in one set of a bundle."""

    id = models.BigAutoField(primary_key=True)
    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="parts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "pricing_promotion_part"
        constraints = [
            models.UniqueConstraint(fields=["promotion", "item"], name="item_once_in_a_bundle"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="bundle_part_positive"),
        ]
