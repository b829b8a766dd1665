from django.db import migrations, models
from django.db.models import Q, deletion


class Migration(migrations.Migration):
    """Counts of a zone name the zone. Those that were planned by codes keep their codes."""

    dependencies = [("counting", "0002_guards"), ("inventory", "0013_zones_and_fixed_bins")]
    operations = [
        migrations.AddField(
            model_name="count",
            name="in_zone",
            field=models.ForeignKey(
                db_column="zone_id",
                db_index=False,
                null=True,
                on_delete=deletion.PROTECT,
                related_name="+",
                to="inventory.zone",
            ),
        ),
        migrations.AddConstraint(
            model_name="count",
            constraint=models.CheckConstraint(
                condition=Q(("in_zone__isnull", True)) | Q(("scope", "zone"), ("zone", "")),
                name="count_says_zone_or_codes",
            ),
        ),
    ]
