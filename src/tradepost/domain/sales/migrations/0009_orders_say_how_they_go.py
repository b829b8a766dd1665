from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import PROTECT, F, JSONField, Q, Value


class Migration(migrations.Migration):
    """By what an order is sent; when its lines leave, as told, and how the days that were told came about."""

    dependencies = [("delivery", "0001_initial"), ("sales", "0008_orders_say_how_they_ship")]
    operations = [
        migrations.AddField(
            "order",
            "carrier",
            models.ForeignKey("delivery.carrier", PROTECT, null=True, db_index=False, related_name="+"),
        ),
        migrations.AddField(
            "order",
            "transit",
            models.ForeignKey("delivery.transit", PROTECT, null=True, db_index=False, related_name="+"),
        ),
        migrations.AddField(
            "orderline", "promise_trace", JSONField(default=dict, db_default=Value({}, JSONField()))
        ),
        migrations.AddField("orderline", "ships_on", models.DateField(null=True)),
        # Old lines have none, so that a look at all of them would find nothing.
        AddConstraintNotValid(
            "orderline",
            models.CheckConstraint(
                condition=Q(ships_on__isnull=True)
                | Q(promised_on__isnull=True)
                | Q(ships_on__lte=F("promised_on")),
                name="line_ships_before_it_arrives",
            ),
        ),
    ]
