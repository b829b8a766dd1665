from datetime import date
from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.base.finding import Plain
from tradepost.domain.billing.flows import INVOICE
from tradepost.domain.billing.rules import ROUNDINGS
from tradepost.domain.catalog.rules.weights import shown_weight
from tradepost.domain.fulfilment.models import ShipmentLine
from tradepost.domain.parties.models import Customer
from tradepost.domain.parties.rules.terms import Due, discount_until, terms_of
from tradepost.domain.sales.models import Order, OrderLine

KINDS = ("invoice", "credit_note")


class Invoice(models.Model):
    """What a customer owes for goods, or a credit note that takes some of it back.

    Amounts of both kinds are positive and in `currency`: total = net_total (the lines) + freight +
    tax_total. Once posted only `settled` (and `version`) change, kept by a trigger (I5): for an invoice
    how much of it is paid or credited, for a credit note how much of it was used. `rounding` names the
    rule the totals follow (I8). A credit note with `bill_again` corrects a wrong invoice: what it takes
    back is waiting to be invoiced anew; without it the matter is closed. One that names no invoice in `credits` has
    no order either.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(default="")
    kind = models.TextField(default="invoice")
    state = models.TextField(default=INVOICE.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer_name = models.TextField()
    customer_po = models.TextField(default="")
    found_by = models.GeneratedField(
        expression=Plain("number", "customer_po", "customer_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    rep_id = models.UUIDField(null=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+")
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    currency = models.TextField()
    rounding = models.TextField()
    invoiced_on = models.DateField()
    due_on = models.DateField()
    terms_days = models.IntegerField(default=0)
    # Of the order's terms what is not the days; and [[day, amount], …] where it is paid in parts, `due_on` the last.
    terms = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    parts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    billing_address = models.TextField(default="")
    shipping_address = models.TextField(default="")
    # What papers say of its taxes, copied from the lines.
    tax_texts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    reason = models.TextField(default="")
    bill_again = models.BooleanField(default=False)
    net_total = models.DecimalField(max_digits=18, decimal_places=4)
    freight = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    # What its freight is made of, as its order has it; none: the one figure, or a part of it.
    charges = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    freight_tax_code = models.TextField(default="")
    freight_tax_rate = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    tax_total = models.DecimalField(max_digits=18, decimal_places=4)
    total = models.DecimalField(max_digits=18, decimal_places=4)
    settled = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "billing_invoice"
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="invoice_number_is_unique", condition=~Q(number="")
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="invoice_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=INVOICE.states), name="invoice_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft", number="") | (Q(state="posted") & ~Q(number="")),
                name="posted_invoice_has_number",
            ),
            models.CheckConstraint(
                condition=Q(kind="credit_note") | Q(credits__isnull=True),
                name="only_a_credit_note_credits",
            ),
            models.CheckConstraint(
                condition=Q(settled__gte=0) & Q(settled__lte=F("total")), name="invoice_not_oversettled"
            ),
            models.CheckConstraint(
                condition=Q(total=F("net_total") + F("freight") + F("tax_total")), name="invoice_adds_up"
            ),
            models.CheckConstraint(condition=Q(freight__gte=0), name="invoice_freight_not_negative"),
        ]
        indexes = [
            models.Index(fields=["customer", "invoiced_on"], name="invoice_by_customer"),
            models.Index(fields=["invoiced_on", "id"], name="invoice_by_day"),
            models.Index(
                fields=["customer", "due_on"], name="invoice_open", condition=Q(settled__lt=F("total"))
            ),
            models.Index(fields=["order"], name="invoice_to_bill_again", condition=Q(bill_again=True)),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="invoice_search"),
        ]

    def __str__(self) -> str:
        return self.number or self.state

    @property
    def tax_rounding(self) -> str:
        """How its tax is rounded: "total" or "line"."""
        return next(name for name, rule in ROUNDINGS.items() if rule == self.rounding)

    @property
    def open_amount(self) -> Decimal:
        """What is still to be paid (of a credit note: still to be used), in `currency`."""
        return self.total - self.settled

    @property
    def dues(self) -> list[Due]:
        """What of it is to be paid when, the first day first."""
        if self.parts:
            return [Due(date.fromisoformat(on), Decimal(amount)) for on, amount in self.parts]
        return [Due(self.due_on, self.total)] if self.total else []

    @property
    def next_due(self) -> Due | None:
        """The first day on which something is to be paid that is not, and how much; none: it is paid."""
        upto = Decimal(0)
        for due in self.dues:
            upto += due.amount
            if upto > self.settled:
                return Due(due.on, min(due.amount, upto - self.settled))
        return None

    @property
    def discount_until(self) -> date | None:
        """The last day on which less may be paid; none: there is no discount for early payment."""
        return discount_until(terms_of(self.terms_days, self.terms), self.invoiced_on)


class InvoiceLine(models.Model):
    """Part of an order line that is billed; `quantity` in base units, `net` after all discounts.

    On a credit note `credits` is the invoice line that is taken back. On an invoice two counters change
    after posting, and nothing else: `credited`, the base units taken back so far, and `reopened`, those of
    them that may be billed again. On a credit note `reopened` is all or nothing of its quantity. `weight_milli`: what
    it weighs in thousandths of `unit`, where it is billed by that. Only a credit note that names no invoice has lines
    without an order's line, and perhaps without an item: then `name` says what is credited.
    """

    id = models.UUIDField(primary_key=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+", db_index=False)
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, null=True, related_name="+")
    shipment_line = models.ForeignKey(ShipmentLine, on_delete=models.PROTECT, null=True, related_name="+")
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    position = models.IntegerField()
    item_id = models.UUIDField(null=True)
    sku = models.TextField()
    name = models.TextField()
    quantity = models.BigIntegerField()
    credited = models.BigIntegerField(default=0)
    reopened = models.BigIntegerField(default=0)
    weight_milli = models.BigIntegerField(null=True)
    unit = models.TextField(default="")
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    unit_price = models.DecimalField(max_digits=20, decimal_places=6)
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, default=Decimal(0))
    net = models.DecimalField(max_digits=18, decimal_places=4)
    # What was agreed with tax: per unit, and for this line. None: its price is net.
    gross_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    gross = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    tax_code = models.TextField()
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        db_table = "billing_invoice_line"
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="one_invoice_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="invoice_line_has_quantity"),
            models.CheckConstraint(
                condition=Q(gross__isnull=True, gross_price__isnull=True)
                | Q(gross__isnull=False, gross_price__isnull=False),
                name="invoice_line_gross_has_its_price",
            ),
            models.CheckConstraint(
                condition=Q(credited__gte=0) & Q(credited__lte=F("quantity")), name="not_overcredited"
            ),
            models.CheckConstraint(
                condition=Q(credits__isnull=True, reopened__gte=0, reopened__lte=F("credited"))
                | Q(credits__isnull=False, credited=0, reopened__in=(0, F("quantity"))),
                name="reopened_within_credited",
            ),
            models.CheckConstraint(
                condition=Q(weight_milli__isnull=True) | Q(weight_milli__gte=0),
                name="invoice_line_weight_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(order_line__isnull=False, item_id__isnull=False)
                | Q(order_line__isnull=True, shipment_line__isnull=True, credits__isnull=True),
                name="line_of_no_order_credits_no_invoice",
            ),
        ]
        indexes = [
            models.Index(
                fields=["item_id"], name="invoice_line_of_no_order", condition=Q(order_line__isnull=True)
            ),
        ]

    @property
    def weight(self) -> Decimal | None:
        """What it weighs, in `unit`; None: not billed by that."""
        return None if self.weight_milli is None else shown_weight(self.weight_milli)

    @property
    def typed_quantity(self) -> Decimal:
        """The quantity in the unit it was ordered in: as weighed; else not always whole when a case was split."""
        if self.weight_milli is not None:
            return shown_weight(self.weight_milli)
        return Decimal(self.quantity) * self.unit_denominator / self.unit_numerator


class InvoiceTax(models.Model):
    """Tax of one code and rate on a document: `net` is what it is charged on, freight included."""

    id = models.BigAutoField(primary_key=True)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.TextField()
    rate = models.DecimalField(max_digits=7, decimal_places=4)
    net = models.DecimalField(max_digits=18, decimal_places=4)
    tax = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "billing_invoice_tax"
        constraints = [
            models.UniqueConstraint(fields=["invoice", "code", "rate"], name="one_tax_line_per_code"),
        ]
