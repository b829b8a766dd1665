from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.delivery.models import Carrier, Transit
from tradepost.domain.inventory.models import Demand, Warehouse
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.rules import SOURCING, TAX_ROUNDINGS
from tradepost.domain.pricing.rules import Taxed
from tradepost.domain.sales.flows import ORDER


class Order(models.Model):
    """What a customer ordered, at the terms of the day it was placed. Amounts in `currency`.

    The summaries (`quantity_total` and the amounts and counts that follow from the lines) are kept by
    this room's commands and proved by `tradepost verify` (I7, I8).
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    state = models.TextField(default=ORDER.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer_name = models.TextField()
    customer_po = models.TextField(default="")
    found_by = models.GeneratedField(
        expression=Plain("number", "customer_po", "customer_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    rep_id = models.UUIDField(null=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    # Which other warehouses its lines may come from; those that do say so.
    sourcing = models.TextField(default="one", db_default="one")
    quote_id = models.UUIDField(null=True)
    currency = models.TextField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    placed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    requested_on = models.DateField(null=True)
    terms_days = models.IntegerField(default=0)
    # Of the customer's terms what is not the days (parties.rules.terms).
    terms = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    ship_complete = models.BooleanField(default=False)
    minimum_fill_percent = models.IntegerField(default=0, db_default=0)
    minimum_shelf_days = models.IntegerField(default=0, db_default=0)
    priority = models.IntegerField(default=0)
    # What carries it, and the row of the transit table that counted when it was confirmed.
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    transit = models.ForeignKey(
        Transit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
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
    lines_count = models.IntegerField(default=0)
    net_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    tax_total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    total = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    # Summaries of the lines, base units and net amounts.
    quantity_total = models.BigIntegerField(default=0)
    cancelled_total = models.BigIntegerField(default=0)
    shipped_total = models.BigIntegerField(default=0)
    invoiced_total = models.BigIntegerField(default=0)
    # What is confirmed and neither cancelled nor invoiced, with tax: it counts against the credit limit.
    open_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    # The part of it that was shipped.
    unbilled_value = models.DecimalField(max_digits=18, decimal_places=4, default=0, db_default=Decimal(0))
    # What was asked before the goods go, in its currency; and what keeps them back of it still, in base currency.
    deposit = models.DecimalField(max_digits=18, decimal_places=4, default=0, db_default=Decimal(0))
    deposit_due = models.DecimalField(max_digits=18, decimal_places=4, default=0, db_default=Decimal(0))
    held = models.BooleanField(default=False)
    # The order it was split from; the one that its lines went into.
    split_from_id = models.UUIDField(null=True)
    merged_into_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_order"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ORDER.states), name="order_state_is_known"),
            models.CheckConstraint(condition=Q(sourcing__in=SOURCING), name="order_sourcing_is_known"),
            models.CheckConstraint(
                condition=Q(tax_rounding__in=TAX_ROUNDINGS), name="order_tax_rounding_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minimum_fill_percent__gte=0, minimum_fill_percent__lte=100),
                name="order_minimum_fill_is_percent",
            ),
            models.CheckConstraint(
                condition=Q(minimum_shelf_days__gte=0), name="order_shelf_days_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(shipped_total__gte=0)
                & Q(quantity_total__gte=F("shipped_total") + F("cancelled_total"))
                & Q(cancelled_total__gte=0),
                name="order_not_overshipped",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-placed_at"], name="order_by_customer"),
            models.Index(fields=["-placed_at", "id"], name="order_by_day"),
            models.Index(fields=["state", "-placed_at", "id"], name="order_by_state"),
            models.Index(fields=["rep_id", "-placed_at"], name="order_by_rep"),
            models.Index(fields=["quote_id"], name="order_by_quote", condition=Q(quote_id__isnull=False)),
            models.Index(fields=["placed_at", "id"], name="order_held", condition=Q(held=True)),
            models.Index(
                fields=["split_from_id"], name="order_by_split", condition=Q(split_from_id__isnull=False)
            ),
            models.Index(
                fields=["merged_into_id"], name="order_by_merge", condition=Q(merged_into_id__isnull=False)
            ),
            models.Index(fields=["customer"], name="order_open_value", condition=Q(open_value__gt=0)),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="order_search"),
        ]

    # Lines a command has just written, so that a door need not read them again (queries.lines_with).
    known_lines: "list[OrderLine] | None" = None

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """One line: what was typed beside base units, the price and its trace, and progress as counters.

    The line's id is also its demand's id in the stock ledger, which knows what is promised and
    reserved. `net` is rounded once and includes both discounts. Counters are base units. `warehouse` is where what
    is open comes from, when somebody or a rule said so, else the order's; `source_trace` says why. With it, `carrier`
    and `transit` say how it goes from there, else the order's do. `split_of` is the line it is a part of, with its
    price: a line comes from one warehouse, so its parts are lines; where the order was split, in another order.
    `wished_lots` are ids, the first wish first. `quota_row_id` is the price of which it takes. `called` is what the
    customer calls the item, learned when the order is confirmed. `blanket_line_id` is the line of a blanket order it
    calls off.
    """

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", db_index=False)
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
    # What was agreed with tax: per unit, and for the line, discounts taken off. None: its price is net.
    gross_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    gross = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    tax_code = models.TextField(default="")
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    price_trace = models.JSONField(default=dict)
    requested_on = models.DateField(null=True)
    # As told: it arrives on the one day, and leaves on the other. The trace says how they came about, where more counts
    # than the day the goods are there.
    promised_on = models.DateField(null=True)
    ships_on = models.DateField(null=True)
    promise_trace = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    # Somebody sent it another way since: from another warehouse, or by another carrier.
    way_changed = models.BooleanField(default=False, db_default=False)
    note = models.TextField(default="")
    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    carrier = models.ForeignKey(
        Carrier, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    transit = models.ForeignKey(
        Transit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    source_trace = models.JSONField(default=dict, db_default={})
    split_of = models.UUIDField(null=True)
    wished_lots = models.JSONField(default=list, db_default=[])
    called = models.TextField(default="", db_default="")
    # The price whose quota it takes from once it is confirmed.
    quota_row_id = models.UUIDField(null=True)
    blanket_line_id = models.UUIDField(null=True)
    cancelled = models.BigIntegerField(default=0)
    released = models.BigIntegerField(default=0)
    picked = models.BigIntegerField(default=0)
    shipped = models.BigIntegerField(default=0)
    returned = models.BigIntegerField(default=0)
    invoiced = models.BigIntegerField(default=0)
    credited = models.BigIntegerField(default=0)
    # No column: the two rows have one id, so that a question may join them.
    demand = models.ForeignObject(
        Demand, on_delete=models.DO_NOTHING, from_fields=["id"], to_fields=["id"], null=True, related_name="+"
    )

    class Meta:
        db_table = "sales_order_line"
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="line_has_quantity"),
            models.CheckConstraint(
                condition=Q(gross__isnull=True, gross_price__isnull=True)
                | Q(gross__isnull=False, gross_price__isnull=False),
                name="line_gross_has_its_price",
            ),
            models.CheckConstraint(
                condition=Q(ships_on__isnull=True)
                | Q(promised_on__isnull=True)
                | Q(ships_on__lte=F("promised_on")),
                name="line_ships_before_it_arrives",
            ),
            models.CheckConstraint(
                condition=Q(shipped__gte=0)
                & Q(cancelled__gte=0)
                & Q(quantity__gte=F("shipped") + F("cancelled")),
                name="not_overshipped",
            ),
            models.CheckConstraint(
                condition=Q(released__gte=0) & Q(quantity__gte=F("shipped") + F("cancelled") + F("released")),
                name="not_overreleased",
            ),
            models.CheckConstraint(
                condition=Q(picked__gte=0) & Q(picked__lte=F("released")), name="picked_within_released"
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0) & Q(returned__lte=F("shipped")), name="not_overreturned"
            ),
            models.CheckConstraint(
                condition=Q(credited__gte=0)
                & Q(credited__lte=F("invoiced"))
                & Q(invoiced__lte=F("shipped") + F("credited")),
                name="not_overinvoiced",
            ),
        ]
        indexes = [
            models.Index(
                fields=["warehouse", "order"], name="line_by_source", condition=Q(warehouse__isnull=False)
            ),
            models.Index(
                fields=["quota_row_id"], name="line_by_quota", condition=Q(quota_row_id__isnull=False)
            ),
            models.Index(
                fields=["blanket_line_id"],
                name="line_by_blanket",
                condition=Q(blanket_line_id__isnull=False),
            ),
        ]

    @property
    def taxed(self) -> Taxed:
        """Its net as it is taxed: with the other parts of one line."""
        return Taxed(self.net, self.tax_code, self.tax_rate, self.split_of or self.pk, self.gross)

    @property
    def with_tax(self) -> Decimal:
        """What it comes to with its tax: as agreed where its price includes it, else unrounded."""
        return self.net * (100 + self.tax_rate) / 100 if self.gross is None else self.gross

    @property
    def is_weighed(self) -> bool:
        """Whether its quantity is what it should weigh: it is billed by what it weighs when it leaves."""
        return "weighed" in (self.price_trace or {})

    @property
    def open(self) -> int:
        """Base units neither shipped nor cancelled."""
        return self.quantity - self.shipped - self.cancelled
