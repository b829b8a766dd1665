from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The newest moves of all; made without stopping those who move goods."""

    atomic = False
    dependencies = [("inventory", "0006_moves_are_found_by_lot")]
    operations = [
        AddIndexConcurrently(model_name="move", index=models.Index(fields=["at", "id"], name="move_by_age")),
    ]
