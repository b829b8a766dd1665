from django.db import migrations, models


class Migration(migrations.Migration):
    """How much of a line leaves at once at least, and how long its goods must last."""

    dependencies = [("sales", "0007_lines_know_their_demand")]
    operations = [
        migrations.AddField("order", "minimum_fill_percent", models.IntegerField(default=0, db_default=0)),
        migrations.AddField("order", "minimum_shelf_days", models.IntegerField(default=0, db_default=0)),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                condition=models.Q(minimum_shelf_days__gte=0), name="order_shelf_days_not_negative"
            ),
        ),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                condition=models.Q(minimum_fill_percent__gte=0, minimum_fill_percent__lte=100),
                name="order_minimum_fill_is_percent",
            ),
        ),
    ]
