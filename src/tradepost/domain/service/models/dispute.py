from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.base.finding import Plain
from tradepost.domain.access.models import User
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.models import Order
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.rules import KINDS, OUTCOMES, REASONS


class Dispute(models.Model):
    """What a customer does not agree with on one document, and how it ended. `amount` with tax, in `currency`.

    The document is named by kind, id and number: it may be of any room. `order` is the order it belongs to. `led_to_*`
    name what came of it in the same way: a credit note, a return, another order.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    state = models.TextField(default=DISPUTE.initial)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    customer_name = models.TextField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    document_id = models.UUIDField()
    document_number = models.TextField()
    found_by = models.GeneratedField(
        expression=Plain("number", "document_number", "customer_name"),
        output_field=models.TextField(),
        db_persist=True,
    )
    reason = models.TextField()
    # What the customer says.
    said = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.TextField()
    lines_count = models.IntegerField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField()
    # What the customer was asked last, and when; the moment is there while it is their turn.
    question = models.TextField(default="")
    asked_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    explanation = models.TextField(default="")
    led_to_kind = models.TextField(default="")
    led_to_id = models.UUIDField(null=True)
    led_to_number = models.TextField(default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "service_dispute"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DISPUTE.states), name="dispute_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="dispute_kind_is_known"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="dispute_reason_is_known"),
            models.CheckConstraint(condition=Q(outcome__in=("", *OUTCOMES)), name="dispute_outcome_is_known"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="dispute_amount_not_negative"),
            models.CheckConstraint(
                condition=(Q(state="settled", settled_at__isnull=False) & ~Q(outcome="") & ~Q(explanation=""))
                | (~Q(state="settled") & Q(settled_at__isnull=True, outcome="", explanation="")),
                name="settled_dispute_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", asked_at__isnull=False)
                | (~Q(state="waiting") & Q(asked_at__isnull=True)),
                name="waiting_dispute_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(led_to_id__isnull=True, led_to_kind="", led_to_number="")
                | (Q(led_to_id__isnull=False, state="settled") & ~Q(led_to_kind="") & ~Q(led_to_number="")),
                name="dispute_leads_to_one_document",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_at", "id"], name="dispute_by_age"),
            models.Index(fields=["document_id"], name="dispute_by_document"),
            models.Index(fields=["due_on", "id"], name="dispute_live", condition=~Q(state="settled")),
            models.Index(fields=["owner", "due_on"], name="dispute_by_owner"),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="dispute_search"),
        ]

    def __str__(self) -> str:
        return self.number


class DisputeLine(models.Model):
    """How much of one line of the document is in dispute, of how much; base units. `worth` is of `quantity`, with tax.

    `line_id` is of the order's, shipment's or invoice's own line; what stood on it is copied.
    """

    id = models.UUIDField(primary_key=True)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    line_id = models.UUIDField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    sku = models.TextField()
    name = models.TextField()
    quantity = models.BigIntegerField()
    of_quantity = models.BigIntegerField()
    unit = models.TextField(default="")
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    worth = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "service_dispute_line"
        constraints = [
            models.UniqueConstraint(fields=["dispute", "line_id"], name="one_dispute_line_per_line"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=F("of_quantity")), name="disputed_within_line"
            ),
        ]
