import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

NUMBERS = [
    "order",
    "quote",
    "shipment",
    "purchase_order",
    "receipt",
    "payment",
    "return",
    "customer",
    "supplier",
]

FEED = """
create table base_epoch (epoch integer primary key);
insert into base_epoch values (1);
alter table base_event add column epoch integer not null default 1;
alter table base_event add column xid xid8 not null default pg_current_xact_id();
create index event_in_commit_order on base_event (epoch, xid, id);

create function base_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted; write a correcting row', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
create function base_next_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;

create trigger event_is_immutable before update or delete on base_event
  for each row execute function base_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("fingerprint", models.TextField()),
                ("status", models.IntegerField(null=True)),
                ("body", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "base_answer"},
        ),
        migrations.CreateModel(
            name="Consumer",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("cursor", models.TextField(default="0.0.0")),
                ("moved_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "base_consumer"},
        ),
        migrations.CreateModel(
            name="NumberSequence",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("prefix", models.TextField(default="")),
                ("next_value", models.BigIntegerField(default=1)),
            ],
            options={"db_table": "base_number_sequence"},
        ),
        migrations.CreateModel(
            name="EventRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("subject_id", models.UUIDField()),
                ("data", models.JSONField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("actor_id", models.UUIDField(null=True)),
                ("actor", models.TextField()),
                ("command", models.TextField()),
                ("request_id", models.TextField()),
            ],
            options={
                "db_table": "base_event",
                "indexes": [
                    models.Index(fields=["subject_id", "id"], name="event_by_subject"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="event_by_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reaction", models.TextField()),
                ("done_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("error", models.TextField(default="")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.eventrow"
                    ),
                ),
            ],
            options={
                "db_table": "base_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("given_up_at__isnull", True)),
                        fields=["due_at"],
                        name="delivery_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "reaction"), name="one_delivery_per_reaction")
                ],
            },
        ),
        migrations.RunSQL(FEED, migrations.RunSQL.noop),
        migrations.RunSQL(
            ";".join(f"create sequence base_number_{kind} start 1000001" for kind in NUMBERS),
            ";".join(f"drop sequence base_number_{kind}" for kind in NUMBERS),
        ),
    ]
