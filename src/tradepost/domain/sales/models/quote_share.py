from django.db import models
from django.db.models import F, Q

from tradepost.domain.sales.models.order import Order
from tradepost.domain.sales.models.quote import Quote, QuoteLine


class QuoteShare(models.Model):
    """A link by which a buyer sees a quote without an account, and signs it. Of the secret only its SHA-256 is kept.

    It leads to the newest revision that was sent under the quote's number, until it expires or is revoked.
    """

    id = models.UUIDField(primary_key=True)
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="shares")
    number = models.TextField()
    hash = models.TextField(unique=True)
    sent_to = models.TextField(default="")
    made_by = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.TextField(default="")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "sales_quote_share"
        constraints = [
            models.CheckConstraint(condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="share_hash_is_sha256"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="share_expires_later"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, order__isnull=True)
                | Q(signed_at__isnull=False, order__isnull=False),
                name="signed_share_has_an_order",
            ),
        ]
        indexes = [models.Index(fields=["number"], name="share_by_number")]


class QuoteAsk(models.Model):
    """What buyer or seller says about a revision, or about a line of it: words, another quantity, another price.

    Rows are added and never changed, so that two who speak at once both stand. `quantity` is counted in the unit of
    the line, 0: strike it.
    """

    id = models.UUIDField(primary_key=True)
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="asks")
    line = models.ForeignKey(
        QuoteLine, on_delete=models.CASCADE, null=True, related_name="asks", db_index=False
    )
    quantity = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    unit_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    text = models.TextField(default="")
    by = models.TextField()
    from_buyer = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "sales_quote_ask"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(quantity__isnull=False) | Q(unit_price__isnull=False),
                name="ask_says_something",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | Q(quantity__isnull=True, unit_price__isnull=True),
                name="ask_of_amounts_names_a_line",
            ),
            models.CheckConstraint(
                condition=(Q(quantity__isnull=True) | Q(quantity__gte=0))
                & (Q(unit_price__isnull=True) | Q(unit_price__gte=0)),
                name="ask_is_not_negative",
            ),
        ]
