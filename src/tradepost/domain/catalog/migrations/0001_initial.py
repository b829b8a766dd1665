import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("code", models.TextField()),
                ("party_id", models.UUIDField(null=True)),
                ("unit", models.TextField(default="")),
            ],
            options={
                "db_table": "catalog_code",
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="catalog.category",
                    ),
                ),
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
                ("description", models.TextField(default="")),
                ("base_unit", models.TextField(default="piece")),
                ("tracking", models.TextField(default="none")),
                ("tax_class", models.TextField(default="standard")),
                ("weight_g", models.IntegerField(null=True)),
                ("minimum_quantity", models.BigIntegerField(default=1)),
                ("increment", models.BigIntegerField(default=1)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="catalog.category",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_item",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("sku"), name="sku_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sku", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="item_has_sku_and_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base_unit", ""), _negated=True), name="item_has_a_base_unit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("active", "discontinued"))), name="item_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tracking__in", ("none", "lot"))), name="item_tracking"
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
                ],
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
                    models.Index(fields=["sort_name", "id"], name="item_by_name"),
                    models.Index(fields=["sku", "id"], name="item_by_sku"),
                    models.Index(fields=["made_at", "id"], name="item_by_age"),
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
                ("id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("code", models.TextField()),
                ("party_id", models.UUIDField(null=True)),
                ("unit", models.TextField(default="")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="catalog.code",
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
            ],
            options={
                "db_table": "catalog_code_history",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="code",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="catalog.item"
            ),
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
                ("id", models.UUIDField(serialize=False)),
                ("sku", models.TextField()),
                ("name", models.TextField()),
                ("description", models.TextField(default="")),
                ("base_unit", models.TextField(default="piece")),
                ("tracking", models.TextField(default="none")),
                ("tax_class", models.TextField(default="standard")),
                ("weight_g", models.IntegerField(null=True)),
                ("minimum_quantity", models.BigIntegerField(default=1)),
                ("increment", models.BigIntegerField(default=1)),
                ("state", models.TextField(default="active")),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="catalog.item",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_item_history",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("numerator", models.BigIntegerField()),
                ("denominator", models.BigIntegerField(default=1)),
                ("gtin", models.TextField(default="")),
                ("is_case", models.BooleanField(default=False)),
                ("break_allowed", models.BooleanField(default=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="units", to="catalog.item"
                    ),
                ),
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
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.BigIntegerField()),
                ("name", models.TextField()),
                ("numerator", models.BigIntegerField()),
                ("denominator", models.BigIntegerField(default=1)),
                ("gtin", models.TextField(default="")),
                ("is_case", models.BooleanField(default=False)),
                ("break_allowed", models.BooleanField(default=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="catalog.unit",
                    ),
                ),
            ],
            options={
                "db_table": "catalog_unit_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."base_unit" IS DISTINCT FROM (NEW."base_unit") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."increment" IS DISTINCT FROM (NEW."increment") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."minimum_quantity" IS DISTINCT FROM (NEW."minimum_quantity") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sku" IS DISTINCT FROM (NEW."sku") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tax_class" IS DISTINCT FROM (NEW."tax_class") OR OLD."tracking" IS DISTINCT FROM (NEW."tracking") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."weight_g" IS DISTINCT FROM (NEW."weight_g"))',
                    func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "description", "id", "increment", "made_at", "minimum_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sku", "state", "tax_class", "tracking", "version", "weight_g") VALUES (OLD."base_unit", OLD."category_id", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."name", NOW(), \'update\', OLD."id", OLD."sku", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."weight_g"); RETURN NULL;',
                    hash="002143f3942d3b4b4121a20d78856a2b6a7259fc",
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
                    func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "description", "id", "increment", "made_at", "minimum_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sku", "state", "tax_class", "tracking", "version", "weight_g") VALUES (OLD."base_unit", OLD."category_id", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."name", NOW(), \'delete\', OLD."id", OLD."sku", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."weight_g"); RETURN NULL;',
                    hash="546bc4903d3bfe32735a2c87ddae593457fe26d3",
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
        migrations.AddIndex(
            model_name="code",
            index=models.Index(django.db.models.functions.text.Upper("code"), name="code_lookup"),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.LPad("code", 14, models.Value("0")),
                condition=models.Q(("kind", "gtin")),
                name="gtin_names_one_packing",
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("code"),
                condition=models.Q(("kind", "own")),
                name="own_code_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.UniqueConstraint(
                models.F("party_id"),
                django.db.models.functions.text.Upper("code"),
                condition=models.Q(("kind__in", ["customer", "supplier"])),
                name="partner_code_is_unique_per_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("gtin", "own", "customer", "supplier"))), name="code_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="code_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["customer", "supplier"]), ("party_id__isnull", False)),
                    models.Q(("kind__in", ["gtin", "own"]), ("party_id__isnull", True)),
                    _connector="OR",
                ),
                name="partner_code_has_its_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "gtin"), _negated=True),
                    ("code__regex", "^[0-9]{8,14}$"),
                    _connector="OR",
                ),
                name="gtin_is_8_to_14_digits",
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
        migrations.RunSQL(
            "create trigger item_counts_its_versions before update on catalog_item "
            "for each row execute function base_next_version();",
            "drop trigger item_counts_its_versions on catalog_item;",
        ),
    ]
