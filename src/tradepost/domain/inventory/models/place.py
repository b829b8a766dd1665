from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Upper

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.rules.dealing import POLICIES
from tradepost.domain.parties.models import Customer, Supplier

KINDS = (
    "bin",
    "receiving",
    "packing",
    "quarantine",
    "scrap",
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
UNSELLABLE = ("quarantine", "scrap")
"""What lies there is kept, and is worth something, but nobody is promised it."""
SELLABLE = tuple(kind for kind in KINDS_OF_PLACES if kind not in UNSELLABLE)


def _listed(kinds: tuple[str, ...]) -> str:
    return f"({', '.join(repr(kind) for kind in kinds)})"


REAL_SQL, SELLABLE_SQL, UNSELLABLE_SQL = _listed(KINDS_OF_PLACES), _listed(SELLABLE), _listed(UNSELLABLE)
"""The same for statements: `p.kind in ('bin', ...)`."""
RECEIVES_INTO = ("bin", "dock")
"""Where deliveries lie first: straight in a bin, or on a receiving dock, from where they are put away."""


@with_history("inventory_warehouse_history")
class Warehouse(models.Model):
    """A building with stock of its own; promises are made per warehouse.

    `allocation`: the policy by which those who wait are served when goods come or promises break. `customer`: our
    goods lie with them, on consignment; what lies there is ours, and is sold to nobody else. `supplier`: it is their
    store with us, `beside` the warehouse of ours that takes goods over from it; what lies there is theirs until then.
    Neither ever changes.
    """

    id = models.UUIDField(primary_key=True)
    code = models.TextField()
    name = models.TextField()
    receives_into = models.TextField(default="bin", db_default="bin")
    allocation = models.TextField(default=POLICIES[0], db_default=POLICIES[0])
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    beside = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "inventory_warehouse"
        constraints = [
            models.UniqueConstraint(Upper("code"), name="warehouse_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(receives_into__in=RECEIVES_INTO), name="warehouse_receives_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(allocation__in=POLICIES), name="warehouse_allocation_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(supplier__isnull=True, beside__isnull=True)
                | models.Q(supplier__isnull=False, beside__isnull=False, customer__isnull=True),
                name="store_stands_beside_a_warehouse",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        """It stands with no customer, and what lies there is no supplier's."""
        return self.customer_id is None and self.supplier_id is None


@with_history("inventory_zone_history")
class Zone(models.Model):
    """A part of a warehouse that people know by a name: the cold room, the gallery."""

    id = models.UUIDField(primary_key=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    name = models.TextField()
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "inventory_zone"
        constraints = [models.UniqueConstraint("warehouse", Upper("code"), name="zone_code_is_unique")]

    def __str__(self) -> str:
        return self.name


class Aisle(Func):
    """What stands before the last sign of a code that is neither letter nor digit: A-01 of A-01-07, else nothing."""

    function = "substring"
    output_field = models.TextField()

    def __init__(self, code: str) -> None:
        super().__init__(F(code), Value("^(.*)[^0-9A-Za-z][0-9A-Za-z]*$"))


@with_history("inventory_place_history", leave_out=("aisle",))
class Place(models.Model):
    """A bin, a dock, a quarantine corner; or an imagined place where goods come from and go to.

    `pick_sequence` is where it stands on the walk. A closed place is empty, and nothing is put there.
    """

    id = models.UUIDField(primary_key=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.TextField()
    aisle = models.GeneratedField(
        expression=Aisle("code"), output_field=models.TextField(null=True), db_persist=True
    )
    kind = models.TextField()
    pick_sequence = models.IntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "inventory_place"
        constraints = [
            models.UniqueConstraint("warehouse", Upper("code"), name="place_code_is_unique"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="place_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


@with_history("inventory_fixed_bin_history")
class FixedBin(models.Model):
    """A bin that an item always lies in; at most `max_quantity` base units of it, where that is said."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    max_quantity = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_fixed_bin"
        constraints = [
            models.UniqueConstraint(fields=["item", "place"], name="item_is_fixed_once_per_bin"),
            models.CheckConstraint(condition=models.Q(max_quantity__gt=0), name="fixed_bin_holds_something"),
        ]
