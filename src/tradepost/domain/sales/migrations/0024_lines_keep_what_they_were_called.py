from django.db import migrations, models


class Migration(migrations.Migration):
    """A line says what the customer calls its item, to be learned."""

    dependencies = [("sales", "0023_reasons_to_cancel")]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="called",
            field=models.TextField(db_default="", default=""),
        ),
    ]
