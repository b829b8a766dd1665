from django.db import migrations, models
from django.db.models import PROTECT


class Migration(migrations.Migration):
    """A line from a warehouse of its own goes from there: by what, and by which row of the transit table.

    And that it goes another way than when its day was told.
    """

    dependencies = [("delivery", "0001_initial"), ("sales", "0011_confirmed_lines_may_be_parted")]
    operations = [
        migrations.AddField(
            "orderline",
            "carrier",
            models.ForeignKey("delivery.carrier", PROTECT, null=True, db_index=False, related_name="+"),
        ),
        migrations.AddField(
            "orderline",
            "transit",
            models.ForeignKey("delivery.transit", PROTECT, null=True, db_index=False, related_name="+"),
        ),
        migrations.AddField("orderline", "way_changed", models.BooleanField(default=False, db_default=False)),
    ]
