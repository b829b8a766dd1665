import django.db.models.deletion
from django.db import migrations, models

_RULES = ("one", "own_first", "nearest", "least_split", "cheapest")


class Migration(migrations.Migration):
    """Lines of one order may come from several warehouses; none of those that stand does."""

    dependencies = [("inventory", "0016_ways_to_customers"), ("sales", "0009_orders_say_how_they_go")]
    operations = [
        migrations.AddField("order", "sourcing", models.TextField(default="one", db_default="one")),
        migrations.AddField(
            "orderline",
            "warehouse",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.warehouse",
            ),
        ),
        migrations.AddField("orderline", "source_trace", models.JSONField(default=dict, db_default={})),
        migrations.AddField("orderline", "split_of", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(condition=models.Q(sourcing__in=_RULES), name="order_sourcing_is_known"),
        ),
        migrations.AddIndex(
            "orderline",
            models.Index(
                condition=models.Q(warehouse__isnull=False),
                fields=["warehouse", "order"],
                name="line_by_source",
            ),
        ),
    ]
