import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "__first__"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        (
                            "author_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("author", models.TextField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "notes_note",
                        "indexes": [
                            models.Index(fields=["subject_id", "written_at"], name="note_by_subject")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="note_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", ""), _negated=True), name="note_has_a_subject"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("happening", models.TextField()),
                        ("cause", models.TextField()),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        ("said", models.TextField()),
                        ("is_shown", models.BooleanField()),
                        ("is_mailed", models.BooleanField()),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                        ("mailed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "notes_notice",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_shown", True)),
                                fields=["user", "-made_at", "-id"],
                                name="notice_by_user",
                            ),
                            models.Index(
                                condition=models.Q(("is_shown", True), ("read_at__isnull", True)),
                                fields=["user"],
                                name="notice_unread",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("happening__in", ["mention", "mail_failed", "order_held", "job_ended"])
                                ),
                                name="notice_happening",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_shown", True), ("is_mailed", True), _connector="OR"),
                                name="notice_is_told",
                            ),
                            models.UniqueConstraint(fields=("user", "cause"), name="told_once_of_a_cause"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="File",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        ("name", models.TextField()),
                        ("media_type", models.TextField()),
                        ("size_bytes", models.BigIntegerField()),
                        ("digest", models.TextField()),
                        (
                            "added_by_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_by", models.TextField()),
                        ("added_at", models.DateTimeField()),
                        ("removed_by", models.TextField(default="")),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "notes_file",
                        "indexes": [models.Index(fields=["subject_id", "added_at"], name="file_by_subject")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="file_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size_bytes__gt", 0)), name="file_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                                name="file_digest_is_sha256",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by", "")),
                                    ("removed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="file_removed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="notes.note",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "notes_mention",
                        "indexes": [
                            models.Index(fields=["user", "-made_at", "-id"], name="mention_by_user"),
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["user"],
                                name="mention_unread",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("note", "user"), name="mentioned_once_in_a_note"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("read_at__isnull", True),
                                    ("read_at__gte", models.F("made_at")),
                                    _connector="OR",
                                ),
                                name="mention_read_after_made",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteEvent",
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
                                to="notes.note",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("kind", models.TextField()),
                        ("subject_id", models.UUIDField()),
                        (
                            "author_user",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("author", models.TextField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "notes_note_history",
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "notes_note_history" ("author", "author_user_id", "changed_at", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "subject_id", "text", "written_at") VALUES (OLD."author", OLD."author_user_id", OLD."changed_at", OLD."id", OLD."kind", NOW(), \'update\', OLD."id", OLD."removed_at", OLD."subject_id", OLD."text", OLD."written_at"); RETURN NULL;',
                            hash="7e766996204e09345e8f7221ab6b2606bce3f19b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_38f06",
                            table="notes_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notes_note_history" ("author", "author_user_id", "changed_at", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "subject_id", "text", "written_at") VALUES (OLD."author", OLD."author_user_id", OLD."changed_at", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."subject_id", OLD."text", OLD."written_at"); RETURN NULL;',
                            hash="e1a68e5e65d42a7637a3a6e0488040afda658cf5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14f74",
                            table="notes_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c6d16c795f6f64bb967579d62c8178c1cfc15942",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3ddc3",
                            table="notes_note_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
