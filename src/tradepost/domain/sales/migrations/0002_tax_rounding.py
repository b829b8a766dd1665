from django.db import migrations, models


class Migration(migrations.Migration):
    """Orders and quotes keep how their tax is rounded."""

    dependencies = [
        ("delivery", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0002_tax_rounding"),
        ("sales", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="tax_rounding",
            field=models.TextField(db_default="total", default="total"),
        ),
        migrations.AddField(
            model_name="quote",
            name="tax_rounding",
            field=models.TextField(db_default="total", default="total"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_rounding__in", ("total", "line"))),
                name="order_tax_rounding_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_rounding__in", ("total", "line"))),
                name="quote_tax_rounding_is_known",
            ),
        ),
    ]
