from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    """Invoices keep their terms and parts; matches, what was kept back for early payment."""

    dependencies = [
        ("billing", "0008_unmatched_payments"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocation",
            name="discount",
            field=models.DecimalField(
                db_default=Decimal(0), decimal_places=4, default=Decimal(0), max_digits=18
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="parts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="invoice",
            name="terms",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discount", 0),
                    models.Q(("discount__gt", 0), ("payment__isnull", False), ("reverses__isnull", True)),
                    models.Q(("discount__lt", 0), ("payment__isnull", False), ("reverses__isnull", False)),
                    _connector="OR",
                ),
                name="allocation_discount_is_of_a_payment",
            ),
        ),
    ]
