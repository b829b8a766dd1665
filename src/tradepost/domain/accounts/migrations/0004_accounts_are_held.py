from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_more_accounts")]
    operations = [ValidateConstraint("posting", "account_is_known")]
