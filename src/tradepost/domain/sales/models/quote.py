from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.rules import TAX_ROUNDINGS
from tradepost.domain.pricing.rules import Taxed
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models.order import Order
from tradepost.domain.sales.rules import LINE_KINDS


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
    # What `freight` is made of (rules.charging): rules that charged it, or one part that somebody typed.
    charges = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    # How its tax is rounded (parties.rules.TAX_ROUNDINGS), as it was said when it was made.
    tax_rounding = models.TextField(default="total", db_default="total")
    billing_address = models.TextField(default="")
    shipping_address = models.TextField(default="")
    note = models.TextField(default="")
    # What is agreed beside goods and prices, as the customer reads it.
    terms_text = models.TextField(default="", db_default="")
    lines_count = models.IntegerField(default=0)
    net_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    tax_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    answer_note = models.TextField(default="")
    # Why it was declined: the code of a reason that is kept.
    lost_for = models.TextField(default="", db_default="")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_quote"
        constraints = [
            models.UniqueConstraint(fields=["number", "revision"], name="one_quote_per_revision"),
            models.CheckConstraint(condition=Q(state__in=QUOTE.states), name="quote_state_is_known"),
            models.CheckConstraint(
                condition=Q(tax_rounding__in=TAX_ROUNDINGS), name="quote_tax_rounding_is_known"
            ),
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
            models.Index(fields=["valid_until"], name="quote_to_lapse", condition=Q(state="accepted")),
            models.Index(fields=["sent_at"], name="quote_by_sending", condition=Q(sent_at__isnull=False)),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="quote_search"),
        ]

    def __str__(self) -> str:
        return self.number if self.revision == 1 else f"{self.number}/{self.revision}"


class QuoteLine(models.Model):
    """One line of a revision: what was typed beside base units, the price and how it came about.

    `net` is rounded once and includes both discounts. It stands under the heading `section`. Firm lines are in the
    total; optional ones and alternatives, of which one of a group named `choice` may be taken, once they are `chosen`.
    `ordered` are the base units that orders took of it: the sum of its parts.
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
    # What is offered with tax: per unit, and for the line, discounts taken off. None: its price is net.
    gross_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    gross = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    tax_code = models.TextField(default="")
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    price_trace = models.JSONField(default=dict)
    requested_on = models.DateField(null=True)
    note = models.TextField(default="")
    section = models.TextField(default="", db_default="")
    kind = models.TextField(default="firm", db_default="firm")
    choice = models.TextField(default="", db_default="")
    chosen = models.BooleanField(default=True, db_default=True)
    ordered = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "sales_quote_line"
        constraints = [
            models.UniqueConstraint(fields=["quote", "position"], name="one_quote_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quote_line_has_quantity"),
            models.CheckConstraint(
                condition=Q(gross__isnull=True, gross_price__isnull=True)
                | Q(gross__isnull=False, gross_price__isnull=False),
                name="quote_line_gross_has_its_price",
            ),
            models.CheckConstraint(condition=Q(kind__in=LINE_KINDS), name="quote_line_kind_is_known"),
            models.CheckConstraint(condition=~Q(kind="firm") | Q(chosen=True), name="firm_line_is_chosen"),
            models.CheckConstraint(
                condition=Q(kind="alternative") & ~Q(choice="") | ~Q(kind="alternative") & Q(choice=""),
                name="alternatives_have_a_group",
            ),
            models.CheckConstraint(
                condition=Q(ordered__gte=0) & Q(ordered__lte=F("quantity")), name="quote_line_not_overordered"
            ),
            models.CheckConstraint(condition=Q(ordered=0) | Q(chosen=True), name="what_is_ordered_is_chosen"),
            models.UniqueConstraint(
                fields=["quote", "choice"],
                condition=Q(kind="alternative", chosen=True),
                name="one_of_a_group_is_chosen",
            ),
        ]

    @property
    def taxed(self) -> Taxed:
        """Its net as it is taxed."""
        return Taxed(self.net, self.tax_code, self.tax_rate, gross=self.gross)

    @property
    def is_weighed(self) -> bool:
        """Whether its quantity is what it should weigh: it is billed by what it weighs when it leaves."""
        return "weighed" in (self.price_trace or {})

    @property
    def left(self) -> int:
        """Base units that may still be ordered; none of what is not chosen."""
        return self.quantity - self.ordered if self.chosen else 0


class QuotePart(models.Model):
    """What one order took of a line of a quote, base units. Never changed: an order that is cancelled keeps it."""

    id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(QuoteLine, on_delete=models.PROTECT, related_name="parts", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "sales_quote_part"
        constraints = [
            models.UniqueConstraint(fields=["line", "order"], name="one_part_per_line_and_order"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quote_part_has_quantity"),
        ]
