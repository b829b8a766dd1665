import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_landed_cost start 1000001;
create sequence base_number_store_delivery start 1000001;
create sequence base_number_store_withdrawal start 1000001;
create sequence base_number_store_statement start 1000001;
create trigger landed_cost_is_immutable before update or delete on purchasing_landed_cost
  for each row execute function base_refuse_change();
create trigger purchase_order_version before update on purchasing_purchase_order
  for each row execute function base_next_version();
create trigger store_delivery_is_immutable before update or delete on purchasing_store_delivery
  for each row execute function base_refuse_change();
create trigger store_statement_is_immutable before update or delete on purchasing_store_statement
  for each row execute function base_refuse_change();
create trigger supplier_item_version before update on purchasing_supplier_item
  for each row execute function base_next_version();
create trigger receipt_version before update on purchasing_receipt
  for each row execute function base_next_version();
create trigger store_line_is_immutable before update on purchasing_store_line for each row
  when ((old.id, old.delivery_id, old.position, old.warehouse_id, old.item_id, old.lot_id, old.quantity, old.came_on)
    is distinct from
    (new.id, new.delivery_id, new.position, new.warehouse_id, new.item_id, new.lot_id, new.quantity, new.came_on))
  execute function base_refuse_change();
create trigger store_line_stays before delete on purchasing_store_line
  for each row execute function base_refuse_change();
create trigger store_withdrawal_is_stated_once before update on purchasing_store_withdrawal for each row
  when (old.statement_id is not null or (old.id, old.number, old.kind, old.warehouse_id, old.supplier_id, old.note,
      old.lines_count, old.quantity, old.currency, old.rate, old.amount, old.value, old.left_on)
    is distinct from (new.id, new.number, new.kind, new.warehouse_id, new.supplier_id, new.note,
      new.lines_count, new.quantity, new.currency, new.rate, new.amount, new.value, new.left_on))
  execute function base_refuse_change();
create trigger store_withdrawal_stays before delete on purchasing_store_withdrawal
  for each row execute function base_refuse_change();
create trigger receipt_line_is_immutable before update or delete on purchasing_receipt_line
  for each row execute function base_refuse_change();
create trigger store_withdrawal_line_is_immutable before update or delete on purchasing_store_withdrawal_line
  for each row execute function base_refuse_change();
create trigger landed_cost_line_is_immutable before update or delete on purchasing_landed_cost_line
  for each row execute function base_refuse_change();
create trigger variance_version before update on purchasing_variance
  for each row execute function base_next_version();
"""
UNDO = """
drop sequence base_number_landed_cost;
drop sequence base_number_store_delivery;
drop sequence base_number_store_withdrawal;
drop sequence base_number_store_statement;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="LandedCost",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        ("kind", models.TextField()),
                        ("basis", models.TextField()),
                        (
                            "supplier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("supplier_name", models.TextField(default="")),
                        ("reference", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                        ("currency", models.CharField(max_length=3)),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("to_stock", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("to_cost", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("lines_count", models.IntegerField()),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="purchasing.landedcost",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "purchasing_landed_cost",
                        "indexes": [models.Index(fields=["made_at", "id"], name="landed_cost_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("freight", "duty", "insurance", "other"))),
                                name="landed_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis__in", ("value", "weight", "volume", "count"))),
                                name="landed_basis_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "value",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("to_stock"), "+", models.F("to_cost")
                                        ),
                                    )
                                ),
                                name="landed_value_goes_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__gt", 0), ("reverses__isnull", True)),
                                    models.Q(("amount__lt", 0), ("reverses__isnull", False)),
                                    _connector="OR",
                                ),
                                name="landed_amount_is_added_or_taken_back",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PurchaseOrder",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("supplier_name", models.TextField()),
                        (
                            "warehouse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        ("state", models.TextField(default="draft")),
                        ("expected_on", models.DateField()),
                        ("note", models.TextField(default="")),
                        ("supplier_reference", models.TextField(default="")),
                        ("total", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("lines_count", models.IntegerField()),
                        ("ordered_quantity", models.BigIntegerField()),
                        ("received_quantity", models.BigIntegerField(default=0)),
                        ("open_quantity", models.BigIntegerField()),
                        ("ordered_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "purchasing_purchase_order",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="purchase_order_newest"),
                            models.Index(
                                condition=models.Q(("state__in", ["sent", "acknowledged"])),
                                fields=["expected_on"],
                                name="purchase_order_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("draft", "approved", "sent", "acknowledged", "closed", "cancelled"),
                                    )
                                ),
                                name="purchase_order_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("open_quantity__gte", 0), ("received_quantity__gte", 0)),
                                name="purchase_progress_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["closed", "cancelled"]), _negated=True),
                                    ("open_quantity", 0),
                                    _connector="OR",
                                ),
                                name="closed_purchase_has_nothing_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoreDelivery",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("supplier_name", models.TextField()),
                        ("delivery_note", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField()),
                        ("quantity", models.BigIntegerField()),
                        ("came_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "purchasing_store_delivery",
                        "indexes": [models.Index(fields=["made_at", "id"], name="store_delivery_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="StoreStatement",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("supplier_name", models.TextField()),
                        ("currency", models.CharField(max_length=3)),
                        ("until_on", models.DateField()),
                        ("withdrawals_count", models.IntegerField()),
                        ("quantity", models.BigIntegerField()),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "purchasing_store_statement",
                        "indexes": [models.Index(fields=["made_at", "id"], name="store_statement_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("withdrawals_count__gt", 0)),
                                name="store_statement_states_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierItem",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("supplier_sku", models.TextField(default="")),
                        ("unit", models.TextField(default="")),
                        ("pack", models.IntegerField(default=1)),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("lead_days", models.IntegerField(null=True)),
                        ("preferred", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "purchasing_supplier_item",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("supplier", "item"), name="one_offer_per_supplier_and_item"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("preferred", True)),
                                fields=("item",),
                                name="one_preferred_supplier_per_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pack__gte", 1)), name="pack_holds_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pack", 1), models.Q(("unit", ""), _negated=True), _connector="OR"
                                ),
                                name="pack_has_a_unit_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum_quantity__gte", 1)),
                                name="offer_minimum_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("price__gte", 0)), name="offer_price_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("lead_days__gte", 0)), name="offer_lead_days_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PurchaseOrderLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "purchase_order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorder",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("supplier_sku", models.TextField(default="")),
                        ("typed_quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("unit", models.TextField()),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("unit_price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("net", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("expected_on", models.DateField()),
                        ("ordered", models.BigIntegerField()),
                        ("acknowledged", models.BigIntegerField(null=True)),
                        ("received", models.BigIntegerField(default=0)),
                        ("rejected", models.BigIntegerField(default=0)),
                        ("over", models.BigIntegerField(default=0)),
                        ("billed", models.BigIntegerField(default=0)),
                        ("cancelled", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "db_table": "purchasing_purchase_order_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purchase_order", "position"), name="one_purchase_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ordered__gt", 0)), name="purchase_line_orders_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "received__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("ordered"), "+", models.F("over")
                                            ),
                                            "-",
                                            models.F("cancelled"),
                                        ),
                                    )
                                ),
                                name="not_received_beyond_ordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancelled__gte", 0), ("cancelled__lte", models.F("ordered"))
                                ),
                                name="not_cancelled_beyond_ordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rejected__gte", 0), ("rejected__lte", models.F("received"))
                                ),
                                name="rejected_was_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("over__gte", 0), ("over__lte", models.F("received"))),
                                name="over_was_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("acknowledged__gte", 0), ("acknowledged__lte", models.F("ordered"))
                                ),
                                name="acknowledged_within_ordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("billed__gte", 0)), name="purchase_billed_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit_price__gte", 0), ("net__gte", 0)),
                                name="purchase_price_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit_numerator__gt", 0), ("unit_denominator__gt", 0)),
                                name="purchase_unit_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "purchase_order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorder",
                            ),
                        ),
                        ("state", models.TextField(default="counting")),
                        ("delivery_note", models.TextField(default="")),
                        ("received_at", models.DateTimeField()),
                        ("lines_count", models.IntegerField()),
                        ("counted_quantity", models.BigIntegerField()),
                        ("damaged_quantity", models.BigIntegerField()),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("is_last", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "purchasing_receipt",
                        "indexes": [models.Index(fields=["made_at", "id"], name="receipt_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("counting", "posted"))),
                                name="receipt_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("damaged_quantity__gte", 0),
                                    ("damaged_quantity__lte", models.F("counted_quantity")),
                                ),
                                name="receipt_damaged_was_counted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoreLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "delivery",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.storedelivery",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("quantity_left", models.BigIntegerField()),
                        ("came_on", models.DateField()),
                    ],
                    options={
                        "db_table": "purchasing_store_line",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("quantity_left__gt", 0)),
                                fields=["warehouse", "item"],
                                name="store_line_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("delivery", "position"), name="one_store_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__gt", 0),
                                    ("quantity_left__gte", 0),
                                    ("quantity_left__lte", models.F("quantity")),
                                ),
                                name="store_line_left_within_came",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoreWithdrawal",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        ("kind", models.TextField()),
                        (
                            "warehouse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("supplier_name", models.TextField()),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField()),
                        ("quantity", models.BigIntegerField()),
                        ("currency", models.CharField(max_length=3)),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        (
                            "statement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.storestatement",
                            ),
                        ),
                        ("left_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "purchasing_store_withdrawal",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="store_withdrawal_newest"),
                            models.Index(
                                condition=models.Q(
                                    ("kind__in", ("taken_over", "missing")), ("statement__isnull", True)
                                ),
                                fields=["supplier", "currency", "left_on"],
                                name="store_withdrawal_unstated",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("taken_over", "missing", "sent_back"))),
                                name="withdrawal_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("taken_over", "missing")),
                                    models.Q(("amount", 0), ("statement__isnull", True), ("value", 0)),
                                    _connector="OR",
                                ),
                                name="what_went_back_is_not_owed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="purchasing.supplieritem",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("supplier_sku", models.TextField(default="")),
                        ("unit", models.TextField(default="")),
                        ("pack", models.IntegerField(default=1)),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("lead_days", models.IntegerField(null=True)),
                        ("preferred", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "purchasing_supplier_item_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AnnouncedPackage",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "purchase_order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorder",
                            ),
                        ),
                        ("sscc", models.TextField()),
                        ("notice", models.TextField(default="")),
                        ("expected_on", models.DateField(null=True)),
                        (
                            "receipt",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.receipt",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "purchasing_announced_package",
                        "indexes": [models.Index(fields=["made_at", "id"], name="announced_newest")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("sscc",),
                                name="sscc_is_announced_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sscc__regex", "^[0-9]{18}$")),
                                name="announced_sscc_is_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("receipt__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                                ),
                                name="withdrawn_is_not_received",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "receipt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.receipt",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorderline",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("expected", models.BigIntegerField()),
                        ("counted", models.BigIntegerField()),
                        ("damaged", models.BigIntegerField(default=0)),
                        (
                            "place",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "purchasing_receipt_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("receipt", "position"), name="one_receipt_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("counted__gte", 0), ("expected__gte", 0)),
                                name="counted_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("damaged__gte", 0), ("damaged__lte", models.F("counted"))
                                ),
                                name="damaged_was_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="receipt_value_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoreWithdrawalLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "withdrawal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.storewithdrawal",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "store_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.storeline",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("supplier_sku", models.TextField(default="")),
                        ("quantity", models.BigIntegerField()),
                        ("unit", models.TextField(default="")),
                        ("pack", models.BigIntegerField(default=1)),
                        ("price", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "purchasing_store_withdrawal_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("withdrawal", "position"), name="one_withdrawal_line_per_position"
                            ),
                            models.UniqueConstraint(
                                fields=("withdrawal", "store_line"), name="one_withdrawal_line_per_store_line"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gte", 0),
                                    ("pack__gt", 0),
                                    ("price__gte", 0),
                                    ("quantity__gt", 0),
                                    ("value__gte", 0),
                                ),
                                name="withdrawal_line_takes_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnouncedLine",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "package",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.announcedpackage",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorderline",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("lot_code", models.TextField(default="")),
                        ("expires_on", models.DateField(null=True)),
                        ("best_before_on", models.DateField(null=True)),
                        ("supplier_lot", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "purchasing_announced_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("package", "position"), name="one_announced_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="announced_line_has_quantity"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LandedCostLine",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "landed_cost",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.landedcost",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "receipt_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.receiptline",
                            ),
                        ),
                        ("measure", models.DecimalField(decimal_places=4, max_digits=24)),
                        ("share", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("quantity", models.BigIntegerField()),
                        ("lying", models.BigIntegerField()),
                        ("to_stock", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("to_cost", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "purchasing_landed_cost_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landed_cost", "position"), name="one_landed_line_per_position"
                            ),
                            models.UniqueConstraint(
                                fields=("landed_cost", "receipt_line"),
                                name="one_landed_line_per_receipt_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("lying__gte", 0), ("lying__lte", models.F("quantity"))),
                                name="landed_lying_within_arrived",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "share",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("to_stock"), "+", models.F("to_cost")
                                        ),
                                    )
                                ),
                                name="landed_share_goes_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Variance",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "receipt_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.receiptline",
                            ),
                        ),
                        ("kind", models.TextField()),
                        ("quantity", models.BigIntegerField()),
                        ("state", models.TextField(default="open")),
                        ("reason", models.TextField(db_default="", default="")),
                        ("note", models.TextField(default="")),
                        ("sent_back", models.BooleanField(db_default=False, default=False)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "purchasing_variance",
                        "indexes": [models.Index(fields=["made_at", "id"], name="variance_newest")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("receipt_line", "kind"), name="one_variance_per_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("short", "over", "damaged", "wrong_item", "wrong_price"))
                                ),
                                name="variance_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "closed"))),
                                name="variance_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="variance_has_quantity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_back", False),
                                    models.Q(("kind", "damaged"), ("state", "closed")),
                                    _connector="OR",
                                ),
                                name="only_damaged_is_sent_back",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supplieritem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "purchasing_supplier_item_history" ("id", "item_id", "lead_days", "made_at", "minimum_quantity", "pack", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred", "price", "supplier_id", "supplier_sku", "unit", "version") VALUES (OLD."id", OLD."item_id", OLD."lead_days", OLD."made_at", OLD."minimum_quantity", OLD."pack", NOW(), \'update\', OLD."id", OLD."preferred", OLD."price", OLD."supplier_id", OLD."supplier_sku", OLD."unit", OLD."version"); RETURN NULL;',
                            hash="7e1322284360f63f83fb855db6346065e8d939b3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b6779",
                            table="purchasing_supplier_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supplieritem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "purchasing_supplier_item_history" ("id", "item_id", "lead_days", "made_at", "minimum_quantity", "pack", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferred", "price", "supplier_id", "supplier_sku", "unit", "version") VALUES (OLD."id", OLD."item_id", OLD."lead_days", OLD."made_at", OLD."minimum_quantity", OLD."pack", NOW(), \'delete\', OLD."id", OLD."preferred", OLD."price", OLD."supplier_id", OLD."supplier_sku", OLD."unit", OLD."version"); RETURN NULL;',
                            hash="a32ee210ad2dc0a9938672105e3c6ca83980d751",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ca074",
                            table="purchasing_supplier_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supplieritemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="263affa0fe6b74774ec0ff65d74fed3c8b72ad23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c93e6",
                            table="purchasing_supplier_item_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
