import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import tradepost.base.history
import tradepost.domain.access.models.user
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger user_counts_its_versions before update on access_user
  for each row execute function base_next_version();
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
                    name="FactorRole",
                    fields=[
                        ("role", models.TextField(primary_key=True, serialize=False)),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "access_factor_role",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "owner",
                                            "sales",
                                            "rep",
                                            "warehouse",
                                            "purchasing",
                                            "billing",
                                            "viewer",
                                            "buyer",
                                        ],
                                    )
                                ),
                                name="factor_role",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("name", models.TextField(default="")),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_staff", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField(null=True)),
                        ("version", models.IntegerField(default=1)),
                        ("language", models.TextField(default="")),
                        ("time_zone", models.TextField(default="")),
                        ("theme", models.TextField(default="system")),
                        ("density", models.TextField(default="comfortable")),
                        ("start_page", models.TextField(default="")),
                        ("letters", models.BooleanField(default=True)),
                        (
                            "told",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                default=tradepost.domain.access.models.user.told_at_first,
                                size=None,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "access_user",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="user_email_is_lower_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("email", ""), _negated=True), name="user_has_an_email"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("theme__in", ["system", "light", "dark"])),
                                name="user_theme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("density__in", ["comfortable", "compact"])),
                                name="user_density",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "told__contained_by",
                                        [
                                            "mention:product",
                                            "mention:mail",
                                            "mail_failed:product",
                                            "mail_failed:mail",
                                            "order_held:product",
                                            "order_held:mail",
                                            "job_ended:product",
                                            "job_ended:mail",
                                        ],
                                    )
                                ),
                                name="user_told",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.TextField()),
                        ("hash", models.TextField(unique=True)),
                        ("prefix", models.TextField()),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), default=list, size=None
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("last_used_on", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "access_api_token",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="token_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                                name="token_hash_is_sha256",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="token_expires_later",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactorRoleEvent",
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
                                to="access.factorrole",
                            ),
                        ),
                        ("role", models.TextField(serialize=False)),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "access_factor_role_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.TextField()),
                        ("scope_kind", models.TextField(default="")),
                        ("scope_id", models.UUIDField(null=True)),
                    ],
                    options={
                        "db_table": "access_grant",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "role", "scope_kind", "scope_id"),
                                name="grant_is_given_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "owner",
                                            "sales",
                                            "rep",
                                            "warehouse",
                                            "purchasing",
                                            "billing",
                                            "viewer",
                                            "buyer",
                                        ],
                                    )
                                ),
                                name="grant_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scope_kind__in", ["", "own_customers", "customer", "warehouse"])
                                ),
                                name="grant_scope_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("scope_id__isnull", True), ("scope_kind__in", ["", "own_customers"])
                                    ),
                                    models.Q(
                                        ("scope_id__isnull", False),
                                        ("scope_kind__in", ["customer", "warehouse"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="grant_scope_has_its_subject",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("hash", models.TextField(unique=True)),
                        ("invited_by", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "access_invitation",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                                name="invitation_hash_is_sha256",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="invitation_expires_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_at__isnull", True),
                                    ("withdrawn_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="invitation_is_accepted_or_withdrawn",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("accepted_at__isnull", True), ("withdrawn_at__isnull", True)
                                ),
                                fields=("user",),
                                name="invitation_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListView",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("list_name", models.TextField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.TextField()),
                        ("query", models.TextField()),
                        ("is_shared", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "access_list_view",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_shared", True)),
                                fields=["list_name"],
                                name="list_view_shared",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="list_view_has_a_name"
                            ),
                            models.UniqueConstraint(
                                fields=("user", "list_name", "name"), name="list_view_is_named_once"
                            ),
                        ],
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to=settings.AUTH_USER_MODEL,
                            ),
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="access.grant",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                    name="ListHabit",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("list_name", models.TextField()),
                        (
                            "columns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), default=list, size=None
                            ),
                        ),
                        (
                            "opens_with",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="access.listview",
                            ),
                        ),
                        ("looked_at", models.DateTimeField(null=True)),
                        ("since", models.DateTimeField(null=True)),
                    ],
                    options={
                        "db_table": "access_list_habit",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "list_name"), name="one_habit_per_list")
                        ],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="factorrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "access_factor_role_history" ("pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since") VALUES (NOW(), \'update\', OLD."role", OLD."role", OLD."since"); RETURN NULL;',
                            hash="01ebcf621ddd3777b3a127d11033e559116ef62a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_260ce",
                            table="access_factor_role",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="factorrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_factor_role_history" ("pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since") VALUES (NOW(), \'delete\', OLD."role", OLD."role", OLD."since"); RETURN NULL;',
                            hash="6a3c0820d84315aff86ce883da594142866f4d06",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_af536",
                            table="access_factor_role",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="factorroleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0e340b78a62c79fe099a758fbfcde4d1b7c29270",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd161",
                            table="access_factor_role_history",
                            when="BEFORE",
                        ),
                    ),
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
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
