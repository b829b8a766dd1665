from django.db import migrations, models
from django.db.models import PROTECT

_AGES = ("", "not_older", "not_newer")


class Migration(migrations.Migration):
    """How customers take lots, and why a line got those that it got."""

    dependencies = [
        ("catalog", "0001_initial"),
        ("fulfilment", "0006_found_by_plain"),
        ("parties", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="LotRule",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("same_lot", models.BooleanField(default=False)),
                ("age", models.TextField(default="")),
                ("one_lot", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "customer",
                    models.ForeignKey("parties.customer", PROTECT, db_index=False, related_name="+"),
                ),
                ("item", models.ForeignKey("catalog.item", PROTECT, null=True, related_name="+")),
            ],
            options={
                "db_table": "fulfilment_lot_rule",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer", "item"), name="one_lot_rule_per_item", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(age__in=_AGES), name="lot_rule_age_is_known"),
                ],
            },
        ),
        migrations.AddField("shipmentline", "lot_trace", models.JSONField(default=dict, db_default={})),
    ]
