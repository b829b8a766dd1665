from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a lot came from and went to; made without stopping those who move goods."""

    atomic = False
    dependencies = [("inventory", "0005_lots_have_a_state")]
    operations = [
        AddIndexConcurrently(
            model_name="move",
            index=models.Index(
                condition=models.Q(("lot__isnull", False)), fields=["lot", "at"], name="move_by_lot"
            ),
        ),
    ]
