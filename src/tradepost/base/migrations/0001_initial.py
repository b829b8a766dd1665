import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# Only what is built in, so that a copy of the database needs nothing more, and the browser can do the same.
PLAIN = """
create function base_plain(text) returns text language sql immutable strict parallel safe
return replace(translate(lower(regexp_replace(normalize($1, NFKD), U&'[\\0300-\\036f]', '', 'g')), 'øłđı', 'oldi'),
               'ß', 'ss');
"""

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
        TrigramExtension(),
        migrations.RunSQL(PLAIN, "drop function base_plain(text)"),
        migrations.CreateModel(
            name="Consumer",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("cursor", models.TextField(default="0.0.0")),
                ("moved_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "base_consumer",
            },
        ),
        migrations.CreateModel(
            name="NumberSequence",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("prefix", models.TextField(default="")),
                ("next_value", models.BigIntegerField(default=1)),
            ],
            options={
                "db_table": "base_number_sequence",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("fingerprint", models.TextField()),
                ("status", models.IntegerField(null=True)),
                ("body", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "base_answer",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__isnull", False)), fields=["at"], name="answer_kept"
                    )
                ],
            },
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
                ("door", models.TextField(db_default="")),
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
            name="Job",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("may", models.TextField(default="")),
                ("actor_id", models.UUIDField(null=True)),
                ("actor", models.TextField()),
                ("language", models.TextField(default="")),
                ("state", models.TextField(default="queued")),
                ("request", models.JSONField(default=dict)),
                ("place", models.JSONField(null=True)),
                ("outcome", models.JSONField(default=dict)),
                ("said", models.TextField(default="")),
                ("leads_to", models.TextField(default="")),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("file", models.TextField(default="")),
                ("file_name", models.TextField(default="")),
                ("file_bytes", models.BigIntegerField(default=0)),
                ("cancel_asked_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(default=0)),
                ("left", models.IntegerField(default=0)),
                ("leased_until", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "base_job",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "running"))),
                        fields=["made_at", "id"],
                        name="job_open",
                    ),
                    models.Index(fields=["actor_id", "-made_at"], name="job_of_person"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="job_over"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("queued", "running", "done", "failed", "cancelled"))
                        ),
                        name="job_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done__gte", 0),
                            models.Q(
                                ("total__isnull", True), ("total__gte", models.F("done")), _connector="OR"
                            ),
                        ),
                        name="job_does_no_more_than_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leased_until__isnull", False), ("state", "running")),
                            models.Q(
                                models.Q(("state", "running"), _negated=True), ("leased_until__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="job_is_held_while_it_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ("done", "failed", "cancelled"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("done", "failed", "cancelled")), _negated=True),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="job_ends_when_it_is_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.eventrow"
                    ),
                ),
                ("reaction", models.TextField()),
                ("done_at", models.DateTimeField(null=True)),
                ("attempts", models.IntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("error", models.TextField(default="")),
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
        migrations.CreateModel(
            name="JobLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="base.job",
                    ),
                ),
                ("position", models.IntegerField()),
                ("subject_id", models.UUIDField(null=True)),
                ("label", models.TextField(default="")),
                ("url", models.TextField(default="")),
                ("is_done", models.BooleanField()),
                ("code", models.TextField(default="")),
                ("said", models.TextField(default="")),
            ],
            options={
                "db_table": "base_job_line",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_done", False)),
                        fields=["job", "position"],
                        name="job_line_refused",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("job", "position"), name="one_outcome_per_row_of_a_job")
                ],
            },
        ),
        migrations.RunSQL(FEED, migrations.RunSQL.noop),
        migrations.RunSQL(
            ";".join(f"create sequence base_number_{kind} start 1000001" for kind in NUMBERS),
            ";".join(f"drop sequence base_number_{kind}" for kind in NUMBERS),
        ),
    ]
