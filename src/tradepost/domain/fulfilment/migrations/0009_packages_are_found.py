from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from tradepost.base.finding import Plain


class Migration(migrations.Migration):
    """Packages are found by their own numbers; made without stopping those who pack."""

    atomic = False
    dependencies = [("base", "0004_plain_text"), ("fulfilment", "0008_packages_have_ssccs")]
    operations = [
        AddIndexConcurrently(
            model_name="package",
            index=GinIndex(
                OpClass(Plain("sscc", "tracking_number"), name="gin_trgm_ops"), name="package_search"
            ),
        ),
    ]
