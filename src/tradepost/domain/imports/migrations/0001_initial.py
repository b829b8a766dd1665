import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from tradepost.base.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("kind", models.TextField()),
                        ("file_name", models.TextField()),
                        ("file_bytes", models.BigIntegerField()),
                        ("reading", models.JSONField(default=dict)),
                        ("told", models.TextField(default="")),
                        (
                            "heading",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), default=list, size=None
                            ),
                        ),
                        ("signature", models.TextField(default="")),
                        ("columns", models.JSONField(default=dict)),
                        ("options", models.JSONField(default=dict)),
                        ("state", models.TextField(default="draft")),
                        ("is_example", models.BooleanField(default=False)),
                        ("job_id", models.UUIDField(null=True)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("actor", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "imports_import",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="import_by_age"),
                            models.Index(fields=["kind", "made_at"], name="import_by_kind"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "customers",
                                            "suppliers",
                                            "items",
                                            "substitutes",
                                            "prices",
                                            "stock",
                                            "orders",
                                        ),
                                    )
                                ),
                                name="import_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("draft", "checked", "begun", "kept", "undoing", "undone"))
                                ),
                                name="import_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "of",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="imports.import",
                            ),
                        ),
                        ("number", models.IntegerField()),
                        ("key", models.TextField()),
                        ("verdict", models.TextField()),
                        ("stage", models.TextField()),
                        ("reason", models.TextField(default="")),
                        ("said", models.TextField(default="")),
                        ("subject_id", models.UUIDField(null=True)),
                        ("effects", models.JSONField(default=list)),
                        (
                            "cells",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "db_table": "imports_row",
                        "indexes": [
                            models.Index(fields=["of", "verdict", "number"], name="row_by_verdict"),
                            models.Index(
                                condition=models.Q(("stage", "undone")),
                                fields=["subject_id"],
                                name="row_taken_back",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("of", "number"), name="one_outcome_per_row_of_a_file"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ("made", "changed", "same", "refused"))),
                                name="row_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ("checked", "kept", "undone", "standing"))),
                                name="row_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contents",
                    fields=[
                        (
                            "of",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="contents",
                                serialize=False,
                                to="imports.import",
                            ),
                        ),
                        ("data", models.BinaryField()),
                    ],
                    options={
                        "db_table": "imports_contents",
                    },
                ),
            ]
        ),
    ]
