import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.math
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import tradepost.base.history
from tradepost.base.at_once import AtOnce

GUARDS = """
create trigger promotion_version before update on pricing_promotion
  for each row execute function base_next_version();
create trigger tax_exemption_version before update on pricing_tax_exemption
  for each row execute function base_next_version();
create trigger discount_version before update on pricing_discount
  for each row execute function base_next_version();
create trigger price_list_counts_its_versions before update on pricing_price_list
  for each row execute function base_next_version();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Promotion",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField(unique=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customergroup",
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
                            "category",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("buy_quantity", models.BigIntegerField(default=0)),
                        ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("currency", models.TextField(blank=True, default="")),
                        (
                            "gift_item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("gift_quantity", models.BigIntegerField(default=1)),
                        ("repeats", models.BooleanField(default=False)),
                        ("most", models.BigIntegerField(null=True)),
                        ("is_exclusive", models.BooleanField(default=False)),
                        ("priority", models.IntegerField(default=100)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_promotion",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("customer__isnull", True), ("group__isnull", True), _connector="OR"
                                ),
                                name="promotion_for_one_buyer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", True), ("category__isnull", True), _connector="OR"
                                ),
                                name="promotion_of_item_or_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("buy_quantity__gt", 0), ("minimum_value", 0)),
                                    models.Q(
                                        ("buy_quantity", 0),
                                        ("minimum_value__gt", 0),
                                        ("repeats", False),
                                        models.Q(("currency", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="promotion_asks_quantity_or_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gift_quantity__gte", 1)),
                                name="promotion_gives_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most__isnull", True), ("most__gte", 1), _connector="OR"),
                                name="promotion_most_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                                ),
                                name="promotion_currency_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__range", (0, 9999))),
                                name="promotion_priority_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="promotion_validity_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaxExemption",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("certificate", models.TextField()),
                        ("country", models.TextField(blank=True, default="")),
                        ("region", models.TextField(blank=True, default="")),
                        ("item_class", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        ("note", models.TextField(blank=True, default="")),
                        ("version", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_tax_exemption",
                        "indexes": [models.Index(fields=["valid_until", "id"], name="exemption_by_end")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("certificate", ""), _negated=True),
                                name="exemption_has_a_certificate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("country", ""), _negated=True), ("region", ""), _connector="OR"
                                ),
                                name="exemption_place_has_a_country",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="exemption_validity_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaxRule",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("country", models.TextField(blank=True, default="")),
                        ("region", models.TextField(blank=True, db_default="", default="")),
                        ("postal_prefix", models.TextField(blank=True, db_default="", default="")),
                        ("customer_class", models.TextField(blank=True, default="")),
                        ("item_class", models.TextField(blank=True, default="")),
                        ("code", models.TextField()),
                        ("rate", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("part", models.TextField(blank=True, db_default="", default="")),
                        ("needs_tax_number", models.BooleanField(db_default=False, default=False)),
                        ("legal_text", models.TextField(blank=True, db_default="", default="")),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_tax_rule",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "country",
                                    "region",
                                    "postal_prefix",
                                    "customer_class",
                                    "item_class",
                                    "part",
                                    "valid_from",
                                ),
                                name="one_tax_rule_per_key",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rate__range", (0, 100))), name="tax_rate_is_percent"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("country", ""), _negated=True),
                                    models.Q(("postal_prefix", ""), ("region", "")),
                                    _connector="OR",
                                ),
                                name="tax_place_has_a_country",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="tax_validity_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DiscountRule",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField(unique=True)),
                        ("kind", models.TextField(default="line")),
                        ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customergroup",
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
                            "category",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("currency", models.TextField(blank=True, default="")),
                        ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("on_agreed", models.BooleanField(default=False)),
                        ("priority", models.IntegerField(default=100)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_discount",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("customer__isnull", False)),
                                fields=["customer"],
                                name="discount_of_customer",
                            ),
                            models.Index(
                                condition=models.Q(("group__isnull", False)),
                                fields=["group"],
                                name="discount_of_group",
                            ),
                            models.Index(
                                condition=models.Q(("customer__isnull", True), ("group__isnull", True)),
                                fields=["id"],
                                name="discount_of_everybody",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("line", "order"))),
                                name="discount_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                name="discount_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("customer__isnull", True), ("group__isnull", True), _connector="OR"
                                ),
                                name="discount_for_one_buyer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", True), ("category__isnull", True), _connector="OR"
                                ),
                                name="discount_of_item_or_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "line"), ("minimum_value", 0)),
                                    models.Q(
                                        ("category__isnull", True),
                                        ("item__isnull", True),
                                        ("kind", "order"),
                                        ("minimum_value__gte", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="discount_of_order_is_on_all_goods",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minimum_value", 0),
                                    models.Q(("currency", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="discount_value_has_currency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                                ),
                                name="discount_currency_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__range", (0, 9999))),
                                name="discount_priority_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="discount_validity_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarginFloor",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_floor",
                        "indexes": [models.Index(fields=["category"], name="floor_of_category")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "category"),
                                name="one_floor_per_subject",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", True), ("category__isnull", True), _connector="OR"
                                ),
                                name="floor_of_item_or_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", 0), ("percent__lt", 100)),
                                name="floor_is_percent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceList",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("name", models.TextField(unique=True)),
                        ("currency", models.TextField()),
                        ("is_base", models.BooleanField(default=False)),
                        ("retired_on", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_price_list",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_base", True)),
                                fields=("currency",),
                                name="one_base_list_per_currency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                                name="price_list_currency_is_iso",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_base", False), ("retired_on__isnull", True), _connector="OR"
                                ),
                                name="base_list_is_not_retired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceListEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.pricelist",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        ("currency", models.TextField()),
                        ("is_base", models.BooleanField(default=False)),
                        ("retired_on", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_price_list_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriceListFor",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "price_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="pricing.pricelist",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="parties.customergroup",
                            ),
                        ),
                        ("rank", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_price_list_for",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "group", "price_list"),
                                name="price_list_assigned_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("customer__isnull", True), ("group__isnull", False)),
                                    models.Q(("customer__isnull", False), ("group__isnull", True)),
                                    _connector="OR",
                                ),
                                name="price_list_for_one_buyer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rank__range", (0, 9999))),
                                name="price_list_rank_in_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceRow",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "price_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="pricing.pricelist",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("unit", models.TextField(blank=True, default="")),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("kind", models.TextField(default="fixed")),
                        ("amount", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("counted", models.TextField(db_default="line", default="line")),
                        ("mix", models.TextField(blank=True, db_default="", default="")),
                        ("is_net", models.BooleanField(db_default=False, default=False)),
                        ("quota", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_price_row",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("category__isnull", False)),
                                fields=["category", "price_list"],
                                name="price_of_category",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "item",
                                    "price_list",
                                    "category",
                                    "unit",
                                    "minimum_quantity",
                                    "valid_from",
                                    "kind",
                                ),
                                name="one_price_per_key",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("category__isnull", False), ("item__isnull", True)),
                                    models.Q(("category__isnull", True), ("item__isnull", False)),
                                    _connector="OR",
                                ),
                                name="price_of_item_or_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ("fixed", "percent"))),
                                name="price_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "fixed"), ("amount__lte", 100), _connector="OR"),
                                name="price_percent_at_most_100",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="price_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum_quantity__gte", 1)),
                                name="price_minimum_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_from__lt", models.F("valid_until")),
                                    _connector="OR",
                                ),
                                name="price_validity_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("counted__in", ("line", "item", "mix"))),
                                name="price_counted_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mix", ""), ("counted", "mix"), _connector="OR"),
                                name="price_mix_is_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quota__isnull", True), ("quota__gte", 1), _connector="OR"
                                ),
                                name="price_quota_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceVersion",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "price_list",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="pricing.pricelist",
                            ),
                        ),
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
                    ],
                    options={
                        "db_table": "pricing_version",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "scheduled")),
                                fields=["activates_at"],
                                name="price_version_due",
                            )
                        ],
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
                                condition=models.Q(
                                    ("state__in", ("draft", "scheduled", "active", "retired"))
                                ),
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
                    },
                ),
                migrations.CreateModel(
                    name="PromotionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.promotion",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customergroup",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("buy_quantity", models.BigIntegerField(default=0)),
                        ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("currency", models.TextField(blank=True, default="")),
                        (
                            "gift_item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        ("gift_quantity", models.BigIntegerField(default=1)),
                        ("repeats", models.BooleanField(default=False)),
                        ("most", models.BigIntegerField(null=True)),
                        ("is_exclusive", models.BooleanField(default=False)),
                        ("priority", models.IntegerField(default=100)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_promotion_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TaxExemptionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.taxexemption",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        ("certificate", models.TextField()),
                        ("country", models.TextField(blank=True, default="")),
                        ("region", models.TextField(blank=True, default="")),
                        ("item_class", models.TextField(blank=True, default="")),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        ("note", models.TextField(blank=True, default="")),
                        ("version", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_tax_exemption_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TaxRuleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.taxrule",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("country", models.TextField(blank=True, default="")),
                        ("region", models.TextField(blank=True, db_default="", default="")),
                        ("postal_prefix", models.TextField(blank=True, db_default="", default="")),
                        ("customer_class", models.TextField(blank=True, default="")),
                        ("item_class", models.TextField(blank=True, default="")),
                        ("code", models.TextField()),
                        ("rate", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("part", models.TextField(blank=True, db_default="", default="")),
                        ("needs_tax_number", models.BooleanField(db_default=False, default=False)),
                        ("legal_text", models.TextField(blank=True, db_default="", default="")),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_tax_rule_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DiscountRuleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.discountrule",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        ("name", models.TextField()),
                        ("kind", models.TextField(default="line")),
                        ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customergroup",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("currency", models.TextField(blank=True, default="")),
                        ("minimum_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("on_agreed", models.BooleanField(default=False)),
                        ("priority", models.IntegerField(default=100)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "pricing_discount_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MarginFloorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.marginfloor",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_floor_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriceListForEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.pricelistfor",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "price_list",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pricing.pricelist",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customer",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.customergroup",
                            ),
                        ),
                        ("rank", models.IntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_price_list_for_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriceRowEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "transaction",
                            models.BigIntegerField(db_default=tradepost.base.history.CurrentTransaction()),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="pricing.pricerow",
                            ),
                        ),
                        ("id", models.UUIDField(serialize=False)),
                        (
                            "price_list",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="pricing.pricelist",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="catalog.category",
                            ),
                        ),
                        ("unit", models.TextField(blank=True, default="")),
                        ("minimum_quantity", models.BigIntegerField(default=1)),
                        ("kind", models.TextField(default="fixed")),
                        ("amount", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("counted", models.TextField(db_default="line", default="line")),
                        ("mix", models.TextField(blank=True, db_default="", default="")),
                        ("is_net", models.BooleanField(db_default=False, default=False)),
                        ("quota", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "pricing_price_row_history",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VersionRow",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "of",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="pricing.priceversion",
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
                            "category",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.category",
                            ),
                        ),
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
                    ],
                    options={
                        "db_table": "pricing_version_row",
                        "indexes": [
                            models.Index(fields=["of", "-jump", "-id"], name="change_by_jump"),
                            models.Index(fields=["price_row_id"], name="change_of_price"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "of",
                                    "item",
                                    "category",
                                    "unit",
                                    "minimum_quantity",
                                    "kind",
                                    "valid_from",
                                ),
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
                                condition=models.Q(("kind__in", ("fixed", "percent"))),
                                name="change_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "fixed"), ("amount__lte", 100), _connector="OR"),
                                name="change_percent_at_most_100",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="change_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum_quantity__gte", 1)),
                                name="change_minimum_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("counted__in", ("line", "item", "mix"))),
                                name="change_counted_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quota__isnull", True), ("quota__gte", 1), _connector="OR"
                                ),
                                name="change_quota_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quota",
                    fields=[
                        (
                            "price_row",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="pricing.pricerow",
                            ),
                        ),
                        ("used", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "db_table": "pricing_quota",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("used__gte", 0)), name="quota_used_not_negative"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_price_list_history" ("currency", "id", "is_base", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "version") VALUES (OLD."currency", OLD."id", OLD."is_base", OLD."made_at", OLD."name", NOW(), \'update\', OLD."id", OLD."retired_on", OLD."version"); RETURN NULL;',
                            hash="f3b2082dee159c7e0c6e23b092e65df9f40b1e3b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6d494",
                            table="pricing_price_list",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_price_list_history" ("currency", "id", "is_base", "made_at", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "version") VALUES (OLD."currency", OLD."id", OLD."is_base", OLD."made_at", OLD."name", NOW(), \'delete\', OLD."id", OLD."retired_on", OLD."version"); RETURN NULL;',
                            hash="2c577e3b9af4f005b67963b3f2ad01211d4289ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18640",
                            table="pricing_price_list",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_tax_rule_history" ("code", "country", "customer_class", "id", "item_class", "legal_text", "made_at", "needs_tax_number", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "rate", "region", "valid_from", "valid_until") VALUES (OLD."code", OLD."country", OLD."customer_class", OLD."id", OLD."item_class", OLD."legal_text", OLD."made_at", OLD."needs_tax_number", OLD."part", NOW(), \'update\', OLD."id", OLD."postal_prefix", OLD."rate", OLD."region", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="36f501b7b9ae8445a197eafb023f857634e1a100",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a5f4a",
                            table="pricing_tax_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_tax_rule_history" ("code", "country", "customer_class", "id", "item_class", "legal_text", "made_at", "needs_tax_number", "part", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_prefix", "rate", "region", "valid_from", "valid_until") VALUES (OLD."code", OLD."country", OLD."customer_class", OLD."id", OLD."item_class", OLD."legal_text", OLD."made_at", OLD."needs_tax_number", OLD."part", NOW(), \'delete\', OLD."id", OLD."postal_prefix", OLD."rate", OLD."region", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="ee3aabd087e294ddd0988cee46ed0a9e83fa9322",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5bcb",
                            table="pricing_tax_rule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discountrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_discount_history" ("category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'update\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="dba6c5fdf3dc6fda14960d769fae1eabe29c7974",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_883d7",
                            table="pricing_discount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discountrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_discount_history" ("category_id", "currency", "customer_id", "group_id", "id", "item_id", "kind", "made_at", "minimum_value", "name", "on_agreed", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "valid_from", "valid_until", "version") VALUES (OLD."category_id", OLD."currency", OLD."customer_id", OLD."group_id", OLD."id", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_value", OLD."name", OLD."on_agreed", OLD."percent", NOW(), \'delete\', OLD."id", OLD."priority", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="3d77360fc42e36afcbd1542070572e3ea17ea67e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7c464",
                            table="pricing_discount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="discountruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba6a86a3709355a2e53d5eb9a31dcfcae5e97538",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3a0f0",
                            table="pricing_discount_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="marginfloor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_floor_history" ("category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="15a3db2b6234668ae60a4f7b0ee1c0a732f0b02a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_02637",
                            table="pricing_floor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="marginfloor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_floor_history" ("category_id", "id", "item_id", "made_at", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category_id", OLD."id", OLD."item_id", OLD."made_at", OLD."percent", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="d2f935174d3b5437fbdad1ce84b1cec6d3444ed1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bf62e",
                            table="pricing_floor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="marginfloorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="514b20e893c9fdc2bd2c25633bfb646814ff522f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e2e65",
                            table="pricing_floor_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelistevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c10094bc195a78818341c9f2fba946d10f0a3eb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2aa50",
                            table="pricing_price_list_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelistfor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_price_list_for_history" ("customer_id", "group_id", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "rank") VALUES (OLD."customer_id", OLD."group_id", OLD."id", OLD."made_at", NOW(), \'update\', OLD."id", OLD."price_list_id", OLD."rank"); RETURN NULL;',
                            hash="33b87041d0705937a451cb906d2179fc6768afe4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f20c2",
                            table="pricing_price_list_for",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelistfor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_price_list_for_history" ("customer_id", "group_id", "id", "made_at", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "rank") VALUES (OLD."customer_id", OLD."group_id", OLD."id", OLD."made_at", NOW(), \'delete\', OLD."id", OLD."price_list_id", OLD."rank"); RETURN NULL;',
                            hash="7f84a7d51f611ce3492293133f91164bf47fbc93",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e736",
                            table="pricing_price_list_for",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelistforevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="50414a871f68aabbfeafd179e356c1b06e7c1476",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1ffb4",
                            table="pricing_price_list_for_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricerow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_price_row_history" ("amount", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'update\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="9e458e1de03928c88610ddae167406933fcc1e57",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0d5fc",
                            table="pricing_price_row",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricerow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_price_row_history" ("amount", "category_id", "counted", "id", "is_net", "item_id", "kind", "made_at", "minimum_quantity", "mix", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_list_id", "quota", "unit", "valid_from", "valid_until") VALUES (OLD."amount", OLD."category_id", OLD."counted", OLD."id", OLD."is_net", OLD."item_id", OLD."kind", OLD."made_at", OLD."minimum_quantity", OLD."mix", NOW(), \'delete\', OLD."id", OLD."price_list_id", OLD."quota", OLD."unit", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="d40156c00cf9754ba5ed84e5891c77d54222e532",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13e14",
                            table="pricing_price_row",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricerowevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1ee7beac0a1c43d16df90c7e014043396ca44ddc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_93b59",
                            table="pricing_price_row_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_promotion_history" ("buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'update\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="69740cb904bd706761f0c8133dd7ccb54de411fa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_55712",
                            table="pricing_promotion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_promotion_history" ("buy_quantity", "category_id", "currency", "customer_id", "gift_item_id", "gift_quantity", "group_id", "id", "is_exclusive", "item_id", "made_at", "minimum_value", "most", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "repeats", "valid_from", "valid_until", "version") VALUES (OLD."buy_quantity", OLD."category_id", OLD."currency", OLD."customer_id", OLD."gift_item_id", OLD."gift_quantity", OLD."group_id", OLD."id", OLD."is_exclusive", OLD."item_id", OLD."made_at", OLD."minimum_value", OLD."most", OLD."name", NOW(), \'delete\', OLD."id", OLD."priority", OLD."repeats", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="8f622ad1a94fd36656ab863ddb341662be353d4c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4c878",
                            table="pricing_promotion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promotionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="24078ef75cf59593ce9d240f351ece98e43fdf09",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_72b96",
                            table="pricing_promotion_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxexemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "pricing_tax_exemption_history" ("certificate", "country", "customer_id", "id", "item_class", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "valid_from", "valid_until", "version") VALUES (OLD."certificate", OLD."country", OLD."customer_id", OLD."id", OLD."item_class", OLD."made_at", OLD."note", NOW(), \'update\', OLD."id", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="b309617eb960cba8f52045178e7061dc01a0f2bd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7e7e",
                            table="pricing_tax_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxexemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "pricing_tax_exemption_history" ("certificate", "country", "customer_id", "id", "item_class", "made_at", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "valid_from", "valid_until", "version") VALUES (OLD."certificate", OLD."country", OLD."customer_id", OLD."id", OLD."item_class", OLD."made_at", OLD."note", NOW(), \'delete\', OLD."id", OLD."region", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                            hash="e50f9b400e195675f54f7cccd06ad156a6c1c0ce",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e5cd5",
                            table="pricing_tax_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxexemptionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a23d86b4336ea48f4b633ee3892ea45da3eecb5f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_820e5",
                            table="pricing_tax_exemption_history",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taxruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c5e9fec08ba10ee89a95cbba2aae159a9b1fb619",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4718",
                            table="pricing_tax_rule_history",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
