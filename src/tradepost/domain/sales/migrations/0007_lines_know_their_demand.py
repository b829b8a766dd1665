import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No column: a way to join two rows of one id."""

    dependencies = [("inventory", "0004_reasons_are_found"), ("sales", "0006_orders_on_hold")]
    operations = [
        migrations.AddField(
            "orderline",
            "demand",
            models.ForeignObject(
                from_fields=["id"],
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="inventory.demand",
                to_fields=["id"],
            ),
        ),
    ]
