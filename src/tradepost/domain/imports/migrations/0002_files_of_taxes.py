from django.db import migrations, models


class Migration(migrations.Migration):
    """Files of tax rates and of tax exemptions."""

    dependencies = [
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="import",
            name="import_kind",
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "customers",
                            "suppliers",
                            "items",
                            "substitutes",
                            "prices",
                            "tax_rules",
                            "tax_exemptions",
                            "stock",
                            "orders",
                        ),
                    )
                ),
                name="import_kind",
            ),
        ),
    ]
