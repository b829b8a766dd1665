from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Abs, Least

from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models.price_list import KINDS, PriceList
from tradepost.domain.pricing.models.subject import ONE_SUBJECT
from tradepost.domain.pricing.rules import COUNTED

MOST_JUMP = 999_999


class PriceVersion(models.Model):
    """A set of changes to one price list that begin to hold together: at a moment, or when somebody says so.

    `job_id` is the work on it that was asked for last: activating, rolling back. `activates_at` is the moment it is
    scheduled for. `put_back` and `left_alone` count the prices when it was rolled back.
    """

    id = models.UUIDField(primary_key=True)
    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    name = models.TextField(default="", blank=True)
    state = models.TextField(default=PRICE_VERSION.initial)
    activates_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    rolled_back = models.BooleanField(default=False)
    put_back = models.IntegerField(default=0)
    left_alone = models.IntegerField(default=0)
    job_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "pricing_version"
        constraints = [
            models.UniqueConstraint(fields=["price_list", "number"], name="price_version_numbered_once"),
            models.UniqueConstraint(
                fields=["price_list"], condition=Q(state="active"), name="one_active_version_per_list"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PRICE_VERSION.states), name="price_version_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(activates_at__isnull=False),
                name="scheduled_version_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("active", "retired")) | Q(activated_at__isnull=False),
                name="active_version_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["activates_at"], name="price_version_due", condition=Q(state="scheduled")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class VersionRow(models.Model):
    """One change of a version: a price as it shall be, or (`is_gone`) one that shall hold no more.

    Its key is that of a price: item, category or brand, unit, minimum quantity, kind and first day. `price_row_id` and
    `old_amount` are of the price that stands under this key now, none where it is new; `old` is all that price was,
    kept when the version was activated. `jump` is how far the amount moves, in percent, either way.
    """

    id = models.UUIDField(primary_key=True)
    of = models.ForeignKey(PriceVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.TextField(default="", blank=True)
    minimum_quantity = models.BigIntegerField(default=1)
    kind = models.TextField(default="fixed")
    valid_from = models.DateField(null=True)
    is_gone = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=20, decimal_places=6)
    valid_until = models.DateField(null=True)
    counted = models.TextField(default="line")
    mix = models.TextField(default="", blank=True)
    is_net = models.BooleanField(default=False)
    quota = models.BigIntegerField(null=True)
    price_row_id = models.UUIDField(null=True)
    old_amount = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    old = models.JSONField(null=True)
    jump = models.GeneratedField(
        expression=Case(
            When(Q(is_gone=True) | Q(old_amount__isnull=True) | Q(old_amount=0), then=Value(0)),
            When(kind="percent", then=Abs(F("amount") - F("old_amount"))),
            default=Least(Abs(F("amount") - F("old_amount")) * 100 / F("old_amount"), Value(MOST_JUMP)),
            output_field=models.DecimalField(max_digits=12, decimal_places=4),
        ),
        output_field=models.DecimalField(max_digits=12, decimal_places=4),
        db_persist=True,
    )

    class Meta:
        db_table = "pricing_version_row"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "item", "category", "brand", "unit", "minimum_quantity", "kind", "valid_from"],
                nulls_distinct=False,
                name="one_change_per_price",
            ),
            models.CheckConstraint(
                condition=ONE_SUBJECT,
                name="change_of_one_subject",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="change_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="fixed") | Q(amount__lte=100), name="change_percent_at_most_100"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="change_not_negative"),
            models.CheckConstraint(condition=Q(minimum_quantity__gte=1), name="change_minimum_positive"),
            models.CheckConstraint(condition=Q(counted__in=COUNTED), name="change_counted_is_known"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gte=1), name="change_quota_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["of", "-jump", "-id"], name="change_by_jump"),
            models.Index(fields=["price_row_id"], name="change_of_price"),
        ]

    @property
    def effect(self) -> str:
        """added, changed or gone."""
        if self.is_gone:
            return "gone"
        return "added" if self.old_amount is None else "changed"
