import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """How items are sold: by which unit, rounded how, and how much one customer may order."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
    ]

    operations = [
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
            name="most_days",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="item",
            name="most_quantity",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="round_to",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="item",
            name="rounding",
            field=models.TextField(db_default="refuse", default="refuse"),
        ),
        migrations.AddField(
            model_name="item",
            name="sold_by",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="most_days",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="most_quantity",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="round_to",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="rounding",
            field=models.TextField(db_default="refuse", default="refuse"),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="sold_by",
            field=models.TextField(db_default="", default=""),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."base_unit" IS DISTINCT FROM (NEW."base_unit") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."costing" IS DISTINCT FROM (NEW."costing") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."increment" IS DISTINCT FROM (NEW."increment") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."minimum_quantity" IS DISTINCT FROM (NEW."minimum_quantity") OR OLD."most_days" IS DISTINCT FROM (NEW."most_days") OR OLD."most_quantity" IS DISTINCT FROM (NEW."most_quantity") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."round_to" IS DISTINCT FROM (NEW."round_to") OR OLD."rounding" IS DISTINCT FROM (NEW."rounding") OR OLD."sku" IS DISTINCT FROM (NEW."sku") OR OLD."sold_by" IS DISTINCT FROM (NEW."sold_by") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."tax_class" IS DISTINCT FROM (NEW."tax_class") OR OLD."tracking" IS DISTINCT FROM (NEW."tracking") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."volume_ml" IS DISTINCT FROM (NEW."volume_ml") OR OLD."weight_g" IS DISTINCT FROM (NEW."weight_g"))',
                    func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weight_g") VALUES (OLD."base_unit", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'update\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weight_g"); RETURN NULL;',
                    hash="03e721fb48a475b62886efcb52ebd6862ffa5ddb",
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
                    func='INSERT INTO "catalog_item_history" ("base_unit", "category_id", "costing", "description", "id", "increment", "made_at", "minimum_quantity", "most_days", "most_quantity", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_to", "rounding", "sku", "sold_by", "state", "tax_class", "tracking", "version", "volume_ml", "weight_g") VALUES (OLD."base_unit", OLD."category_id", OLD."costing", OLD."description", OLD."id", OLD."increment", OLD."made_at", OLD."minimum_quantity", OLD."most_days", OLD."most_quantity", OLD."name", NOW(), \'delete\', OLD."id", OLD."round_to", OLD."rounding", OLD."sku", OLD."sold_by", OLD."state", OLD."tax_class", OLD."tracking", OLD."version", OLD."volume_ml", OLD."weight_g"); RETURN NULL;',
                    hash="ba529a9ccdc1e2b3b165834e510cbadc30ab47eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7a5a",
                    table="catalog_item",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounding__in", ("refuse", "up", "nearest"))), name="item_rounding"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("most_quantity__gte", 1), ("most_quantity", None), _connector="OR"),
                name="item_most_quantity_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("most_days__gte", 0)), name="item_most_days_not_negative"
            ),
        ),
    ]
