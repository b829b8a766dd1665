from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.domain.catalog.models import Item
from tradepost.domain.sales.rules import LINE_KINDS


class QuoteTemplate(models.Model):
    """A quote of nobody, kept to begin others with: lines without a customer's prices, terms, how long it is valid."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    valid_days = models.IntegerField(default=30)
    note = models.TextField(default="")
    terms_text = models.TextField(default="")
    lines_count = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_quote_template"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="one_quote_template_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="quote_template_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_days__gte=0) & Q(valid_days__lte=3650),
                name="quote_template_lasts_some_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuoteTemplateLine(models.Model):
    """A line of a template; a price or a discount stands there only where one was typed."""

    id = models.UUIDField(primary_key=True)
    template = models.ForeignKey(
        QuoteTemplate, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    typed_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.TextField(default="")
    unit_price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    discount_percent = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    section = models.TextField(default="")
    kind = models.TextField(default="firm")
    choice = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        db_table = "sales_quote_template_line"
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="one_template_line_per_position"),
            models.CheckConstraint(condition=Q(typed_quantity__gt=0), name="template_line_has_quantity"),
            models.CheckConstraint(condition=Q(kind__in=LINE_KINDS), name="template_line_kind_is_known"),
        ]
