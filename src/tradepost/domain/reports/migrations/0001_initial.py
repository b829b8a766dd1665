import uuid

import django.db.models.deletion
from django.db import migrations, models

import tradepost.domain.reports.models.sums
from tradepost.base.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Level",
                    fields=[
                        ("ends_on", models.DateField(primary_key=True, serialize=False)),
                        ("open_orders", models.DecimalField(decimal_places=2, max_digits=20)),
                        ("overdue", models.DecimalField(decimal_places=2, max_digits=20)),
                    ],
                    options={
                        "db_table": "reports_level",
                    },
                ),
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
                    name="Levelling",
                    fields=[
                        ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                        ("cursor", models.TextField()),
                        ("moved_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "reports_levelling",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_levelling_row")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SalesSum",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("basis", models.TextField()),
                        ("kind", models.TextField()),
                        ("span", models.TextField()),
                        ("starts_on", models.DateField()),
                        (
                            "subject_id",
                            models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000")),
                        ),
                        (
                            "rep_id",
                            models.UUIDField(default=uuid.UUID("00000000-0000-0000-0000-000000000000")),
                        ),
                        ("documents", models.BigIntegerField()),
                        ("quantity", models.BigIntegerField()),
                        (
                            "net",
                            tradepost.domain.reports.models.sums.ExactField(decimal_places=30, max_digits=60),
                        ),
                        (
                            "cost",
                            tradepost.domain.reports.models.sums.ExactField(decimal_places=30, max_digits=60),
                        ),
                    ],
                    options={
                        "db_table": "reports_sales_sum",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("basis", "kind", "span", "starts_on", "subject_id", "rep_id"),
                                name="one_sales_sum_per_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("span__in", ("day", "month"))),
                                name="sales_sum_span_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceSum",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("starts_on", models.DateField()),
                        ("warehouse_id", models.UUIDField()),
                        ("shipments", models.BigIntegerField()),
                        ("dated", models.BigIntegerField()),
                        ("on_time", models.BigIntegerField()),
                        ("wanted", models.BigIntegerField()),
                        ("filled", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "reports_service_sum",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("starts_on", "warehouse_id"), name="one_service_sum_per_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Summing",
                    fields=[
                        ("id", models.IntegerField(default=1, primary_key=True, serialize=False)),
                        ("cursor", models.TextField()),
                        ("since", models.DateField(null=True)),
                        ("moved_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "reports_summing",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_summing_row")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Turnover",
                    fields=[
                        (
                            "position",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="inventory.position",
                            ),
                        ),
                        ("since_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("gone", models.BigIntegerField()),
                        ("gone_value", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("gone_on", models.DateField(null=True)),
                        ("idle_days", models.IntegerField()),
                        ("letter", models.TextField()),
                        ("last_move_id", models.BigIntegerField()),
                    ],
                    options={
                        "db_table": "reports_turnover",
                        "indexes": [
                            models.Index(fields=["gone_value", "position"], name="turnover_by_value"),
                            models.Index(fields=["idle_days", "position"], name="turnover_by_idle"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("letter__in", ("A", "B", "C"))),
                                name="turnover_letter_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("since_on__lt", models.F("until_on"))),
                                name="turnover_has_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gone__gte", 0), ("idle_days__gte", 0)),
                                name="turnover_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImpactRow",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "impact",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.priceimpact",
                            ),
                        ),
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
                        ("unit", models.TextField()),
                        ("quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("old_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("new_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("cost", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
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
                        (
                            "impact",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.priceimpact",
                            ),
                        ),
                        ("kind", models.TextField()),
                        ("document_id", models.UUIDField()),
                        ("number", models.TextField()),
                        ("state", models.TextField()),
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
                        ("lines", models.IntegerField()),
                        ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                    ],
                    options={
                        "db_table": "reports_price_impact_document",
                        "indexes": [
                            models.Index(fields=["impact", "-more", "-id"], name="impact_document_by_more")
                        ],
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
                        (
                            "impact",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.priceimpact",
                            ),
                        ),
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
                        ("items", models.IntegerField()),
                        ("before", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("after", models.DecimalField(decimal_places=4, max_digits=20)),
                        ("more", models.DecimalField(decimal_places=4, max_digits=20)),
                    ],
                    options={
                        "db_table": "reports_price_impact_customer",
                        "indexes": [models.Index(fields=["impact", "-more", "-id"], name="impact_by_more")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("impact", "customer"), name="one_impact_per_customer"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
