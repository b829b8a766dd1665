from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_stock_in_transit")]
    operations = [ValidateConstraint("posting", "account_is_known")]
