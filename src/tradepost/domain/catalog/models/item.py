from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, LPad, Upper

from tradepost.base.finding import Plain
from tradepost.base.history import with_history
from tradepost.domain.catalog.flows import ITEM
from tradepost.domain.catalog.models.brand import Brand
from tradepost.domain.catalog.models.category import Category
from tradepost.domain.catalog.rules import CODE_KINDS, COSTINGS, ROUNDINGS, TAX_CLASSES, TRACKING
from tradepost.domain.catalog.rules.weights import WEIGHT_UNITS


@with_history("catalog_item_history", leave_out=("sort_name", "found_by"))
class Item(models.Model):
    """What is sold. Quantities everywhere are whole numbers of its base unit.

    `minimum_quantity` and `increment` are in base units: what one order line must reach and be a
    multiple of. `sold_by` and `round_to` name units of it ("": none): lines are whole ones of both;
    `rounding` says what becomes of other quantities. A customer may order `most_quantity` base units
    in `most_days` (0: in one order); null: any. `weighed_in` names the unit of it by which it is priced and
    billed as weighed, though stock counts pieces ("": it is not); its factor is what a piece should weigh, and
    `weight_tolerance_percent` how far from that it may be (null: any).
    """

    id = models.UUIDField(primary_key=True)
    sku = models.TextField()
    name = models.TextField()
    sort_name = models.GeneratedField(
        expression=Lower("name"), output_field=models.TextField(), db_persist=True
    )
    found_by = models.GeneratedField(
        expression=Plain("sku", "name"), output_field=models.TextField(), db_persist=True
    )
    description = models.TextField(default="")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="items")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True)
    base_unit = models.TextField(default="piece")
    tracking = models.TextField(default="none")
    tax_class = models.TextField(default="standard")
    weight_g = models.IntegerField(null=True)
    volume_ml = models.IntegerField(null=True)
    costing = models.TextField(default="average", db_default="average")
    minimum_quantity = models.BigIntegerField(default=1)
    increment = models.BigIntegerField(default=1)
    sold_by = models.TextField(default="", db_default="")
    round_to = models.TextField(default="", db_default="")
    rounding = models.TextField(default="refuse", db_default="refuse")
    most_quantity = models.BigIntegerField(null=True)
    most_days = models.IntegerField(default=0, db_default=0)
    weighed_in = models.TextField(default="", db_default="")
    weight_tolerance_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    state = models.TextField(default=ITEM.initial)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "catalog_item"
        constraints = [
            models.UniqueConstraint(Upper("sku"), condition=~Q(state="withdrawn"), name="sku_is_unique"),
            models.CheckConstraint(condition=~Q(sku="") & ~Q(name=""), name="item_has_sku_and_name"),
            models.CheckConstraint(condition=~Q(base_unit=""), name="item_has_a_base_unit"),
            models.CheckConstraint(condition=Q(state__in=ITEM.states), name="item_state"),
            models.CheckConstraint(condition=Q(tracking__in=TRACKING), name="item_tracking"),
            models.CheckConstraint(condition=Q(tax_class__in=TAX_CLASSES), name="item_tax_class"),
            models.CheckConstraint(
                condition=Q(minimum_quantity__gte=1, increment__gte=1), name="item_order_quantities_positive"
            ),
            models.CheckConstraint(condition=Q(weight_g__gte=0), name="item_weight_not_negative"),
            models.CheckConstraint(condition=Q(volume_ml__gte=0), name="item_volume_not_negative"),
            models.CheckConstraint(condition=Q(costing__in=COSTINGS), name="item_costing"),
            models.CheckConstraint(condition=Q(rounding__in=ROUNDINGS), name="item_rounding"),
            models.CheckConstraint(
                condition=Q(most_quantity__gte=1) | Q(most_quantity=None), name="item_most_quantity_positive"
            ),
            models.CheckConstraint(condition=Q(most_days__gte=0), name="item_most_days_not_negative"),
            models.CheckConstraint(
                condition=Q(weighed_in__in=("", *WEIGHT_UNITS)), name="item_weighed_in_is_known"
            ),
            models.CheckConstraint(
                condition=Q(weight_tolerance_percent=None)
                | Q(weight_tolerance_percent__gte=0, weight_tolerance_percent__lte=100),
                name="item_weight_tolerance_is_a_percentage",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="item_name_search"),
            GinIndex(OpClass(Upper("sku"), name="gin_trgm_ops"), name="item_sku_search"),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="item_search"),
            models.Index(fields=["sort_name", "id"], name="item_by_name"),
            models.Index(fields=["sku", "id"], name="item_by_sku"),
            models.Index(fields=["made_at", "id"], name="item_by_age"),
        ]

    @property
    def is_traced(self) -> bool:
        """Whether each piece in stock is of a lot, or is one by its serial number."""
        return self.tracking != "none"


@with_history("catalog_unit_history")
class Unit(models.Model):
    """Another unit of an item: one of it is numerator / denominator base units (case of 12: 12/1).

    The base unit has no row. A `gtin` here is printed on this packing; it also stands as a Code.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="units")
    name = models.TextField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(default=1)
    gtin = models.TextField(default="")
    is_case = models.BooleanField(default=False)
    break_allowed = models.BooleanField(default=True)

    class Meta:
        db_table = "catalog_unit"
        constraints = [
            models.UniqueConstraint(F("item"), Lower("name"), name="unit_name_is_unique_per_item"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=Q(numerator__gte=1, denominator__gte=1), name="unit_factor_positive"
            ),
        ]


@with_history("catalog_code_history")
class Code(models.Model):
    """A name under which somebody knows an item: a GTIN, our own, a customer's or a supplier's.

    `unit` is the packing it stands for; empty: the base unit. `party_id` is whose code it is.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="codes")
    kind = models.TextField()
    code = models.TextField()
    # A party's id. Parties is a neighbour of catalog, so there is no foreign key.
    party_id = models.UUIDField(null=True)
    unit = models.TextField(default="")

    class Meta:
        db_table = "catalog_code"
        constraints = [
            models.UniqueConstraint(
                LPad("code", 14, Value("0")), condition=Q(kind="gtin"), name="gtin_names_one_packing"
            ),
            models.UniqueConstraint(Upper("code"), condition=Q(kind="own"), name="own_code_is_unique"),
            models.UniqueConstraint(
                F("party_id"),
                Upper("code"),
                condition=Q(kind__in=["customer", "supplier"]),
                name="partner_code_is_unique_per_party",
            ),
            models.CheckConstraint(condition=Q(kind__in=CODE_KINDS), name="code_kind"),
            models.CheckConstraint(condition=~Q(code=""), name="code_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=["customer", "supplier"], party_id__isnull=False)
                | Q(kind__in=["gtin", "own"], party_id__isnull=True),
                name="partner_code_has_its_party",
            ),
            models.CheckConstraint(
                condition=~Q(kind="gtin") | Q(code__regex=r"^[0-9]{8,14}$"), name="gtin_is_8_to_14_digits"
            ),
        ]
        indexes = [models.Index(Upper("code"), name="code_lookup")]
