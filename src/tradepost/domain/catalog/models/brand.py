from django.db import models
from django.db.models import Q

from tradepost.base.finding import Plain
from tradepost.base.history import with_history


@with_history("catalog_brand_history")
class Brand(models.Model):
    """Whose mark goods bear. Names differ by more than case and accents."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_brand"
        constraints = [
            models.UniqueConstraint(Plain("name"), name="brand_name_is_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="brand_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
