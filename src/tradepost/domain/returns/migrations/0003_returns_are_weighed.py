from django.db import migrations, models


class Migration(migrations.Migration):
    """What came back of goods that were billed by weight."""

    dependencies = [
        ("catalog", "0009_items_are_weighed"),
        ("fulfilment", "0011_lines_are_weighed"),
        ("inventory", "0020_history_of_fixed_bins"),
        ("returns", "0002_guards"),
        ("sales", "0028_history_of_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="returnline",
            name="weight_milli",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="returnline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight_milli__isnull", True),
                    models.Q(("received__gt", 0), ("weight_milli__gt", 0)),
                    _connector="OR",
                ),
                name="return_line_weight_positive",
            ),
        ),
    ]
