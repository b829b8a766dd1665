from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_charges"),
        ("fulfilment", "0001_initial"),
        ("sales", "0006_charges"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoiceline",
            name="gross",
            field=models.DecimalField(decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="gross_price",
            field=models.DecimalField(decimal_places=6, max_digits=20, null=True),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gross__isnull", True), ("gross_price__isnull", True)),
                    models.Q(("gross__isnull", False), ("gross_price__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_line_gross_has_its_price",
            ),
        ),
    ]
