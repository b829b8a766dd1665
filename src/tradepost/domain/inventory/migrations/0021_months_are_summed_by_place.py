from django.db import migrations, models


class Migration(migrations.Migration):
    """What the moves of each ended month, and year, changed in each place and of each lot."""

    dependencies = [("inventory", "0020_history_of_fixed_bins")]
    operations = [
        migrations.CreateModel(
            name="PlaceSum",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("of_year", models.BooleanField(default=False)),
                ("item_id", models.UUIDField()),
                ("place_id", models.UUIDField()),
                ("lot_id", models.UUIDField(null=True)),
                ("quantity", models.BigIntegerField()),
            ],
            options={
                "db_table": "inventory_place_sum",
                "indexes": [models.Index(fields=["of_year", "month"], name="place_sum_by_month")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item_id", "month", "of_year", "place_id", "lot_id"),
                        name="one_sum_per_place_lot_and_month",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
