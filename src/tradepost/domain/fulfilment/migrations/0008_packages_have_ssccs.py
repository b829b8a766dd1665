from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Packages bear an SSCC; the numbers come from a sequence, so that none is given twice."""

    dependencies = [("fulfilment", "0007_lot_rules")]
    operations = [
        migrations.AddField("package", "sscc", models.TextField(default="", db_default="")),
        migrations.AddConstraint(
            "package",
            models.UniqueConstraint(fields=["sscc"], condition=~Q(sscc=""), name="package_sscc_is_unique"),
        ),
        migrations.AddConstraint(
            "package",
            models.CheckConstraint(condition=Q(sscc__regex="^([0-9]{18})?$"), name="package_sscc_is_digits"),
        ),
        migrations.RunSQL("create sequence base_number_sscc", "drop sequence base_number_sscc"),
    ]
