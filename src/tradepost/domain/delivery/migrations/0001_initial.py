import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger calendar_version before update on delivery_calendar
  for each row execute function base_next_version();
create trigger carrier_version before update on delivery_carrier
  for each row execute function base_next_version();
create trigger warehouse_days_version before update on delivery_warehouse_days
  for each row execute function base_next_version();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("inventory", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        ("weekdays", models.TextField(db_default="12345", default="12345")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_calendar",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("name"), name="calendar_name_is_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weekdays__regex", "^1?2?3?4?5?6?7?$"),
                                    models.Q(("weekdays", ""), _negated=True),
                                ),
                                name="calendar_works_on_some_weekday",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarEvent",
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
                                to="delivery.calendar",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        ("weekdays", models.TextField(db_default="12345", default="12345")),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_calendar_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Carrier",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField()),
                        (
                            "calendar",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.calendar",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_carrier",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Upper("name"), name="carrier_name_is_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="carrier_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosedDays",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_days",
                                to="delivery.calendar",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("first_on", models.DateField()),
                        ("last_on", models.DateField()),
                        ("yearly", models.BooleanField(db_default=False, default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "delivery_closed_days",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_on__gte", models.F("first_on"))),
                                name="closed_days_have_an_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="closed_days_have_a_name",
                            ),
                            models.UniqueConstraint(
                                fields=("calendar", "first_on", "last_on"), name="days_are_closed_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CarrierEvent",
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
                                to="delivery.carrier",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        (
                            "calendar",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delivery.calendar",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_carrier_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClosedDaysEvent",
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
                                to="delivery.closeddays",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "calendar",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delivery.calendar",
                            ),
                        ),
                        ("name", models.TextField()),
                        ("first_on", models.DateField()),
                        ("last_on", models.DateField()),
                        ("yearly", models.BooleanField(db_default=False, default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "delivery_closed_days_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Transit",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "carrier",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("country", models.TextField(db_default="", default="")),
                        ("postal_prefix", models.TextField(db_default="", default="")),
                        ("days", models.IntegerField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "delivery_transit",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("carrier", "country", "postal_prefix", "warehouse"),
                                name="one_transit_per_destination",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", 0), ("days__lte", 250)),
                                name="transit_takes_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__regex", "^([A-Z]{2})?$")),
                                name="transit_country_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("postal_prefix", ""),
                                    models.Q(("country", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="transit_part_is_of_a_country",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WarehouseDays",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "warehouse",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.calendar",
                            ),
                        ),
                        ("handling_days", models.IntegerField(default=0)),
                        ("receiving_days", models.IntegerField(default=0)),
                        ("cutoff_at", models.TimeField(null=True)),
                        (
                            "carrier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_warehouse_days",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handling_days__gte", 0),
                                    ("handling_days__lte", 250),
                                    ("receiving_days__gte", 0),
                                    ("receiving_days__lte", 250),
                                ),
                                name="warehouse_takes_days",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransitEvent",
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
                                to="delivery.transit",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "carrier",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("country", models.TextField(db_default="", default="")),
                        ("postal_prefix", models.TextField(db_default="", default="")),
                        ("days", models.IntegerField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "delivery_transit_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WarehouseDaysEvent",
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
                                to="delivery.warehousedays",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
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
                        (
                            "calendar",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delivery.calendar",
                            ),
                        ),
                        ("handling_days", models.IntegerField(default=0)),
                        ("receiving_days", models.IntegerField(default=0)),
                        ("cutoff_at", models.TimeField(null=True)),
                        (
                            "carrier",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delivery.carrier",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(db_default=1, default=1)),
                    ],
                    options={
                        "db_table": "delivery_warehouse_days_history",
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendar",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delivery_calendar_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "weekdays") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."version", OLD."weekdays"); RETURN NULL;',
                            hash="b0b2faed60c88981a883b50a084167dfbe068fca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f14fd",
                            table="delivery_calendar",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendar",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delivery_calendar_history" ("id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "weekdays") VALUES (OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."version", OLD."weekdays"); RETURN NULL;',
                            hash="50ab9b04a76df1905608905599db1d8da7dd4449",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7801c",
                            table="delivery_calendar",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b6861ed8eae40afdbb4dd5d76038d51b5075e32e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ed7cd",
                            table="delivery_calendar_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carrier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delivery_carrier_history" ("calendar_id", "ended_at", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."calendar_id", OLD."ended_at", OLD."id", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="eb284026cf238833bf00a5353212a81ab20a020e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5e135",
                            table="delivery_carrier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carrier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delivery_carrier_history" ("calendar_id", "ended_at", "id", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."calendar_id", OLD."ended_at", OLD."id", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="e47f99ab5e71010d946e864e320f6000b2cb9151",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1bc73",
                            table="delivery_carrier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="carrierevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0b6054c52f565139c4fb705a3fb0a1d82370081d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_689d0",
                            table="delivery_carrier_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closeddays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delivery_closed_days_history" ("calendar_id", "first_on", "id", "last_on", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "yearly") VALUES (OLD."calendar_id", OLD."first_on", OLD."id", OLD."last_on", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."yearly"); RETURN NULL;',
                            hash="a7af8143c0d9b25b75e60251f67c6d81c4e5f885",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1bb47",
                            table="delivery_closed_days",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closeddays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delivery_closed_days_history" ("calendar_id", "first_on", "id", "last_on", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "yearly") VALUES (OLD."calendar_id", OLD."first_on", OLD."id", OLD."last_on", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."yearly"); RETURN NULL;',
                            hash="8369c986aa7f89de1b425d2ca9433de3c3be0428",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b8d9b",
                            table="delivery_closed_days",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closeddaysevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c93d620c48b0cacdea151ef75bd82b95d598044d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_be22a",
                            table="delivery_closed_days_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delivery_transit_history" ("carrier_id", "country", "days", "ended_at", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "warehouse_id") VALUES (OLD."carrier_id", OLD."country", OLD."days", OLD."ended_at", OLD."id", OLD."made_at", NOW(), \'update\', OLD."id", OLD."postal_prefix", OLD."warehouse_id"); RETURN NULL;',
                            hash="4050d6920f8120b09515338fe6e82d9a76f6c516",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee988",
                            table="delivery_transit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delivery_transit_history" ("carrier_id", "country", "days", "ended_at", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "warehouse_id") VALUES (OLD."carrier_id", OLD."country", OLD."days", OLD."ended_at", OLD."id", OLD."made_at", NOW(), \'delete\', OLD."id", OLD."postal_prefix", OLD."warehouse_id"); RETURN NULL;',
                            hash="2b975a55b105f6dfe54fc3042ed1243a98e7d299",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_87087",
                            table="delivery_transit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1fddf7fd203350db6dd140916c97eb4853e9acf2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_391a5",
                            table="delivery_transit_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehousedays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delivery_warehouse_days_history" ("calendar_id", "carrier_id", "cutoff_at", "handling_days", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_days", "version", "warehouse_id") VALUES (OLD."calendar_id", OLD."carrier_id", OLD."cutoff_at", OLD."handling_days", OLD."id", OLD."made_at", NOW(), \'update\', OLD."id", OLD."receiving_days", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="78e608a6f0954041f520350f04f68f01af5bf137",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74447",
                            table="delivery_warehouse_days",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehousedays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delivery_warehouse_days_history" ("calendar_id", "carrier_id", "cutoff_at", "handling_days", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiving_days", "version", "warehouse_id") VALUES (OLD."calendar_id", OLD."carrier_id", OLD."cutoff_at", OLD."handling_days", OLD."id", OLD."made_at", NOW(), \'delete\', OLD."id", OLD."receiving_days", OLD."version", OLD."warehouse_id"); RETURN NULL;',
                            hash="ffa688eabf9159f71d03a3d0298d7381ed792a1f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01975",
                            table="delivery_warehouse_days",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="warehousedaysevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="af7a629b6fa22b89057a0820f08c78ff290521fc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9dca9",
                            table="delivery_warehouse_days_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
