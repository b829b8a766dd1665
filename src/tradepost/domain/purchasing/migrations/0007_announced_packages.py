from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    """Pallets and cartons that suppliers announce, each by its SSCC."""

    dependencies = [("purchasing", "0006_reasons_of_differences")]
    operations = [
        migrations.CreateModel(
            name="AnnouncedPackage",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("sscc", models.TextField()),
                ("notice", models.TextField(default="")),
                ("expected_on", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("purchase_order", models.ForeignKey("purchasing.purchaseorder", PROTECT, related_name="+")),
                ("receipt", models.OneToOneField("purchasing.receipt", PROTECT, null=True, related_name="+")),
            ],
            options={
                "db_table": "purchasing_announced_package",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sscc",),
                        condition=Q(withdrawn_at__isnull=True),
                        name="sscc_is_announced_once",
                    ),
                    models.CheckConstraint(
                        condition=Q(sscc__regex="^[0-9]{18}$"), name="announced_sscc_is_digits"
                    ),
                    models.CheckConstraint(
                        condition=Q(receipt__isnull=True) | Q(withdrawn_at__isnull=True),
                        name="withdrawn_is_not_received",
                    ),
                ],
                "indexes": [models.Index(fields=["made_at", "id"], name="announced_newest")],
            },
        ),
        migrations.CreateModel(
            name="AnnouncedLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("quantity", models.BigIntegerField()),
                ("lot_code", models.TextField(default="")),
                ("expires_on", models.DateField(null=True)),
                ("best_before_on", models.DateField(null=True)),
                ("supplier_lot", models.TextField(default="")),
                ("line", models.ForeignKey("purchasing.purchaseorderline", PROTECT, related_name="+")),
                (
                    "package",
                    models.ForeignKey(
                        "purchasing.announcedpackage", PROTECT, db_index=False, related_name="+"
                    ),
                ),
            ],
            options={
                "db_table": "purchasing_announced_line",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("package", "position"), name="one_announced_line_per_position"
                    ),
                    models.CheckConstraint(condition=Q(quantity__gt=0), name="announced_line_has_quantity"),
                ],
            },
        ),
    ]
