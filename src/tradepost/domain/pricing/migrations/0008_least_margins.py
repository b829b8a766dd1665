import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    """Least margins of items, categories and all goods."""

    dependencies = [
        ("catalog", "0006_selling_rules"),
        ("pricing", "0007_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="MarginFloor",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                ("made_at", models.DateTimeField()),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.category",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.item",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_floor",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "category"), name="one_floor_per_subject", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("item__isnull", True), ("category__isnull", True), _connector="OR"
                        ),
                        name="floor_of_item_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lt", 100)), name="floor_is_percent"
                    ),
                ],
                "indexes": [models.Index(fields=["category"], name="floor_of_category")],
            },
        ),
        migrations.CreateModel(
            name="MarginFloorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                ("made_at", models.DateTimeField()),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="pricing.marginfloor",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_floor_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marginfloor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_floor_history" ("category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="15a3db2b6234668ae60a4f7b0ee1c0a732f0b02a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_02637",
                    table="pricing_floor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marginfloor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_floor_history" ("category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="d2f935174d3b5437fbdad1ce84b1cec6d3444ed1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf62e",
                    table="pricing_floor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="marginfloorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="514b20e893c9fdc2bd2c25633bfb646814ff522f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2e65",
                    table="pricing_floor_history",
                    when="BEFORE",
                ),
            ),
        ),
    ]
