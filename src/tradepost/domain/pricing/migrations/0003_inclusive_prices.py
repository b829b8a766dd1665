import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pricing", "0002_charges"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricelist",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricelist",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="pricelist",
            name="includes_tax",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricelistevent",
            name="includes_tax",
            field=models.BooleanField(db_default=False, default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricelist",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_price_list_history" ("currency", "id", "includes_tax", "is_base", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "version") VALUES (OLD."currency", OLD."id", OLD."includes_tax", OLD."is_base", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."retired_on", OLD."version"); RETURN NULL;',
                    hash="5df5d13a699775b2520cf61538a7c3ae26e23512",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6d494",
                    table="pricing_price_list",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricelist",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_price_list_history" ("currency", "id", "includes_tax", "is_base", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "version") VALUES (OLD."currency", OLD."id", OLD."includes_tax", OLD."is_base", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."version"); RETURN NULL;',
                    hash="feaef089ef1fd0367a7c2e85a481261c2bad95c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18640",
                    table="pricing_price_list",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_base", False), ("includes_tax", False), _connector="OR"),
                name="base_list_is_net",
            ),
        ),
    ]
