import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_brands"),
        ("parties", "0002_tax_rounding"),
        ("pricing", "0004_brands"),
    ]

    operations = [
        migrations.CreateModel(
            name="PromotionPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("quantity", models.BigIntegerField()),
            ],
            options={
                "db_table": "pricing_promotion_part",
            },
        ),
        migrations.CreateModel(
            name="PromotionPartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.BigIntegerField()),
                ("quantity", models.BigIntegerField()),
            ],
            options={
                "db_table": "pricing_promotion_part_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="promotion",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="promotion",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="promotion",
            name="promotion_asks_quantity_or_value",
        ),
        migrations.RemoveConstraint(
            model_name="promotion",
            name="promotion_gives_something",
        ),
        migrations.AddField(
            model_name="promotion",
            name="bundle_percent",
            field=models.DecimalField(decimal_places=4, max_digits=7, null=True),
        ),
        migrations.AddField(
            model_name="promotion",
            name="bundle_price",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="promotionevent",
            name="bundle_percent",
            field=models.DecimalField(decimal_places=4, max_digits=7, null=True),
        ),
        migrations.AddField(
            model_name="promotionevent",
            name="bundle_price",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AlterField(
            model_name="promotion",
            name="gift_item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
            ),
        ),
        migrations.AlterField(
            model_name="promotionevent",
            name="gift_item",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.item",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_promotion_history" ("brand_id", "bundle_percent", "bundle_price", "buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."bundle_percent", OLD."bundle_price", OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'update\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="6f5342eced26995e2192e980bed2fe3c49494201",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55712",
                    table="pricing_promotion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_promotion_history" ("brand_id", "bundle_percent", "bundle_price", "buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."brand_id", OLD."bundle_percent", OLD."bundle_price", OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'delete\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="990435d3f1de8fbb2c6b13548b71fac6814d27ed",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c878",
                    table="pricing_promotion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("buy_quantity", 0),
                        ("gift_item__isnull", True),
                        ("minimum_value", 0),
                        ("repeats", False),
                    ),
                    models.Q(("buy_quantity__gt", 0), ("gift_item__isnull", False), ("minimum_value", 0)),
                    models.Q(
                        ("buy_quantity", 0),
                        ("gift_item__isnull", False),
                        ("minimum_value__gt", 0),
                        ("repeats", False),
                        models.Q(("currency", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="promotion_asks_quantity_or_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("bundle_percent__isnull", True),
                        ("bundle_price__isnull", True),
                        ("gift_item__isnull", False),
                        ("gift_quantity__gte", 1),
                    ),
                    models.Q(
                        ("bundle_percent__isnull", True),
                        ("bundle_price__gte", 0),
                        ("gift_item__isnull", True),
                    ),
                    models.Q(
                        ("bundle_percent__gt", 0),
                        ("bundle_percent__lte", 100),
                        ("bundle_price__isnull", True),
                        ("gift_item__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="promotion_gives_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bundle_price__isnull", True), models.Q(("currency", ""), _negated=True), _connector="OR"
                ),
                name="bundle_price_has_currency",
            ),
        ),
        migrations.AddField(
            model_name="promotionpart",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.item"
            ),
        ),
        migrations.AddField(
            model_name="promotionpart",
            name="promotion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="pricing.promotion"
            ),
        ),
        migrations.AddField(
            model_name="promotionpartevent",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="catalog.item",
            ),
        ),
        migrations.AddField(
            model_name="promotionpartevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="pricing.promotionpart",
            ),
        ),
        migrations.AddField(
            model_name="promotionpartevent",
            name="promotion",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="pricing.promotion",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionpart",
            constraint=models.UniqueConstraint(fields=("promotion", "item"), name="item_once_in_a_bundle"),
        ),
        migrations.AddConstraint(
            model_name="promotionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="bundle_part_positive"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotionpart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_promotion_part_history" ("id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promotion_id", "quantity") VALUES (OLD."id", OLD."item_id", NOW(), \'update\', OLD."id", OLD."promotion_id", OLD."quantity"); RETURN NULL;',
                    hash="94e71054864ed8780390b1fd9446462fe122761c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cb6bd",
                    table="pricing_promotion_part",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotionpart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_promotion_part_history" ("id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promotion_id", "quantity") VALUES (OLD."id", OLD."item_id", NOW(), \'delete\', OLD."id", OLD."promotion_id", OLD."quantity"); RETURN NULL;',
                    hash="a72751806239162b029d169a3008be953eddd418",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0f49a",
                    table="pricing_promotion_part",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promotionpartevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fd4198bacb7e1fd443163b575dbbb984745ed72b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31f28",
                    table="pricing_promotion_part_history",
                    when="BEFORE",
                ),
            ),
        ),
    ]
