from django.db import models
from django.db.models.functions import Upper

from tradepost.base.history import with_history
from tradepost.domain.inventory.rules.dealing import POLICIES

KINDS = (
    "bin",
    "receiving",
    "packing",
    "quarantine",
    "supplier",
    "customer",
    "loss",
    "production",
    "transit",
)
# Imagined places balance the ledger; they keep no balance row, which would be hot for everyone.
IMAGINED = ("supplier", "customer", "loss", "production", "transit")
KINDS_OF_PLACES = tuple(kind for kind in KINDS if kind not in IMAGINED)
"""Those that somebody can stand before."""
SELLABLE = ("bin", "receiving", "packing")


@with_history("inventory_warehouse_history")
class Warehouse(models.Model):
    """A building with stock of its own; promises are made per warehouse.

    `allocation`: the policy by which those who wait are served when goods come or promises break.
    """

    id = models.UUIDField(primary_key=True)
    code = models.TextField()
    name = models.TextField()
    allocation = models.TextField(default=POLICIES[0], db_default=POLICIES[0])
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "inventory_warehouse"
        constraints = [
            models.UniqueConstraint(Upper("code"), name="warehouse_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(allocation__in=POLICIES), name="warehouse_allocation_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history("inventory_place_history")
class Place(models.Model):
    """A bin, a dock, a quarantine corner; or an imagined place where goods come from and go to."""

    id = models.UUIDField(primary_key=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    kind = models.TextField()
    pick_sequence = models.IntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_place"
        constraints = [
            models.UniqueConstraint("warehouse", Upper("code"), name="place_code_is_unique"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="place_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
