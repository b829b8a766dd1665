from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    """Orders keep their terms, what is paid before they leave, and what of them is shipped and not invoiced."""

    dependencies = [
        ("sales", "0020_quotes_are_shared"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hold",
            name="hold_reason_is_known",
        ),
        migrations.AddField(
            model_name="order",
            name="deposit",
            field=models.DecimalField(db_default=Decimal(0), decimal_places=4, default=0, max_digits=18),
        ),
        migrations.AddField(
            model_name="order",
            name="deposit_due",
            field=models.DecimalField(db_default=Decimal(0), decimal_places=4, default=0, max_digits=18),
        ),
        migrations.AddField(
            model_name="order",
            name="terms",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="order",
            name="unbilled_value",
            field=models.DecimalField(db_default=Decimal(0), decimal_places=4, default=0, max_digits=18),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        (
                            "credit",
                            "overdue",
                            "deposit",
                            "price",
                            "stock",
                            "address",
                            "fraud",
                            "po",
                            "manual",
                        ),
                    )
                ),
                name="hold_reason_is_known",
            ),
        ),
    ]
