from django.db import models


class NumberSequence(models.Model):
    """A series without gaps (invoices): the row is locked until its document commits."""

    name = models.TextField(primary_key=True)
    prefix = models.TextField(default="")
    next_value = models.BigIntegerField(default=1)

    class Meta:
        db_table = "base_number_sequence"
