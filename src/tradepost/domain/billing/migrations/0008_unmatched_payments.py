from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Finds the few payments that are not matched; made without stopping those who write new ones."""

    atomic = False
    dependencies = [("billing", "0007_found_by_is_made")]
    operations = [
        AddIndexConcurrently(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("allocated__lt", models.F("amount"))),
                fields=["paid_on", "id"],
                name="payment_unmatched",
            ),
        ),
    ]
