from django.db import migrations, models


class Migration(migrations.Migration):
    """Why orders are cancelled; holds in force are found by their age."""

    dependencies = [
        ("sales", "0022_what_is_shipped_and_not_invoiced"),
    ]

    operations = [
        migrations.CreateModel(
            name="CancelReason",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("is_open", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "sales_cancel_reason",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9_]{1,20}$")),
                        name="cancel_reason_code_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="cancel_reason_has_a_name"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                condition=models.Q(("released_at__isnull", True)),
                fields=["placed_at", "id"],
                name="hold_open",
            ),
        ),
    ]
