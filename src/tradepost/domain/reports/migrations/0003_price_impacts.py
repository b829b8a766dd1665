import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What versions of prices would do, as it is worked out in the background."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("parties", "0009_companies_have_a_gs1_prefix"),
        ("reports", "0002_turnover"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceImpact",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("version_id", models.UUIDField(unique=True)),
                ("of_version", models.IntegerField()),
                ("on", models.DateField()),
                ("currency", models.TextField()),
                ("buyers", models.IntegerField(default=0)),
                ("dearer", models.IntegerField(default=0)),
                ("cheaper", models.IntegerField(default=0)),
                ("without", models.IntegerField(default=0)),
                ("before", models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ("after", models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ("cost", models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ("costed_before", models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ("costed_after", models.DecimalField(decimal_places=4, default=0, max_digits=20)),
                ("quotes", models.IntegerField(default=0)),
                ("orders", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "reports_price_impact",
            },
        ),
        migrations.CreateModel(
            name="ImpactRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit", models.TextField()),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                ("old_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ("new_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                ("cost", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parties.customer",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.item",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reports.priceimpact",
                    ),
                ),
            ],
            options={
                "db_table": "reports_price_impact_row",
                "indexes": [
                    models.Index(fields=["impact", "customer"], name="impact_of_customer"),
                    models.Index(fields=["impact", "-more", "-id"], name="impact_row_by_more"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("document_id", models.UUIDField()),
                ("number", models.TextField()),
                ("state", models.TextField()),
                ("lines", models.IntegerField()),
                ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parties.customer",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reports.priceimpact",
                    ),
                ),
            ],
            options={
                "db_table": "reports_price_impact_document",
                "indexes": [models.Index(fields=["impact", "-more", "-id"], name="impact_document_by_more")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("quote", "order"))),
                        name="impact_document_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactCustomer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("items", models.IntegerField()),
                ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parties.customer",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reports.priceimpact",
                    ),
                ),
            ],
            options={
                "db_table": "reports_price_impact_customer",
                "indexes": [models.Index(fields=["impact", "-more", "-id"], name="impact_by_more")],
                "constraints": [
                    models.UniqueConstraint(fields=("impact", "customer"), name="one_impact_per_customer")
                ],
            },
        ),
    ]
