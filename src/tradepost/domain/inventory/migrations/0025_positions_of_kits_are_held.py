from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0024_positions_of_kits")]
    operations = [ValidateConstraint("position", "kits_have_no_stock")]
