from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tradepost.domain.access.models.user import User


class ListView(models.Model):
    """A list as somebody likes to see it, by name: `query` is its address (filters, search, order, columns)."""

    id = models.UUIDField(primary_key=True)
    list_name = models.TextField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.TextField()
    query = models.TextField()
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "access_list_view"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="list_view_has_a_name"),
            models.UniqueConstraint(fields=["user", "list_name", "name"], name="list_view_is_named_once"),
        ]
        indexes = [models.Index(fields=["list_name"], name="list_view_shared", condition=Q(is_shared=True))]


class ListHabit(models.Model):
    """How one person uses one list: their columns, the view it opens with, and when they looked.

    `looked_at` is the last look; `since` the end of the visit before, which is what "changed since I looked" asks.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    list_name = models.TextField()
    columns = ArrayField(models.TextField(), default=list)
    opens_with = models.ForeignKey(ListView, on_delete=models.SET_NULL, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_list_habit"
        constraints = [models.UniqueConstraint(fields=["user", "list_name"], name="one_habit_per_list")]
