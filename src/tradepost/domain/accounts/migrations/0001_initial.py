import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create function accounts_refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added group by entry_id having sum(amount) <> 0 or sum(base_amount) <> 0) then
    raise exception 'the postings of an entry must sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger entry_is_immutable before update or delete on accounts_entry
  for each row execute function base_refuse_change();
create trigger entries_balance after insert on accounts_posting
  referencing new table as added for each statement execute function accounts_refuse_unbalanced();
create trigger posting_is_immutable before update or delete on accounts_posting
  for each row execute function base_refuse_change();
"""
UNDO = """
drop function accounts_refuse_unbalanced() cascade;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Due",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("document_id", models.UUIDField()),
                        ("part", models.IntegerField()),
                        ("party_id", models.UUIDField()),
                        ("due_on", models.DateField()),
                        ("currency", models.TextField()),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("upto", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("settled", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                    ],
                    options={
                        "db_table": "accounts_due",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled__lt", models.F("upto"))),
                                fields=["party_id", "due_on"],
                                name="due_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document_id", "part"), name="one_due_per_part"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="due_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("upto__gte", models.F("amount"))), name="due_upto_adds_up"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        ("posted_on", models.DateField()),
                        ("currency", models.TextField()),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "accounts_entry",
                        "indexes": [
                            models.Index(fields=["subject_id"], name="entry_by_subject"),
                            models.Index(fields=["posted_on", "id"], name="entry_by_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyBalance",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("account", models.TextField()),
                        ("party_id", models.UUIDField()),
                        ("balance", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "accounts_party_balance",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("party_id", "account"), name="one_balance_per_party"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Period",
                    fields=[
                        ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                        ("open_from", models.DateField(null=True)),
                    ],
                    options={
                        "db_table": "accounts_period",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_period_row")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rate",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("currency", models.TextField()),
                        ("valid_from", models.DateField()),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                    ],
                    options={
                        "db_table": "accounts_rate",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("currency", "valid_from"), name="one_rate_per_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rate__gt", 0)), name="rate_above_zero"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RateEvent",
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
                                to="accounts.rate",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("currency", models.TextField()),
                        ("valid_from", models.DateField()),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                    ],
                    options={
                        "db_table": "accounts_rate_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="accounts.entry",
                            ),
                        ),
                        ("account", models.TextField()),
                        ("party_id", models.UUIDField(null=True)),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("base_amount", models.DecimalField(decimal_places=4, max_digits=18)),
                    ],
                    options={
                        "db_table": "accounts_posting",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("party_id__isnull", False)),
                                fields=["party_id", "account", "id"],
                                name="posting_by_party",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "account__in",
                                        [
                                            "1000",
                                            "1200",
                                            "1400",
                                            "1410",
                                            "2100",
                                            "2150",
                                            "2160",
                                            "2200",
                                            "3000",
                                            "4000",
                                            "4100",
                                            "4800",
                                            "5000",
                                            "5900",
                                            "5910",
                                            "5920",
                                            "5930",
                                            "5940",
                                            "5950",
                                            "5990",
                                        ],
                                    )
                                ),
                                name="account_is_known",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_rate_history" ("currency", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "valid_from") VALUES (OLD."currency", OLD."id", NOW(), \'update\', OLD."id", OLD."rate", OLD."valid_from"); RETURN NULL;',
                            hash="e9a9e76ee6f309a040d40f1d19da95db11cd8aa6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0668f",
                            table="accounts_rate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_rate_history" ("currency", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "valid_from") VALUES (OLD."currency", OLD."id", NOW(), \'delete\', OLD."id", OLD."rate", OLD."valid_from"); RETURN NULL;',
                            hash="c7fa795867cea21596a3264066dc6910eb653007",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8799b",
                            table="accounts_rate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e98c63ac9fa6a31090fa0329e8d61feb88e0807",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6a516",
                            table="accounts_rate_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
