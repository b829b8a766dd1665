import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.finding
import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_sscc;
create function fulfilment_write_found_by() returns trigger language plpgsql as $$
begin
  select base_plain(concat_ws(' ', new.number, o.number, o.customer_name, o.customer_po, new.tracking_number))
    into new.found_by from sales_order o where o.id = new.order_id;
  return new;
end $$;
create trigger shipment_found_by before insert or update of tracking_number on fulfilment_shipment
  for each row execute function fulfilment_write_found_by();
create trigger shipment_version before update on fulfilment_shipment
  for each row execute function base_next_version();
"""
UNDO = """
drop function fulfilment_write_found_by() cascade;
drop sequence base_number_sscc;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
        ("sales", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="LotRule",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("same_lot", models.BooleanField(default=False)),
                        ("age", models.TextField(default="")),
                        ("one_lot", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "fulfilment_lot_rule",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "item"),
                                name="one_lot_rule_per_item",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("age__in", ("", "not_older", "not_newer"))),
                                name="lot_rule_age_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shipment",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("state", models.TextField(default="planned")),
                        ("carrier", models.TextField(default="")),
                        ("tracking_number", models.TextField(default="")),
                        ("shipping_address", models.TextField(default="")),
                        ("note", models.TextField(default="")),
                        ("lines_count", models.IntegerField()),
                        ("asked_total", models.BigIntegerField()),
                        ("short_total", models.BigIntegerField(default=0)),
                        ("picked_total", models.BigIntegerField(default=0)),
                        ("shipped_total", models.BigIntegerField(default=0)),
                        ("returned_total", models.BigIntegerField(default=0)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                        ("packed_at", models.DateTimeField(null=True)),
                        ("shipped_at", models.DateTimeField(null=True)),
                        ("delivered_at", models.DateTimeField(null=True)),
                        ("found_by", models.TextField(default="", editable=False)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "fulfilment_shipment",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="shipment_by_age"),
                            models.Index(fields=["state", "made_at"], name="shipment_by_state"),
                            models.Index(
                                condition=models.Q(("shipped_at__isnull", False)),
                                fields=["shipped_at"],
                                name="shipment_by_day",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="shipment_search", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(
                                condition=models.Q(("tracking_number", ""), _negated=True),
                                fields=["tracking_number"],
                                name="shipment_by_tracking",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "planned",
                                            "picking",
                                            "packed",
                                            "dispatched",
                                            "delivered",
                                            "cancelled",
                                        ),
                                    )
                                ),
                                name="shipment_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("shipped_at__isnull", False),
                                        ("state__in", ("dispatched", "delivered")),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("dispatched", "delivered")), _negated=True),
                                        ("shipped_at__isnull", True),
                                        ("shipped_total", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_dispatched_is_shipped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LotRuleEvent",
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
                                to="fulfilment.lotrule",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
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
                        ("same_lot", models.BooleanField(default=False)),
                        ("age", models.TextField(default="")),
                        ("one_lot", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "fulfilment_lot_rule_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Package",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "shipment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipment",
                            ),
                        ),
                        ("number", models.IntegerField()),
                        ("weight_g", models.IntegerField(null=True)),
                        ("tracking_number", models.TextField(default="")),
                        ("sscc", models.TextField(db_default="", default="")),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "fulfilment_package",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    tradepost.base.finding.Plain("sscc", "tracking_number"),
                                    name="gin_trgm_ops",
                                ),
                                name="package_search",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shipment", "number"), name="package_number_is_unique"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("sscc", ""), _negated=True),
                                fields=("sscc",),
                                name="package_sscc_is_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sscc__regex", "^([0-9]{18})?$")),
                                name="package_sscc_is_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight_g__isnull", True), ("weight_g__gt", 0), _connector="OR"
                                ),
                                name="package_weighs_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShipmentLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "shipment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipment",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.orderline",
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
                        ("asked", models.BigIntegerField()),
                        ("short", models.BigIntegerField(default=0)),
                        ("picked", models.BigIntegerField(default=0)),
                        ("shipped", models.BigIntegerField(default=0)),
                        ("returned", models.BigIntegerField(default=0)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("lot_trace", models.JSONField(db_default={}, default=dict)),
                        ("weighed", models.BooleanField(db_default=False, default=False)),
                        ("weight_milli", models.BigIntegerField(null=True)),
                        ("returned_milli", models.BigIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "db_table": "fulfilment_shipment_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shipment", "order_line"), name="one_shipment_line_per_order_line"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked__gt", 0)), name="shipment_line_asks_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("picked__gte", 0),
                                    ("short__gte", 0),
                                    (
                                        "asked__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("picked"), "+", models.F("short")
                                        ),
                                    ),
                                ),
                                name="shipment_line_not_overpicked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shipped__gte", 0), ("shipped__lte", models.F("picked"))),
                                name="shipment_line_not_overshipped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned__gte", 0), ("returned__lte", models.F("shipped"))
                                ),
                                name="shipment_line_not_overreturned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight_milli__isnull", True),
                                    models.Q(("weighed", True), ("weight_milli__gt", 0)),
                                    _connector="OR",
                                ),
                                name="shipment_line_weight_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weighed", False),
                                    ("shipped", 0),
                                    ("weight_milli__isnull", False),
                                    _connector="OR",
                                ),
                                name="weighed_line_leaves_with_its_weight",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_milli", 0),
                                    models.Q(
                                        ("returned_milli__gt", 0),
                                        ("returned_milli__lte", models.F("weight_milli")),
                                        ("weight_milli__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="shipment_line_returned_within_weight",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PickTask",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "shipment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipment",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fulfilment.shipmentline",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        ("place_code", models.TextField()),
                        ("pick_sequence", models.IntegerField()),
                        (
                            "lot",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("lot_code", models.TextField(default="")),
                        ("asked", models.BigIntegerField()),
                        ("picked", models.BigIntegerField(default=0)),
                        ("short_reason", models.TextField(default="")),
                        ("done_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "fulfilment_pick_task",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked__gt", 0)), name="pick_asks_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("picked__gte", 0), ("picked__lte", models.F("asked"))),
                                name="picked_within_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", False),
                                    models.Q(("picked", 0), ("short_reason", "")),
                                    _connector="OR",
                                ),
                                name="open_pick_took_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True),
                                    ("picked", models.F("asked")),
                                    models.Q(("short_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="short_pick_has_reason",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lotrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "fulfilment_lot_rule_history" ("age", "customer_id", "id", "item_id", "made_at", "one_lot", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_lot") VALUES (OLD."age", OLD."customer_id", OLD."id", OLD."item_id", OLD."made_at", OLD."one_lot", NOW(), \'update\', OLD."id", OLD."same_lot"); RETURN NULL;',
                            hash="43cecbbbefa0b9d134827aee5cf07abcf2136940",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_68707",
                            table="fulfilment_lot_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lotrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "fulfilment_lot_rule_history" ("age", "customer_id", "id", "item_id", "made_at", "one_lot", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_lot") VALUES (OLD."age", OLD."customer_id", OLD."id", OLD."item_id", OLD."made_at", OLD."one_lot", NOW(), \'delete\', OLD."id", OLD."same_lot"); RETURN NULL;',
                            hash="cb1e0585cbbf7b20ee5c0afca29e6ad285b2c23c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8a2de",
                            table="fulfilment_lot_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lotruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6c2f0b0486b012064e383354f019bf06245f7412",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2c25e",
                            table="fulfilment_lot_rule_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
