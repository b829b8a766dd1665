import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_correction start 1000001;
create trigger correction_version before update on corrections_correction
  for each row execute function base_next_version();
create trigger reason_version before update on corrections_reason
  for each row execute function base_next_version();
"""
UNDO = """
drop sequence base_number_correction;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("kind", models.TextField()),
                        ("reason_code", models.TextField()),
                        ("reason_name", models.TextField()),
                        ("account", models.TextField()),
                        ("note", models.TextField(default="")),
                        ("state", models.TextField(default="waiting")),
                        ("lines_count", models.IntegerField()),
                        ("found_value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("lost_value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_id", models.UUIDField(null=True)),
                        ("asked_by", models.TextField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_by", models.TextField(default="")),
                        ("declined_reason", models.TextField(default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "corrections_correction",
                        "indexes": [
                            models.Index(fields=["asked_at", "id"], name="correction_by_age"),
                            models.Index(
                                fields=["warehouse", "asked_at", "id"], name="correction_by_warehouse"
                            ),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["asked_at"],
                                name="correction_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("waiting", "posted", "declined"))),
                                name="correction_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("adjust", "scrap", "give_away", "find"))),
                                name="correction_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("account__in", ["5900", "5910", "5920", "5930", "5940"])),
                                name="correction_account_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("found_value__gte", 0), ("lost_value__gte", 0)),
                                name="correction_values_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("settled_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_is_settled_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "posted"), ("value", 0), _connector="OR"),
                                name="only_posted_corrections_have_a_value",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reason",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("code", models.TextField(unique=True)),
                        ("name", models.TextField()),
                        ("kind", models.TextField()),
                        ("account", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "corrections_reason",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[a-z0-9_]{1,20}$")),
                                name="reason_code_is_plain",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="reason_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("adjust", "scrap", "give_away", "find"))),
                                name="reason_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("account__in", ["5900", "5910", "5920", "5930", "5940"])),
                                name="reason_account_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReasonEvent",
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
                                to="corrections.reason",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("code", models.TextField()),
                        ("name", models.TextField()),
                        ("kind", models.TextField()),
                        ("account", models.TextField()),
                        ("is_open", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "corrections_reason_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionLine",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "correction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="corrections.correction",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "place",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
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
                            "lot",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("quantity", models.BigIntegerField()),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "corrections_line",
                        "indexes": [
                            models.Index(fields=["item", "correction"], name="correction_line_by_item"),
                            models.Index(
                                condition=models.Q(("lot__isnull", False)),
                                fields=["lot"],
                                name="correction_line_by_lot",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("correction", "position"), name="correction_line_by_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity", 0), _negated=True),
                                name="correction_line_differs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity__gt", 0), ("value__gte", 0)),
                                    models.Q(("quantity__lt", 0), ("value__lte", 0)),
                                    _connector="OR",
                                ),
                                name="correction_line_value_as_its_quantity",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "corrections_reason_history" ("account", "code", "id", "is_open", "kind", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."account", OLD."code", OLD."id", OLD."is_open", OLD."kind", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="4ab1a94d999fbc3daf1ca8fdc6beb77c092eaea9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e5f49",
                            table="corrections_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reason",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "corrections_reason_history" ("account", "code", "id", "is_open", "kind", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."account", OLD."code", OLD."id", OLD."is_open", OLD."kind", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                            hash="a96ae625edc8350a6491780135d0cceeb5ab4483",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_73b66",
                            table="corrections_reason",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reasonevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="28fe8746ca7b3358afd21f3b2d0fce8dcad3ef8e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_22547",
                            table="corrections_reason_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
