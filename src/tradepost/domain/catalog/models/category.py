from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.base.history import with_history


@with_history("catalog_category_history")
class Category(models.Model):
    """A shelf of the assortment; may stand inside another."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_category"
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "parent", name="category_name_is_unique_in_its_parent", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(name=""), name="category_has_a_name"),
        ]
