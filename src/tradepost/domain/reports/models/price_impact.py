from django.db import models

from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer


def _beside(kind: type[models.Model]) -> "models.ForeignKey[models.Model, models.Model]":
    """A record that these rows speak of, without holding it: they are worked out anew, or forgotten."""
    return models.ForeignKey(
        kind, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )


class PriceImpact(models.Model):
    """What a version of a price list would do, as it was worked out last: the whole of it, in the list's currency.

    `before` and `after` are what the customers' purchases of the twelve months before `on` come to, `cost` what those
    goods cost at the average of the stock, as far as it is known (`costed_before`, `costed_after`: the same purchases).
    `of_version` counts the changes of the version that it was worked out from.
    """

    id = models.UUIDField(primary_key=True)
    version_id = models.UUIDField(unique=True)
    of_version = models.IntegerField()
    on = models.DateField()
    currency = models.TextField()
    buyers = models.IntegerField(default=0)
    dearer = models.IntegerField(default=0)
    cheaper = models.IntegerField(default=0)
    without = models.IntegerField(default=0)
    before = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    after = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    cost = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    costed_before = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    costed_after = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    quotes = models.IntegerField(default=0)
    orders = models.IntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "reports_price_impact"


class ImpactCustomer(models.Model):
    """What a customer would pay more (below 0: less) for what they bought in twelve months."""

    id = models.BigAutoField(primary_key=True)
    impact = models.ForeignKey(PriceImpact, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = _beside(Customer)
    items = models.IntegerField()
    before = models.DecimalField(max_digits=20, decimal_places=4)
    after = models.DecimalField(max_digits=20, decimal_places=4)
    more = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        db_table = "reports_price_impact_customer"
        constraints = [
            models.UniqueConstraint(fields=["impact", "customer"], name="one_impact_per_customer"),
        ]
        indexes = [models.Index(fields=["impact", "-more", "-id"], name="impact_by_more")]


class ImpactRow(models.Model):
    """The same of one item in one unit: `quantity` of that unit in twelve months, and its price now and then.

    Prices are of the last quantity bought; `new_price` is empty where nothing would name one any more.
    """

    id = models.BigAutoField(primary_key=True)
    impact = models.ForeignKey(PriceImpact, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = _beside(Customer)
    item = _beside(Item)
    unit = models.TextField()
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    old_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    new_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    before = models.DecimalField(max_digits=20, decimal_places=4)
    after = models.DecimalField(max_digits=20, decimal_places=4)
    more = models.DecimalField(max_digits=20, decimal_places=4)
    cost = models.DecimalField(max_digits=20, decimal_places=4, null=True)

    class Meta:
        db_table = "reports_price_impact_row"
        indexes = [
            models.Index(fields=["impact", "customer"], name="impact_of_customer"),
            models.Index(fields=["impact", "-more", "-id"], name="impact_row_by_more"),
        ]


class ImpactDocument(models.Model):
    """An open quote, or an order that is not confirmed, with prices that would be others if it were priced anew.

    `before` is what the lines concerned come to as they stand, `after` what they would.
    """

    id = models.BigAutoField(primary_key=True)
    impact = models.ForeignKey(PriceImpact, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField()
    document_id = models.UUIDField()
    number = models.TextField()
    state = models.TextField()
    customer = _beside(Customer)
    lines = models.IntegerField()
    before = models.DecimalField(max_digits=20, decimal_places=4)
    after = models.DecimalField(max_digits=20, decimal_places=4)
    more = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        db_table = "reports_price_impact_document"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("quote", "order")), name="impact_document_kind_is_known"
            ),
        ]
        indexes = [models.Index(fields=["impact", "-more", "-id"], name="impact_document_by_more")]
