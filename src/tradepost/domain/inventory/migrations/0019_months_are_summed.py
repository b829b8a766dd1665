import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What the moves of each ended month changed, so that a day long ago is not read from every move since."""

    dependencies = [("inventory", "0018_positions_of_suppliers_are_held")]
    operations = [
        migrations.CreateModel(
            name="StockMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("settles_after", models.BigIntegerField(null=True)),
                ("summed", models.BooleanField(default=False)),
            ],
            options={"db_table": "inventory_stock_month"},
        ),
        migrations.CreateModel(
            name="MonthSum",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("quantity", models.BigIntegerField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                (
                    "position",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inventory.position",
                    ),
                ),
            ],
            options={
                "db_table": "inventory_month_sum",
                "indexes": [models.Index(fields=["month"], name="month_sum_by_month")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("position", "month"), name="one_sum_per_position_and_month"
                    )
                ],
            },
        ),
    ]
