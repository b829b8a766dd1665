from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]

    operations = [
        migrations.AddField("pricelist", "retired_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "pricelist",
            models.CheckConstraint(
                condition=Q(is_base=False) | Q(retired_on__isnull=True), name="base_list_is_not_retired"
            ),
        ),
    ]
