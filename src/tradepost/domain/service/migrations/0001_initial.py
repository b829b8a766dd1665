import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tradepost.base.finding
from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_dispute start 1000001;
create trigger dispute_version before update on service_dispute
  for each row execute function base_next_version();
"""
REMOVE = """
drop trigger dispute_version on service_dispute;
drop sequence base_number_dispute;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("base", "0001_initial"),
        ("access", "__first__"),
        ("catalog", "0001_initial"),
        ("parties", "0002_tax_rounding"),
        ("sales", "0007_inclusive_prices"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Dispute",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        ("state", models.TextField(default="open")),
                        ("customer_name", models.TextField()),
                        ("kind", models.TextField()),
                        ("document_id", models.UUIDField()),
                        ("document_number", models.TextField()),
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=tradepost.base.finding.Plain(
                                    "number", "document_number", "customer_name"
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("said", models.TextField()),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("currency", models.TextField()),
                        ("lines_count", models.IntegerField()),
                        ("due_on", models.DateField()),
                        ("question", models.TextField(default="")),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("outcome", models.TextField(default="")),
                        ("explanation", models.TextField(default="")),
                        ("led_to_kind", models.TextField(default="")),
                        ("led_to_id", models.UUIDField(null=True)),
                        ("led_to_number", models.TextField(default="")),
                        ("opened_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("version", models.IntegerField(default=1)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sales.order",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "service_dispute",
                        "indexes": [
                            models.Index(fields=["opened_at", "id"], name="dispute_by_age"),
                            models.Index(fields=["document_id"], name="dispute_by_document"),
                            models.Index(
                                condition=models.Q(("state", "settled"), _negated=True),
                                fields=["due_on", "id"],
                                name="dispute_live",
                            ),
                            models.Index(fields=["owner", "due_on"], name="dispute_by_owner"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["found_by"], name="dispute_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "waiting", "settled"))),
                                name="dispute_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("order", "shipment", "invoice"))),
                                name="dispute_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        (
                                            "missing",
                                            "damaged",
                                            "wrong_goods",
                                            "wrong_price",
                                            "late",
                                            "not_ordered",
                                            "quality",
                                            "other",
                                        ),
                                    )
                                ),
                                name="dispute_reason_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        ("", "credited", "returned", "replaced", "explained", "withdrawn"),
                                    )
                                ),
                                name="dispute_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="dispute_amount_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("state", "settled"),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("explanation", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "settled"), _negated=True),
                                        ("explanation", ""),
                                        ("outcome", ""),
                                        ("settled_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_dispute_says_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", False), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("asked_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="waiting_dispute_was_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("led_to_id__isnull", True),
                                        ("led_to_kind", ""),
                                        ("led_to_number", ""),
                                    ),
                                    models.Q(
                                        ("led_to_id__isnull", False),
                                        ("state", "settled"),
                                        models.Q(("led_to_kind", ""), _negated=True),
                                        models.Q(("led_to_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_leads_to_one_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeLine",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("position", models.IntegerField()),
                        ("line_id", models.UUIDField()),
                        ("sku", models.TextField()),
                        ("name", models.TextField()),
                        ("quantity", models.BigIntegerField()),
                        ("of_quantity", models.BigIntegerField()),
                        ("unit", models.TextField(default="")),
                        ("unit_numerator", models.BigIntegerField(default=1)),
                        ("unit_denominator", models.BigIntegerField(default=1)),
                        ("worth", models.DecimalField(decimal_places=4, max_digits=18)),
                        (
                            "dispute",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="service.dispute",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "service_dispute_line",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dispute", "line_id"), name="one_dispute_line_per_line"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__gt", 0), ("quantity__lte", models.F("of_quantity"))
                                ),
                                name="disputed_within_line",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, REMOVE),
    ]
