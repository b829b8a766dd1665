from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Finds customers by the beginning of their number and city; made without stopping those who write."""

    atomic = False
    dependencies = [("parties", "0005_logo")]
    operations = [
        AddIndexConcurrently(
            model_name="customer",
            index=models.Index(
                OpClass(Upper("number"), name="text_pattern_ops"), name="customer_begins_with"
            ),
        ),
        AddIndexConcurrently(
            model_name="address",
            index=models.Index(OpClass(Upper("city"), name="text_pattern_ops"), name="address_by_city"),
        ),
    ]
