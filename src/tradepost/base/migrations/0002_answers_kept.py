from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Finds the answers to be forgotten; made without stopping those who write new ones."""

    atomic = False
    dependencies = [("base", "0001_initial")]
    operations = [
        AddIndexConcurrently(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("status__isnull", False)), fields=["at"], name="answer_kept"
            ),
        ),
    ]
