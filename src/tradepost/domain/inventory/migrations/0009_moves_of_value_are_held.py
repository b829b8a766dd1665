from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0008_cost_layers")]
    operations = [ValidateConstraint("move", "move_has_quantity_or_value")]
