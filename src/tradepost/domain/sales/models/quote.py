from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.flows import QUOTE


class Quote(models.Model):
    """One revision of an offer: what is asked, at which prices, until when. Amounts in `currency`.

    A revision that was sent is never rewritten: the next one `replaces` it, under the same number.
    `valid_until` is the last day on which it may be accepted.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField()
    revision = models.IntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="next_revision")
    state = models.TextField(default=QUOTE.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer_name = models.TextField()
    customer_po = models.TextField(default="")
    found_by = models.GeneratedField(
        expression=Plain("number", "customer_po", "customer_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    rep_id = models.UUIDField(null=True)
    currency = models.TextField()
    valid_until = models.DateField()
    requested_on = models.DateField(null=True)
    terms_days = models.IntegerField(default=0)
    order_discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    # What a rule takes off because of the value of the goods, while no discount was typed; and its name.
    value_discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0, db_default=0)
    value_discount = models.TextField(default="", db_default="")
    freight = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    freight_tax_code = models.TextField(default="")
    freight_tax_rate = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    billing_address = models.TextField(default="")
    shipping_address = models.TextField(default="")
    note = models.TextField(default="")
    lines_count = models.IntegerField(default=0)
    net_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    tax_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    answer_note = models.TextField(default="")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_quote"
        constraints = [
            models.UniqueConstraint(fields=["number", "revision"], name="one_quote_per_revision"),
            models.CheckConstraint(condition=Q(state__in=QUOTE.states), name="quote_state_is_known"),
            models.CheckConstraint(
                condition=Q(revision=1, replaces__isnull=True) | Q(revision__gt=1, replaces__isnull=False),
                name="quote_revision_replaces_one",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-made_at"], name="quote_by_customer"),
            models.Index(fields=["-made_at", "id"], name="quote_by_day"),
            models.Index(fields=["state", "-made_at", "id"], name="quote_by_state"),
            models.Index(fields=["rep_id", "-made_at"], name="quote_by_rep"),
            models.Index(fields=["valid_until"], name="quote_to_expire", condition=Q(state="sent")),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="quote_search"),
        ]

    def __str__(self) -> str:
        return self.number if self.revision == 1 else f"{self.number}/{self.revision}"


class QuoteLine(models.Model):
    """One line of a revision: what was typed beside base units, the price and how it came about.

    `net` is rounded once and includes both discounts.
    """

    id = models.UUIDField(primary_key=True)
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    sku = models.TextField()
    name = models.TextField()
    typed_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.TextField(default="")
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    quantity = models.BigIntegerField()
    list_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    unit_price = models.DecimalField(max_digits=20, decimal_places=6)
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    net = models.DecimalField(max_digits=18, decimal_places=4)
    tax_code = models.TextField(default="")
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    price_trace = models.JSONField(default=dict)
    requested_on = models.DateField(null=True)
    note = models.TextField(default="")

    class Meta:
        db_table = "sales_quote_line"
        constraints = [
            models.UniqueConstraint(fields=["quote", "position"], name="one_quote_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quote_line_has_quantity"),
        ]
