from django.db import migrations, models


class Migration(migrations.Migration):
    """A demand knows whether its document leaves only when whole, the least of a line that leaves at once, and how long goods must last."""

    dependencies = [("inventory", "0009_moves_of_value_are_held")]
    operations = [
        migrations.AddField("demand", "ship_complete", models.BooleanField(default=False, db_default=False)),
        migrations.AddField("demand", "minimum_fill_percent", models.IntegerField(default=0, db_default=0)),
        migrations.AddField("demand", "minimum_shelf_days", models.IntegerField(default=0, db_default=0)),
        migrations.AddConstraint(
            "demand",
            models.CheckConstraint(
                condition=models.Q(minimum_shelf_days__gte=0), name="demand_shelf_days_not_negative"
            ),
        ),
        migrations.AddConstraint(
            "demand",
            models.CheckConstraint(
                condition=models.Q(minimum_fill_percent__gte=0, minimum_fill_percent__lte=100),
                name="minimum_fill_is_percent",
            ),
        ),
    ]
