import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger item_counts_its_versions before update on catalog_item
  for each row execute function base_next_version();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Category",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="catalog.category",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "catalog_category",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                models.F("parent"),
                                name="category_name_is_unique_in_its_parent",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="category_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryEvent",
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
                                to="catalog.category",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        (
                            "parent",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "catalog_category_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        (
                            "sort_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.text.Lower("name"),
                                output_field=models.TextField(),
                            ),
                        ),
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.base.finding.Plain("sku", "name"),
                                output_field=models.TextField(),
                            ),
                        ),
                        ("description", models.TextField(default="")),
                        (
                            "category",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="catalog.category",
                            ),
                        ),
                        ("base_unit", models.TextField(default="piece")),
                        ("tracking", models.TextField(default="none")),
                        ("tax_class", models.TextField(default="standard")),
                        ("weight_g", models.IntegerField(null=True)),
                        ("volume_ml", models.IntegerField(null=True)),
                        ("costing", models.TextField(db_default="average", default="average")),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("increment", models.BigIntegerField(default=1)),
                        ("sold_by", models.TextField(db_default="", default="")),
                        ("round_to", models.TextField(db_default="", default="")),
                        ("rounding", models.TextField(db_default="refuse", default="refuse")),
                        ("most_quantity", models.BigIntegerField(null=True)),
                        ("most_days", models.IntegerField(db_default=0, default=0)),
                        ("weighed_in", models.TextField(db_default="", default="")),
                        (
                            "weight_tolerance_percent",
                            models.DecimalField(decimal_places=2, max_digits=5, null=True),
                        ),
                        ("state", models.TextField(default="active")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "catalog_item",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                                ),
                                name="item_name_search",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("sku"), name="gin_trgm_ops"
                                ),
                                name="item_sku_search",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="item_search", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["sort_name", "id"], name="item_by_name"),
                            models.Index(fields=["sku", "id"], name="item_by_sku"),
                            models.Index(fields=["made_at", "id"], name="item_by_age"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("sku"),
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                name="sku_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sku", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="item_has_sku_and_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("base_unit", ""), _negated=True),
                                name="item_has_a_base_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("active", "discontinued", "withdrawn"))),
                                name="item_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tracking__in", ("none", "lot", "serial"))),
                                name="item_tracking",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tax_class__in", ("standard", "reduced", "zero"))),
                                name="item_tax_class",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("increment__gte", 1), ("minimum_quantity__gte", 1)),
                                name="item_order_quantities_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight_g__gte", 0)), name="item_weight_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("volume_ml__gte", 0)), name="item_volume_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("costing__in", ("average", "fifo"))), name="item_costing"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rounding__in", ("refuse", "up", "nearest"))),
                                name="item_rounding",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("most_quantity__gte", 1), ("most_quantity", None), _connector="OR"
                                ),
                                name="item_most_quantity_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most_days__gte", 0)), name="item_most_days_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weighed_in__in", ("", "kg", "g", "lb", "oz"))),
                                name="item_weighed_in_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight_tolerance_percent", None),
                                    models.Q(
                                        ("weight_tolerance_percent__gte", 0),
                                        ("weight_tolerance_percent__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_weight_tolerance_is_a_percentage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Code",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="codes",
                                to="catalog.item",
                            ),
                        ),
                        ("kind", models.TextField()),
                        ("code", models.TextField()),
                        ("party_id", models.UUIDField(null=True)),
                        ("unit", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "catalog_code",
                        "indexes": [
                            models.Index(django.db.models.functions.text.Upper("code"), name="code_lookup")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.LPad("code", 14, models.Value("0")),
                                condition=models.Q(("kind", "gtin")),
                                name="gtin_names_one_packing",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("code"),
                                condition=models.Q(("kind", "own")),
                                name="own_code_is_unique",
                            ),
                            models.UniqueConstraint(
                                models.F("party_id"),
                                django.db.models.functions.text.Upper("code"),
                                condition=models.Q(("kind__in", ["customer", "supplier"])),
                                name="partner_code_is_unique_per_party",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("gtin", "own", "customer", "supplier"))),
                                name="code_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="code_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ["customer", "supplier"]), ("party_id__isnull", False)
                                    ),
                                    models.Q(("kind__in", ["gtin", "own"]), ("party_id__isnull", True)),
                                    _connector="OR",
                                ),
                                name="partner_code_has_its_party",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "gtin"), _negated=True),
                                    ("code__regex", "^[0-9]{8,14}$"),
                                    _connector="OR",
                                ),
                                name="gtin_is_8_to_14_digits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemEvent",
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
                                to="catalog.item",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("description", models.TextField(default="")),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("base_unit", models.TextField(default="piece")),
                        ("tracking", models.TextField(default="none")),
                        ("tax_class", models.TextField(default="standard")),
                        ("weight_g", models.IntegerField(null=True)),
                        ("volume_ml", models.IntegerField(null=True)),
                        ("costing", models.TextField(db_default="average", default="average")),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("increment", models.BigIntegerField(default=1)),
                        ("sold_by", models.TextField(db_default="", default="")),
                        ("round_to", models.TextField(db_default="", default="")),
                        ("rounding", models.TextField(db_default="refuse", default="refuse")),
                        ("most_quantity", models.BigIntegerField(null=True)),
                        ("most_days", models.IntegerField(db_default=0, default=0)),
                        ("weighed_in", models.TextField(db_default="", default="")),
                        (
                            "weight_tolerance_percent",
                            models.DecimalField(decimal_places=2, max_digits=5, null=True),
                        ),
                        ("state", models.TextField(default="active")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "catalog_item_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitPart",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "kit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="part_of",
                                to="catalog.item",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "catalog_kit_part",
                        "constraints": [
                            models.UniqueConstraint(fields=("kit", "part"), name="one_row_per_part"),
                            models.CheckConstraint(
                                condition=models.Q(("kit", models.F("part")), _negated=True),
                                name="kit_is_not_its_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)), name="kit_quantity_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Substitute",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="substitutes",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in_for",
                                to="catalog.item",
                            ),
                        ),
                        ("rank", models.IntegerField(default=1)),
                        ("both_ways", models.BooleanField(default=False)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("note", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "catalog_substitute",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "other"), name="one_row_per_substitute"),
                            models.CheckConstraint(
                                condition=models.Q(("item", models.F("other")), _negated=True),
                                name="substitute_is_another_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rank__gte", 1)), name="substitute_rank_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from", None),
                                    ("valid_until", None),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="substitute_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="catalog.item",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("numerator", models.BigIntegerField()),
                        ("denominator", models.BigIntegerField(default=1)),
                        ("gtin", models.TextField(default="")),
                        ("is_case", models.BooleanField(default=False)),
                        ("break_allowed", models.BooleanField(default=True)),
                    ],
                    options={
                        "db_table": "catalog_unit",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("item"),
                                django.db.models.functions.text.Lower("name"),
                                name="unit_name_is_unique_per_item",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="unit_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("denominator__gte", 1), ("numerator__gte", 1)),
                                name="unit_factor_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeEvent",
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
                                to="catalog.code",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                        ("kind", models.TextField()),
                        ("code", models.TextField()),
                        ("party_id", models.UUIDField(null=True)),
                        ("unit", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "catalog_code_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KitPartEvent",
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
                                to="catalog.kitpart",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "kit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        ("quantity", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "catalog_kit_part_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubstituteEvent",
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
                                to="catalog.substitute",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("rank", models.IntegerField(default=1)),
                        ("both_ways", models.BooleanField(default=False)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("note", models.TextField(default="")),
                    ],
                    options={
                        "db_table": "catalog_substitute_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnitEvent",
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
                                to="catalog.unit",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
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
                        ("name", models.TextField()),
                        ("numerator", models.BigIntegerField()),
                        ("denominator", models.BigIntegerField(default=1)),
                        ("gtin", models.TextField(default="")),
                        ("is_case", models.BooleanField(default=False)),
                        ("break_allowed", models.BooleanField(default=True)),
                    ],
                    options={
                        "db_table": "catalog_unit_history",
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="category",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "catalog_category_history" ("id", "made_at", "name", "parent_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", OLD."parent_id", NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="5b073a34e0dbcc68d567c50b0a1be462a5104384",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b940",
                            table="catalog_category",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="category",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_category_history" ("id", "made_at", "name", "parent_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", OLD."parent_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="919b44cf9fee1826432e5a1d789e4e4220c8e030",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5b72e",
                            table="catalog_category",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="categoryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1ff765310684019665dfe7a06501fa120597c4c6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_511e6",
                            table="catalog_category_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."base_unit" IS DISTINCT FROM (NEW."base_unit") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."costing" IS DISTINCT FROM (NEW."costing") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."increment" IS DISTINCT FROM (NEW."increment") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."minimum_quantity" IS DISTINCT FROM (NEW."minimum_quantity") OR OLD."most_days" IS DISTINCT FROM (NEW."most_days") OR OLD."most_quantity" IS DISTINCT FROM (NEW."most_quantity") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."round_to" IS DISTINCT FROM (NEW."round_to") OR OLD."rounding" IS DISTINCT FROM (NEW."rounding") OR OLD."sku" IS DISTINCT FROM (NEW."sku") OR OLD."sold_by" IS DISTINCT FROM (NEW."sold_by") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tax_class" IS DISTINCT FROM (NEW."tax_class") OR OLD."tracking" IS DISTINCT FROM (NEW."tracking") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."volume_ml" IS DISTINCT FROM (NEW."volume_ml") OR OLD."weighed_in" IS DISTINCT FROM (NEW."weighed_in") OR OLD."weight_g" IS DISTINCT FROM (NEW."weight_g") OR OLD."weight_tolerance_percent" IS DISTINCT FROM (NEW."weight_tolerance_percent"))',
                            func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weighed_in", "weight_g", "weight_tolerance_percent") VALUES (OLD."base_unit", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'update\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weighed_in", OLD."weight_g", OLD."weight_tolerance_percent"); RETURN NULL;',
                            hash="21eb73828aa227f187a2da81d87127e829201fee",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f3b94",
                            table="catalog_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weighed_in", "weight_g", "weight_tolerance_percent") VALUES (OLD."base_unit", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'delete\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weighed_in", OLD."weight_g", OLD."weight_tolerance_percent"); RETURN NULL;',
                            hash="fea87b123325ef0bbfcfeca3bb188b1af76e32b4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a7a5a",
                            table="catalog_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="codeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc5a6281e658313ba86581c74872eb39ce638614",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4b803",
                            table="catalog_code_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="code",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "catalog_code_history" ("code", "id", "item_id", "kind", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (OLD."code", OLD."id", OLD."item_id", OLD."kind", OLD."party_id", NOW(), \'update\', OLD."id", OLD."unit"); RETURN NULL;',
                            hash="727d97c16a33db6a9109a7a933cfdd326c0ab376",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ecef9",
                            table="catalog_code",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="code",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_code_history" ("code", "id", "item_id", "kind", "party_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (OLD."code", OLD."id", OLD."item_id", OLD."kind", OLD."party_id", NOW(), \'delete\', OLD."id", OLD."unit"); RETURN NULL;',
                            hash="b0b0695df6481311c8e268f87cee19d4798a02a9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e0bc8",
                            table="catalog_code",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0b380b1b093980e73da5b7b15ae32e2d8db0fc6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0aaba",
                            table="catalog_item_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "catalog_kit_part_history" ("id", "kit_id", "part_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity") VALUES (OLD."id", OLD."kit_id", OLD."part_id", NOW(), \'update\', OLD."id", OLD."position", OLD."quantity"); RETURN NULL;',
                            hash="c606512b45e1dbe626109820fd849ea3ae42784f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_71790",
                            table="catalog_kit_part",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_kit_part_history" ("id", "kit_id", "part_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity") VALUES (OLD."id", OLD."kit_id", OLD."part_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity"); RETURN NULL;',
                            hash="637083c8686bc3924c5cfd3943f467956218e3af",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52bba",
                            table="catalog_kit_part",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kitpartevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ef2a28c1a917ad951d62969f5e5207737a490869",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6dbda",
                            table="catalog_kit_part_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substitute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "catalog_substitute_history" ("both_ways", "id", "item_id", "note", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "valid_from", "valid_until") VALUES (OLD."both_ways", OLD."id", OLD."item_id", OLD."note", OLD."other_id", NOW(), \'update\', OLD."id", OLD."rank", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="8f686b964a83b399ff33988acb42b11a3811886a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_446af",
                            table="catalog_substitute",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substitute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_substitute_history" ("both_ways", "id", "item_id", "note", "other_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "valid_from", "valid_until") VALUES (OLD."both_ways", OLD."id", OLD."item_id", OLD."note", OLD."other_id", NOW(), \'delete\', OLD."id", OLD."rank", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="c4442426d270151fd0ac8cee4ab756022ce0ae43",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6de34",
                            table="catalog_substitute",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substituteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="34fedb3b89996e2001577962d619c4fdf5423720",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f13a7",
                            table="catalog_substitute_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "catalog_unit_history" ("break_allowed", "denominator", "gtin", "id", "is_case", "item_id", "name", "numerator", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."break_allowed", OLD."denominator", OLD."gtin", OLD."id", OLD."is_case", OLD."item_id", OLD."name", OLD."numerator", NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="4bb4a2f25b45bcabe16877075bccd5ba53c3e1cf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a480",
                            table="catalog_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "catalog_unit_history" ("break_allowed", "denominator", "gtin", "id", "is_case", "item_id", "name", "numerator", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."break_allowed", OLD."denominator", OLD."gtin", OLD."id", OLD."is_case", OLD."item_id", OLD."name", OLD."numerator", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="6976bb1b0ff25d46d8f1e1e748cfa499daae7736",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_06fe2",
                            table="catalog_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1dbbf1fe1b80613df5124ddfcca5065fe7a423da",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8fb06",
                            table="catalog_unit_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
