from django.db import migrations, models


class Migration(migrations.Migration):
    """Invoices keep what is said of their taxes."""

    dependencies = [
        ("billing", "0009_paid_in_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="tax_texts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]
