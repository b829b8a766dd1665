from django.db import migrations, models


class Migration(migrations.Migration):
    """What the lines of shipments weigh that are billed by it."""

    dependencies = [
        ("catalog", "0008_substitutes_and_kits"),
        ("fulfilment", "0010_history_of_lot_rules"),
        ("sales", "0028_history_of_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="shipmentline",
            name="returned_milli",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="shipmentline",
            name="weighed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="shipmentline",
            name="weight_milli",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="shipmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight_milli__isnull", True),
                    models.Q(("weighed", True), ("weight_milli__gt", 0)),
                    _connector="OR",
                ),
                name="shipment_line_weight_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weighed", False), ("shipped", 0), ("weight_milli__isnull", False), _connector="OR"
                ),
                name="weighed_line_leaves_with_its_weight",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_milli", 0),
                    models.Q(
                        ("returned_milli__gt", 0),
                        ("returned_milli__lte", models.F("weight_milli")),
                        ("weight_milli__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="shipment_line_returned_within_weight",
            ),
        ),
    ]
