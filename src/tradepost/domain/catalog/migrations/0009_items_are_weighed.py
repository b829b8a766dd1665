import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """Items counted in pieces and priced by what they weigh."""

    dependencies = [
        ("catalog", "0008_substitutes_and_kits"),
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
            name="weighed_in",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="item",
            name="weight_tolerance_percent",
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="weighed_in",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="itemevent",
            name="weight_tolerance_percent",
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True),
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
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("weighed_in__in", ("", "kg", "g", "lb", "oz"))),
                name="item_weighed_in_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight_tolerance_percent", None),
                    models.Q(("weight_tolerance_percent__gte", 0), ("weight_tolerance_percent__lte", 100)),
                    _connector="OR",
                ),
                name="item_weight_tolerance_is_a_percentage",
            ),
        ),
    ]
