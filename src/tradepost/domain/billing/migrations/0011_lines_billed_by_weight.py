from django.db import migrations, models


class Migration(migrations.Migration):
    """What the lines of invoices weigh that are billed by it."""

    dependencies = [
        ("billing", "0010_tax_texts_of_invoices"),
        ("fulfilment", "0010_history_of_lot_rules"),
        ("sales", "0028_history_of_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoiceline",
            name="weight_milli",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight_milli__isnull", True), ("weight_milli__gte", 0), _connector="OR"),
                name="invoice_line_weight_not_negative",
            ),
        ),
    ]
