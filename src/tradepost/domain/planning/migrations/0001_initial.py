import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger reorder_rule_version before update on planning_reorder_rule
  for each row execute function base_next_version();
create trigger run_line_is_immutable before update or delete on planning_run_line
  for each row execute function base_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
        ("purchasing", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="ReorderRule",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("reorder_point", models.BigIntegerField()),
                        ("order_up_to", models.BigIntegerField()),
                        (
                            "supplier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.supplier",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "planning_reorder_rule",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "warehouse"), name="one_reorder_rule_per_item_and_warehouse"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reorder_point__gte", 0), ("order_up_to__gte", models.F("reorder_point"))
                                ),
                                name="orders_up_to_the_reorder_point_or_more",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
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
                        ("actor", models.TextField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "planning_run",
                        "indexes": [models.Index(fields=["made_at", "id"], name="planning_run_by_age")],
                    },
                ),
                migrations.CreateModel(
                    name="ReorderRuleEvent",
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
                                to="planning.reorderrule",
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
                            "warehouse",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("reorder_point", models.BigIntegerField()),
                        ("order_up_to", models.BigIntegerField()),
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
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "planning_reorder_rule_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RunLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="planning.run",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "purchase_order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="purchasing.purchaseorder",
                            ),
                        ),
                        ("suggested", models.BigIntegerField()),
                        ("ordered", models.BigIntegerField()),
                        ("inputs", models.JSONField()),
                        ("explanation", models.TextField()),
                        ("fingerprint", models.TextField()),
                    ],
                    options={
                        "db_table": "planning_run_line",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ordered__gt", 0)), name="run_line_orders_something"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reorderrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "planning_reorder_rule_history" ("id", "item_id", "made_at", "order_up_to", "pgh_created_at", "pgh_label", "pgh_obj_id", "reorder_point", "supplier_id", "version", "warehouse_id") VALUES (OLD."id", OLD."item_id", OLD."made_at", OLD."order_up_to", NOW(), \'update\', OLD."id", OLD."reorder_point", OLD."supplier_id", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="76c3a70cfb9a2d8758bca6b452fa5bfb503f8476",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4bcfc",
                            table="planning_reorder_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reorderrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "planning_reorder_rule_history" ("id", "item_id", "made_at", "order_up_to", "pgh_created_at", "pgh_label", "pgh_obj_id", "reorder_point", "supplier_id", "version", "warehouse_id") VALUES (OLD."id", OLD."item_id", OLD."made_at", OLD."order_up_to", NOW(), \'delete\', OLD."id", OLD."reorder_point", OLD."supplier_id", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="35cc5e483533fb989ccf411e3591b8030e6c6262",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49c71",
                            table="planning_reorder_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reorderruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="da666a44002577955deacb4514c695f18a5924a7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_77358",
                            table="planning_reorder_rule_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
