import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Links by which buyers see a quote and sign it; what is said about its lines."""

    dependencies = [
        ("sales", "0019_quote_templates"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuoteAsk",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("quantity", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("unit_price", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ("text", models.TextField(default="")),
                ("by", models.TextField()),
                ("from_buyer", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks",
                        to="sales.quoteline",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="sales.quote"
                    ),
                ),
            ],
            options={
                "db_table": "sales_quote_ask",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            ("quantity__isnull", False),
                            ("unit_price__isnull", False),
                            _connector="OR",
                        ),
                        name="ask_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line__isnull", False),
                            models.Q(("quantity__isnull", True), ("unit_price__isnull", True)),
                            _connector="OR",
                        ),
                        name="ask_of_amounts_names_a_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"),
                            models.Q(("unit_price__isnull", True), ("unit_price__gte", 0), _connector="OR"),
                        ),
                        name="ask_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteShare",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("hash", models.TextField(unique=True)),
                ("sent_to", models.TextField(default="")),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_by", models.TextField(default="")),
                (
                    "order",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.order",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="sales.quote"
                    ),
                ),
            ],
            options={
                "db_table": "sales_quote_share",
                "indexes": [models.Index(fields=["number"], name="share_by_number")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")), name="share_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="share_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("order__isnull", True), ("signed_at__isnull", True)),
                            models.Q(("order__isnull", False), ("signed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="signed_share_has_an_order",
                    ),
                ],
            },
        ),
    ]
