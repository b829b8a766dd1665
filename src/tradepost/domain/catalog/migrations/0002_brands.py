import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "catalog_brand",
            },
        ),
        migrations.CreateModel(
            name="BrandEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("name", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "catalog_brand_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="item",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="item",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="item",
            name="brand",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="catalog.brand"
            ),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.brand",
            ),
        ),
        migrations.AddField(
            model_name="brandevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="catalog.brand",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."base_unit" IS DISTINCT FROM (NEW."base_unit") OR OLD."brand_id" IS DISTINCT FROM (NEW."brand_id") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."costing" IS DISTINCT FROM (NEW."costing") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."increment" IS DISTINCT FROM (NEW."increment") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."minimum_quantity" IS DISTINCT FROM (NEW."minimum_quantity") OR OLD."most_days" IS DISTINCT FROM (NEW."most_days") OR OLD."most_quantity" IS DISTINCT FROM (NEW."most_quantity") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."round_to" IS DISTINCT FROM (NEW."round_to") OR OLD."rounding" IS DISTINCT FROM (NEW."rounding") OR OLD."sku" IS DISTINCT FROM (NEW."sku") OR OLD."sold_by" IS DISTINCT FROM (NEW."sold_by") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tax_class" IS DISTINCT FROM (NEW."tax_class") OR OLD."tracking" IS DISTINCT FROM (NEW."tracking") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."volume_ml" IS DISTINCT FROM (NEW."volume_ml") OR OLD."weighed_in" IS DISTINCT FROM (NEW."weighed_in") OR OLD."weight_g" IS DISTINCT FROM (NEW."weight_g") OR OLD."weight_tolerance_percent" IS DISTINCT FROM (NEW."weight_tolerance_percent"))',
                    func='INSERT INTO "catalog_item_history" ("base_unit", "brand_id", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weighed_in", "weight_g", "weight_tolerance_percent") VALUES (OLD."base_unit", OLD."brand_id", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'update\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weighed_in", OLD."weight_g", OLD."weight_tolerance_percent"); RETURN NULL;',
                    hash="abffdfae88ffaba452025f747c8a1d504e73fb24",
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
                    func='INSERT INTO "catalog_item_history" ("base_unit", "brand_id", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weighed_in", "weight_g", "weight_tolerance_percent") VALUES (OLD."base_unit", OLD."brand_id", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'delete\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weighed_in", OLD."weight_g", OLD."weight_tolerance_percent"); RETURN NULL;',
                    hash="ff93bbf4191a7b8c34ce8d8c13082bc3cf92a562",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7a5a",
                    table="catalog_item",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="brand",
            constraint=models.UniqueConstraint(
                tradepost.base.finding.Plain("name"), name="brand_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="brand",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="brand_has_a_name"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "catalog_brand_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="c3ef852c91b94939f509615fae64be9f41f5bcc1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c06ba",
                    table="catalog_brand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "catalog_brand_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="a2fec84d7becb837b2a433d1015e43821cc9ceca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6beb2",
                    table="catalog_brand",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brandevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4e8256664783d2d7960170fb3170c47bb60b97dc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_95d41",
                    table="catalog_brand_history",
                    when="BEFORE",
                ),
            ),
        ),
    ]
