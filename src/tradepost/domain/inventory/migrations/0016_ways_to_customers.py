import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How far customers are from a warehouse, by country, and what a shipment there costs."""

    dependencies = [("inventory", "0015_warehouses_stand_with_customers")]
    operations = [
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.TextField(default="")),
                ("distance", models.IntegerField(default=0)),
                ("cost", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                ("made_at", models.DateTimeField()),
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
            ],
            options={
                "db_table": "inventory_leg",
                "constraints": [
                    models.UniqueConstraint(fields=("warehouse", "country"), name="one_leg_per_country"),
                    models.CheckConstraint(
                        condition=models.Q(cost__gte=0, distance__gte=0), name="leg_is_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(country__regex="^([A-Z]{2})?$"), name="leg_country_is_iso"
                    ),
                ],
            },
        ),
    ]
