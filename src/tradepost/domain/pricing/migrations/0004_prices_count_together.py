import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """Prices count quantities over an order, may be net, and may have a quota."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("parties", "0008_choice_of_warehouses"),
        ("pricing", "0003_history_of_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Quota",
            fields=[
                (
                    "price_row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="pricing.pricerow",
                    ),
                ),
                ("used", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "pricing_quota",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("used__gte", 0)), name="quota_used_not_negative"
                    )
                ],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricerow",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pricerow",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="pricerow",
            name="counted",
            field=models.TextField(db_default="line", default="line"),
        ),
        migrations.AddField(
            model_name="pricerow",
            name="is_net",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricerow",
            name="mix",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="pricerow",
            name="quota",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="pricerowevent",
            name="counted",
            field=models.TextField(db_default="line", default="line"),
        ),
        migrations.AddField(
            model_name="pricerowevent",
            name="is_net",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricerowevent",
            name="mix",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="pricerowevent",
            name="quota",
            field=models.BigIntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricerow",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pricing_price_row_history" ("amount", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'update\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="9e458e1de03928c88610ddae167406933fcc1e57",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0d5fc",
                    table="pricing_price_row",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pricerow",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pricing_price_row_history" ("amount", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'delete\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="d40156c00cf9754ba5ed84e5891c77d54222e532",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13e14",
                    table="pricing_price_row",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("counted__in", ("line", "item", "mix"))), name="price_counted_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("mix", ""), ("counted", "mix"), _connector="OR"),
                name="price_mix_is_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("quota__isnull", True), ("quota__gte", 1), _connector="OR"),
                name="price_quota_positive",
            ),
        ),
    ]
