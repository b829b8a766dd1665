from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.pricing.models.subject import ONE_SUBJECT
from tradepost.domain.pricing.rules import COUNTED

KINDS = ("fixed", "percent")


@with_history("pricing_price_list_history")
class PriceList(models.Model):
    """A named set of prices in one currency; the base list of a currency holds the list prices.

    From `retired_on` it prices nothing; its rows and buyers stay. Its fixed prices are net, or they include the tax
    that the buyer owes (`includes_tax`); those of a base list are net.
    """

    id = models.UUIDField(primary_key=True)
    name = models.TextField(unique=True)
    currency = models.TextField()
    is_base = models.BooleanField(default=False)
    includes_tax = models.BooleanField(default=False, db_default=False)
    retired_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "pricing_price_list"
        constraints = [
            models.UniqueConstraint(
                fields=["currency"], condition=Q(is_base=True), name="one_base_list_per_currency"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex="^[A-Z]{3}$"), name="price_list_currency_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(is_base=False) | Q(retired_on__isnull=True), name="base_list_is_not_retired"
            ),
            models.CheckConstraint(
                condition=Q(is_base=False) | Q(includes_tax=False), name="base_list_is_net"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history("pricing_price_list_for_history")
class PriceListFor(models.Model):
    """Who buys by a list: one customer or one group. The lowest rank is asked first."""

    id = models.UUIDField(primary_key=True)
    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(CustomerGroup, on_delete=models.CASCADE, null=True, related_name="+")
    rank = models.IntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_list_for"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "group", "price_list"],
                nulls_distinct=False,
                name="price_list_assigned_once",
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=True, group__isnull=False)
                | Q(customer__isnull=False, group__isnull=True),
                name="price_list_for_one_buyer",
            ),
            models.CheckConstraint(condition=Q(rank__range=(0, 9999)), name="price_list_rank_in_range"),
        ]


@with_history("pricing_price_row_history")
class PriceRow(models.Model):
    """One price: a fixed amount per `unit` ("" is the base unit), or percent off the list price.

    `minimum_quantity` counts base units of what `counted` says: the line, all lines of the item, or all lines of a
    mixed group: the items that have rows of the same `mix` in this list; "" is the category or brand of the row. No
    discount touches what `is_net`. `quota`: so many base units may be sold at it. Valid from `valid_from` until
    before `valid_until`.
    """

    id = models.UUIDField(primary_key=True)
    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.TextField(default="", blank=True)
    minimum_quantity = models.BigIntegerField(default=1)
    kind = models.TextField(default="fixed")
    amount = models.DecimalField(max_digits=20, decimal_places=6)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    counted = models.TextField(default="line", db_default="line")
    mix = models.TextField(default="", db_default="", blank=True)
    is_net = models.BooleanField(default=False, db_default=False)
    quota = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_row"
        indexes = [
            models.Index(
                fields=["category", "price_list"],
                condition=Q(category__isnull=False),
                name="price_of_category",
            ),
            models.Index(
                fields=["brand", "price_list"], condition=Q(brand__isnull=False), name="price_of_brand"
            ),
        ]
        constraints = [
            # Begins with the item, then the list: also the index of the price look-up.
            models.UniqueConstraint(
                fields=[
                    "item",
                    "price_list",
                    "category",
                    "brand",
                    "unit",
                    "minimum_quantity",
                    "valid_from",
                    "kind",
                ],
                nulls_distinct=False,
                name="one_price_per_key",
            ),
            models.CheckConstraint(
                condition=ONE_SUBJECT,
                name="price_of_one_subject",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="price_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="fixed") | Q(amount__lte=100), name="price_percent_at_most_100"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="price_not_negative"),
            models.CheckConstraint(condition=Q(minimum_quantity__gte=1), name="price_minimum_positive"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lt=models.F("valid_until")),
                name="price_validity_not_empty",
            ),
            models.CheckConstraint(condition=Q(counted__in=COUNTED), name="price_counted_is_known"),
            models.CheckConstraint(condition=Q(mix="") | Q(counted="mix"), name="price_mix_is_counted"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gte=1), name="price_quota_positive"
            ),
        ]

    @property
    def includes_tax(self) -> bool:
        """Whether its amount is a price with tax."""
        return self.kind == "fixed" and self.price_list.includes_tax


class Quota(models.Model):
    """How many base units confirmed orders took of a price with a quota; one that was never used has no row."""

    price_row = models.OneToOneField(PriceRow, on_delete=models.CASCADE, primary_key=True, related_name="+")
    used = models.BigIntegerField(default=0)

    class Meta:
        db_table = "pricing_quota"
        constraints = [models.CheckConstraint(condition=Q(used__gte=0), name="quota_used_not_negative")]
