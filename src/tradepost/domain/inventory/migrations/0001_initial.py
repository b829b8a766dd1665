import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history
import tradepost.domain.inventory.models.place
from tradepost.base.at_once import AtOnce

GUARDS = """
alter table inventory_zone add constraint zone_is_of_one_warehouse unique (id, warehouse_id);
alter table inventory_place add constraint place_zone_is_of_its_warehouse
  foreign key (zone_id, warehouse_id) references inventory_zone (id, warehouse_id);
create trigger lot_version before update on inventory_lot
  for each row execute function base_next_version();
create trigger posting_is_immutable before update or delete on inventory_posting
  for each row execute function base_refuse_change();
create trigger warehouse_version before update on inventory_warehouse
  for each row execute function base_next_version();
create trigger zone_version before update on inventory_zone
  for each row execute function base_next_version();
create trigger place_version before update on inventory_place
  for each row execute function base_next_version();
create trigger move_is_immutable before update or delete on inventory_move
  for each row execute function base_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="StockMonth",
                    fields=[
                        ("month", models.DateField(primary_key=True, serialize=False)),
                        ("settles_after", models.BigIntegerField(null=True)),
                        ("summed", models.BooleanField(default=False)),
                    ],
                    options={
                        "db_table": "inventory_stock_month",
                    },
                ),
                migrations.CreateModel(
                    name="Lot",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("code", models.TextField()),
                        ("supplier_code", models.TextField(db_default="", default="")),
                        ("expires_on", models.DateField(null=True)),
                        ("best_before_on", models.DateField(null=True)),
                        ("state", models.TextField(db_default="usable", default="usable")),
                        ("expired_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "inventory_lot",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    models.Q(("state", "usable"), _negated=True),
                                    ("expired_at__isnull", False),
                                    _connector="OR",
                                ),
                                fields=["state"],
                                name="lot_stopped",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("expired_at__isnull", True), ("expires_on__isnull", False)
                                ),
                                fields=["expires_on"],
                                name="lot_expires",
                            ),
                            models.Index(fields=["made_at", "id"], name="lot_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    tradepost.base.finding.Plain("code", "supplier_code"), name="gin_trgm_ops"
                                ),
                                name="lot_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "code"), name="lot_code_is_unique_per_item"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("usable", "quarantine", "recalled"))),
                                name="lot_state_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceSum",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("month", models.DateField()),
                        ("of_year", models.BooleanField(default=False)),
                        ("item_id", models.UUIDField()),
                        ("place_id", models.UUIDField()),
                        ("lot_id", models.UUIDField(null=True)),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "inventory_place_sum",
                        "indexes": [models.Index(fields=["of_year", "month"], name="place_sum_by_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item_id", "month", "of_year", "place_id", "lot_id"),
                                name="one_sum_per_place_lot_and_month",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        ("reason", models.TextField(default="")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_posting",
                        "indexes": [
                            models.Index(fields=["subject_id"], name="posting_by_subject"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    tradepost.base.finding.Plain("reason"), name="gin_trgm_ops"
                                ),
                                condition=models.Q(("reason", ""), _negated=True),
                                name="posting_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Warehouse",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("receives_into", models.TextField(db_default="bin", default="bin")),
                        ("allocation", models.TextField(db_default="priority", default="priority")),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        (
                            "beside",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "inventory_warehouse",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("code"), name="warehouse_code_is_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("receives_into__in", ("bin", "dock"))),
                                name="warehouse_receives_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("allocation__in", ("priority", "needed", "first_come", "fair_share"))
                                ),
                                name="warehouse_allocation_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("beside__isnull", True), ("supplier__isnull", True)),
                                    models.Q(
                                        ("beside__isnull", False),
                                        ("customer__isnull", True),
                                        ("supplier__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="store_stands_beside_a_warehouse",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Demand",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("document_id", models.UUIDField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("promised_stock", models.BigIntegerField(default=0)),
                        ("promised_supply", models.BigIntegerField(default=0)),
                        ("backordered", models.BigIntegerField(default=0)),
                        ("reserved", models.BigIntegerField(default=0)),
                        ("needed_on", models.DateField()),
                        ("priority", models.IntegerField(default=0)),
                        ("placed_at", models.DateTimeField()),
                        ("ship_complete", models.BooleanField(db_default=False, default=False)),
                        ("minimum_fill_percent", models.IntegerField(db_default=0, default=0)),
                        ("minimum_shelf_days", models.IntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "db_table": "inventory_demand",
                        "indexes": [
                            models.Index(fields=["document_id"], name="demand_by_document"),
                            models.Index(
                                condition=models.Q(("quantity__gt", 0)),
                                fields=["warehouse", "item"],
                                name="demand_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minimum_shelf_days__gte", 0)),
                                name="demand_shelf_days_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minimum_fill_percent__gte", 0), ("minimum_fill_percent__lte", 100)
                                ),
                                name="minimum_fill_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "quantity",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("promised_stock"), "+", models.F("promised_supply")
                                            ),
                                            "+",
                                            models.F("backordered"),
                                        ),
                                    )
                                ),
                                name="demand_is_covered_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promised_stock__gte", 0),
                                    ("promised_supply__gte", 0),
                                    ("backordered__gte", 0),
                                ),
                                name="demand_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reserved__gte", 0), ("reserved__lte", models.F("promised_stock"))
                                ),
                                name="reserved_within_promised",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("on_hand", models.BigIntegerField(default=0)),
                        ("unsellable", models.BigIntegerField(default=0)),
                        ("promised", models.BigIntegerField(default=0)),
                        ("incoming", models.BigIntegerField(default=0)),
                        ("backordered", models.BigIntegerField(default=0)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("fifo", models.BooleanField(db_default=False, default=False)),
                        ("of_supplier", models.BooleanField(db_default=False, default=False)),
                        ("is_kit", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "db_table": "inventory_position",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("warehouse", "item"), name="one_position_per_warehouse"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promised__gte", 0), ("promised__lte", models.F("on_hand"))
                                ),
                                name="promised_within_on_hand",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unsellable__gte", 0),
                                    ("incoming__gte", 0),
                                    ("backordered__gte", 0),
                                    ("value__gte", 0),
                                ),
                                name="position_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("of_supplier", False),
                                    models.Q(
                                        ("backordered", 0), ("incoming", 0), ("promised", 0), ("value", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="goods_of_suppliers_are_not_ours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_kit", False),
                                    models.Q(
                                        ("backordered", 0),
                                        ("incoming", 0),
                                        ("on_hand", 0),
                                        ("promised", 0),
                                        ("unsellable", 0),
                                        ("value", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="kits_have_no_stock",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supply",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("source_id", models.UUIDField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("promised", models.BigIntegerField(default=0)),
                        ("expected_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_supply",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("quantity__gt", 0)),
                                fields=["warehouse", "item", "expected_on"],
                                name="supply_open",
                            ),
                            models.Index(fields=["source_id"], name="supply_by_source"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promised__gte", 0), ("promised__lte", models.F("quantity"))
                                ),
                                name="promised_within_supply",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leg",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("country", models.TextField(default="")),
                        ("distance", models.IntegerField(default=0)),
                        ("cost", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_leg",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("warehouse", "country"), name="one_leg_per_country"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cost__gte", 0), ("distance__gte", 0)),
                                name="leg_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__regex", "^([A-Z]{2})?$")),
                                name="leg_country_is_iso",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Layer",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
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
                            "posting",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.posting",
                            ),
                        ),
                        ("source_id", models.UUIDField()),
                        ("received_at", models.DateTimeField()),
                        ("quantity", models.BigIntegerField()),
                        ("quantity_left", models.BigIntegerField()),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("value_left", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "inventory_layer",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("quantity_left__gt", 0)),
                                fields=["item", "warehouse", "id"],
                                name="layer_open",
                            ),
                            models.Index(fields=["source_id"], name="layer_by_source"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__gt", 0),
                                    ("quantity_left__gte", 0),
                                    ("quantity_left__lte", models.F("quantity")),
                                ),
                                name="layer_left_within_arrived",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value_left__gte", 0), ("value_left__lte", models.F("value"))
                                ),
                                name="layer_worth_within_cost",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity_left__gt", 0), ("value_left", 0), _connector="OR"
                                ),
                                name="nothing_left_is_worth_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WarehouseEvent",
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
                                to="inventory.warehouse",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("receives_into", models.TextField(db_default="bin", default="bin")),
                        ("allocation", models.TextField(db_default="priority", default="priority")),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        (
                            "beside",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "inventory_warehouse_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Zone",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "inventory_zone",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("warehouse"),
                                django.db.models.functions.text.Upper("code"),
                                name="zone_code_is_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.zone",
                            ),
                        ),
                        ("code", models.TextField()),
                        (
                            "aisle",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.domain.inventory.models.place.Aisle("code"),
                                output_field=models.TextField(null=True),
                            ),
                        ),
                        ("kind", models.TextField()),
                        ("pick_sequence", models.IntegerField(default=0)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "inventory_place",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("warehouse"),
                                django.db.models.functions.text.Upper("code"),
                                name="place_code_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
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
                                        ),
                                    )
                                ),
                                name="place_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthSum",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("month", models.DateField()),
                        (
                            "position",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="inventory.position",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "inventory_month_sum",
                        "indexes": [models.Index(fields=["month"], name="month_sum_by_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("position", "month"), name="one_sum_per_position_and_month"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "demand",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.demand",
                            ),
                        ),
                        (
                            "supply",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.supply",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "inventory_promise",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("demand", "supply"), name="one_promise_per_peg", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="promise_has_quantity"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ZoneEvent",
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
                                to="inventory.zone",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "inventory_zone_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FixedBin",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        ("max_quantity", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_fixed_bin",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "place"), name="item_is_fixed_once_per_bin"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("max_quantity__gt", 0)), name="fixed_bin_holds_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Balance",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("on_hand", models.BigIntegerField(default=0)),
                        ("reserved", models.BigIntegerField(default=0)),
                        ("serial", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "db_table": "inventory_balance",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "place", "lot"),
                                name="one_balance_per_place_and_lot",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reserved__gte", 0), ("reserved__lte", models.F("on_hand"))
                                ),
                                name="reserved_within_on_hand",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("serial", False), ("on_hand__lte", 1), _connector="OR"),
                                name="serial_is_one_piece",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("on_hand__gt", 0), ("serial", True)),
                                fields=("lot",),
                                name="serial_is_in_one_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "posting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.posting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        (
                            "from_place",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        (
                            "to_place",
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
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_move",
                        "indexes": [
                            models.Index(fields=["at", "id"], name="move_by_age"),
                            models.Index(fields=["item", "at"], name="move_by_item"),
                            models.Index(
                                condition=models.Q(("lot__isnull", False)),
                                fields=["lot", "at"],
                                name="move_by_lot",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__gt", 0),
                                    models.Q(("quantity", 0), ("value__gt", 0)),
                                    _connector="OR",
                                ),
                                name="move_has_quantity_or_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_place", models.F("to_place")), _negated=True),
                                name="move_goes_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="move_value_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceEvent",
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
                                to="inventory.place",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.zone",
                            ),
                        ),
                        ("code", models.TextField()),
                        ("kind", models.TextField()),
                        ("pick_sequence", models.IntegerField(default=0)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "inventory_place_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FixedBinEvent",
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
                                to="inventory.fixedbin",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.place",
                            ),
                        ),
                        ("max_quantity", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_fixed_bin_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reserve",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "demand",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.demand",
                            ),
                        ),
                        (
                            "balance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.balance",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "inventory_reserve",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="reserve_has_quantity"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedbinevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b4b657129c420dc201f05e0a32d9253f79d93952",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ce3ba",
                            table="inventory_fixed_bin_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedbin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inventory_fixed_bin_history" ("id", "item_id", "made_at", "max_quantity", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."id", OLD."item_id", OLD."made_at", OLD."max_quantity", NOW(), \'update\', OLD."id", OLD."place_id"); RETURN NULL;',
                            hash="c90d2397d89047ea2e8b07613534418abd31729e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9d546",
                            table="inventory_fixed_bin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fixedbin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inventory_fixed_bin_history" ("id", "item_id", "made_at", "max_quantity", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."id", OLD."item_id", OLD."made_at", OLD."max_quantity", NOW(), \'delete\', OLD."id", OLD."place_id"); RETURN NULL;',
                            hash="0b76a702df06bca6a665760eb453d320596a2f7f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_79fa6",
                            table="inventory_fixed_bin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehouse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inventory_warehouse_history" ("allocation", "beside_id", "code", "customer_id", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "receives_into", "supplier_id", "version") VALUES (OLD."allocation", OLD."beside_id", OLD."code", OLD."customer_id", OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."receives_into", OLD."supplier_id", OLD."version"); RETURN NULL;',
                            hash="b6920c3923a4843488ee32dcfdb3bafd01fc7c57",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3b25",
                            table="inventory_warehouse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehouse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inventory_warehouse_history" ("allocation", "beside_id", "code", "customer_id", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "receives_into", "supplier_id", "version") VALUES (OLD."allocation", OLD."beside_id", OLD."code", OLD."customer_id", OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."receives_into", OLD."supplier_id", OLD."version"); RETURN NULL;',
                            hash="907fa83a85484c486bb28fa8762c153204588862",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1b4a",
                            table="inventory_warehouse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehouseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="11918dbab21848564166a2ef86bb2b0ecc76e878",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ca4ee",
                            table="inventory_warehouse_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="zone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "inventory_zone_history" ("code", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "warehouse_id") VALUES (OLD."code", OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="2d9e0d5a9ce7291929100336c391c4470c094fcb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2957d",
                            table="inventory_zone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="zone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inventory_zone_history" ("code", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "warehouse_id") VALUES (OLD."code", OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="632fcbe7b258018e41664971c4a9da74444b1967",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d525",
                            table="inventory_zone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="30d2c9605990b377b0f92c5f2c8b489c434e2901",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01797",
                            table="inventory_place_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."pick_sequence" IS DISTINCT FROM (NEW."pick_sequence") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."warehouse_id" IS DISTINCT FROM (NEW."warehouse_id") OR OLD."zone_id" IS DISTINCT FROM (NEW."zone_id"))',
                            func='INSERT INTO "inventory_place_history" ("closed_at", "code", "id", "kind", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pick_sequence", "version", "warehouse_id", "zone_id") VALUES (OLD."closed_at", OLD."code", OLD."id", OLD."kind", OLD."made_at", NOW(), \'update\', OLD."id", OLD."pick_sequence", OLD."version", OLD."warehouse_id", OLD."zone_id"); RETURN NULL;',
                            hash="7f1182e476d1bb8011130c86bfc025d54ec79037",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c018",
                            table="inventory_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "inventory_place_history" ("closed_at", "code", "id", "kind", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "pick_sequence", "version", "warehouse_id", "zone_id") VALUES (OLD."closed_at", OLD."code", OLD."id", OLD."kind", OLD."made_at", NOW(), \'delete\', OLD."id", OLD."pick_sequence", OLD."version", OLD."warehouse_id", OLD."zone_id"); RETURN NULL;',
                            hash="7241e3579965934d92cf9028747ae4d452c464ce",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b22e8",
                            table="inventory_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="zoneevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6506a8f0df9b8499477a02371eb835a277dc3546",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f8d7e",
                            table="inventory_zone_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
