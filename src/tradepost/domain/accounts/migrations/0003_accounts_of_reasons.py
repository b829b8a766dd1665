from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

OLD = ["1000", "1200", "1400", "2100", "2150", "2200", "3000", "4000", "4100", "5000", "5900", "5950", "5990"]
NEW = [*OLD[:11], "5910", "5920", "5930", "5940", *OLD[11:]]


class Migration(migrations.Migration):
    """Four more accounts. The postings that are there are checked apart, without locking anybody out."""

    dependencies = [("accounts", "0002_guards")]
    operations = [
        migrations.RemoveConstraint("posting", "account_is_known"),
        AddConstraintNotValid(
            "posting",
            models.CheckConstraint(condition=models.Q(account__in=NEW), name="account_is_known"),
        ),
    ]
