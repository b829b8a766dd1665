from django.db import migrations, models


class Migration(migrations.Migration):
    """What was open when each of the last months ended, kept by the worker."""

    dependencies = [("reports", "0003_price_impacts")]

    operations = [
        migrations.CreateModel(
            name="Level",
            fields=[
                ("ends_on", models.DateField(primary_key=True, serialize=False)),
                ("open_orders", models.DecimalField(decimal_places=2, max_digits=20)),
                ("overdue", models.DecimalField(decimal_places=2, max_digits=20)),
            ],
            options={"db_table": "reports_level"},
        ),
        migrations.CreateModel(
            name="Levelling",
            fields=[
                ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                ("cursor", models.TextField()),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "db_table": "reports_levelling",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_levelling_row")
                ],
            },
        ),
    ]
