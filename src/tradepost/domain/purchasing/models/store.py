from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Lot, Warehouse
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing.rules import unit_price
from tradepost.domain.purchasing.rules.store import OWED_KINDS, WITHDRAWAL_KINDS


class StoreDelivery(models.Model):
    """Goods of a supplier that came into their store with us: theirs until they are taken over. Never changed.

    `warehouse` is the store; quantities are base units.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    supplier_name = models.TextField()
    delivery_note = models.TextField(default="")
    note = models.TextField(default="")
    lines_count = models.IntegerField()
    quantity = models.BigIntegerField()
    came_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_store_delivery"
        indexes = [models.Index(fields=["made_at", "id"], name="store_delivery_newest")]

    def __str__(self) -> str:
        return self.number


class StoreLine(models.Model):
    """What came of one item and lot, and what of it is still the supplier's; only `quantity_left` changes.

    The id is also that of the supply that the warehouse beside the store expects.
    """

    id = models.UUIDField(primary_key=True)
    delivery = models.ForeignKey(StoreDelivery, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+")
    quantity = models.BigIntegerField()
    quantity_left = models.BigIntegerField()
    came_on = models.DateField()

    class Meta:
        db_table = "purchasing_store_line"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "position"], name="one_store_line_per_position"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & Q(quantity_left__gte=0) & Q(quantity_left__lte=F("quantity")),
                name="store_line_left_within_came",
            ),
        ]
        indexes = [
            models.Index(
                fields=["warehouse", "item"], name="store_line_open", condition=Q(quantity_left__gt=0)
            ),
        ]


class StoreStatement(models.Model):
    """What a supplier's goods became ours up to a day, told to them once: what they may bill. Never changed.

    `amount` is in `currency`, the supplier's; it is owed since each of its withdrawals: the statement posts nothing.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    supplier_name = models.TextField()
    currency = models.CharField(max_length=3)
    until_on = models.DateField()
    withdrawals_count = models.IntegerField()
    quantity = models.BigIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_store_statement"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawals_count__gt=0), name="store_statement_states_something"
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="store_statement_newest")]

    def __str__(self) -> str:
        return self.number


class StoreWithdrawal(models.Model):
    """Goods of a supplier that left their store: taken over, missing (both are owed), or sent back.

    `amount` is in `currency`, the supplier's; `value`, at the `rate` of the day, in base currency. Only `statement`,
    which told it to the supplier, is written later, once.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+", db_index=False)
    supplier_name = models.TextField()
    note = models.TextField(default="")
    lines_count = models.IntegerField()
    quantity = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    statement = models.ForeignKey(StoreStatement, on_delete=models.PROTECT, null=True, related_name="+")
    left_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_store_withdrawal"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=WITHDRAWAL_KINDS), name="withdrawal_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=OWED_KINDS) | Q(amount=0, value=0, statement__isnull=True),
                name="what_went_back_is_not_owed",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="store_withdrawal_newest"),
            models.Index(fields=["supplier", "currency", "left_on"], name="store_withdrawal_unstated",
                         condition=Q(statement__isnull=True, kind__in=OWED_KINDS)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class StoreWithdrawalLine(models.Model):
    """What left of one line of a delivery, at the supplier's price of that day. Never changed.

    `price` was that of `pack` base units, one `unit`.
    """

    id = models.UUIDField(primary_key=True)
    withdrawal = models.ForeignKey(
        StoreWithdrawal, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    position = models.IntegerField()
    store_line = models.ForeignKey(StoreLine, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+")
    supplier_sku = models.TextField(default="")
    quantity = models.BigIntegerField()
    unit = models.TextField(default="")
    pack = models.BigIntegerField(default=1)
    price = models.DecimalField(max_digits=20, decimal_places=6)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "purchasing_store_withdrawal_line"
        constraints = [
            models.UniqueConstraint(
                fields=["withdrawal", "position"], name="one_withdrawal_line_per_position"
            ),
            models.UniqueConstraint(
                fields=["withdrawal", "store_line"], name="one_withdrawal_line_per_store_line"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, pack__gt=0, price__gte=0, amount__gte=0, value__gte=0),
                name="withdrawal_line_takes_something",
            ),
        ]

    @property
    def unit_price(self) -> Decimal:
        """What one base unit cost, for people: at most six decimals."""
        return unit_price(self.price, self.pack, UnitFactor())
