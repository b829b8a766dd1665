from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Customer


class OrderTemplate(models.Model):
    """What a customer orders again and again, under a name; prices are those of the day it is ordered."""

    id = models.UUIDField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.TextField()
    note = models.TextField(default="")
    lines_count = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_order_template"
        constraints = [
            models.UniqueConstraint("customer", Lower("name"), name="one_order_template_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="order_template_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrderTemplateLine(models.Model):
    """A line of a template: how many of which unit."""

    id = models.UUIDField(primary_key=True)
    template = models.ForeignKey(
        OrderTemplate, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    typed_quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        db_table = "sales_order_template_line"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"], name="one_order_template_line_per_position"
            ),
            models.CheckConstraint(
                condition=Q(typed_quantity__gt=0), name="order_template_line_has_quantity"
            ),
        ]
