import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from tradepost.base.at_once import AtOnce

GUARDS = """
create sequence base_number_count start 1000001;
create trigger count_version before update on counting_count
  for each row execute function base_next_version();
create trigger count_entry_is_immutable before update or delete on counting_entry
  for each row execute function base_refuse_change();
"""
UNDO = """
drop sequence base_number_count;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("base", "0001_initial"),
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Count",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("number", models.TextField(unique=True)),
                        (
                            "warehouse",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.warehouse",
                            ),
                        ),
                        ("scope", models.TextField()),
                        ("zone", models.TextField(default="")),
                        (
                            "in_zone",
                            models.ForeignKey(
                                db_column="zone_id",
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.zone",
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
                        ("is_blind", models.BooleanField(default=True)),
                        ("note", models.TextField(default="")),
                        ("planned_on", models.DateField()),
                        ("state", models.TextField(default="planned")),
                        ("lines_count", models.IntegerField(default=0)),
                        ("counted_count", models.IntegerField(default=0)),
                        ("recount_count", models.IntegerField(default=0)),
                        ("differing_count", models.IntegerField(default=0)),
                        ("found_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("lost_value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("value", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("made_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("posted_at", models.DateTimeField(null=True)),
                        ("posted_by", models.TextField(default="")),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("cancelled_reason", models.TextField(default="")),
                        ("version", models.IntegerField(default=1)),
                    ],
                    options={
                        "db_table": "counting_count",
                        "indexes": [
                            models.Index(fields=["made_at", "id"], name="count_by_age"),
                            models.Index(fields=["warehouse", "state"], name="count_by_warehouse"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("planned", "counting", "review", "posted", "cancelled"))
                                ),
                                name="count_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scope__in", ("warehouse", "zone", "category", "items", "cycle"))
                                ),
                                name="count_scope_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("counted_count__gte", 0),
                                    ("recount_count__gte", 0),
                                    (
                                        "lines_count__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("counted_count"), "+", models.F("recount_count")
                                        ),
                                    ),
                                ),
                                name="counted_within_lines",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("found_value__gte", 0), ("lost_value__gte", 0)),
                                name="count_values_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_zone__isnull", True),
                                    models.Q(("scope", "zone"), ("zone", "")),
                                    _connector="OR",
                                ),
                                name="count_says_zone_or_codes",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("scope", "cycle")),
                                fields=("warehouse", "planned_on"),
                                name="one_cycle_count_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountItem",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "count",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="counting.count",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "counting_count_item",
                        "constraints": [
                            models.UniqueConstraint(fields=("count", "item"), name="item_is_counted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountLine",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "count",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="counting.count",
                            ),
                        ),
                        ("position", models.IntegerField()),
                        (
                            "place",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.place",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalog.item",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inventory.lot",
                            ),
                        ),
                        ("book", models.BigIntegerField()),
                        ("is_added", models.BooleanField(default=False)),
                        ("state", models.TextField(default="open")),
                        ("counted", models.BigIntegerField(null=True)),
                        ("counted_at", models.DateTimeField(null=True)),
                        ("expected", models.BigIntegerField(null=True)),
                        ("difference", models.BigIntegerField(null=True)),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                    ],
                    options={
                        "db_table": "counting_line",
                        "indexes": [
                            models.Index(fields=["count", "position", "id"], name="count_line_by_walk")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("count", "place", "item", "lot"),
                                name="one_line_per_place_and_lot",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "counted", "recount"))),
                                name="count_line_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "counted"),
                                        ("counted__gte", 0),
                                        ("difference__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "counted"), _negated=True),
                                        ("counted__isnull", True),
                                        ("difference__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="counted_lines_have_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("difference__isnull", True),
                                    (
                                        "difference",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("counted"), "-", models.F("expected")
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="difference_is_counted_less_expected",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountEntry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="counting.countline",
                            ),
                        ),
                        ("batch_id", models.UUIDField()),
                        ("quantity", models.BigIntegerField()),
                        ("source", models.TextField()),
                        ("counter", models.TextField()),
                        ("actor_id", models.UUIDField(null=True)),
                        ("actor", models.TextField()),
                        ("counted_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "db_table": "counting_entry",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 0)), name="entry_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ("scan", "screen", "paper"))),
                                name="count_source_is_known",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
