from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_discount_has_an_account")]
    operations = [ValidateConstraint("posting", "account_is_known")]
