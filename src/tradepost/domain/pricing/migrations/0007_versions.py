import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.math
from django.db import migrations, models


class Migration(migrations.Migration):
    """Versions of price lists: changes that begin to hold together, kept with what they replaced."""

    dependencies = [
        ("catalog", "0005_items_are_costed"),
        ("pricing", "0006_promotions"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceVersion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("name", models.TextField(blank=True, default="")),
                ("state", models.TextField(default="draft")),
                ("activates_at", models.DateTimeField(null=True)),
                ("activated_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("rolled_back", models.BooleanField(default=False)),
                ("put_back", models.IntegerField(default=0)),
                ("left_alone", models.IntegerField(default=0)),
                ("job_id", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("version", models.IntegerField(default=1)),
                (
                    "price_list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.pricelist",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_version",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("price_list", "number"), name="price_version_numbered_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("price_list",),
                        name="one_active_version_per_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("draft", "scheduled", "active", "retired"))),
                        name="price_version_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "scheduled"), _negated=True),
                            ("activates_at__isnull", False),
                            _connector="OR",
                        ),
                        name="scheduled_version_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("active", "retired")), _negated=True),
                            ("activated_at__isnull", False),
                            _connector="OR",
                        ),
                        name="active_version_has_moment",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "scheduled")),
                        fields=["activates_at"],
                        name="price_version_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.TextField(blank=True, default="")),
                ("minimum_quantity", models.BigIntegerField(default=1)),
                ("kind", models.TextField(default="fixed")),
                ("valid_from", models.DateField(null=True)),
                ("is_gone", models.BooleanField(default=False)),
                ("amount", models.DecimalField(decimal_places=6, max_digits=20)),
                ("valid_until", models.DateField(null=True)),
                ("counted", models.TextField(default="line")),
                ("mix", models.TextField(blank=True, default="")),
                ("is_net", models.BooleanField(default=False)),
                ("quota", models.BigIntegerField(null=True)),
                ("price_row_id", models.UUIDField(null=True)),
                ("old_amount", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ("old", models.JSONField(null=True)),
                (
                    "jump",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    ("is_gone", True),
                                    ("old_amount__isnull", True),
                                    ("old_amount", 0),
                                    _connector="OR",
                                ),
                                then=models.Value(0),
                            ),
                            models.When(
                                kind="percent",
                                then=django.db.models.functions.math.Abs(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("amount"), "-", models.F("old_amount")
                                    )
                                ),
                            ),
                            default=django.db.models.functions.comparison.Least(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.functions.math.Abs(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("amount"), "-", models.F("old_amount")
                                            )
                                        ),
                                        "*",
                                        models.Value(100),
                                    ),
                                    "/",
                                    models.F("old_amount"),
                                ),
                                models.Value(999999),
                            ),
                            output_field=models.DecimalField(decimal_places=4, max_digits=12),
                        ),
                        output_field=models.DecimalField(decimal_places=4, max_digits=12),
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.category",
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
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="pricing.priceversion",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_version_row",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("of", "item", "category", "unit", "minimum_quantity", "kind", "valid_from"),
                        name="one_change_per_price",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category__isnull", False), ("item__isnull", True)),
                            models.Q(("category__isnull", True), ("item__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_of_item_or_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("fixed", "percent"))), name="change_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "fixed"), ("amount__lte", 100), _connector="OR"),
                        name="change_percent_at_most_100",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="change_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_quantity__gte", 1)), name="change_minimum_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counted__in", ("line", "item", "mix"))),
                        name="change_counted_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quota__isnull", True), ("quota__gte", 1), _connector="OR"),
                        name="change_quota_positive",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["of", "-jump", "-id"], name="change_by_jump"),
                    models.Index(fields=["price_row_id"], name="change_of_price"),
                ],
            },
        ),
    ]
