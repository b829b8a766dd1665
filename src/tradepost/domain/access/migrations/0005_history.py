import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import tradepost.base.history


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_factor_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="GrantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("role", models.TextField()),
                ("scope_kind", models.TextField(default="")),
                ("scope_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "access_grant_history",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "transaction",
                    models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                ),
                ("id", models.UUIDField(serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.TextField(default="")),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_user_history",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "access_grant_history" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope_id", "scope_kind", "user_id") VALUES (OLD."id", NOW(), \'update\', OLD."id", OLD."role", OLD."scope_id", OLD."scope_kind", OLD."user_id"); RETURN NULL;',
                    hash="56b975f67c1d77c825ea21e7724e328b10764e0f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c99f4",
                    table="access_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "access_grant_history" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope_id", "scope_kind", "user_id") VALUES (OLD."id", NOW(), \'delete\', OLD."id", OLD."role", OLD."scope_id", OLD."scope_kind", OLD."user_id"); RETURN NULL;',
                    hash="85c43fd91d16f07913b727da0a048a56482bd2d3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6eaf",
                    table="access_grant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "access_user_history" ("email", "id", "is_active", "is_staff", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."is_staff", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id"); RETURN NULL;',
                    hash="e79bd3197effb186ddca34ac665c2850ecce4ae7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5efde",
                    table="access_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "access_user_history" ("email", "id", "is_active", "is_staff", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."is_staff", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c04a87d1640655d1c8617eda8def02388694ea90",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dea43",
                    table="access_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="grantevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="access.grant",
            ),
        ),
        migrations.AddField(
            model_name="grantevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grantevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f8532f30e2f2f7f2d12ebe338fa95e41e0fb1eb1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ad573",
                    table="access_grant_history",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="userevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7bb3b9ae9adb727d4f35a1507490a9e66e44872c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_df0a5",
                    table="access_user_history",
                    when="BEFORE",
                ),
            ),
        ),
    ]
