import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes of confirmed orders, line by line."""

    dependencies = [
        ("sales", "0025_order_templates"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("reason", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.TextField()),
                ("transaction", models.BigIntegerField()),
                ("net_before", models.DecimalField(decimal_places=4, max_digits=18)),
                ("total_before", models.DecimalField(decimal_places=4, max_digits=18)),
                ("net_after", models.DecimalField(decimal_places=4, max_digits=18)),
                ("total_after", models.DecimalField(decimal_places=4, max_digits=18)),
                ("proposals", models.JSONField(default=list)),
                ("wants_word", models.BooleanField(default=False)),
                ("word_on", models.DateField(null=True)),
                ("word_by", models.TextField(default="")),
                ("word_how", models.TextField(default="")),
                ("word_recorded_by", models.TextField(default="")),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.order",
                    ),
                ),
            ],
            options={
                "db_table": "sales_change_set",
                "constraints": [
                    models.UniqueConstraint(fields=("order", "number"), name="one_change_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("word_on__isnull", True),
                            models.Q(("word_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="word_is_somebodys",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("wants_word", True), ("word_on__isnull", True)),
                        fields=["order"],
                        name="change_wants_word",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeOperation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("kind", models.TextField()),
                ("line_id", models.UUIDField(null=True)),
                ("line_position", models.IntegerField(null=True)),
                ("sku", models.TextField(default="")),
                ("name", models.TextField(default="")),
                ("was", models.JSONField(default=dict)),
                ("now", models.JSONField(default=dict)),
                (
                    "change_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="sales.changeset",
                    ),
                ),
            ],
            options={
                "db_table": "sales_change_operation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("add", "remove", "change", "order"))),
                        name="operation_kind_is_known",
                    )
                ],
            },
        ),
    ]
