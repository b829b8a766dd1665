from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0017_suppliers_stores")]
    operations = [ValidateConstraint("position", "goods_of_suppliers_are_not_ours")]
